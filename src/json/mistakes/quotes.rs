//! Strings in other quotation marks than `"`: single, typographic, and backticks.

use super::{Flow, Kind, Mistake, Scan, delete, insert, replace};
use crate::json::edit::Edit;

/// The marks that may close a string that a mark has opened.
fn closers(open: char) -> &'static [char] {
    match open {
        '\'' => &['\''],
        '`' => &['`'],
        '“' | '„' | '‟' | '”' | '″' => &['”', '“', '‟', '″', '"'],
        '‘' | '’' | '‚' | '‛' | '′' | '´' => &['’', '‘', '‛', '′', '´', '\''],
        '«' => &['»'],
        '»' => &['«'],
        '‹' => &['›'],
        '›' => &['‹'],
        _ => &[],
    }
}

fn is_typographic(open: char) -> bool {
    !open.is_ascii() && !closers(open).is_empty()
}

impl Scan<'_> {
    /// Whether a string in other quotation marks starts at a place.
    pub(super) fn is_quote_at(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(|c| !closers(c).is_empty())
    }

    /// The mark that closes such a string, and whether another one was passed that might.
    pub(super) fn foreign_close(&self, start: usize) -> Option<(usize, bool)> {
        let open = self.char_at(start)?;
        let inside = start + open.len_utf8();
        let mut is_escaped = false;
        let mut passed = false;
        for (offset, c) in self.rest(inside).char_indices() {
            let at = inside + offset;
            if is_escaped {
                is_escaped = false;
            } else if c == '\\' {
                is_escaped = true;
            } else if c == '\n' {
                return None;
            } else if closers(open).contains(&c) {
                if self.ends_token(at + c.len_utf8()) {
                    return Some((at, passed));
                }
                passed = true;
            }
        }
        None
    }

    /// Reports a string in other quotation marks and passes it.
    pub(super) fn foreign_string(&mut self) -> Flow {
        let start = self.at;
        let open = self.char_at(start).unwrap_or_default();
        let kind = match open {
            '\'' => "a single quotation mark",
            '`' => "a backtick",
            _ if is_typographic(open) => "a typographic quotation mark",
            _ => "another quotation mark",
        };
        let Some((close, passed)) = self.foreign_close(start) else {
            let end = self.line_end(start).max(start + open.len_utf8());
            let may_go_on = self.is_cut && end == self.bytes.len();
            let message = match may_go_on {
                true => format!("the string starts with {kind}"),
                false => format!("the string after {kind} is not closed"),
            };
            return self
                .stop(Mistake::new(start, end, message).help("write the string in double quotes"));
        };
        let end = close + self.char_at(close).map_or(0, char::len_utf8);
        let mistake = Mistake::new(start, end, format!("the string starts with {kind}"))
            .help("write the string in double quotes");
        let mistake = match self.requoted(start, open, close, end) {
            Some(edits) => mistake.repair(!passed, "write double quotes", edits),
            None => mistake,
        };
        self.report(mistake)?;
        self.pass(Kind::Other, end);
        Ok(())
    }

    /// The edits that put the string into double quotes; none if its content is not that of a string.
    fn requoted(&self, start: usize, open: char, close: usize, end: usize) -> Option<Vec<Edit>> {
        let inside = start + open.len_utf8();
        let mut edits = vec![replace(start, inside, "\"")];
        let content = self.text.get(inside..close)?;
        let mut escaped = None;
        for (offset, c) in content.char_indices() {
            let at = inside + offset;
            match (escaped.take(), c) {
                (None, '\\') => escaped = Some(at),
                (None, '"') => edits.push(insert(at, "\\")),
                (None, '\t') => edits.push(replace(at, at + 1, "\\t")),
                (_, c) if c < ' ' => return None,
                (None, _) => {}
                (Some(_), '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') => {}
                (Some(backslash), '\'' | '`') => edits.push(delete(backslash, at)),
                // Escapes by number are checked once the quotation marks are right.
                (Some(_), _) => return None,
            }
        }
        if escaped.is_some() {
            return None;
        }
        edits.push(replace(close, end, "\""));
        Some(edits)
    }

    /// The first typographic mark in a string, which perhaps was to close it.
    pub(super) fn typographic_in(&self, start: usize, end: usize) -> Option<(usize, char)> {
        let found = self
            .text
            .get(start + 1..end)?
            .char_indices()
            .find(|(_, c)| matches!(c, '”' | '“' | '„' | '‟' | '″' | '«' | '»'));
        found.map(|(offset, c)| (start + 1 + offset, c))
    }
}
