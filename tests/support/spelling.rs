//! JSON as the serialisers of several languages write it.
#![allow(dead_code, unreachable_pub)]

use std::fmt::Write;

use super::generate::Json;

/// How a serialiser writes JSON.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spelling {
    pub name: &'static str,
    /// The text between a member's name and its value.
    colon: &'static str,
    /// The text between two members or items that share a line.
    comma: &'static str,
    /// The line end and one level of indentation.
    lines: Option<(&'static str, &'static str)>,
    escapes: Escapes,
}

/// Which characters are escaped beyond those that JSON requires.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Escapes {
    Required,
    /// Python's `json.dumps`: all but ASCII.
    Python,
    /// PHP's `json_encode`: all but ASCII, and `/`.
    Php,
    /// Go's `json.Marshal`: `&`, `<`, `>` and two line ends of Unicode.
    Go,
    /// Gson: like Go, and `=` and `'`.
    Gson,
    /// System.Text.Json of .NET: all but ASCII, and whatever HTML could read.
    DotNet,
}

const COMPACT: Spelling =
    Spelling { name: "compact", colon: ":", comma: ",", lines: None, escapes: Escapes::Required };

/// All spellings, the compact one first.
pub const SPELLINGS: &[Spelling] = &[
    COMPACT,
    Spelling {
        name: "Python json.dumps",
        colon: ": ",
        comma: ", ",
        escapes: Escapes::Python,
        ..COMPACT
    },
    Spelling { name: "PHP json_encode", escapes: Escapes::Php, ..COMPACT },
    Spelling { name: "Go json.Marshal", escapes: Escapes::Go, ..COMPACT },
    Spelling { name: "Gson", escapes: Escapes::Gson, ..COMPACT },
    Spelling { name: ".NET System.Text.Json", escapes: Escapes::DotNet, ..COMPACT },
    Spelling { name: "two spaces, LF", colon: ": ", lines: Some(("\n", "  ")), ..COMPACT },
    Spelling { name: "four spaces, LF", colon: ": ", lines: Some(("\n", "    ")), ..COMPACT },
    Spelling { name: "four spaces, CRLF", colon: ": ", lines: Some(("\r\n", "    ")), ..COMPACT },
    Spelling { name: "tabs, LF", colon: ": ", lines: Some(("\n", "\t")), ..COMPACT },
    Spelling {
        name: "PHP JSON_PRETTY_PRINT",
        colon: ": ",
        lines: Some(("\n", "    ")),
        escapes: Escapes::Php,
        ..COMPACT
    },
];

impl Spelling {
    /// Whether a payload takes one line.
    pub fn is_one_line(&self) -> bool {
        self.lines.is_none()
    }

    /// The payload in this spelling.
    pub fn write(&self, payload: &Json) -> String {
        let mut out = String::new();
        self.value(payload, 0, &mut out);
        out
    }

    fn value(&self, value: &Json, depth: usize, out: &mut String) {
        match value {
            Json::Raw(token) => self.scalar(token, out),
            Json::Array(items) => {
                let items = items.iter().map(|item| (None, item));
                self.list(['[', ']'], items, depth, out);
            }
            Json::Object(members) => {
                let members = members.iter().map(|(name, value)| (Some(name.as_str()), value));
                self.list(['{', '}'], members, depth, out);
            }
        }
    }

    fn list<'j>(
        &self,
        brackets: [char; 2],
        items: impl ExactSizeIterator<Item = (Option<&'j str>, &'j Json)>,
        depth: usize,
        out: &mut String,
    ) {
        let is_empty = items.len() == 0;
        out.push(brackets[0]);
        for (index, (name, value)) in items.enumerate() {
            if index > 0 {
                out.push_str(self.comma);
            }
            self.new_line(depth + 1, out);
            if let Some(name) = name {
                self.string(name, out);
                out.push_str(self.colon);
            }
            self.value(value, depth + 1, out);
        }
        if !is_empty {
            self.new_line(depth, out);
        }
        out.push(brackets[1]);
    }

    fn new_line(&self, depth: usize, out: &mut String) {
        if let Some((end, indentation)) = self.lines {
            out.push_str(end);
            out.push_str(&indentation.repeat(depth));
        }
    }

    /// A scalar; a list that is written as one token is read first.
    fn scalar(&self, token: &str, out: &mut String) {
        match serde_json::from_str(token) {
            Ok(serde_json::Value::String(text)) => self.string(&text, out),
            Ok(serde_json::Value::Array(items)) => {
                let items: Vec<Json> = items.iter().map(Json::raw).collect();
                self.value(&Json::Array(items), 0, out);
            }
            _ => out.push_str(token),
        }
    }

    fn string(&self, text: &str, out: &mut String) {
        out.push('"');
        for c in text.chars() {
            match c {
                '"' if self.escapes == Escapes::DotNet => out.push_str("\\u0022"),
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                '\u{8}' => out.push_str("\\b"),
                '\u{c}' => out.push_str("\\f"),
                '/' if self.escapes == Escapes::Php => out.push_str("\\/"),
                '\0'..' ' => self.code_units(c, out),
                c if self.escapes.includes(c) => self.code_units(c, out),
                c => out.push(c),
            }
        }
        out.push('"');
    }

    /// One or two `\uXXXX`.
    fn code_units(&self, c: char, out: &mut String) {
        for unit in c.encode_utf16(&mut [0; 2]) {
            let written = match self.escapes {
                Escapes::DotNet => write!(out, "\\u{unit:04X}"),
                _ => write!(out, "\\u{unit:04x}"),
            };
            written.expect("a String takes everything");
        }
    }
}

impl Escapes {
    /// Whether a printable character is written as `\uXXXX`.
    fn includes(self, c: char) -> bool {
        match self {
            Self::Required => false,
            Self::Python | Self::Php => !c.is_ascii(),
            Self::Go => matches!(c, '&' | '<' | '>' | '\u{2028}' | '\u{2029}'),
            Self::Gson => matches!(c, '&' | '<' | '>' | '=' | '\'' | '\u{2028}' | '\u{2029}'),
            Self::DotNet => {
                !c.is_ascii() || matches!(c, '&' | '<' | '>' | '\'' | '+' | '`' | '\u{7f}')
            }
        }
    }
}
