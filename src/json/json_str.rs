//! JSON strings, decoded on demand.

use std::borrow::Cow;

/// The inside of a well-formed JSON string token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct JsonStr<'a> {
    /// The inside as it is written.
    pub(crate) raw: &'a str,
    /// Whether `raw` contains a backslash.
    pub(crate) escaped: bool,
}

impl<'a> JsonStr<'a> {
    /// The decoded string.
    pub(crate) fn decode(self) -> Cow<'a, str> {
        if self.escaped { Cow::Owned(unescape(self.raw)) } else { Cow::Borrowed(self.raw) }
    }

    /// The start of the string, at most `longest` bytes of the raw text.
    pub(crate) fn beginning(self, longest: usize) -> Self {
        if self.raw.len() <= longest {
            return self;
        }
        let mut end = 0;
        while let Some(c) = self.raw[end..].chars().next() {
            let length = match (c, self.raw.as_bytes().get(end + 1)) {
                ('\\', Some(b'u')) => 6,
                ('\\', _) => 2,
                (c, _) => c.len_utf8(),
            };
            if end + length > longest {
                break;
            }
            end += length;
        }
        Self { raw: &self.raw[..end], ..self }
    }

    /// The offsets of each character: in the decoded string and in the raw text.
    pub(crate) fn places(self) -> Vec<(usize, usize)> {
        let mut places = Vec::new();
        let (mut decoded, mut raw) = (0, 0);
        while let Some(c) = self.raw.get(raw..).and_then(|rest| rest.chars().next()) {
            places.push((decoded, raw));
            let (c, used) = match (c, self.raw.as_bytes().get(raw + 1)) {
                ('\\', Some(b'u')) => {
                    let (c, used) = unicode_escape(self.raw.get(raw + 2..).unwrap_or(""));
                    (c, used + 2)
                }
                ('\\', Some(_)) => (' ', 2),
                (c, _) => (c, c.len_utf8()),
            };
            decoded += c.len_utf8();
            raw += used;
        }
        places
    }
}

impl PartialEq<str> for JsonStr<'_> {
    fn eq(&self, other: &str) -> bool {
        if self.escaped { self.decode() == other } else { self.raw == other }
    }
}

impl PartialEq for JsonStr<'_> {
    fn eq(&self, other: &Self) -> bool {
        if self.escaped || other.escaped {
            self.decode() == other.decode()
        } else {
            self.raw == other.raw
        }
    }
}

fn unescape(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let escape = rest.as_bytes().get(at + 1).copied().unwrap_or(b'\\');
        rest = rest.get(at + 2..).unwrap_or("");
        let plain = match escape {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let (c, used) = unicode_escape(rest);
                rest = &rest[used..];
                c
            }
            other => other as char,
        };
        out.push(plain);
    }
    out.push_str(rest);
    out
}

/// Reads what follows `\u`: four digits, or a surrogate pair as `XXXX\uXXXX`.
fn unicode_escape(text: &str) -> (char, usize) {
    let unit = |from: usize| {
        text.get(from..from + 4).and_then(|digits| u32::from_str_radix(digits, 16).ok())
    };
    let replacement = char::REPLACEMENT_CHARACTER;
    let Some(high) = unit(0) else { return (replacement, 0) };
    if !(0xD800..0xDC00).contains(&high) {
        return (char::from_u32(high).unwrap_or(replacement), 4);
    }
    let Some(low) = unit(6) else { return (replacement, 4) };
    let scalar = 0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF);
    (char::from_u32(scalar).unwrap_or(replacement), 10)
}

/// Writes a string as a JSON token, quotes included.
pub(crate) fn quote(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
