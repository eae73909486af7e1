//! UUIDs on the fast path.

use wide::u8x16;

use crate::contract::field_values::FieldValue;
use crate::fields::uuid::LENGTH;
use crate::json::scan::{is, within};

use super::cursor::Cursor;

/// Reads a UUID that is not nil.
#[inline]
pub(super) fn read<'a>(cursor: &mut Cursor<'a>) -> Option<(&'a [u8; LENGTH], FieldValue)> {
    let (text, value) = cursor.plain_string(LENGTH)?;
    let text = text.try_into().ok()?;
    (classify(text) == Some(false)).then_some((text, value))
}

/// A hash of the last digits of a UUID that ignores letter case.
#[inline]
pub(super) fn tail_hash(text: &[u8; LENGTH]) -> u64 {
    let tail = text.last_chunk().map_or(0, |tail| u64::from_le_bytes(*tail));
    tail | u64::from_le_bytes([b' '; 8])
}

/// Which of sixteen bytes are hexadecimal digits, as bits, the lowest first.
#[inline]
fn hex_digits(block: u8x16) -> u32 {
    (within(block, b'0', b'9') | within(block | u8x16::splat(0x20), b'a', b'f')).to_bitmask()
}

/// None if these are not the characters of a UUID; otherwise whether it is nil.
#[inline]
fn classify(text: &[u8; LENGTH]) -> Option<bool> {
    // The hyphens follow 8, 12, 16 and 20 digits.
    const HYPHENS: u64 = 1 << 8 | 1 << 13 | 1 << 18 | 1 << 23;
    const FIRST: [usize; 3] = [0, 16, LENGTH - 16];
    let (mut hex, mut hyphens, mut zeros) = (0, 0, 0);
    for first in FIRST {
        let block = u8x16::new(*text[first..].first_chunk()?);
        hex |= u64::from(hex_digits(block)) << first;
        hyphens |= u64::from(is(block, b'-').to_bitmask()) << first;
        zeros |= u64::from(is(block, b'0').to_bitmask()) << first;
    }
    let digits = !HYPHENS & ((1 << LENGTH) - 1);
    (hex == digits && hyphens == HYPHENS).then_some(zeros == digits)
}

#[cfg(test)]
mod tests {
    use crate::fields::uuid::parse;

    #[test]
    fn both_readers_of_uuids_agree() {
        let valid = *b"3fa85F64-5717-4562-b3fc-2c963f66afa6";
        for place in 0..valid.len() {
            for byte in 0..=0x7f {
                let mut text = valid;
                text[place] = byte;
                let full = parse(&String::from_utf8_lossy(&text));
                assert_eq!(super::classify(&text), full, "{byte} at {place}");
            }
        }
    }
}
