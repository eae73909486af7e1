//! How a URL is written: percent signs, macros, the query.

use std::ops::Range;

use crate::contract::lint_context::LintContext;
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Evidence, Fixable, Severity, rules};

use super::macros::{UnbalancedMacro, encoded_macro, macro_length, unbalanced_macro};
use super::{UrlCheck, rewrite};

rules! {
    /// Reports a percent sign that is not followed by two hexadecimal digits. RFC 3986 requires the
    /// digits, and servers differ in how they read anything else. Write `%25` for a percent sign.
    /// Macros such as `%SUB_ID%` and `%%SUB_ID%%` are exempt.
    URL_BAD_PERCENT_ENCODING = "url-bad-percent-encoding": "a percent sign in the URL does not encode a byte" {
        evidence: Evidence::Standard("RFC 3986, section 2.1"),
        fix: Fixable::Unsafe,
    }
    bad: Example::members(r#"{"tracking_url": "https://track.example.com/?d=50%&x=1"}"#).at(&["/tracking_url"]),
    good: Example::members(r#"{"tracking_url": "https://track.example.com/?d=50%25&x=%SUB_ID%"}"#),

    /// Reports a brace without its counterpart, or an empty pair of braces. Such a macro is not
    /// replaced, but sent as it is. Close the macro, or write its name.
    URL_MACRO_UNBALANCED = "url-macro-unbalanced": "a macro in the URL has unmatched or empty braces" {}
    bad: Example::members(r#"{"tracking_url": "https://track.example.com/?c={click_id"}"#).at(&["/tracking_url"]),
    good: Example::members(r#"{"tracking_url": "https://track.example.com/?c={{click_id}}"}"#),

    /// Reports `&amp;` or `&#38;` between the parameters of a query. The URL was probably copied
    /// from HTML source, and no parameter has a name such as `amp;c`. Write `&`.
    URL_HTML_ENTITY = "url-html-entity": "the query separates parameters with an HTML entity" {
        fix: Fixable::Safe,
    }
    bad: Example::members(r#"{"tracking_url": "https://track.example.com/?a=1&amp;c={x}"}"#).at(&["/tracking_url"]),
    good: Example::members(r#"{"tracking_url": "https://track.example.com/?a=1&c={x}"}"#),

    /// Reports a query parameter that occurs more than once. Platforms refuse such links or count
    /// only one of the values. Keep one. Array parameters (`ids[]`) are exempt.
    URL_DUPLICATE_QUERY_PARAM = "url-duplicate-query-param": "a query parameter occurs more than once" {
        evidence: Evidence::Standard("AppsFlyer links in VK Ads"),
    }
    bad: Example::members(r#"{"tracking_url": "https://track.example.com/?s=1&s=2"}"#).at(&["/tracking_url"]),
    good: Example::members(r#"{"tracking_url": "https://track.example.com/?s[]=1&s[]=2"}"#),

    /// Reports a URL of more than 2048 characters. Some platforms cut longer URLs. Shorten it. The
    /// rule is off by default because nested redirects are long on purpose.
    URL_TOO_LONG = "url-too-long": "the URL has more than 2048 characters" {
        severity: Severity::Info,
        on: false,
    }
    bad: Example::generated(
        "{\"tracking_url\": \"https://track.example.com/… 2049 characters …\"}",
        || format!("{{\"tracking_url\": \"https://track.example.com/{}\"}}", "x".repeat(MAX_URL)),
    ).at(&["/tracking_url"]),
    good: Example::members(r#"{"tracking_url": "https://track.example.com/c"}"#),

    /// Reports a macro whose braces are percent-encoded. Some platforms replace such a macro,
    /// others send it as it is. Write the braces themselves. The rule is off by default because
    /// platforms differ.
    URL_MACRO_ENCODED = "url-macro-encoded": "a macro in the URL is percent-encoded" {
        severity: Severity::Info,
        on: false,
    }
    bad: Example::members(r#"{"tracking_url": "https://track.example.com/?c=%7Bclick_id%7D"}"#).at(&["/tracking_url"]),
    good: Example::members(r#"{"tracking_url": "https://track.example.com/?c={click_id}"}"#),
}

/// The longest URL that every platform accepts, in characters.
const MAX_URL: usize = 2048;

/// The length of what a percent sign begins: an encoded byte or a macro.
pub(crate) fn percent_length(text: &[u8]) -> Option<usize> {
    let encoded = text.len() > 2 && text[1..3].iter().all(u8::is_ascii_hexdigit);
    macro_length(text).or(encoded.then_some(3))
}

static BAD_PERCENT_ENCODING: UrlCheck = UrlCheck {
    rule: &URL_BAD_PERCENT_ENCODING,
    build: |url, node, builder| {
        let at = bad_percent(url.text).unwrap_or(0);
        let tail: String = url.text[at..].chars().take(3).collect();
        let edits = rewrite(url.text, &encode_percents(url.text), node, &builder);
        builder
            .subject_is(format_args!(
                "contains `{}`, which is not a percent-encoded byte",
                display_raw(&tail)
            ))
            .help("write %25 for a percent sign")
            .unsafe_fix("write %25", edits)
    },
};

static MACRO_UNBALANCED: UrlCheck = UrlCheck {
    rule: &URL_MACRO_UNBALANCED,
    build: |url, _, builder| {
        let builder = match unbalanced_macro(url.text) {
            Some(UnbalancedMacro::Empty) => builder.subject_is("contains the empty macro `{}`"),
            Some(UnbalancedMacro::Closed) => {
                builder.subject_is("contains a `}` that closes no macro")
            }
            _ => builder.subject_is("contains a `{` that is not closed"),
        };
        builder.help("complete the macro or remove it; it would be sent as it is")
    },
};

static HTML_ENTITY: UrlCheck = UrlCheck {
    rule: &URL_HTML_ENTITY,
    build: |url, node, builder| {
        let query = query_range(url.text);
        let plain = url.text[query.clone()].replace("&amp;", "&");
        let to = format!("{}{plain}{}", &url.text[..query.start], &url.text[query.end..]);
        let edits = rewrite(url.text, &to, node, &builder);
        let entity = if plain == url.text[query] { "&#38;" } else { "&amp;" };
        builder
            .subject_is(format_args!("separates query parameters with the HTML entity `{entity}`"))
            .help("write `&`; the URL was probably copied from HTML source")
            .safe_fix("write `&`", edits)
    },
};

static DUPLICATE_QUERY_PARAM: UrlCheck = UrlCheck {
    rule: &URL_DUPLICATE_QUERY_PARAM,
    build: |url, _, builder| {
        let names: Vec<String> = duplicate_names(&url.text[query_range(url.text)])
            .into_iter()
            .map(|name| format!("`{}`", display_raw(name)))
            .collect();
        builder
            .subject_is(format_args!("has the query parameter {} more than once", names.join(", ")))
            .help("keep one; platforms refuse such links or count only one value")
    },
};

static TOO_LONG: UrlCheck = UrlCheck {
    rule: &URL_TOO_LONG,
    build: |url, _, builder| {
        let length = url.text.chars().count();
        builder
            .subject_is(format_args!(
                "has {length} characters; a URL should have at most {MAX_URL}"
            ))
            .help("shorten it; some platforms cut longer URLs")
    },
};

static MACRO_ENCODED: UrlCheck = UrlCheck {
    rule: &URL_MACRO_ENCODED,
    build: |url, _, builder| {
        let encoded = encoded_macro(url.text).unwrap_or_default();
        builder
            .subject_is(format_args!(
                "contains the percent-encoded macro `{}`",
                display_raw(encoded)
            ))
            .help("write braces; not every platform replaces an encoded macro")
    },
};

/// The rules on the text that a URL breaks, except those that are off by default.
pub(super) fn broken_rules(text: &str, broken: &mut Vec<&'static UrlCheck>) {
    let query = &text[query_range(text)];
    if bad_percent(text).is_some() {
        broken.push(&BAD_PERCENT_ENCODING);
    }
    if unbalanced_macro(text).is_some() {
        broken.push(&MACRO_UNBALANCED);
    }
    if has_html_entity(query) {
        broken.push(&HTML_ENTITY);
    }
    if !duplicate_names(query).is_empty() {
        broken.push(&DUPLICATE_QUERY_PARAM);
    }
}

/// The rules that are off by default.
pub(super) fn broken_optional_rules(
    text: &str,
    ctx: &LintContext<'_, '_>,
) -> Vec<&'static UrlCheck> {
    let mut broken = Vec::new();
    if ctx.wants(&URL_TOO_LONG) && text.chars().count() > MAX_URL {
        broken.push(&TOO_LONG);
    }
    if ctx.wants(&URL_MACRO_ENCODED) && encoded_macro(text).is_some() {
        broken.push(&MACRO_ENCODED);
    }
    broken
}

/// The query of a URL: from the first `?` to the fragment. The `#` of `&#38;` does not start a fragment,
/// so that the entity can be reported.
pub(crate) fn query_range(text: &str) -> Range<usize> {
    let mark = memchr::memchr2(b'?', b'#', text.as_bytes());
    let Some(mark) = mark.filter(|at| text.as_bytes()[*at] == b'?') else {
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
