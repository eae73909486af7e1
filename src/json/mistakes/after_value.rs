//! Reads the text after a value: a comma, the end of its array or object, or a mistake.

use super::{Expected, Flow, Kind, Mistake, Scan, delete, insert, replace};

impl Scan<'_> {
    pub(super) fn after_value(&mut self, byte: u8) -> Flow {
        match byte {
            b']' | b'}' => return self.close(byte),
            b',' => {}
            b';' => {
                let mistake = Mistake::new(self.at, self.at + 1, "expected `,`, found `;`")
                    .help("separate values by commas")
                    .safe("write `,`", vec![replace(self.at, self.at + 1, ",")]);
                self.report(mistake)?;
            }
            _ => return self.missing_comma(byte),
        }
        self.comma = self.at;
        self.at += 1;
        self.expect_next();
        Ok(())
    }

    fn in_object(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.is_object)
    }

    /// Expects what comes after a comma.
    fn expect_next(&mut self) {
        self.expected = if self.in_object() { Expected::Name } else { Expected::Item };
    }

    fn missing_comma(&mut self, byte: u8) -> Flow {
        if self.quotation_mark_inside()? {
            return Ok(());
        }
        let last = self.last;
        let in_object = self.in_object();
        let is_number = byte.is_ascii_digit() || byte == b'-';
        let on_one_line = last.line == self.line.number;
        let two_numbers = is_number && last.kind == Kind::Number && on_one_line;
        if two_numbers && self.digit_group() {
            let mistake =
                Mistake::new(last.start, self.word_end(self.at), "a number contains a space")
                    .help("write the digits without separators")
                    .doubtful("remove the space", vec![delete(last.end, self.at)]);
            return self.stop(mistake);
        }
        let follows = if in_object { self.is_name(self.at) } else { self.starts_value(self.at) };
        if !follows {
            return self.no_separator(byte, in_object);
        }
        let touches = last.end == self.at && last.kind == Kind::String && byte == b'"';
        let is_safe = in_object || !(two_numbers || touches);
        let what = if in_object { "member" } else { "item" };
        let mistake =
            Mistake::new(last.end, last.end, format!("a comma is missing behind this {what}"))
                .help(format!("write `,` between one {what} and the next"))
                .repair(is_safe, "insert the comma", vec![insert(last.end, ",")]);
        self.report(mistake)?;
        self.comma = last.end;
        self.expect_next();
        Ok(())
    }

    /// Whether three digits follow a number after a space, as in `1 234`.
    fn digit_group(&self) -> bool {
        let group = &self.text[self.at..self.word_end(self.at)];
        let digits = group.split('.').next().unwrap_or_default();
        digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
    }

    fn no_separator(&mut self, byte: u8, in_object: bool) -> Flow {
        let what = if in_object { "`,` or `}` after a member" } else { "`,` or `]` after an item" };
        let Some(frame) = self.frames.last().copied() else { return self.no_value() };
        if byte == b':' && !in_object {
            let mistake = Mistake::new(self.at, self.at + 1, "a name with a value is in an array")
                .help("write `{` and `}` around members")
                .related(frame.open, frame.open + 1, "the array starts here");
            return self.stop(mistake);
        }
        let help = match byte {
            b'"' | b'\'' => "write a quotation mark inside a string as `\\\"`",
            b'=' | b':' => "write one value for each name",
            b'+' => "write the whole value; JSON cannot compute",
            b'(' => "write the value; JSON has no functions",
            _ => "",
        };
        self.expected_here(what, help)
    }
}
