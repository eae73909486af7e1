//! JSON as it may be shown by terminals and in the logs of CI runners: hazardous characters of strings are
//! written as escapes, which leave the values as they are.

use std::io::{self, Write};

use offerlint::needs_escape;

use super::output::Sink;
use crate::cli::display_safe::begins_runner_command;

/// Escapes hazardous characters and commands of CI runners in the JSON that is written to a sink. Each
/// part that is written must be a text.
pub(super) struct SafeJson(pub(super) Sink);

impl Write for SafeJson {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Without an early end the compiler checks many bytes at once.
        let is_plain = |byte: &u8| matches!(byte, b'\n' | b' '..=b'"' | b'$'..=b'~');
        if bytes.iter().fold(true, |all, byte| all & is_plain(byte)) {
            return self.0.write(bytes);
        }
        let text = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        self.0.write_all(escaped(text).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    for (at, c) in text.char_indices() {
        let begins_command = c == '#' && begins_runner_command(&text[at..]);
        // Line feeds of strings are escaped already.
        if begins_command || (c != '\n' && needs_escape(c)) {
            let mut units = [0; 2];
            let units = c.encode_utf16(&mut units).iter();
            out.extend(units.map(|unit| format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn values_stay_as_they_are() {
        let value =
            "a#b ##[c] ##vso[d] \u{1b}\u{7f}\u{9b}\u{202e}\u{2028}\u{e0001} é 😀 \\\"\n\\##[";
        let json = escaped(&serde_json::to_string(value).unwrap());
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), value);
        assert!(!json.chars().any(super::needs_escape) && !json.contains("##["), "{json}");
        assert!(!json.contains("##vso[") && json.contains("é 😀"), "{json}");
    }
}
