//! Names of members, and the colon after them.

use super::{Expected, Flow, Kind, Mistake, Scan, insert, named, replace};

impl Scan<'_> {
    /// Reads a name.
    pub(super) fn name(&mut self, byte: u8) -> Flow {
        match byte {
            b'"' => self.string(false)?,
            _ if self.is_quote_at(self.at) => {
                self.foreign_string()?;
                // The rest of the line after the quotation mark belongs to the name.
                self.last.kind = Kind::Other;
            }
            b'0'..=b'9' if self.digits_after_comma()? => return Ok(()),
            _ if self.placeholder()? => {
                if self.byte(self.skip_blanks(self.at)) != Some(b':') {
                    self.expected = Expected::Separator;
                    return Ok(());
                }
            }
            _ => self.bare_name()?,
        }
        self.expected = Expected::Colon;
        Ok(())
    }

    fn bare_name(&mut self) -> Flow {
        let (start, end) = (self.at, self.word_end(self.at));
        if end > start && matches!(self.byte(self.skip_blanks(end)), Some(b':' | b'=')) {
            let name = named(&self.text[start..end], "the name");
            let mistake = Mistake::new(start, end, format!("{name} is a name without quotes"))
                .help("put the name in double quotes")
                .safe("put it in quotes", vec![insert(start, "\""), insert(end, "\"")]);
            self.report(mistake)?;
            self.pass(Kind::Other, end);
            return Ok(());
        }
        let what = match self.expected {
            Expected::FirstName => "a name in double quotes or `}`",
            _ => "a name in double quotes",
        };
        match self.peek() {
            Some(b'{') => self.expected_here(what, "is this bracket one too many?"),
            Some(b'[') => self.expected_here(what, "write a name before the value"),
            _ => self.expected_here(what, "write a member as `\"name\": value`"),
        }
    }

    /// Reads the colon after a name.
    pub(super) fn colon(&mut self, byte: u8) -> Flow {
        let end = self.last.end;
        match byte {
            b':' => self.at += 1,
            b'=' => {
                let length = if self.byte(self.at + 1) == Some(b'>') { 2 } else { 1 };
                let mistake = Mistake::new(self.at, self.at + length, "a name is followed by `=`")
                    .help("write `:` between a name and its value")
                    .safe("write `:`", vec![replace(self.at, self.at + length, ":")]);
                self.report(mistake)?;
                self.at += length;
            }
            b',' => return self.missing_value(),
            _ if self.quotation_mark_inside()? => {}
            _ if self.starts_value(self.at) => {
                let mistake = Mistake::new(end, end, "a `:` is missing behind the name")
                    .help("write `:` between a name and its value");
                if self.is_name(self.at) {
                    return self.stop(mistake.help("write `:` and a value behind the name"));
                }
                self.report(mistake.safe("insert `:`", vec![insert(end, ":")]))?;
            }
            _ => return self.expected_here("`:` behind a name", ""),
        }
        self.expected = Expected::MemberValue;
        Ok(())
    }

    /// Reports a name without a value; the place is behind the name.
    pub(super) fn missing_value(&mut self) -> Flow {
        let end = self.last.end;
        let mistake = Mistake::new(end, end, "the value of this name is missing")
            .help("write `:` and a value behind the name; a list is in `[` and `]`");
        self.report(mistake)?;
        self.expected = Expected::Separator;
        Ok(())
    }

    /// Whether a value may start here.
    pub(super) fn starts_value(&self, at: usize) -> bool {
        let word = &self.text[at..self.word_end(at)];
        match self.byte(at) {
            Some(b'"' | b'{' | b'[' | b'0'..=b'9' | b'-') => true,
            Some(b'+' | b'.') => self.byte(at + 1).is_some_and(|byte| byte.is_ascii_digit()),
            _ if self.is_quote_at(at) => true,
            _ => ["true", "false", "null", "none"].iter().any(|l| word.eq_ignore_ascii_case(l)),
        }
    }

    /// Whether a name with its colon starts here.
    pub(super) fn is_name(&self, at: usize) -> bool {
        let end = match self.byte(at) {
            Some(b'"') => {
                let rest = self.rest(at + 1);
                let mut is_escaped = false;
                let close = rest.bytes().position(|byte| {
                    let ends = byte == b'\n' || (byte == b'"' && !is_escaped);
                    is_escaped = byte == b'\\' && !is_escaped;
                    ends
                });
                match close {
                    Some(length) if rest.as_bytes()[length] == b'"' => at + 1 + length + 1,
                    _ => return false,
                }
            }
            Some(b'0'..=b'9' | b'-' | b'.') => return false,
            _ => match self.foreign_close(at) {
                Some((close, _)) => close + self.char_at(close).map_or(0, char::len_utf8),
                None => self.word_end(at),
            },
        };
        end > at && matches!(self.byte(self.skip_blanks(end)), Some(b':' | b'='))
    }
}
