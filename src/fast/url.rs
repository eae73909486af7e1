//! The usual URLs, seen to be in order without a parser and in one pass. What is not seen to be so
//! is judged in full.

mod query;

use std::ops::Range;

use wide::u8x16;

use crate::json::scan::{self, is, within};
use crate::diagnostics::secrets;

use super::url_text::percent_length;
use query::Query;

/// A URL about which nothing is to be said, unless it holds an API key.
pub(crate) struct Usual {
    pub(crate) length: usize,
    /// Whether it may hold an API key, at a glance: false is certain.
    pub(crate) may_hold_key: bool,
}

/// The URL that a text begins with, up to a quotation mark or the end of the text, if it is https with
/// a public host, and the rest is of the usual form.
pub(crate) fn read(text: &[u8]) -> Option<Usual> {
    end(text, authority(text)?)
}

/// The length of that URL.
pub(crate) fn length(text: &[u8]) -> Option<usize> {
    read(text).map(|url| url.length)
}

/// The longest host that is looked at.
const LONGEST_HOST: usize = 63;

/// Where the authority ends that is a public host name of the usual form and perhaps a port.
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

/// The length of a host name with dots, of lower-case letters, digits and single hyphens, that no
/// rule has anything to say about.
fn host(text: &[u8]) -> Option<usize> {
    let [names, dots, hyphens] = scan::class_masks(text, 0, |block| {
        let (dots, hyphens) = (is(block, b'.'), is(block, b'-'));
        // Hyphens, dots and digits.
        let others = within(block, b'-', b'9') & !is(block, b'/');
        let names = within(block, b'a', b'z') | others;
        [names, dots, hyphens]
    });
    let length = names.trailing_ones() as usize;
    if length > LONGEST_HOST {
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

/// Where a URL ends, if what stands behind its authority is of the usual form: ASCII, percent signs
/// that encode, braces that match, few parameters of different names.
fn end(text: &[u8], start: usize) -> Option<Usual> {
    let (mut braces, mut query) = (Braces::default(), Query::new());
    let mut encoded = true;
    let mut at = start;
    let (mut pairs, mut before) = (0, 0);
    loop {
        let word = Word::read(text, at)?;
        // The prefix of an API key ends in an `r`, another letter and a low line.
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
    clean.then_some(Usual { length: at, may_hold_key })
}

/// Which of 64 bytes are of the kinds that matter, a bit each from the lowest on.
struct Word {
    /// How many of the bytes belong to the URL.
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
    /// None if what follows the bytes of the URL is anything but its end.
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

/// Whether behind each percent sign there are two hexadecimal digits, which what ends a URL is not.
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
            // What ends a URL is no part of a macro.
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
