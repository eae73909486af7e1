//! Templates that were not filled in.

use super::{Kind, Mistake, Scan, Stop, named};

/// Where placeholders start and end.
const MARKS: [(&str, &str); 7] =
    [("{{", "}}"), ("${", "}"), ("$(", ")"), ("<%", "%>"), ("%%", "%%"), ("%", "%"), ("<", ">")];

/// The longest placeholder, in bytes.
const MAX_PLACEHOLDER: usize = 200;

impl Scan<'_> {
    /// Reports a placeholder where a value or a name is expected. False if there is none.
    pub(super) fn placeholder(&mut self) -> Result<bool, Stop> {
        let start = self.at;
        let mut end = start;
        while let Some(next) = self.placeholder_end(end) {
            end = next;
        }
        if end == start {
            return Ok(false);
        }
        let what = named(&self.text[start..end], "here");
        let message = match what.as_str() {
            "here" => "a placeholder was not replaced".to_owned(),
            what => format!("the placeholder {what} was not replaced"),
        };
        let mistake = Mistake::new(start, end, message).help(
            "fill in the template first; a text needs quotation marks around its placeholder",
        );
        self.report(mistake)?;
        if !self.ends_token(end) {
            return Err(Stop);
        }
        self.pass(Kind::Other, end);
        self.expected = self.after();
        Ok(true)
    }

    fn placeholder_end(&self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let (open, close) = *MARKS.iter().find(|(open, _)| rest.starts_with(open))?;
        let inside = &rest[open.len()..];
        // Nearly all are short, and the limit keeps repeated searches from taking quadratic time.
        let length = inside
            .bytes()
            .take(MAX_PLACEHOLDER)
            .position(|byte| byte == b'\n' || close.as_bytes()[0] == byte)
            .filter(|length| inside[*length..].starts_with(close))?;
        let first = inside.trim_start().chars().next()?;
        let is_name = first.is_alphabetic() || matches!(first, '_' | '$' | '.' | '#' | '/' | '=');
        is_name.then_some(at + open.len() + length + close.len())
    }

    /// Reports a statement of a template, `{% … %}`. False if this is none.
    pub(super) fn template_statement(&mut self) -> Result<bool, Stop> {
        let start = self.at;
        let line = &self.text[start..self.line_end(start)];
        let Some(length) = line.find("%}") else { return Ok(false) };
        self.at = start + length + 2;
        let mistake = Mistake::new(start, self.at, "the template was not filled in")
            .help("check the JSON that the template makes");
        self.report(mistake)?;
        Ok(true)
    }

    /// Reports a quotation mark in a string that is not escaped, or one that is missing before: a string
    /// is followed by a word without a space between. False if it is not.
    pub(super) fn quotation_mark_inside(&mut self) -> Result<bool, Stop> {
        let last = self.last;
        let is_word = self.word_end(self.at) > self.at;
        if last.kind != Kind::String || self.at != last.end || !is_word {
            return Ok(false);
        }
        let mistake = match self.typographic_in(last.start, last.end - 1) {
            Some((at, mark)) => {
                Mistake::new(at, at + mark.len_utf8(), format!("`{mark}` does not close a string"))
                    .help("end the string with `\"`")
                    .related(last.start, last.start + 1, "the string starts here")
            }
            None => Mistake::new(last.end - 1, last.end, "the string ends here, but a word follows")
                .help("write a quotation mark inside a string as `\\\"`, or add the one that is missing before")
                .related(last.start, last.start + 1, "the string starts here"),
        };
        self.stop(mistake)?;
        Ok(true)
    }
}
