//! Reads the tokens of strings and names.

use super::{Parser, Read, error_at};
use crate::json::node::Tag;
use crate::json::scan;

impl Parser<'_> {
    /// Reads a string.
    #[inline]
    pub(super) fn text(&mut self) -> Read<Tag> {
        let run = scan::plain(self.bytes, self.at + 1);
        self.at = run.end;
        if self.bytes.get(self.at) == Some(&b'"') {
            self.at += 1;
            let simple = run.ascii & run.no_markup & !run.underscored;
            return Ok(Tag::String { escaped: false, simple });
        }
        Ok(Tag::String { escaped: self.rest_of_string()?, simple: false })
    }

    /// Reads the token of a member name. True if it contains an escape.
    #[inline]
    pub(super) fn name(&mut self) -> Read<bool> {
        self.at = scan::string_stop(self.bytes, self.at + 1);
        if self.bytes.get(self.at) == Some(&b'"') {
            self.at += 1;
            return Ok(false);
        }
        self.rest_of_string()
    }

    /// Reads the rest of a string that is not plain. True if it contains an escape.
    #[inline(never)]
    fn rest_of_string(&mut self) -> Read<bool> {
        let mut escaped = false;
        loop {
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(escaped);
                }
                Some(b'\\') => {
                    escaped = true;
                    self.escape()?;
                }
                _ => return Err(self.error()),
            }
            self.at = scan::string_stop(self.bytes, self.at);
        }
    }

    fn escape(&mut self) -> Read<()> {
        let start = self.at;
        self.at += 2;
        match self.bytes.get(start + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(()),
            Some(b'u') => {
                let high = self.hex()?;
                match high {
                    0xDC00..0xE000 => Err(error_at(start)),
                    0xD800..0xDC00 => {
                        if !self.bytes[self.at..].starts_with(b"\\u") {
                            return Err(error_at(start));
                        }
                        self.at += 2;
                        match self.hex()? {
                            0xDC00..0xE000 => Ok(()),
                            _ => Err(error_at(start)),
                        }
                    }
                    _ => Ok(()),
                }
            }
            _ => {
                self.at = start + 1;
                Err(self.error())
            }
        }
    }

    fn hex(&mut self) -> Read<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.bytes.get(self.at).and_then(|byte| (*byte as char).to_digit(16));
            let Some(digit) = digit else {
                return Err(self.error());
            };
            unit = unit * 16 + digit;
            self.at += 1;
        }
        Ok(unit)
    }
}
