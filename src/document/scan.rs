//! Sixteen bytes at a time: the byte searches that reading JSON spends its time in.

use std::ops::Range;

use wide::u8x16;

/// How many bytes are looked at together.
const BLOCK: usize = 16;

/// Where a run of plain string bytes ends, and what was met before.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    /// The first `"`, `\` or control byte at or after the start, or the end of the bytes.
    pub(crate) end: usize,
    /// Whether every byte before it is ASCII.
    pub(crate) ascii: bool,
    /// Whether no byte before it is `&` or delete, which entities and invisible text need.
    pub(crate) quiet: bool,
    /// Whether a byte before it is `_`, which API keys need.
    pub(crate) underscored: bool,
}

/// The bytes from a place on, filled up with zeros behind the end.
#[inline]
fn block(bytes: &[u8], at: usize) -> u8x16 {
    match bytes.get(at..).and_then(<[u8]>::first_chunk) {
        Some(block) => u8x16::new(*block),
        None => last_block(bytes, at),
    }
}

#[inline(never)]
fn last_block(bytes: &[u8], at: usize) -> u8x16 {
    let rest = bytes.get(at..).unwrap_or_default();
    let block = match bytes.last_chunk::<BLOCK>() {
        // The last bytes but for those before the place.
        Some(last) if !rest.is_empty() => u128::from_le_bytes(*last) >> (8 * (BLOCK - rest.len())),
        _ => rest.iter().rev().fold(0, |block, byte| block << 8 | u128::from(*byte)),
    };
    u8x16::new(block.to_le_bytes())
}

/// The bytes that are this one.
#[inline]
pub(crate) fn is(block: u8x16, byte: u8) -> u8x16 {
    block.simd_eq(u8x16::splat(byte))
}

/// The bytes from one to another, both included.
#[inline]
pub(crate) fn within(block: u8x16, first: u8, last: u8) -> u8x16 {
    let offset = block - u8x16::splat(first);
    offset.min(u8x16::splat(last - first)).simd_eq(offset)
}

/// Skips string bytes that need no attention.
#[inline]
pub(crate) fn plain(bytes: &[u8], start: usize) -> Run {
    let mut at = start;
    let (mut high, mut loud, mut low_lines) = (u8x16::ZERO, u8x16::ZERO, u8x16::ZERO);
    loop {
        let block = block(bytes, at);
        let control = within(block, 0, 0x1f);
        let stops = (is(block, b'"') | is(block, b'\\') | control).to_bitmask();
        let notable = is(block, b'&') | is(block, 0x7f);
        let low_line = is(block, b'_');
        if stops != 0 {
            // Of this block only the bytes before the first stop count.
            let before = stops.trailing_zeros();
            let outside = u32::MAX << before;
            let has =
                |sum: u8x16, now: u8x16| (sum.to_bitmask() | (now.to_bitmask() & !outside)) != 0;
            let end = (at + before as usize).min(bytes.len());
            return Run {
                end,
                ascii: !has(high, block),
                quiet: !has(loud, notable),
                underscored: has(low_lines, low_line),
            };
        }
        (high, loud, low_lines) = (high | block, loud | notable, low_lines | low_line);
        at += BLOCK;
    }
}

/// The first `"`, `\` or control byte at or after a place, or the end of the bytes.
#[inline]
pub(crate) fn string_stop(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    loop {
        // What fills up the last block stops the search as well.
        let block = block(bytes, at);
        let stops = (is(block, b'"') | is(block, b'\\') | within(block, 0, 0x1f)).to_bitmask();
        if stops != 0 {
            return (at + stops.trailing_zeros() as usize).min(bytes.len());
        }
        at += BLOCK;
    }
}

/// How many of sixteen bytes stand before the first quotation mark.
#[inline]
pub(crate) fn quotation_mark_in(bytes: [u8; BLOCK]) -> Option<usize> {
    let marks = is(u8x16::new(bytes), b'"').to_bitmask();
    (marks != 0).then(|| marks.trailing_zeros() as usize)
}

/// Whether so many of sixteen bytes are visible ASCII characters other than the backslash.
#[inline]
pub(crate) fn begins_visibly(bytes: [u8; BLOCK], count: usize) -> bool {
    let block = u8x16::new(bytes);
    let unfit = !within(block, b'!', b'~') | is(block, b'\\');
    unfit.to_bitmask().trailing_zeros() as usize >= count
}

/// How many bytes stand before the next quotation mark.
#[inline]
pub(crate) fn quotation_mark(bytes: &[u8]) -> Option<usize> {
    places_of(bytes, 0..bytes.len(), |block| is(block, b'"')).next()
}

/// Which of the first 64 bytes are of some kinds, as bits from the lowest on, at least as far as
/// the first kind goes without a gap.
#[inline]
pub(crate) fn runs_of<const KINDS: usize>(
    bytes: &[u8],
    kinds: impl Fn(u8x16) -> [u8x16; KINDS],
) -> [u64; KINDS] {
    let mut bits = [0; KINDS];
    for at in (0..bytes.len().min(64)).step_by(BLOCK) {
        let found = kinds(block(bytes, at));
        for (bits, found) in bits.iter_mut().zip(found) {
            *bits |= u64::from(found.to_bitmask()) << at;
        }
        if (bits[0].trailing_ones() as usize) < at + BLOCK {
            break;
        }
    }
    bits
}

/// A part of some bytes block by block, each with bits for the bytes that belong to the part.
#[inline]
pub(crate) fn blocks(bytes: &[u8], part: Range<usize>) -> impl Iterator<Item = (u8x16, u32)> {
    part.clone().step_by(BLOCK).map(move |at| {
        let left = part.end - at;
        let counts = if left < BLOCK { (1 << left) - 1 } else { 0xFFFF };
        (block(bytes, at), counts)
    })
}

/// The places of bytes of a kind in a part of a text.
#[inline]
pub(crate) fn places_of(
    bytes: &[u8],
    part: Range<usize>,
    kind: impl Fn(u8x16) -> u8x16,
) -> impl Iterator<Item = usize> {
    places(part, move |at| kind(block(bytes, at)))
}

/// The places in a part of a text at which these two bytes begin.
#[inline]
pub(crate) fn places_of_pair(
    bytes: &[u8],
    part: Range<usize>,
    [first, second]: [u8; 2],
) -> impl Iterator<Item = usize> {
    places(part, move |at| is(block(bytes, at), first) & is(block(bytes, at + 1), second))
}

#[inline]
fn places(part: Range<usize>, found: impl Fn(usize) -> u8x16) -> impl Iterator<Item = usize> {
    let (mut next, mut marks) = (part.start, 0);
    std::iter::from_fn(move || {
        while marks == 0 {
            if next >= part.end {
                return None;
            }
            marks = found(next).to_bitmask();
            next += BLOCK;
        }
        let place = next - BLOCK + marks.trailing_zeros() as usize;
        marks &= marks - 1;
        (place < part.end).then_some(place)
    })
}

/// Skips JSON whitespace.
#[inline]
pub(crate) fn whitespace(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(..=b' ') => end_of_whitespace(bytes, at),
        _ => at,
    }
}

#[inline(never)]
fn end_of_whitespace(bytes: &[u8], mut at: usize) -> usize {
    // The usual: a line end, and an indentation that is not deep.
    const LINE: [u8; BLOCK] = *b"\n               ";
    let line = block(bytes, at).simd_eq(u8x16::new(LINE)).to_bitmask().trailing_ones() as usize;
    if let Some(b'!'..) = bytes.get(at + line) {
        return at + line;
    }
    loop {
        let block = block(bytes, at);
        let ends = is(block, b'\n') | is(block, b'\r') | is(block, b'\t');
        let others = !(is(block, b' ') | ends).to_bitmask();
        let length = others.trailing_zeros() as usize;
        at += length;
        if length < BLOCK {
            return at;
        }
    }
}

/// The value of the digits at a place, and how many there are; wrapped if that is more than 19.
#[inline]
pub(crate) fn digits(bytes: &[u8], at: usize) -> (u64, usize) {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let few = bytes.get(at..).and_then(<[u8]>::first_chunk).map(|eight| {
        // Every digit becomes its value, and every other byte something above 9.
        let values = u64::from_le_bytes(*eight) ^ (ONES * u64::from(b'0'));
        let others = (values.wrapping_add(ONES * (0x80 - 10)) | values) & (ONES * 0x80);
        (values, others.trailing_zeros() as usize / 8)
    });
    match few {
        Some((values, count @ 1..8)) => {
            // The last digit comes to stand in the highest byte, behind leading zeros; then
            // neighbours are joined: digits to pairs, pairs to fours, fours to all eight.
            let ones = values << (8 * (8 - count));
            let pairs = (ones.wrapping_mul(10).wrapping_add(ones >> 8)) & 0x00FF_00FF_00FF_00FF;
            let fours = (pairs.wrapping_mul(100).wrapping_add(pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
            (fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xFFFF_FFFF, count)
        }
        Some((_, 0)) => (0, 0),
        _ => many_digits(bytes, at),
    }
}

#[inline(never)]
fn many_digits(bytes: &[u8], at: usize) -> (u64, usize) {
    let digits = bytes.get(at..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit());
    digits.fold((0u64, 0), |(value, count), digit| {
        (value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0')), count + 1)
    })
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
mod tests;
