//! URLs on the fast path: common https URLs are checked in one pass, without a parser.

mod query;

use std::ops::Range;

use wide::u8x16;

use crate::contract::field_values::FieldValue;
use crate::diagnostics::secrets;
use crate::fields::url::text_rules::percent_length;
use crate::fields::url::{Url, broken_rules};
use crate::json::scan::{self, is, within};

use super::cursor::{Cursor, Token};
use query::Query;

/// Reads the value of a URL field.
#[inline(always)]
pub(super) fn read_value(spec: &Url, cursor: &mut Cursor<'_>) -> Option<FieldValue> {
    if let Some(url) = read(cursor.inside()?) {
        let token = cursor.plain_string(url.length)?;
        let has_key = || token.string().is_none_or(|s| secrets::find(s.raw).is_some());
        let clean = !(url.may_hold_key && has_key())
            && spec.extra.is_none_or(|extra| (extra.is_clean)(token.raw()));
        return clean.then(|| token.value());
    }
    let token = cursor.string()?;
    is_clean_uncommon(spec, token).then(|| token.value())
}

#[cold]
#[inline(never)]
fn is_clean_uncommon(spec: &Url, token: Token<'_>) -> bool {
    let Some(string) = token.string() else { return false };
    let text = string.decode();
    let common = read(text.as_bytes()).is_some_and(|url| url.length == text.len());
    (common || broken_rules(&text).is_empty())
        && (!token.may_hold_key() || secrets::find(&text).is_none())
        && spec.extra.is_none_or(|extra| (extra.is_clean)(text.as_bytes()))
}

/// A URL that is clean unless it contains an API key.
struct CommonUrl {
    pub(crate) length: usize,
    /// Whether it may contain an API key; false is certain.
    pub(crate) may_hold_key: bool,
}

/// The URL at the start of a text, up to a quotation mark or the end of the text, if it is an https URL
/// with a public host in a common form.
fn read(text: &[u8]) -> Option<CommonUrl> {
    end(text, authority(text)?)
}

/// The longest host that is read here.
const MAX_HOST: usize = 63;

/// The end of the authority, if it is a public host name in a common form, with or without a port.
fn authority(text: &[u8]) -> Option<usize> {
    const SCHEME: &[u8] = b"https://";
    let end = SCHEME.len() + host(text.strip_prefix(SCHEME)?)?;
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
    let is_public = dots & ends == 0
        && hyphens & (ends | hyphens << 1) == 0
        && last.first()?.is_ascii_lowercase()
        && !matches!(
            last,
            b"localhost" | b"local" | b"internal" | b"lan" | b"arpa" | b"test" | b"invalid"
        );
    let ends = matches!(text.get(length), None | Some(b'/' | b'?' | b'#' | b':' | b'"'));
    (dots != 0 && is_public && ends).then_some(length)
}

/// The end of a URL, if the part after the authority is in a common form: ASCII, percent signs that
/// encode, braces that match, few parameters with different names.
fn end(text: &[u8], start: usize) -> Option<CommonUrl> {
    let (mut braces, mut query) = (Braces::default(), Query::new());
    let mut encoded = true;
    let mut at = start;
    let (mut pairs, mut before) = (0, 0);
    loop {
        let word = Word::read(text, at)?;
        // The prefix of an API key ends in `r`, another letter and `_`.
        pairs |= word.low_line & (word.r << 2 | before);
        before = word.r >> 62;
        let fits = braces.read(text, at, word.brace) && query.read(text, at, &word);
        if !fits {
            return None;
        }
        encoded &= all_encode(text, at, word.percent);
        at += word.length;
        if word.length < 64 {
            break;
        }
    }
    let clean = braces.depth == 0
        && query.names_differ(text, at)
        && (encoded || percents_make_sense(text, start..at));
    let may_hold_key = pairs != 0 && at >= secrets::LENGTH;
    clean.then_some(CommonUrl { length: at, may_hold_key })
}

/// The bytes of 64 that matter to a rule, as bits, the lowest first.
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
}

impl Word {
    /// None if the URL is not followed by a quotation mark or the end of the text.
    #[inline(always)]
    fn read(text: &[u8], start: usize) -> Option<Self> {
        let [fit, percent, brace, question, ampersand, equals, hash, low_line, r] =
            scan::class_masks(text, start, |block| {
                // Visible ASCII but for quotes, backslashes and angle brackets.
                let unfit = is(block, b'"') | is(block, b'\\') | is(block | u8x16::splat(2), b'>');
                [
                    within(block, b'!', b'~') & !unfit,
                    is(block, b'%'),
                    is(block, b'{') | is(block, b'}'),
                    is(block, b'?'),
                    is(block, b'&'),
                    is(block, b'='),
                    is(block, b'#'),
                    is(block, b'_'),
                    is(block, b'r'),
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
        })
    }
}

/// Whether two hexadecimal digits follow each percent sign.
#[inline]
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
    #[inline]
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
