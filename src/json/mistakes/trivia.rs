//! The text between tokens: white space, comments, and characters that only look like white space.

use super::{Flow, Mistake, Scan, delete, replace};
use crate::json::edit::Edit;

impl Scan<'_> {
    /// Passes everything between two tokens, and reports what is not white space.
    pub(super) fn trivia(&mut self) -> Flow {
        loop {
            self.blanks();
            match self.peek() {
                Some(b'#') => self.comments()?,
                Some(b'/') if matches!(self.byte(self.at + 1), Some(b'/' | b'*')) => {
                    self.comments()?;
                }
                Some(b'{') if self.byte(self.at + 1) == Some(b'%') => {
                    if !self.template_statement()? {
                        return Ok(());
                    }
                }
                _ if self.char_at(self.at).is_some_and(is_odd_space) => self.odd_spaces()?,
                _ => return Ok(()),
            }
        }
    }

    fn blanks(&mut self) {
        while let Some(byte @ (b' ' | b'\t' | b'\r' | b'\n')) = self.peek() {
            if byte == b'\n' {
                self.line.number += 1;
                self.line.indent = 0;
                self.line.is_blank = true;
            } else if self.line.is_blank {
                self.line.indent += 1;
            }
            self.at += 1;
        }
    }

    /// Reports comments with nothing but white space between them.
    fn comments(&mut self) -> Flow {
        let first = self.at;
        let mut last = self.at;
        let mut edits: Vec<Edit> = Vec::new();
        loop {
            let start = self.at;
            let end = match self.rest(start).as_bytes() {
                [b'/', b'*', ..] => match self.rest(start + 2).find("*/") {
                    Some(length) => start + 2 + length + 2,
                    None => break,
                },
                [b'#', ..] | [b'/', b'/', ..] => start + self.line_length(start),
                _ => break,
            };
            edits.push(self.removal(start, end));
            self.line.number += self.rest(start)[..end - start].matches('\n').count();
            self.at = end;
            last = end;
            self.blanks();
        }
        self.report_comments(first, last, edits)?;
        if self.rest(self.at).starts_with("/*") {
            let mistake = Mistake::new(self.at, self.at + 2, "the comment is not closed")
                .help("remove the comment; JSON has none");
            return self.stop(mistake);
        }
        Ok(())
    }

    fn report_comments(&mut self, first: usize, last: usize, edits: Vec<Edit>) -> Flow {
        let count = edits.len();
        let (message, action, them) = match count {
            0 => return Ok(()),
            1 => ("JSON has no comments".to_owned(), "remove the comment".to_owned(), "it"),
            _ => (
                format!("JSON has no comments; {count} follow one another"),
                format!("remove {count} comments"),
                "them",
            ),
        };
        let mistake = Mistake::new(first, last, message)
            .help(format!("remove {them}, or keep the notes in another file"))
            .safe(action, edits);
        self.report(mistake)
    }

    /// The length of the rest of a line, without a carriage return.
    fn line_length(&self, at: usize) -> usize {
        self.rest(at).split(['\n', '\r']).next().unwrap_or_default().len()
    }

    /// The edit that removes a comment: with its line if it has one of its own. Tokens on both sides stay
    /// apart.
    fn removal(&self, start: usize, end: usize) -> Edit {
        let is_blank = |byte: Option<u8>| matches!(byte, Some(b' ' | b'\t'));
        let mut before = start;
        while before > self.start && is_blank(self.byte(before - 1)) {
            before -= 1;
        }
        let is_line_start = before == self.start || self.byte(before - 1) == Some(b'\n');
        let mut after = end;
        while is_blank(self.byte(after)) {
            after += 1;
        }
        after += usize::from(self.byte(after) == Some(b'\r'));
        let is_line_end = matches!(self.byte(after), None | Some(b'\n'));
        match (is_line_start, is_line_end) {
            (true, true) => delete(before, (after + 1).min(self.bytes.len())),
            (false, true) => delete(before, end),
            (true, false) if before > self.start => delete(start, after),
            _ => replace(start, end, " "),
        }
    }

    fn odd_spaces(&mut self) -> Flow {
        let start = self.at;
        let first = self.char_at(start).unwrap_or_default();
        let length: usize =
            self.rest(start).chars().take_while(|c| is_odd_space(*c)).map(char::len_utf8).sum();
        self.at += length;
        let name = match first {
            '\u{a0}' => " (no-break space)",
            '\u{feff}' => " (byte order mark)",
            '\u{200b}' => " (zero width space)",
            _ => "",
        };
        let message = format!("U+{:04X}{name} is not white space in JSON", first as u32);
        let mistake = Mistake::new(start, self.at, message)
            .help("replace it with a space; it often comes from a copied web page or document")
            .safe("write a space", vec![replace(start, self.at, " ")]);
        self.report(mistake)
    }
}

/// Whether a character is not white space in JSON but shows as a space or not at all.
pub(super) fn is_odd_space(c: char) -> bool {
    match c {
        ' ' | '\t' | '\r' | '\n' => false,
        '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{ad}' => true,
        _ => c.is_whitespace(),
    }
}
