//! `.http` and `.rest` files: the syntaxes of JetBrains' HTTP client and of REST Client.

use super::body_file::{LoadBody, load_body};
use std::collections::BTreeMap;

use super::budget::Budget;
use super::encoding::Encoding;
use super::exchange::{CaptureProblem, Contents, Exchange, Recorded};
use super::source_text::SourceText;
use super::variables::Variables;
use crate::json::Span;

const METHODS: [&str; 9] =
    ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT"];

/// A line and where it begins.
#[derive(Clone, Copy)]
struct Line<'t> {
    text: &'t str,
    start: usize,
    /// The line feed, with a carriage return before it if there is one; empty at the end of the file.
    end: &'t str,
}

/// The calls of a file. Values of the environment count more than those of the file.
pub(super) fn read(text: &str, environment: &Variables, load: Option<&LoadBody<'_>>) -> Contents {
    let lines = lines(text);
    let budget = Budget::new();
    let mut variables = environment.clone();
    let mut definitions = BTreeMap::new();
    for line in &lines {
        if let Some((name, value)) = definition(line.text) {
            variables.define(name, value);
            definitions.entry(name).or_insert(line.start);
        }
    }
    let mut contents = Contents::default();
    for name in variables.cyclic() {
        let at = definitions.get(name).copied().unwrap_or(0);
        let message = format!("the variable {{{{{name}}}}} refers to itself");
        contents.problems.push(CaptureProblem::new(at, message));
    }
    for block in lines.split(|line| line.text.starts_with("###")) {
        if let Some(exchange) =
            exchange(block, &variables, load, &budget, contents.exchanges.len() + 1)
        {
            contents.exchanges.push(exchange);
        }
    }
    contents.problems.extend(budget.problem());
    contents
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lines = Vec::new();
    for line in text[start..].split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        lines.push(Line { text, start, end: &line[text.len()..] });
        start += line.len();
    }
    lines
}

/// `@name = value`
fn definition(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix('@')?.split_once('=')?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let name = name.trim();
    (!name.is_empty() && name.chars().all(is_name)).then(|| (name, value.trim()))
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('#') || line.starts_with("//")
}

fn exchange(
    block: &[Line<'_>],
    variables: &Variables,
    load: Option<&LoadBody<'_>>,
    budget: &Budget,
    number: usize,
) -> Option<Exchange> {
    let mut rest = block;
    let mut in_script = false;
    // Comments, definitions and scripts before the request.
    let first = loop {
        let (line, after) = rest.split_first()?;
        let text = line.text.trim();
        let begins_script = text.starts_with("< {%");
        let is_skipped = in_script
            || begins_script
            || text.is_empty()
            || is_comment(text)
            || text.starts_with('@');
        in_script = (in_script || begins_script) && !text.ends_with("%}");
        if !is_skipped {
            break line;
        }
        rest = after;
    };
    rest = &rest[1..];
    let mut exchange = Exchange { number, ..Exchange::default() };
    let mut url = SourceText::default();
    let trimmed = first.text.trim_start();
    let word = trimmed.split_whitespace().next().unwrap_or_default();
    let is_method = METHODS.contains(&word);
    if is_method {
        exchange.method = word.to_owned();
    }
    let after_method = if is_method { &trimmed[word.len()..] } else { trimmed };
    let target = after_method.trim();
    let target = target.rfind(" HTTP/").map_or(target, |end| target[..end].trim_end());
    let target_start = first.start
        + (first.text.len() - after_method.len())
        + (after_method.len() - after_method.trim_start().len());
    url.push_verbatim(target, target_start, Encoding::Plain);
    exchange.url_span = Some(Span { start: target_start, end: target_start + target.len() });
    // The query may go on in indented lines.
    while let Some((line, after)) = rest.split_first() {
        let text = line.text.trim_start();
        if line.text.starts_with([' ', '\t']) && text.starts_with(['?', '&', '/']) {
            let start = line.start + line.text.len() - text.len();
            url.push_verbatim(text.trim_end(), start, Encoding::Plain);
            rest = after;
        } else {
            break;
        }
    }
    exchange.url = variables.replace(&url, budget);
    let (body, rest) = split_body(skip_headers(rest));
    let body = read_body(body, variables, load, budget, &mut exchange.problems);
    exchange.request = body.map(|text| Recorded { text, pointer: String::new() });
    read_responses(rest, &mut exchange);
    Some(exchange)
}

/// The lines after the headers.
fn skip_headers<'l, 't>(lines: &'l [Line<'t>]) -> &'l [Line<'t>] {
    let end = lines.iter().position(|line| line.text.trim().is_empty());
    end.map_or(&[], |end| &lines[end + 1..])
}

/// The lines of the body, and those after it: handlers, references to responses, and responses.
fn split_body<'l, 't>(lines: &'l [Line<'t>]) -> (&'l [Line<'t>], &'l [Line<'t>]) {
    let ends_body = |line: &Line<'_>| {
        let text = line.text;
        ["> ", ">>", "<> ", ">{%"].iter().any(|start| text.starts_with(start))
            || is_status_line(text)
    };
    lines.split_at(lines.iter().position(ends_body).unwrap_or(lines.len()))
}

fn is_status_line(line: &str) -> bool {
    line.starts_with("HTTP/") && status(line).is_some()
}

fn status(line: &str) -> Option<u16> {
    line.split_whitespace().nth(1)?.parse().ok()
}

fn read_body(
    lines: &[Line<'_>],
    variables: &Variables,
    load: Option<&LoadBody<'_>>,
    budget: &Budget,
    problems: &mut Vec<CaptureProblem>,
) -> Option<SourceText> {
    let is_blank = |line: &&Line<'_>| line.text.trim().is_empty();
    let first = lines.iter().find(|line| !is_blank(line))?;
    if let Some(reference) =
        first.text.strip_prefix('<').filter(|rest| rest.starts_with([' ', '@']))
    {
        // `<@` replaces variables in the file, and may name an encoding.
        let has_variables = reference.starts_with('@');
        let name = reference.trim_start_matches('@').trim();
        // `<@latin1 file` names an encoding, too.
        let name = match has_variables && !reference.starts_with("@ ") {
            true => name.split_once(' ').map_or(name, |(_, name)| name.trim()),
            false => name,
        };
        let span = Span { start: first.start, end: first.start + first.text.len() };
        let loaded = load_body(name, load, budget, span.start);
        return match loaded {
            Ok(content) => {
                let mut text = SourceText::default();
                text.push_elsewhere(&content, span);
                Some(if has_variables { variables.replace(&text, budget) } else { text })
            }
            Err(reason) => {
                let message = format!("the body {name} is not checked: {reason}");
                problems.push(CaptureProblem::new(span.start, message));
                None
            }
        };
    }
    let text = variables.replace(&joined(lines), budget);
    let end = text.text().trim_end().len();
    let mut trimmed = SourceText::default();
    trimmed.push_part(&text, 0..end);
    Some(trimmed)
}

/// Lines as one text.
fn joined(lines: &[Line<'_>]) -> SourceText {
    let mut text = SourceText::default();
    for (index, line) in lines.iter().enumerate() {
        text.push_verbatim(line.text, line.start, Encoding::Plain);
        if index + 1 < lines.len() {
            text.push_verbatim(line.end, line.start + line.text.len(), Encoding::Plain);
        }
    }
    text
}

/// Reads responses that are written after the request.
fn read_responses(mut lines: &[Line<'_>], exchange: &mut Exchange) {
    while let Some(at) = lines.iter().position(|line| is_status_line(line.text)) {
        let status = status(lines[at].text).unwrap_or(0);
        let after = skip_headers(&lines[at + 1..]);
        let (body, rest) = split_body(after);
        let text = joined(body);
        if !text.text().trim().is_empty() {
            exchange.responses.push((status, Recorded { text, pointer: String::new() }));
        }
        lines = rest;
    }
}
