//! Eight bytes at a time: the byte searches that reading JSON spends its time in.

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Where a run of plain string bytes ends.
pub(crate) struct Run {
    /// The first `"`, `\` or control byte at or after the start, or the end of the bytes.
    pub(crate) end: usize,
    /// Whether every byte before it is ASCII.
    pub(crate) ascii: bool,
}

/// Skips string bytes that need no attention.
#[inline]
pub(crate) fn plain(bytes: &[u8], start: usize) -> Run {
    let mut at = start;
    let mut seen = 0u64;
    while let Some(chunk) = bytes.get(at..at + 8).and_then(|chunk| chunk.try_into().ok()) {
        let word = u64::from_le_bytes(chunk);
        let stops = zero_bytes(word ^ (LOW * b'"' as u64))
            | zero_bytes(word ^ (LOW * b'\\' as u64))
            | (word.wrapping_sub(LOW * 0x20) & !word & HIGH);
        if stops != 0 {
            let before = stops.trailing_zeros() as usize / 8;
            // Only the bytes before the stop count: shift the others out.
            if before > 0 {
                seen |= word << (64 - 8 * before);
            }
            return Run { end: at + before, ascii: seen & HIGH == 0 };
        }
        seen |= word;
        at += 8;
    }
    let mut ascii = seen & HIGH == 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == b'"' || byte == b'\\' || byte < 0x20 {
            break;
        }
        ascii &= byte < 0x80;
        at += 1;
    }
    Run { end: at, ascii }
}

/// Marks zero bytes with their high bit; exact up to the first one.
#[inline]
fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(LOW) & !word & HIGH
}

/// Skips JSON whitespace.
#[inline]
pub(crate) fn whitespace(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
    }
    at
}

/// The value of a JSON number.
pub(crate) fn number(text: &str) -> f64 {
    match text.parse::<i64>() {
        Ok(0) | Err(_) => text.parse().unwrap_or(f64::NAN),
        Ok(integer) => integer as f64,
    }
}

/// The end of the number that starts at `start`, or where it stops being one.
pub(crate) fn number_end(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let digits = |mut at: usize| {
        let from = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        if at == from { Err(at) } else { Ok(at) }
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
    use super::plain;

    #[test]
    fn plain_runs_agree_with_a_byte_by_byte_search() {
        let alphabet = [b'a', b'"', b'\\', 0x1f, b' ', 0x80, 0xff, 0x7f, b'!', b'#'];
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
            }
        }
    }
}
