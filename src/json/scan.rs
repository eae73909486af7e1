//! Byte searches for JSON, 16 bytes at a time.

use std::ops::Range;

use wide::u8x16;

/// The number of bytes in a block.
pub(crate) const BLOCK: usize = 16;

/// A run of plain string bytes: its end and its properties.
#[derive(Clone, Copy)]
pub(crate) struct StringRun {
    /// The first `"`, `\` or control byte at or after the start, or the end of the bytes.
    pub(crate) end: usize,
    /// Whether every byte before it is ASCII.
    pub(crate) ascii: bool,
    /// Whether no byte before it is `&` or delete, which entities and invisible text need.
    pub(crate) no_markup: bool,
    /// Whether a byte before it is `_`, which API keys need.
    pub(crate) underscored: bool,
}

/// 16 bytes starting at `at`, zero-padded at the end.
#[inline]
fn block(bytes: &[u8], at: usize) -> u8x16 {
    match bytes.get(at..).and_then(<[u8]>::first_chunk) {
        Some(block) => u8x16::new(*block),
        None => u8x16::new(last_block(bytes, at).to_le_bytes()),
    }
}

/// The same as a number, if fewer than 16 bytes are left.
#[cold]
#[inline(never)]
fn last_block(bytes: &[u8], at: usize) -> u128 {
    let left = bytes.get(at..).unwrap_or_default();
    // The number of bits before `at` in the last `size` bytes.
    let behind = |size: usize| (8 * (size - left.len())) as u32;
    if let Some(last) = bytes.last_chunk::<BLOCK>() {
        return u128::from_le_bytes(*last).unbounded_shr(behind(BLOCK));
    }
    if let (Some(first), Some(last)) = (left.first_chunk(), left.last_chunk()) {
        let last = u64::from_le_bytes(*last).unbounded_shr(behind(BLOCK));
        return u128::from(u64::from_le_bytes(*first)) | u128::from(last) << 64;
    }
    if let (Some(first), Some(last)) = (left.first_chunk(), left.last_chunk()) {
        let last = u32::from_le_bytes(*last).unbounded_shr(behind(BLOCK / 2));
        return u128::from(u32::from_le_bytes(*first)) | u128::from(last) << 32;
    }
    left.iter().rev().fold(0, |bytes, byte| bytes << 8 | u128::from(*byte))
}

/// A mask of the bytes that equal `byte`.
#[inline]
pub(crate) fn is(block: u8x16, byte: u8) -> u8x16 {
    block.simd_eq(u8x16::splat(byte))
}

/// A mask of the bytes from `first` to `last`, inclusive.
#[inline]
pub(crate) fn within(block: u8x16, first: u8, last: u8) -> u8x16 {
    let offset = block - u8x16::splat(first);
    offset.min(u8x16::splat(last - first)).simd_eq(offset)
}

/// Skips string bytes that need no attention.
#[inline]
pub(crate) fn plain(bytes: &[u8], start: usize) -> StringRun {
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
            let end = at + before as usize;
            return StringRun {
                end,
                ascii: !has(high, block),
                no_markup: !has(loud, notable),
                underscored: has(low_lines, low_line),
            };
        }
        (high, loud, low_lines) = (high | block, loud | notable, low_lines | low_line);
        at += BLOCK;
    }
}

/// The first `"`, `\` or control byte at or after `start`, or the end of the bytes.
#[inline]
pub(crate) fn string_stop(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    loop {
        // The zero padding of the last block stops the search as well.
        let block = block(bytes, at);
        let stops = (is(block, b'"') | is(block, b'\\') | within(block, 0, 0x1f)).to_bitmask();
        if stops != 0 {
            return (at + stops.trailing_zeros() as usize).min(bytes.len());
        }
        at += BLOCK;
    }
}

/// A bit mask of the equal bytes of two blocks, lowest bit first.
#[inline]
pub(crate) fn same(a: &[u8; BLOCK], b: &[u8; BLOCK]) -> u32 {
    u8x16::new(*a).simd_eq(u8x16::new(*b)).to_bitmask()
}

/// The first 16 bytes of a text, zero-padded.
#[inline]
pub(crate) fn load16(text: &[u8]) -> [u8; BLOCK] {
    block(text, 0).to_array()
}

/// The number of bytes before the first `"` of a block.
#[inline]
pub(crate) fn find_quote_in_block(bytes: [u8; BLOCK]) -> Option<usize> {
    let marks = is(u8x16::new(bytes), b'"').to_bitmask();
    (marks != 0).then(|| marks.trailing_zeros() as usize)
}

/// Whether the first `count` bytes of a block are visible ASCII characters other than the backslash.
#[inline]
pub(crate) fn starts_with_visible(bytes: [u8; BLOCK], count: usize) -> bool {
    let block = u8x16::new(bytes);
    let unfit = !within(block, b'!', b'~') | is(block, b'\\');
    unfit.to_bitmask().trailing_zeros() as usize >= count
}

/// The number of bytes before the next `"`.
#[inline]
pub(crate) fn find_quote(bytes: &[u8]) -> Option<usize> {
    positions(bytes, 0..bytes.len(), |block| is(block, b'"')).next()
}

/// Bit masks of the byte classes of 64 bytes starting at `start`, lowest bit first. The upper half is read
/// only if all of the lower half is of the first class. Bytes after the end count as zeros.
#[inline(always)]
pub(crate) fn class_masks<const KINDS: usize>(
    bytes: &[u8],
    start: usize,
    kinds: impl Fn(u8x16) -> [u8x16; KINDS],
) -> [u64; KINDS] {
    let mut runs = bits::<2, KINDS>(bytes, start, &kinds);
    if runs[0].trailing_ones() == 32 {
        let more = bits::<2, KINDS>(bytes, start + 32, kinds);
        for (run, more) in runs.iter_mut().zip(more) {
            *run |= more << 32;
        }
    }
    runs
}

/// Bit masks of the byte classes of at most four blocks, lowest bit first. Bytes after the end count as
/// zeros.
#[inline(always)]
pub(crate) fn bits<const BLOCKS: usize, const KINDS: usize>(
    bytes: &[u8],
    start: usize,
    kinds: impl Fn(u8x16) -> [u8x16; KINDS],
) -> [u64; KINDS] {
    let mut bits = [0; KINDS];
    for at in (0..BLOCKS).map(|index| index * BLOCK) {
        let found = kinds(block(bytes, start + at));
        for (bits, found) in bits.iter_mut().zip(found) {
            *bits |= u64::from(found.to_bitmask()) << at;
        }
    }
    bits
}

/// The offsets of the bytes of a class in a part of a text.
#[inline]
pub(crate) fn positions(
    bytes: &[u8],
    part: Range<usize>,
    kind: impl Fn(u8x16) -> u8x16,
) -> impl Iterator<Item = usize> {
    places(part, move |at| kind(block(bytes, at)))
}

/// The offsets in a part of a text at which a pair of bytes of a class starts.
#[inline]
pub(crate) fn positions_of_pairs(
    bytes: &[u8],
    part: Range<usize>,
    kind: impl Fn([u8x16; 2]) -> u8x16,
) -> impl Iterator<Item = usize> {
    places(part, move |at| kind([block(bytes, at), block(bytes, at + 1)]))
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

/// The length of the white space at the start of a text. If it is `likely`, the processor need not wait
/// for the count.
#[inline]
pub(crate) fn whitespace_with_hint(text: &[u8], likely: usize) -> usize {
    match text {
        // One space, as after every comma of Python's `json.dumps`.
        [b' ', next, ..] if *next > b' ' => 1,
        [..=b' ', ..] => match line(text, 0) {
            Some(line) if line | u32::MAX.unbounded_shl(likely as u32) == u32::MAX => {
                match text.get(likely) {
                    Some(b'!'..) => likely,
                    _ => end_of_whitespace(text, 0),
                }
            }
            _ => end_of_whitespace(text, 0),
        },
        _ => 0,
    }
}

/// A bit mask of the bytes that equal a line end and an indentation; none near the end of the bytes.
#[inline(always)]
fn line(bytes: &[u8], at: usize) -> Option<u32> {
    const LINE: [u8; BLOCK] = *b"\n               ";
    let block = bytes.get(at..)?.first_chunk()?;
    Some(u8x16::new(*block).simd_eq(u8x16::new(LINE)).to_bitmask())
}

#[inline(never)]
fn end_of_whitespace(bytes: &[u8], at: usize) -> usize {
    // The common case: a line end and a short indentation.
    let Some(line) = line(bytes, at) else {
        let is_space = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        return at + bytes[at..].iter().take_while(is_space).count();
    };
    let length = line.trailing_ones() as usize;
    match bytes.get(at + length) {
        Some(b'!'..) => at + length,
        _ => end_of_long_whitespace(bytes, at),
    }
}

#[cold]
#[inline(never)]
fn end_of_long_whitespace(bytes: &[u8], mut at: usize) -> usize {
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

#[cfg(test)]
mod tests;
