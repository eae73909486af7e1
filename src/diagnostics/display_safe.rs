//! Values in messages: escaped, so that they cannot act on a terminal, and cut to a sensible
//! length.

use std::borrow::Cow;
use std::fmt::{self, Write};

use crate::json::scan::{self, within};

use super::secrets;

/// The longest value that a message shows, in characters.
const MAX_SHOWN_CHARS: usize = 60;

/// A decoded string in double quotes.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(4 * MAX_SHOWN_CHARS) + 2);
    out.push('"');
    let _ = write_visible(text, &mut out);
    out.push('"');
    out
}

/// A value as it was written.
pub(crate) fn display_raw(raw: &str) -> Cow<'_, str> {
    // A short text contains no key.
    if raw.len() < secrets::LENGTH && is_printable(raw) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len().min(4 * MAX_SHOWN_CHARS));
    let _ = write_raw(raw, &mut out);
    Cow::Owned(out)
}

/// Writes a value as it was written.
pub(crate) fn write_raw(raw: &str, out: &mut impl Write) -> fmt::Result {
    write_visible(&secrets::mask(raw), out)
}

/// The items, each in parts, as alternatives: `a, b or c`.
pub(crate) fn alternatives<'t, const PARTS: usize>(
    items: impl Iterator<Item = [&'t str; PARTS]>,
) -> String {
    let mut out = String::with_capacity(4 * MAX_SHOWN_CHARS);
    push_alternatives(items, &mut out);
    out
}

/// Appends the items as alternatives.
pub(crate) fn push_alternatives<'t, const PARTS: usize>(
    items: impl Iterator<Item = [&'t str; PARTS]>,
    out: &mut String,
) {
    let mut items = items.peekable();
    let mut separator = "";
    while let Some(item) = items.next() {
        let is_last = items.peek().is_none();
        out.push_str(if is_last && !separator.is_empty() { " or " } else { separator });
        item.iter().for_each(|part| out.push_str(part));
        separator = ", ";
    }
}

/// A message that contains input which is not escaped yet.
pub(crate) fn display_safe(message: String) -> String {
    let is_short = message.len() <= 4 * MAX_SHOWN_CHARS;
    if is_short && (is_printable(&message) || !message.chars().any(needs_escape)) {
        return message;
    }
    let mut out = String::new();
    let _ = write_visible(&message, &mut out);
    out
}

fn write_visible(text: &str, out: &mut impl Write) -> fmt::Result {
    // Redact first: a key that is cut in two is not recognised.
    let text = secrets::redact(text);
    if text.len() <= MAX_SHOWN_CHARS && is_printable(&text) {
        return out.write_str(&text);
    }
    for (count, c) in text.chars().enumerate() {
        if count == MAX_SHOWN_CHARS {
            return out.write_char('…');
        }
        if needs_escape(c) {
            match c {
                '\n' => out.write_str("\\n"),
                '\t' => out.write_str("\\t"),
                '\r' => out.write_str("\\r"),
                c if c > '\u{ffff}' => write!(out, "\\u{{{:x}}}", c as u32),
                c => write!(out, "\\u{:04x}", c as u32),
            }?;
        } else {
            out.write_char(c)?;
        }
    }
    Ok(())
}

/// Whether every byte is a printable ASCII character, as in nearly every text that is shown.
fn is_printable(text: &str) -> bool {
    let others = |block| !within(block, b' ', b'~');
    scan::positions(text.as_bytes(), 0..text.len(), others).next().is_none()
}

/// Whether a character is invisible, reorders its neighbours, or controls a terminal.
pub fn needs_escape(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'
            | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
