//! How a text is written in a capture, and how a replacement must be written there.

use crate::json::quote;

/// How a part of a text is written in a capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// As it is.
    Plain,
    /// Inside a JSON string.
    JsonString,
    /// Outside of quotes of a shell.
    Unquoted,
    /// Inside `'…'` of a shell.
    SingleQuotes,
    /// Inside `"…"` of a shell.
    DoubleQuotes,
    /// Inside `$'…'` of a shell.
    AnsiQuotes,
    /// In a here-document in which a shell replaces variables.
    HereDocument,
}

impl Encoding {
    /// A text as it must be written.
    pub(super) fn encode(self, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::JsonString => {
                let quoted = quote(text);
                quoted[1..quoted.len() - 1].to_owned()
            }
            Self::Unquoted => {
                let is_plain = |c: char| c.is_alphanumeric() || "_-./:=,@%+".contains(c);
                let special: Vec<char> = text.chars().filter(|c| !is_plain(*c)).collect();
                escape(text, &special)
            }
            Self::SingleQuotes => text.replace('\'', r"'\''"),
            Self::DoubleQuotes => escape(text, &['\\', '"', '$', '`']),
            Self::AnsiQuotes => escape(text, &['\\', '\'']).replace('\n', "\\n"),
            Self::HereDocument => escape(text, &['\\', '$', '`']),
        }
    }
}

fn escape(text: &str, special: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if special.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
