//! URLs on the fast path: common https URLs are checked in one pass, without a parser.

mod international;
mod query;

use std::ops::Range;

use wide::u8x16;

use crate::contract::field_values::FieldValue;
use crate::diagnostics::secrets;
use crate::fields::url::text_rules::percent_length;
use crate::fields::url::{Url, broken_rules};
use crate::json::scan::{self, is, within};

use super::cursor::Cursor;
use query::Query;

/// Reads the value of a URL field.
#[inline(always)]
pub(super) fn read_value(spec: &Url, cursor: &mut Cursor<'_>) -> Option<FieldValue> {
    if let Some(url) = read::<false>(cursor.inside()?) {
        let (text, value) = cursor.plain_string(url.length)?;
        return is_clean_common(spec, &url, text).then_some(value);
    }
    let value;
    (value, *cursor) = read_uncommon(spec, *cursor)?;
    Some(value)
}

#[inline(never)]
fn read_uncommon<'a>(spec: &Url, mut cursor: Cursor<'a>) -> Option<(FieldValue, Cursor<'a>)> {
    let ((), value) =
        cursor.decoded(|memory, length| is_clean(spec, memory, length).then_some(()))?;
    Some((value, cursor))
}

#[inline(always)]
fn is_clean_common(spec: &Url, url: &CommonUrl, text: &[u8]) -> bool {
    let has_key = || holds_key(text);
    !(url.may_hold_key && has_key()) && spec.extra.is_none_or(|extra| (extra.is_clean)(text))
}

fn holds_key(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_ok_and(|text| secrets::find(text).is_some())
}

/// Whether the decoded URL is clean that starts in memory and is followed by a quotation mark.
fn is_clean(spec: &Url, memory: &[u8], length: usize) -> bool {
    let Some(bytes) = memory.get(..length) else { return false };
    if let Some(url) = read::<true>(memory)
        && url.length == length
    {
        return is_clean_common(spec, &url, bytes);
    }
    std::str::from_utf8(bytes).is_ok_and(|text| {
        broken_rules(text).is_empty()
            && secrets::find(text).is_none()
            && spec.extra.is_none_or(|extra| (extra.is_clean)(bytes))
    })
}

/// A URL that is UTF-8, and clean unless it contains an API key.
struct CommonUrl {
    pub(crate) length: usize,
    /// Whether it may contain an API key; false is certain.
    pub(crate) may_hold_key: bool,
}

/// The URL at the start of a text, up to a quotation mark or the end of the text, if it is an https URL
/// with a public host in a common form. `INTERNATIONAL` allows letters beyond ASCII.
fn read<const INTERNATIONAL: bool>(text: &[u8]) -> Option<CommonUrl> {
    end::<INTERNATIONAL>(text, authority::<INTERNATIONAL>(text)?)
}

/// The longest host that is read here.
const MAX_HOST: usize = 63;

/// The end of the authority, if it is a public host name in a common form, with or without a port.
#[inline(always)]
fn authority<const INTERNATIONAL: bool>(text: &[u8]) -> Option<usize> {
    const SCHEME: &[u8; 8] = b"https://";
    let (SCHEME, behind) = text.split_first_chunk()? else { return None };
    let name = match host(behind) {
        None if INTERNATIONAL => international::host(behind),
        name => name,
    };
    let end = SCHEME.len() + name?;
    if text.get(end) != Some(&b':') {
        return Some(end);
    }
    let port = &text[end + 1..];
    let digits = port.iter().take(6).take_while(|byte| byte.is_ascii_digit()).count();
    let number = port[..digits].iter().fold(0u32, |n, digit| n * 10 + u32::from(digit - b'0'));
    let ends = matches!(port.get(digits), None | Some(b'/' | b'?' | b'#' | b'"'));
    ((1..=5).contains(&digits) && number <= 65_535 && ends).then_some(end + 1 + digits)
}

/// The length of a host name with dots, of lower-case letters, digits and single hyphens, that breaks
/// no rule.
#[inline(always)]
fn host(text: &[u8]) -> Option<usize> {
    let [names, dots, hyphens] = scan::class_masks(text, 0, |block| {
        let (dots, hyphens) = (is(block, b'.'), is(block, b'-'));
        // Hyphens, dots and digits.
        let others = within(block, b'-', b'9') & !is(block, b'/');
        let names = within(block, b'a', b'z') | others;
        [names, dots, hyphens]
    });
    let length = names.trailing_ones() as usize;
    if length > MAX_HOST {
        return None;
    }
    let inside = (1 << length) - 1;
    let (dots, hyphens) = (dots & inside, hyphens & inside);
    let ends = dots << 1 | dots >> 1 | 1 | 1 << length >> 1;
    let last = text.get(64 - dots.leading_zeros() as usize..length)?;
    let is_public =
        dots & ends == 0 && hyphens & (ends | hyphens << 1) == 0 && is_public_suffix(last);
    let ends = matches!(text.get(length), None | Some(b'/' | b'?' | b'#' | b':' | b'"'));
    (dots != 0 && is_public && ends).then_some(length)
}

/// Whether the last label of a host name, in lower case, is that of public names.
#[inline(always)]
fn is_public_suffix(label: &[u8]) -> bool {
    label.first().is_some_and(u8::is_ascii_lowercase)
        && !matches!(
            label,
            b"localhost" | b"local" | b"internal" | b"lan" | b"arpa" | b"test" | b"invalid"
        )
}

/// The end of a URL, if the part after the authority is in a common form: visible characters, percent
/// signs that encode, braces that match, few parameters with different names.
#[inline(always)]
fn end<const INTERNATIONAL: bool>(text: &[u8], start: usize) -> Option<CommonUrl> {
    let (mut braces, mut query) = (Braces::default(), Query::new());
    let (mut encoded, mut ascii) = (true, true);
    let mut at = start;
    let (mut pairs, mut before) = (0, 0);
    loop {
        let word = Word::read::<INTERNATIONAL>(text, at)?;
        // The prefix of an API key ends in `r`, another letter and `_`.
        pairs |= word.low_line & (word.r << 2 | before);
        before = word.r >> 62;
        let fits = braces.read(text, at, word.brace) && query.read(text, at, &word);
        if !fits {
            return None;
        }
        encoded &= all_encode(text, at, word.percent);
        ascii &= word.beyond_ascii == 0;
        at += word.length;
        if word.length < 64 {
            break;
        }
    }
    let clean = braces.depth == 0
        && query.names_differ(text, at)
        && (encoded || percents_make_sense(text, start..at))
        && (ascii || international::is_visible(&text[start..at]));
    let may_hold_key = pairs != 0 && at >= secrets::LENGTH;
    clean.then_some(CommonUrl { length: at, may_hold_key })
}

/// The bytes of a 64-byte block that a rule examines, as bits, the lowest first.
struct Word {
    /// The number of bytes that belong to the URL.
    length: usize,
    percent: u64,
    brace: u64,
    question: u64,
    ampersand: u64,
    equals: u64,
    hash: u64,
    low_line: u64,
    r: u64,
    beyond_ascii: u64,
}

impl Word {
    /// None if the URL is not followed by a quotation mark or the end of the text.
    #[inline(always)]
    fn read<const INTERNATIONAL: bool>(text: &[u8], start: usize) -> Option<Self> {
        let [fit, percent, brace, question, ampersand, equals, hash, low_line, r, beyond_ascii] =
            scan::class_masks(text, start, |block| {
                // Quotes, backslashes and angle brackets.
                let unfit = is(block, b'"') | is(block, b'\\') | is(block | u8x16::splat(2), b'>');
                // Visible ASCII, or all but white space and control characters of ASCII.
                let last = if INTERNATIONAL { u8::MAX } else { b'~' };
                let delete = if INTERNATIONAL { is(block, 0x7f) } else { u8x16::ZERO };
                [
                    within(block, b'!', last) & !(unfit | delete),
                    is(block, b'%'),
                    is(block, b'{') | is(block, b'}'),
                    is(block, b'?'),
                    is(block, b'&'),
                    is(block, b'='),
                    is(block, b'#'),
                    is(block, b'_'),
                    is(block, b'r'),
                    if INTERNATIONAL { block } else { u8x16::ZERO },
                ]
            });
        let length = fit.trailing_ones() as usize;
        if length < 64 && !matches!(text.get(start + length), None | Some(b'"')) {
            return None;
        }
        let inside = fit & !fit.wrapping_add(1);
        Some(Self {
            length,
            percent: percent & inside,
            brace: brace & inside,
            question: question & inside,
            ampersand: ampersand & inside,
            equals: equals & inside,
            hash: hash & inside,
            low_line: low_line & inside,
            r,
            beyond_ascii: beyond_ascii & inside,
        })
    }
}

/// Whether two hexadecimal digits follow each percent sign.
#[inline(always)]
fn all_encode(text: &[u8], start: usize, mut percents: u64) -> bool {
    let mut encode = true;
    while percents != 0 {
        let at = start + percents.trailing_zeros() as usize;
        percents &= percents - 1;
        encode &= match text.get(at + 1..at + 3) {
            Some([a, b]) => a.is_ascii_hexdigit() & b.is_ascii_hexdigit(),
            _ => false,
        };
    }
    encode
}

/// Whether every percent sign encodes a byte or belongs to a macro.
#[inline(never)]
fn percents_make_sense(text: &[u8], part: Range<usize>) -> bool {
    let mut behind = 0;
    scan::positions(text, part, |block| is(block, b'%')).all(|at| {
        if at >= behind {
            match percent_length(&text[at..]) {
                Some(length) => behind = at + length,
                None => return false,
            }
        }
        true
    })
}

/// Whether every brace has its counterpart, with something between them.
#[derive(Default)]
struct Braces {
    depth: i32,
    opened: usize,
}

impl Braces {
    #[inline(always)]
    fn read(&mut self, text: &[u8], start: usize, mut braces: u64) -> bool {
        let mut match_up = true;
        while braces != 0 {
            let at = start + braces.trailing_zeros() as usize;
            braces &= braces - 1;
            let opens = text[at] == b'{';
            match_up &= opens | ((self.depth > 0) & (self.opened + 1 != at));
            self.depth += if opens { 1 } else { -1 };
            self.opened = if opens { at } else { self.opened };
        }
        match_up
    }
}

#[cfg(test)]
mod tests;
