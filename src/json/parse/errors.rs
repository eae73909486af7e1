//! The messages and the help of syntax errors.

use super::{Parser, SyntaxError};

const NO_NAN: &str = "leave the member out; JSON has no NaN or Infinity";

impl Parser<'_> {
    pub(super) fn error(
        &self,
        offset: usize,
        message: String,
        help: Option<&'static str>,
    ) -> Box<SyntaxError> {
        let rest = self.text.get(offset..).unwrap_or("");
        let length = rest.chars().next().map_or(0, char::len_utf8);
        Box::new(SyntaxError { offset, length, message, help })
    }

    fn found(&self, offset: usize) -> String {
        match self.text.get(offset..).unwrap_or("").chars().next() {
            None => "the end of the document".into(),
            Some('`') => "a backtick".into(),
            Some(c) => format!(
                "`{}`",
                c.escape_debug().to_string().replace("\\'", "'").replace("\\\"", "\"")
            ),
        }
    }

    pub(super) fn more_text(&self) -> Box<SyntaxError> {
        let message = format!("{} follows the end of the document", self.found(self.at));
        let help = "write one JSON value a file; put several into an array or into lines of NDJSON";
        self.error(self.at, message, Some(help))
    }

    pub(super) fn expected(&self, what: &str) -> Box<SyntaxError> {
        let message = format!("expected {what}, found {}", self.found(self.at));
        let help = match self.bytes.get(self.at) {
            None => Some("complete the document; it is cut off"),
            Some(b'/' | b'#') => Some("remove the comment; JSON has none"),
            Some(b'\'') => Some("write the string in double quotes"),
            _ => None,
        };
        self.error(self.at, message, help)
    }

    pub(super) fn no_key(&self, count: u32) -> Box<SyntaxError> {
        match self.bytes.get(self.at) {
            Some(b'}') if count > 0 => self.trailing_comma('}'),
            Some(byte) if byte.is_ascii_alphabetic() || *byte == b'_' => {
                let mut error = self.expected("a member name in double quotes");
                error.help = Some("put the name in quotes");
                error
            }
            _ => self.expected("a member name in double quotes or `}`"),
        }
    }

    pub(super) fn no_value(&self) -> Box<SyntaxError> {
        let rest = &self.bytes[self.at..];
        let mut error = self.expected("a value");
        if rest.starts_with(b"]") || rest.starts_with(b"}") {
            let before = self.text[..self.at].trim_end_matches([' ', '\t', '\r', '\n']);
            if before.ends_with(',') {
                return self.trailing_comma(rest[0] as char);
            }
        } else if [&b"NaN"[..], b"Infinity", b"nan", b"inf"].iter().any(|w| rest.starts_with(w)) {
            error.help = Some(NO_NAN);
        } else if [&b"True"[..], b"False", b"None", b"undefined"]
            .iter()
            .any(|w| rest.starts_with(w))
        {
            error.help = Some("write true, false or null");
        } else if rest.starts_with(b"+") || rest.starts_with(b".") {
            error.help = Some("start a number with a digit or a minus sign");
        }
        error
    }

    fn trailing_comma(&self, close: char) -> Box<SyntaxError> {
        let message = format!("`{close}` follows a comma");
        self.error(self.at, message, Some("remove the comma; JSON allows none after the last item"))
    }

    pub(super) fn bad_number(&self, start: usize, at: usize) -> Box<SyntaxError> {
        let leading_zero = matches!(&self.bytes[start..at], b"0" | b"-0");
        if leading_zero && self.bytes.get(at).is_some_and(u8::is_ascii_digit) {
            let help = "remove the leading zero, or quote the value if it is not a number";
            return self.error(at, "a number has a leading zero".into(), Some(help));
        }
        if self.bytes[at..].starts_with(b"Infinity") {
            return self.error(at, "expected a digit, found `I`".into(), Some(NO_NAN));
        }
        self.expected_at(at, "a digit")
    }

    fn expected_at(&self, at: usize, what: &str) -> Box<SyntaxError> {
        self.error(at, format!("expected {what}, found {}", self.found(at)), None)
    }

    pub(super) fn lone_surrogate(&self, start: usize) -> Box<SyntaxError> {
        let escape = &self.text[start..start + 6];
        let mut error = self.error(
            start,
            format!("`{escape}` is half of a surrogate pair"),
            Some("write the character itself, or both halves"),
        );
        error.length = 6;
        error
    }
}
