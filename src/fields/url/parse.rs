//! Reads a value as a URL, and its parts as they are written.

use std::borrow::Cow;

use url::Url as Parsed;

use super::macros;
use crate::fields::text::characters::is_visible_ascii;

/// An http or https URL that a WHATWG parser accepts, with its parts as they are written.
pub(crate) struct HttpUrl<'t> {
    pub(crate) text: &'t str,
    pub(crate) parsed: Parsed,
}

impl<'t> HttpUrl<'t> {
    /// The host as it was written.
    pub(crate) fn host(&self) -> &'t str {
        let authority = authority(self.text);
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        }
    }
}

/// An http URL without its scheme and the slashes after it.
fn after_slashes(text: &str) -> &str {
    text.split_once(':').and_then(|(_, rest)| rest.strip_prefix("//")).unwrap_or_default()
}

/// Host, port and user information, as they are written.
fn authority(text: &str) -> &str {
    let rest = after_slashes(text);
    &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())]
}

/// The path of an http URL, as it is written.
pub(crate) fn path(text: &str) -> &str {
    let rest = after_slashes(text);
    let rest = &rest[authority(text).len()..];
    &rest[..rest.find(['?', '#']).unwrap_or(rest.len())]
}

/// A value read as a URL.
pub(super) enum ParsedUrl<'t> {
    Invalid(Reason),
    OtherScheme(&'t str),
    Http(HttpUrl<'t>),
}

/// Why a value is not a URL.
pub(super) struct Reason {
    pub(super) message: String,
    pub(super) help: Cow<'static, str>,
}

fn invalid(message: impl Into<String>, help: impl Into<Cow<'static, str>>) -> ParsedUrl<'static> {
    ParsedUrl::Invalid(Reason { message: message.into(), help: help.into() })
}

/// Whether a text starts with an http scheme whose colon is missing or another character.
fn lacks_colon(text: &str) -> bool {
    let start = text.split("//").next().unwrap_or_default().trim_end_matches([';', '.']);
    text.contains("//") && ["http", "https"].iter().any(|scheme| start.eq_ignore_ascii_case(scheme))
}

/// Reads a value as a URL. Macros in the host are accepted.
pub(super) fn parse(text: &str) -> ParsedUrl<'_> {
    if text.is_empty() {
        return invalid("is empty; it must be a URL", "write the full URL, starting with https://");
    }
    let is_blank = |c: &char| c.is_whitespace() || c.is_control();
    let blank = if is_visible_ascii(text) { None } else { text.chars().find(is_blank) };
    if let Some(c) = blank {
        let what = if c.is_whitespace() { "white space" } else { "a control character" };
        let message = format!("contains {what} (U+{:04X}), which a URL cannot have", c as u32);
        return match macros::compact_macro(text) {
            Some(compact) => invalid(message, format!("write `{compact}` without blanks")),
            None => invalid(message, "remove it, or percent-encode it inside the URL"),
        };
    }
    if let Some(at) = memchr::memchr3(b'<', b'>', b'"', text.as_bytes()) {
        return invalid(
            format!("contains `{}`, which a URL cannot have", &text[at..=at]),
            "percent-encode it, or finish the template",
        );
    }
    let Some(scheme) = scheme(text) else {
        let help = match lacks_colon(text) {
            true => "write the colon after the scheme: https://",
            false => "start it with https://",
        };
        return invalid("is not a URL: it has no scheme", help);
    };
    if scheme.contains('.') || scheme.eq_ignore_ascii_case("localhost") {
        return invalid(
            format!("is not a URL: it starts with the host `{scheme}`, not with a scheme"),
            "start it with https://",
        );
    }
    let is_http = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    if is_http {
        let rest = &text[scheme.len() + 1..];
        let host = rest
            .strip_prefix("//")
            .filter(|host| !host.is_empty() && !host.starts_with(['/', '\\', '?', '#']));
        if host.is_none() {
            return invalid(
                format!("is not a URL: `{scheme}:` must be followed by two slashes and a host"),
                "write https://host/path",
            );
        }
        if text[..text.find(['?', '#']).unwrap_or(text.len())].contains('\\') {
            return invalid("contains a backslash, which a URL cannot have", "write `/` instead");
        }
    }
    // The parser refuses some macros in a host, where each is replaced by one letter.
    let without_macros = is_http
        .then(|| macros::without_host_macros(authority(text)))
        .flatten()
        .map(|host| text.replacen(authority(text), &host, 1));
    match Parsed::parse(without_macros.as_deref().unwrap_or(text)) {
        Err(error) => invalid(format!("is not a URL: {error}"), "check the host and the port"),
        Ok(parsed) if is_http => ParsedUrl::Http(HttpUrl { text, parsed }),
        Ok(_) => ParsedUrl::OtherScheme(scheme),
    }
}

fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let mut bytes = scheme.bytes();
    let valid = bytes.next().is_some_and(|first| first.is_ascii_alphabetic())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    valid.then_some(scheme)
}
