//! Digits and numbers, eight bytes at a time.

const ONES: u64 = u64::from_le_bytes([1; 8]);

/// The number of digits at the start of eight bytes.
#[inline(always)]
pub(crate) fn leading_digits(word: u64) -> u32 {
    // Every digit becomes its value, and every other byte something above 9.
    let values = word ^ (ONES * u64::from(b'0'));
    let others = (values.wrapping_add(ONES * (0x80 - 10)) | values) & (ONES * 0x80);
    others.trailing_zeros() / 8
}

/// The value of the first `count` of eight bytes, which are digits; `count` is 1 to 8.
#[inline(always)]
pub(crate) fn value_of_digits(word: u64, count: u32) -> u64 {
    // The digits are moved to the highest bytes, after leading zeros. Then neighbours are combined:
    // digits to pairs, pairs to fours, fours to eight.
    let ones = (word ^ (ONES * u64::from(b'0'))) << ((64 - 8 * count) & 63);
    let pairs = (ones.wrapping_mul(10).wrapping_add(ones >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs.wrapping_mul(100).wrapping_add(pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xFFFF_FFFF
}

/// The value and the number of the digits at `at`. The value wraps for more than 19 digits.
#[inline]
pub(crate) fn digits(bytes: &[u8], at: usize) -> (u64, usize) {
    let word =
        bytes.get(at..).and_then(<[u8]>::first_chunk).map(|eight| u64::from_le_bytes(*eight));
    match word.map(|word| (word, leading_digits(word))) {
        Some((word, count @ 1..8)) => (value_of_digits(word, count), count as usize),
        Some((_, 0)) => (0, 0),
        _ => many_digits(bytes, at),
    }
}

#[cold]
#[inline(never)]
fn many_digits(bytes: &[u8], at: usize) -> (u64, usize) {
    let digits = bytes.get(at..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit());
    digits.fold((0u64, 0), |(value, count), digit| {
        (value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0')), count + 1)
    })
}

/// The value of a JSON number.
pub(crate) fn value(text: &str) -> f64 {
    match text.parse::<i64>() {
        Ok(0) | Err(_) => text.parse().unwrap_or(f64::NAN),
        Ok(integer) => integer as f64,
    }
}

/// The end of the number that starts at `start`, or the offset of the first invalid byte.
pub(crate) fn end(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let digits = |at: usize| match digits(bytes, at) {
        (_, 0) => Err(at),
        (_, count) => Ok(at + count),
    };
    let mut at = start + usize::from(bytes.get(start) == Some(&b'-'));
    if bytes.get(at) == Some(&b'0') {
        at += 1;
        if bytes.get(at).is_some_and(u8::is_ascii_digit) {
            return Err(at);
        }
    } else {
        at = digits(at)?;
    }
    if bytes.get(at) == Some(&b'.') {
        at = digits(at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        at += 1;
        if let Some(b'+' | b'-') = bytes.get(at) {
            at += 1;
        }
        at = digits(at)?;
    }
    Ok(at)
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn digits_have_their_value() {
        for text in ["0", "7", "10", "042", "1234567", "12345678", "123456789012345", "99999999"] {
            for tail in
                ["", ",", ".5", "e1", "/", ":", "}       ", "\u{80}\u{ff}\u{ff}", "x1234567"]
            {
                let bytes = format!("-{text}{tail}");
                let value = text.parse().unwrap();
                assert_eq!(digits(bytes.as_bytes(), 1), (value, text.len()), "{bytes}");
            }
        }
        for text in ["", "-1", ":23456789", "/", "x"] {
            assert_eq!(digits(text.as_bytes(), 0), (0, 0), "{text}");
        }
    }
}
