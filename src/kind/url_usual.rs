//! The usual URLs, seen to be in order without a parser and in one pass. What is not seen to be so
//! is judged in full.

use std::ops::Range;

use wide::u8x16;

use crate::document::scan::{self, is, within};
use crate::payload::key::Key;

use super::url_text::percent_length;

/// Whether the URL of this length that a text begins with is https with a public host, and nothing
/// is to be said about the rest of it.
pub(crate) fn is_clean(text: &[u8], length: usize) -> bool {
    authority(text, length).is_some_and(|end| is_plain(text, end..length))
}

/// The longest host that is looked at.
const LONGEST_HOST: usize = 63;

/// Where the authority ends that is a public host name of the usual form and perhaps a port.
fn authority(text: &[u8], length: usize) -> Option<usize> {
    const SCHEME: &[u8] = b"https://";
    let rest = text.strip_prefix(SCHEME)?;
    let left = length.checked_sub(SCHEME.len())?;
    let host = host(rest, left)?;
    let end = SCHEME.len() + host;
    if host == left || rest[host] != b':' {
        return Some(end);
    }
    let port = &rest[host + 1..left];
    let digits = port.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number =
        port[..digits].iter().take(6).fold(0u32, |n, digit| n * 10 + u32::from(digit - b'0'));
    let ends = matches!(port.get(digits), None | Some(b'/' | b'?' | b'#'));
    ((1..=5).contains(&digits) && number <= 65_535 && ends).then_some(end + 1 + digits)
}

/// The length of a host name with dots, of lower-case letters, digits and single hyphens, that no
/// rule has anything to say about.
fn host(text: &[u8], left: usize) -> Option<usize> {
    let [names, dots, hyphens] = scan::runs_of(text, |block| {
        let (dots, hyphens) = (is(block, b'.'), is(block, b'-'));
        let names = within(block, b'a', b'z') | within(block, b'0', b'9') | dots | hyphens;
        [names, dots, hyphens]
    });
    let length = left.min(names.trailing_ones() as usize);
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
    let ends = length == left || matches!(text[length], b'/' | b'?' | b'#' | b':');
    (dots != 0 && is_public && ends).then_some(length)
}

/// Whether what stands behind the authority is of the usual form: ASCII, percent signs that encode,
/// braces that match, few parameters of different names.
fn is_plain(text: &[u8], rest: Range<usize>) -> bool {
    let Some(present) = contents(text, rest.clone()) else { return false };
    (!present.percent || percents_encode(text, rest.clone()))
        && (!present.brace || braces_match(text, rest.clone()))
        && names_differ(text, rest)
}

/// What a URL holds that needs a closer look.
struct Present {
    percent: bool,
    brace: bool,
}

/// What a part of a text holds; none if that is anything but visible ASCII, or quotes, angle
/// brackets or a backslash.
fn contents(text: &[u8], part: Range<usize>) -> Option<Present> {
    let (mut percent, mut brace) = (0, 0);
    for (block, counts) in scan::blocks(text, part) {
        let unfit = within(block, 0, b' ')
            | within(block, 0x7f, 0xff)
            | is(block | u8x16::splat(2), b'>')
            | is(block, b'"')
            | is(block, b'\\');
        if unfit.to_bitmask() & counts != 0 {
            return None;
        }
        percent |= is(block, b'%').to_bitmask() & counts;
        brace |= (is(block, b'{') | is(block, b'}')).to_bitmask() & counts;
    }
    Some(Present { percent: percent != 0, brace: brace != 0 })
}

fn percents_encode(text: &[u8], part: Range<usize>) -> bool {
    let (mut behind, end) = (0, part.end);
    scan::places_of(text, part, |block| is(block, b'%')).all(|at| {
        if at >= behind {
            match percent_length(&text[at..end]) {
                Some(length) => behind = at + length,
                None => return false,
            }
        }
        true
    })
}

/// Whether every brace has its counterpart, with something between them.
fn braces_match(text: &[u8], part: Range<usize>) -> bool {
    let mut depth = 0u32;
    let mut opened = 0;
    let matched =
        scan::places_of(text, part, |block| is(block, b'{') | is(block, b'}')).all(|at| {
            if text[at] == b'{' {
                (depth, opened) = (depth + 1, at);
                return true;
            }
            let closes = depth > 0 && opened + 1 != at;
            depth = depth.wrapping_sub(1);
            closes
        });
    matched && depth == 0
}

/// Whether the parameters of the query, if there is one, have different names, and no slip of HTML.
fn names_differ(text: &[u8], part: Range<usize>) -> bool {
    let end = part.end;
    let begins = |block| is(block, b'?') | is(block, b'#');
    let first = scan::places_of(text, part, begins).next();
    let Some(query) = first.filter(|at| text[*at] == b'?') else { return true };
    let mut names = Names { seen: [Key::new(b""); 12], count: 0 };
    // Where the name that is being read began.
    let mut name = Some(query + 1);
    let ends = |block| is(block, b'=') | is(block, b'&') | is(block, b'#');
    for at in scan::places_of(text, query + 1..end, ends) {
        if let Some(start) = name.take()
            && !names.add(&text[start..], at - start)
        {
            return false;
        }
        match text[at] {
            b'&' => name = Some(at + 1),
            // Perhaps that of an entity.
            b'#' => return text[at - 1] != b'&',
            _ => {}
        }
    }
    name.is_none_or(|start| names.add(&text[start..], end - start))
}

/// The parameter names of a query so far.
struct Names<'u> {
    seen: [Key<'u>; 12],
    count: usize,
}

impl<'u> Names<'u> {
    /// Whether the name of this length that a text begins with is certainly new and no slip.
    #[inline]
    fn add(&mut self, text: &'u [u8], length: usize) -> bool {
        let key = Key::beginning(text, length);
        let name = &text[..length];
        if name.starts_with(b"amp;") {
            return false;
        }
        if name.is_empty() || name.ends_with(b"[]") {
            return true;
        }
        let known = self.seen[..self.count].iter().any(|seen| seen.is(&key));
        if known || self.count == self.seen.len() {
            return false;
        }
        self.seen[self.count] = key;
        self.count += 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::is_clean;

    /// Both answers are held to the letter: what is usual must be seen at once, the rest never.
    #[test]
    fn the_usual_is_told_from_the_rest() {
        let host = "a".repeat(60);
        let usual = [
            "https://t.acme.io".to_owned(),
            "https://t.acme.io/".to_owned(),
            "https://a-b.c-d.io:8443/x?y#z".to_owned(),
            "https://t.acme.io:1".to_owned(),
            "https://t.acme.io:65535?a".to_owned(),
            "https://t.acme.io/c?a=1&b={click_id}&c={{x}}&d[]=1&d[]=2&&e".to_owned(),
            "https://t.acme.io/a%20b?c=%SUB%&d=%%SUB%%#{x}?&".to_owned(),
            "https://t.acme.io/a&?b=1&c=2".to_owned(),
            "https://t.acme.io/~x!$'()*+,;=:@|^`".to_owned(),
            format!("https://{host}.io/c"),
            format!("https://t.acme.io/?{}", "a=b;".repeat(90)),
        ];
        for url in usual {
            assert!(is_clean(url.as_bytes(), url.len()), "{url}");
            // What follows in the document is not looked at.
            for tail in ["\"", "\",\n\"x\":\"<%{", ":99999", ".", "-"] {
                let text = format!("{url}{tail}");
                assert!(is_clean(text.as_bytes(), url.len()), "{url} before {tail}");
            }
        }
        let others = [
            "",
            "https:/",
            "https://",
            "http://t.acme.io/",
            "HTTPS://t.acme.io/",
            "https://acme/",
            "https://.acme.io/",
            "https://acme.io./",
            "https://t..acme.io/",
            "https://-t.acme.io/",
            "https://t-.acme.io/",
            "https://t--.acme.io/",
            "https://t.-acme.io/",
            "https://t.-.io/",
            "https://-.acme.io/",
            "https://t.acme.io-/",
            "https://t.acme.-io/",
            "https://xn--a.io/",
            "https://T.acme.io/",
            "https://t_x.acme.io/",
            "https://u@acme.io/",
            "https://t.acme.1o/",
            "https://8.8.8.8/",
            "https://t.local/",
            "https://t.localhost",
            "https://home.arpa/",
            "https://t.acme.io:/",
            "https://t.acme.io:65536/",
            "https://t.acme.io:123456/",
            "https://t.acme.io:8x/",
            "https://t.acme.io\\",
            "https://t.acme.io/a b",
            "https://t.acme.io/<",
            "https://t.acme.io/>",
            "https://t.acme.io/\"",
            "https://t.acme.io/\\",
            "https://t.acme.io/é",
            "https://t.acme.io/\u{7f}",
            "https://t.acme.io/{",
            "https://t.acme.io/}",
            "https://t.acme.io/}{",
            "https://t.acme.io/{}",
            "https://t.acme.io/{a}}",
            "https://t.acme.io/{{a}",
            "https://t.acme.io/%",
            "https://t.acme.io/%2",
            "https://t.acme.io/%zz",
            "https://t.acme.io/%20%zz",
            "https://t.acme.io/?a=1&a=2",
            "https://t.acme.io/?a&a",
            "https://t.acme.io/?click&click",
            "https://t.acme.io/?a=1&amp;b=2",
            "https://t.acme.io/?a=1&amp;b[]=2",
            "https://t.acme.io/?a=1&amp;[]",
            "https://t.acme.io/?a=1&#38;b=2",
            "https://t.acme.io/?a=1&a#",
        ];
        for url in others {
            assert!(!is_clean(url.as_bytes(), url.len()), "{url}");
        }
        let many: Vec<String> = (0..13).map(|n| format!("p{n}=1")).collect();
        let many = format!("https://t.acme.io/?{}", many.join("&"));
        assert!(!is_clean(many.as_bytes(), many.len()));
        let long = format!("https://{}.io/", "a".repeat(61));
        assert!(!is_clean(long.as_bytes(), long.len()));
    }
}
