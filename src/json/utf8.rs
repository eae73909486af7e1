//! Whether parts of a payload are UTF-8.

use std::ops::Range;

use wide::u8x16;

use super::scan::{self, is, within};

/// Whether a part of some bytes is UTF-8.
#[inline(never)]
pub(crate) fn is_valid(bytes: &[u8], part: Range<usize>) -> bool {
    is_certainly_valid(bytes, part.clone()) || std::str::from_utf8(&bytes[part]).is_ok()
}

/// A quick test for characters of two or three bytes whose second byte is not restricted. False means
/// that the slow test decides.
#[inline(always)]
fn is_certainly_valid(bytes: &[u8], part: Range<usize>) -> bool {
    let (mut valid, mut due) = (true, 0);
    for start in part.clone().step_by(32) {
        let [beyond, inner, threes, odd] = scan::bits::<2, _>(bytes, start, |block| {
            let longer = block.max(u8x16::splat(0xF0)).simd_eq(block);
            let odd = is(block & u8x16::splat(0xFE), 0xC0) | is(block, 0xE0) | is(block, 0xED);
            let threes = block.max(u8x16::splat(0xE0)).simd_eq(block);
            [block, within(block, 0x80, 0xBF), threes, odd | longer]
        });
        let inside = u64::from(u32::MAX) >> (32 - (part.end - start).min(32));
        // Bytes that must continue a character are those that do.
        let wanted = due | (beyond & !inner & inside) << 1 | (threes & inside) << 2;
        valid &= odd & inside == 0 && wanted as u32 == (inner & inside) as u32;
        due = wanted >> 32;
    }
    valid && due == 0
}

#[cfg(test)]
mod tests {
    use super::{is_certainly_valid, is_valid};

    fn agrees(bytes: &[u8], part: std::ops::Range<usize>) {
        let wanted = std::str::from_utf8(&bytes[part.clone()]).is_ok();
        assert_eq!(is_valid(bytes, part.clone()), wanted, "{:x?}", &bytes[part.clone()]);
        assert!(!is_certainly_valid(bytes, part.clone()) || wanted, "{:x?}", &bytes[part]);
    }

    /// Every byte before bytes of every kind, at the border between two blocks.
    #[test]
    fn invalid_utf8_is_refused() {
        const SORTS: &[u8] =
            b"\0\"a\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xC2\xDF\xE0\xE1\xED\xEF\xF0\xF4\xF5";
        for first in 0..=u8::MAX {
            for second in SORTS {
                for rest in [&b""[..], b"\xA0", b"\xA0\xA0", b"a", b"\xC3", b"\xA0a\xE4\xB8\x80"] {
                    for before in [0, 1, 29, 30, 31, 32] {
                        let mut bytes = vec![b'-'; before];
                        bytes.extend([first, *second]);
                        bytes.extend(rest);
                        let end = bytes.len();
                        agrees(&bytes, before..end);
                        bytes.extend(b"\x80\xBF\"\xE4---------------");
                        agrees(&bytes, 0..end);
                    }
                }
            }
        }
    }

    #[test]
    fn common_texts_are_certainly_valid() {
        for text in ["", "Crème", "Größe", "新規ユーザーのみ。", "válido en España", "Ελλάδα"]
        {
            for before in 0..70 {
                let text = format!("{}{text}", "-".repeat(before));
                assert!(is_certainly_valid(text.as_bytes(), 0..text.len()), "{text}");
            }
        }
    }
}
