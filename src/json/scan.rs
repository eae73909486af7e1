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

/// As a number, for fewer than 16 remaining bytes.
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

/// The properties of a decoded text of this length at the start of memory. A control character counts as
/// markup.
#[inline]
pub(crate) fn properties(memory: &[u8], length: usize) -> StringRun {
    let mut run = StringRun { end: length, ascii: true, no_markup: true, underscored: false };
    for at in (0..length).step_by(BLOCK) {
        let block = block(memory, at);
        let inside = u32::MAX >> (32 - (length - at).min(BLOCK));
        let notable = is(block, b'&') | is(block, 0x7f) | within(block, 0, 0x1f);
        run.ascii &= block.to_bitmask() & inside == 0;
        run.no_markup &= notable.to_bitmask() & inside == 0;
        run.underscored |= is(block, b'_').to_bitmask() & inside != 0;
    }
    run
}

/// The number of bytes of a block before the first `"`, `\` or control byte.
#[inline]
pub(crate) fn plain_bytes(bytes: [u8; BLOCK]) -> usize {
    let block = u8x16::new(bytes);
    let stops = is(block, b'"') | is(block, b'\\') | within(block, 0, 0x1f);
    (stops.to_bitmask().trailing_zeros() as usize).min(BLOCK)
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
#[inline(always)]
pub(crate) fn whitespace_with_hint(text: &[u8], likely: usize) -> usize {
    match text {
        // One space, as after every comma of Python's `json.dumps`.
        [b' ', next, ..] if *next > b' ' => 1,
        [..=b' ', ..] => match text.first_chunk() {
            Some(first) if ends_whitespace(*first, likely) => likely,
            _ => end_of_whitespace(text, 0),
        },
        _ => 0,
    }
}

/// Whether a block starts with exactly `count` bytes of white space.
#[inline(always)]
fn ends_whitespace(bytes: [u8; BLOCK], length: usize) -> bool {
    let first = 1u32.unbounded_shl(length as u32);
    first < 1 << BLOCK
        && other_than_whitespace(u8x16::new(bytes)) & (first | first.wrapping_sub(1)) == first
}

/// The bytes of a block that are no white space, as bits, the lowest first. The bits above are set.
#[inline(always)]
fn other_than_whitespace(block: u8x16) -> u32 {
    let ends = is(block, b'\n') | is(block, b'\r');
    !(is(block, b' ') | is(block, b'\t') | ends).to_bitmask()
}

#[inline(never)]
fn end_of_whitespace(bytes: &[u8], mut at: usize) -> usize {
    loop {
        // The zero padding of the last block is no white space.
        let others = other_than_whitespace(block(bytes, at));
        let length = (others.trailing_zeros() as usize).min(BLOCK);
        at += length;
        if length < BLOCK {
            return at;
        }
    }
}

#[cfg(test)]
mod tests;
