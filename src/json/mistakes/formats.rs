//! Texts of other formats than JSON: one finding says which, instead of many about their first lines.

use super::{Flow, Mistake, Scan};

impl Scan<'_> {
    /// Reports a text that is not meant to be JSON, and stops.
    pub(super) fn other_format(&mut self) -> Flow {
        let rest = self.rest(self.at);
        let line = &self.text[self.at..self.line_end(self.at)];
        let Some((format, help)) = format_of(rest, line) else { return Ok(()) };
        // YAML and others have comments, which are no mistakes there.
        let start = self.mistakes.first().map_or(self.at, |mistake| mistake.span.start);
        self.mistakes.clear();
        let line = &self.text[start..self.line_end(start)];
        let shown = line.char_indices().nth(80).map_or(line.len(), |(length, _)| length);
        let mistake =
            Mistake::new(start, start + shown, format!("the document is {format}, not JSON"));
        self.stop(mistake.help(help))
    }
}

const CONVERT: &str = "convert it to JSON first; offerlint checks JSON only";

fn format_of(text: &str, line: &str) -> Option<(&'static str, &'static str)> {
    if let Some(tag) = text.strip_prefix('<') {
        let lower: String = tag.chars().take(15).collect::<String>().to_ascii_lowercase();
        if lower.starts_with("!doctype html") || lower.starts_with("html") {
            return Some((
                "HTML",
                "look at what the server answered: often an error or a login page",
            ));
        }
        let is_tag = tag.starts_with(|c: char| c.is_alphabetic() || c == '?' || c == '!');
        let is_placeholder = text.trim_end() == line && line.ends_with('>') && !line.contains('/');
        return (is_tag && !is_placeholder).then_some(("XML", CONVERT));
    }
    if text.starts_with("```") {
        return Some(("Markdown", "remove the lines with ``` around the JSON"));
    }
    if text.starts_with("HTTP/") {
        return Some(("an HTTP message", "keep only the body of the message"));
    }
    if is_yaml(line) {
        return Some(("YAML", CONVERT));
    }
    if is_csv(text, line) {
        return Some((
            "CSV",
            "convert it to JSON first: one object a row, with the column names as names",
        ));
    }
    if is_form(line) && text.trim_end() == line {
        return Some(("form data", CONVERT));
    }
    None
}

/// Whether the first line is one of YAML: `---`, `name: value`, `- item`.
fn is_yaml(line: &str) -> bool {
    if line == "---" || line.starts_with("--- ") || line.starts_with("%YAML") {
        return true;
    }
    if let Some(item) = line.strip_prefix("- ") {
        return !item.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '.');
    }
    let starts = line.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let name = line.split(':').next().unwrap_or_default();
    let value = line.get(name.len() + 1..);
    starts
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '))
        && value.is_some_and(|value| value.is_empty() || value.starts_with([' ', '\t']))
}

/// Whether the text has two lines or more, of which the first is a list of names.
fn is_csv(text: &str, line: &str) -> bool {
    let has_more = text.get(line.len()..).is_some_and(|rest| !rest.trim().is_empty());
    let separator = [',', ';', '\t'].into_iter().find(|separator| line.contains(*separator));
    let is_cell = |cell: &str| {
        let cell = cell.trim();
        let bare = cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).unwrap_or(cell);
        bare.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && bare.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '/'))
    };
    has_more && separator.is_some_and(|separator| line.split(separator).all(is_cell))
}

/// Whether a line is one of a form: `name=value&name=value`.
fn is_form(line: &str) -> bool {
    let is_pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or_default();
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-.%+[]*".contains(c);
        !name.is_empty() && name.chars().all(is_plain) && value.chars().all(|c| !c.is_whitespace())
    };
    line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && line.split('&').all(is_pair)
}
