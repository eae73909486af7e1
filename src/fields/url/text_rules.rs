//! How a URL is written: percent signs, macros, the query.

use std::ops::Range;

use wide::u8x16;

use crate::contract::Contract;
use crate::json::NodeId;
use crate::json::scan::{self, is, within};
use crate::contract::lint_context::{Place, LintContext};
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::rule::{Body, Evidence, Example, Fixable, Rule, Severity, rules};

use super::url::rewrite;

rules! {
    /// A percent sign is not followed by two hexadecimal digits. Servers differ in what they make
    /// of it. Macros such as `%SUB_ID%` and `%%SUB_ID%%` are exempt.
    URL_BAD_PERCENT_ENCODING = "url-bad-percent-encoding": "a percent sign in the URL encodes nothing" {
        evidence: Evidence::Standard("RFC 3986, section 2.1"),
        fix: Fixable::Unsafe,
    }
    bad: Example::create(r#"{"tracking_url": "https://track.example.com/?d=50%&x=1"}"#).at(&["/tracking_url"]),
    good: Example::create(r#"{"tracking_url": "https://track.example.com/?d=50%25&x=%SUB_ID%"}"#),

    /// A brace without its counterpart, or an empty pair. Half a macro is sent to the letter.
    URL_MACRO_UNBALANCED = "url-macro-unbalanced": "a brace in the URL has no counterpart" {}
    bad: Example::create(r#"{"tracking_url": "https://track.example.com/?c={click_id"}"#).at(&["/tracking_url"]),
    good: Example::create(r#"{"tracking_url": "https://track.example.com/?c={{click_id}}"}"#),

    /// The query separates with `&amp;` or `&#38;`, copied from HTML. No server knows a parameter
    /// called `amp;c`.
    URL_HTML_ENTITY = "url-html-entity": "the query separates with an HTML entity" {
        fix: Fixable::Safe,
    }
    bad: Example::create(r#"{"tracking_url": "https://track.example.com/?a=1&amp;c={x}"}"#).at(&["/tracking_url"]),
    good: Example::create(r#"{"tracking_url": "https://track.example.com/?a=1&c={x}"}"#),

    /// The query names a parameter twice. Attribution platforms refuse such links or count one of
    /// the values; array parameters (`ids[]`) are exempt.
    URL_DUPLICATE_QUERY_PARAM = "url-duplicate-query-param": "the query names a parameter twice" {
        evidence: Evidence::Standard("AppsFlyer links in VK Ads"),
    }
    bad: Example::create(r#"{"tracking_url": "https://track.example.com/?s=1&s=2"}"#).at(&["/tracking_url"]),
    good: Example::create(r#"{"tracking_url": "https://track.example.com/?s[]=1&s[]=2"}"#),

    /// The URL has more than 2048 characters. Nested redirects can be long on purpose, but some
    /// platforms cut them.
    URL_TOO_LONG = "url-too-long": "the URL has more than 2048 characters" {
        severity: Severity::Info,
        on: false,
    }
    bad: Example::new(Contract::TracklysmsUpdateOffer, Body::Made {
        shown: "{\"tracking_url\": \"https://track.example.com/… 2049 characters …\"}",
        make: || format!("{{\"tracking_url\": \"https://track.example.com/{}\"}}", "x".repeat(LONGEST_URL)),
    }).at(&["/tracking_url"]),
    good: Example::create(r#"{"tracking_url": "https://track.example.com/c"}"#),

    /// A macro's braces are percent-encoded. Some platforms still replace it, others send it to
    /// the letter.
    URL_MACRO_ENCODED = "url-macro-encoded": "a macro in the URL is percent-encoded" {
        severity: Severity::Info,
        on: false,
    }
    bad: Example::create(r#"{"tracking_url": "https://track.example.com/?c=%7Bclick_id%7D"}"#).at(&["/tracking_url"]),
    good: Example::create(r#"{"tracking_url": "https://track.example.com/?c={click_id}"}"#),
}

/// The longest URL that every platform takes, in characters.
const LONGEST_URL: usize = 2048;

/// The length of what a percent sign begins: an encoded byte or a macro.
pub(crate) fn percent_length(text: &[u8]) -> Option<usize> {
    let encoded = text.len() > 2 && text[1..3].iter().all(u8::is_ascii_hexdigit);
    macro_length(text).or(encoded.then_some(3))
}

pub(crate) fn broken(text: &str, broken: &mut Vec<&'static Rule>) {
    let query = &text[query_range(text)];
    if bad_percent(text).is_some() {
        broken.push(&URL_BAD_PERCENT_ENCODING);
    }
    if has_unbalanced_macro(text) {
        broken.push(&URL_MACRO_UNBALANCED);
    }
    if has_html_entity(query) {
        broken.push(&URL_HTML_ENTITY);
    }
    if !duplicate_names(query).is_empty() {
        broken.push(&URL_DUPLICATE_QUERY_PARAM);
    }
}

pub(crate) fn lint(text: &str, node: NodeId, ctx: &mut LintContext<'_, '_>) {
    let mut rules = Vec::new();
    broken(text, &mut rules);
    if ctx.wants(&URL_TOO_LONG) && text.chars().count() > LONGEST_URL {
        rules.push(&URL_TOO_LONG);
    }
    if ctx.wants(&URL_MACRO_ENCODED) && has_encoded_macro(text) {
        rules.push(&URL_MACRO_ENCODED);
    }
    for rule in rules {
        ctx.report(rule, Place::Node(node), |builder| {
            if *rule == URL_BAD_PERCENT_ENCODING {
                let at = bad_percent(text).unwrap_or(0);
                let tail: String = text[at..].chars().take(3).collect();
                let edits = rewrite(text, &encode_percents(text), node, &builder);
                builder
                    .message(format_args!("`{}` is not a percent-encoded byte", display_raw(&tail)))
                    .help("a percent sign itself is written %25")
                    .unsafe_fix("write %25", edits)
            } else if *rule == URL_MACRO_UNBALANCED {
                builder
                    .message("a macro's braces do not match")
                    .help("half a macro or an empty one is sent to the letter; close it")
            } else if *rule == URL_HTML_ENTITY {
                let query = query_range(text);
                let plain = text[query.clone()].replace("&amp;", "&");
                let to = format!("{}{plain}{}", &text[..query.start], &text[query.end..]);
                let edits = rewrite(text, &to, node, &builder);
                builder
                    .message("the query separates with an HTML entity")
                    .help("write `&`; the URL was copied from HTML source")
                    .safe_fix("write `&`", edits)
            } else if *rule == URL_DUPLICATE_QUERY_PARAM {
                let names: Vec<String> = duplicate_names(&text[query_range(text)])
                    .into_iter()
                    .map(|name| format!("`{}`", display_raw(name)))
                    .collect();
                builder
                    .message(format_args!("the query names {} more than once", names.join(", ")))
                    .help("platforms refuse such links or count only one of the values")
            } else if *rule == URL_TOO_LONG {
                builder
                    .message(format_args!(
                        "the URL has {} characters, over {LONGEST_URL}",
                        text.chars().count()
                    ))
                    .help("some platforms cut longer ones")
            } else {
                builder
                    .message("a macro's braces are percent-encoded")
                    .help("not every platform replaces an encoded macro; write the braces")
            }
        });
    }
}

/// The query of a URL: behind the first `?`, up to the fragment. The `#` of `&#38;` is no
/// fragment to somebody who looks for that very slip.
pub(crate) fn query_range(text: &str) -> Range<usize> {
    let Some(mark) = text.find(['?', '#']).filter(|at| text.as_bytes()[*at] == b'?') else {
        return text.len()..text.len();
    };
    let start = mark + 1;
    let mut end = start;
    while let Some(at) = text[end..].find('#') {
        let hash = end + at;
        if !(text[..hash].ends_with('&') && text[hash..].starts_with("#38;")) {
            return start..hash;
        }
        end = hash + 1;
    }
    start..text.len()
}

fn has_html_entity(query: &str) -> bool {
    query.contains("&amp;") || query.contains("&#38;")
}

/// The first percent sign that neither encodes a byte nor delimits a macro.
fn bad_percent(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'%', &bytes[at..]) {
        let percent = at + next;
        let rest = &bytes[percent..];
        match percent_length(rest) {
            Some(length) => at = percent + length,
            None => return Some(percent),
        }
    }
    None
}

/// The length of `%%WORD%%` or `%WORD%` at the start.
fn macro_length(text: &[u8]) -> Option<usize> {
    let open = text.iter().take(2).take_while(|byte| **byte == b'%').count();
    let word = &text[open..];
    let is_start = word.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_');
    let length = word_length(word);
    let close = word[length..].iter().take(open).take_while(|byte| **byte == b'%').count();
    (is_start && close == open).then_some(open + length + close)
}

/// How many letters, digits and underscores a text begins with.
fn word_length(text: &[u8]) -> usize {
    let [word] = scan::class_masks(text, 0, |block| {
        let letters = within(block | u8x16::splat(0x20), b'a', b'z');
        [letters | within(block, b'0', b'9') | is(block, b'_')]
    });
    let in_word = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
    match word.trailing_ones() {
        64 => text.iter().take_while(in_word).count(),
        length => length as usize,
    }
}

fn encode_percents(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(at) = bad_percent(rest) {
        out.push_str(&rest[..at]);
        out.push_str("%25");
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out
}

fn has_unbalanced_macro(text: &str) -> bool {
    let mut depth = 0i32;
    let mut previous = 0;
    for byte in text.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' if previous == b'{' || depth == 0 => return true,
            b'}' => depth -= 1,
            _ => {}
        }
        previous = byte;
    }
    depth != 0
}

/// Names that occur more than once, each once, array parameters left out.
fn duplicate_names(query: &str) -> Vec<&str> {
    let is_array = |name: &str| {
        name.ends_with("[]")
            || name.len() >= 6 && name.as_bytes()[name.len() - 6..].eq_ignore_ascii_case(b"%5B%5D")
    };
    let mut names: Vec<&str> = query
        .split('&')
        .map(|pair| pair.split('=').next().unwrap_or(pair))
        .filter(|name| !name.is_empty() && !is_array(name))
        .collect();
    names.sort_unstable();
    let mut duplicates: Vec<&str> =
        names.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    duplicates.dedup();
    duplicates
}

fn has_encoded_macro(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    lower.find("%7b").is_some_and(|open| lower[open..].contains("%7d"))
}
