//! Encodings other than UTF-8.

/// The name of the encoding of a JSON text that is UTF-16 or UTF-32, with or without a byte order
/// mark. JSON begins and ends with an ASCII character, whose zero bytes identify the encoding.
///
/// ```
/// use offerlint::inputs::wide_encoding;
///
/// assert_eq!(wide_encoding(b"{\0\"\0a\0\"\0:\x001\0}\0"), Some("UTF-16"));
/// assert_eq!(wide_encoding(b"{\"a\":1}"), None);
/// ```
pub fn wide_encoding(text: &[u8]) -> Option<&'static str> {
    match *text {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16"),
        [0, 0, 0, 1..=0x7F, ..] | [1..=0x7F, 0, 0, 0, ..] => Some("UTF-32"),
        [1..=0x7F, 0] | [1..=0x7F, 0, .., 0] => Some("UTF-16"),
        // A line of UTF-16 may end in the middle of a line feed.
        [0, 1..=0x7F] | [0, 1..=0x7F, .., 0] | [0, 1..=0x7F, .., 0, _] => Some("UTF-16"),
        _ => None,
    }
}
