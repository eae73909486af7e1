use super::{load16, plain, plain_bytes, properties, whitespace, whitespace_with_hint};

#[test]
fn whitespace_ends_at_the_first_other_byte() {
    let spaces = [1, 2, 14, 15, 16, 17, 40].map(|n| " ".repeat(n));
    for start in ["\n", "\r\n", "\t", " ", "\n\n", "\n\t\n"] {
        for space in &spaces {
            for end in ["", "x", "\u{b}", "\0", "é"] {
                let text = format!("{start}{space}{end}");
                let wanted = start.len() + space.len();
                assert_eq!(whitespace(text.as_bytes(), 0), wanted, "{text:?}");
                for likely in [0, 1, 2, wanted - 1, wanted, wanted + 1, 16, 31, 32, 40] {
                    let found = whitespace_with_hint(text.as_bytes(), likely);
                    assert_eq!(found, wanted, "{text:?} {likely}");
                }
            }
        }
    }
}

#[test]
fn plain_runs_agree_with_a_byte_by_byte_search() {
    let alphabet = [b'"', b'\\', 0x1f, b' ', 0x80, 0xff, 0x7f, b'!', b'&', b'_'];
    let mut state = 7u32;
    for length in 0..40 {
        for _ in 0..200 {
            let bytes: Vec<u8> = (0..length)
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    let pick = (state >> 16) as usize;
                    if pick.is_multiple_of(5) { alphabet[pick % alphabet.len()] } else { b'x' }
                })
                .collect();
            let end = bytes.iter().position(|b| matches!(b, b'"' | b'\\') || *b < 0x20);
            let end = end.unwrap_or(bytes.len());
            let run = plain(&bytes, 0);
            assert_eq!(run.end, end, "{bytes:x?}");
            assert_eq!(run.ascii, bytes[..end].is_ascii(), "{bytes:x?}");
            let loud = bytes[..end].iter().any(|b| matches!(b, b'&' | 0x7f));
            assert_eq!(run.no_markup, !loud, "{bytes:x?}");
            assert_eq!(run.underscored, bytes[..end].contains(&b'_'), "{bytes:x?}");
            assert_eq!(plain_bytes(load16(&bytes)), end.min(16), "{bytes:x?}");
            for length in [bytes.len(), end] {
                let whole = properties(&bytes, length);
                let text = &bytes[..length];
                assert_eq!((whole.end, whole.ascii), (length, text.is_ascii()), "{bytes:x?}");
                let loud = text.iter().any(|b| matches!(b, b'&' | 0x7f) || *b < 0x20);
                assert_eq!(whole.no_markup, !loud, "{bytes:x?}");
                assert_eq!(whole.underscored, text.contains(&b'_'), "{bytes:x?}");
            }
        }
    }
}
