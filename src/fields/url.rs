//! URLs that people are sent to: tracking links and creatives.

use serde_json::{Value, json};
use url::Url as Parsed;

use crate::contract::page;
use crate::fast::cursor::{Cursor, Token};
use crate::json::{NodeId, edit};
use crate::contract::FieldType;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::{DiagnosticBuilder, Place, LintContext};
use crate::diagnostics::rule::{Evidence, Example, Fixable, Rule, Severity, rules};
use crate::diagnostics::secrets;

use super::text::SUSPICIOUS_UNICODE;
use super::text_drafts::suspicious_draft;
use super::text_lints::suspicious;
use crate::contract::expected_type::{self, ExpectedType};
use super::{url_host, url_text, url_usual};

rules! {
    /// The value is not a URL: it is empty, holds white space, control characters, `<`, `>` or
    /// `"`, lacks a scheme (a host and a port are not one), has too few or too many slashes, or
    /// a WHATWG parser refuses it. Browsers repair much of that, servers need not. Macros such as
    /// `{click_id}` are welcome.
    URL_INVALID = "url-invalid": "the value is not a URL" {
        severity: Severity::Error,
        evidence: Evidence::Stated(page::TRACKLYSMS_CREATE_AND_GOKART),
        fix: Fixable::Mixed,
    }
    bad: Example::create(r#"{"tracking_url": "track.example.com/c"}"#).at(&["/tracking_url"]),
    good: Example::create(r#"{"tracking_url": "https://track.example.com/c?id={click_id}"}"#),

    /// The scheme is neither http nor https. The value is sent to people as a redirect, and the
    /// vendor's sibling endpoint refuses other schemes.
    URL_SCHEME_NOT_HTTP = "url-scheme-not-http": "the URL's scheme is neither http nor https" {
        evidence: Evidence::Vendor("Tracklysms, Shorten Link"),
    }
    bad: Example::create(r#"{"tracking_url": "market://details?id=com.example.app"}"#).at(&["/tracking_url"]),
    good: Example::create(r#"{"tracking_url": "https://play.example.com/details?id=com.example.app"}"#),
}

/// A URL; what else it is, its field tells.
pub(crate) struct Url {
    /// Further rules on a valid http URL.
    pub(crate) more: Option<&'static UrlRule>,
}

/// A rule that only some URL fields have.
pub(crate) struct UrlRule {
    /// Whether the rule is off by default or has nothing to say of an http URL; asked for while
    /// proving.
    pub(crate) is_clean: fn(&[u8]) -> bool,
    pub(crate) check: fn(&HttpUrl<'_>, NodeId, &mut LintContext<'_, '_>),
}

/// An http or https URL that a parser accepts, cut up as it was written.
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

/// Host, port and user information, as they are written.
fn authority(text: &str) -> &str {
    let rest = text.split_once("://").map_or("", |(_, rest)| rest);
    &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())]
}

/// The path of an http URL, as it is written.
pub(crate) fn path(text: &str) -> &str {
    let rest = text.split_once("://").map_or("", |(_, rest)| rest);
    let rest = &rest[authority(text).len()..];
    &rest[..rest.find(['?', '#']).unwrap_or(rest.len())]
}

/// What a value is, as a URL.
enum ParsedUrl<'t> {
    Invalid(Fault),
    OtherScheme(&'t str),
    Http(HttpUrl<'t>),
}

/// Why a value is not a URL.
struct Fault {
    message: String,
    help: &'static str,
}

fn fault(message: impl Into<String>, help: &'static str) -> ParsedUrl<'static> {
    ParsedUrl::Invalid(Fault { message: message.into(), help })
}

fn judge(text: &str) -> ParsedUrl<'_> {
    if text.is_empty() {
        return fault("the URL is empty", "write the full URL, starting with https://");
    }
    if let Some(c) = text.chars().find(|c| c.is_whitespace() || c.is_control()) {
        let what = if c.is_whitespace() { "white space" } else { "a control character" };
        let message = format!("the URL holds {what} (U+{:04X})", c as u32);
        return fault(message, "remove it, or percent-encode it inside the URL");
    }
    if let Some(c) = text.chars().find(|c| matches!(c, '<' | '>' | '"')) {
        return fault(format!("the URL holds `{c}`"), "percent-encode it, or finish the template");
    }
    let Some(scheme) = scheme(text) else {
        return fault("the URL has no scheme", "start it with https://");
    };
    if scheme.contains('.') || scheme.eq_ignore_ascii_case("localhost") {
        return fault(
            format!("the URL starts with the host `{scheme}` instead of a scheme"),
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
            return fault(
                format!("`{scheme}:` is not followed by two slashes and a host"),
                "write https://host/path",
            );
        }
        if text[..text.find(['?', '#']).unwrap_or(text.len())].contains('\\') {
            return fault("the URL holds a backslash", "separate with slashes");
        }
    }
    match Parsed::parse(text) {
        Err(error) => {
            fault(format!("the URL cannot be parsed: {error}"), "check the host and the port")
        }
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

/// The rules that a URL breaks; both ways call this.
pub(super) fn broken(text: &str) -> Vec<&'static Rule> {
    let mut broken = Vec::new();
    match judge(text) {
        ParsedUrl::Invalid(_) => return vec![&URL_INVALID],
        ParsedUrl::OtherScheme(_) => broken.push(&URL_SCHEME_NOT_HTTP),
        ParsedUrl::Http(url) => {
            url_host::broken(&url, &mut broken);
            url_text::broken(text, &mut broken);
        }
    }
    if suspicious(text, false).is_some() {
        broken.push(&SUSPICIOUS_UNICODE);
    }
    broken
}

/// Whether nothing is to be said about a URL.
fn is_clean(text: &str) -> bool {
    url_usual::length(text.as_bytes()) == Some(text.len()) || broken(text).is_empty()
}

/// Offers another URL, unless it would break a rule that the present one does not.
pub(crate) fn rewrite(
    text: &str,
    to: &str,
    node: NodeId,
    builder: &DiagnosticBuilder<'_, '_>,
) -> Vec<crate::diagnostics::fix::Edit> {
    let before = broken(text);
    if to == text || broken(to).iter().any(|rule| !before.contains(rule)) {
        return Vec::new();
    }
    builder.document().map(|document| edit::text(document, node, text, to)).unwrap_or_default()
}

impl Url {
    #[cold]
    #[inline(never)]
    fn looks_clean(&self, token: Token<'_>) -> bool {
        let Some(string) = token.string() else { return false };
        let text = string.decode();
        is_clean(&text)
            && (!token.may_hold_key() || secrets::find(&text).is_none())
            && self.more.is_none_or(|more| (more.is_clean)(text.as_bytes()))
    }

    fn lint(&self, text: &str, node: NodeId, ctx: &mut LintContext<'_, '_>) {
        match judge(text) {
            ParsedUrl::Invalid(fault) => {
                ctx.report(&URL_INVALID, Place::Node(node), |builder| {
                    repair(text, node, fault, builder)
                });
                return;
            }
            ParsedUrl::OtherScheme(scheme) => {
                ctx.report(&URL_SCHEME_NOT_HTTP, Place::Node(node), |builder| {
                    builder
                        .message(format_args!("the URL's scheme is `{scheme}`, not http or https"))
                        .help("people are redirected to it; link to a web page that opens the app")
                });
            }
            ParsedUrl::Http(url) => {
                url_host::lint(&url, node, ctx);
                url_text::lint(text, node, ctx);
                if let Some(more) = self.more {
                    (more.check)(&url, node, ctx);
                }
            }
        }
        if suspicious(text, false).is_some() {
            ctx.report(&SUSPICIOUS_UNICODE, Place::Node(node), |builder| {
                suspicious_draft(text, false, node, builder)
            });
        }
    }
}

fn repair<'d, 'a>(text: &str, node: NodeId, fault: Fault, builder: DiagnosticBuilder<'d, 'a>) -> DiagnosticBuilder<'d, 'a> {
    let builder = builder.message(fault.message).help(fault.help);
    let is_valid = |candidate: &str| !matches!(judge(candidate), ParsedUrl::Invalid(_));
    let edits = |to: &str| {
        let document = builder.document();
        document.map(|document| edit::text(document, node, text, to)).unwrap_or_default()
    };
    let trimmed = text.trim();
    if trimmed != text && is_valid(trimmed) {
        let edits = edits(trimmed);
        return builder.safe_fix("trim it", edits);
    }
    let prefixed = format!("https://{}", trimmed.trim_start_matches('/'));
    match judge(&prefixed) {
        ParsedUrl::Http(url) if !trimmed.contains("://") && url_host::is_public_name(&url) => {
            let edits = edits(&prefixed);
            builder.unsafe_fix("start it with https://", edits)
        }
        _ => builder,
    }
}

impl FieldType for Url {
    /// What can be said without a parser.
    fn schema(&self) -> Value {
        json!({"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9+-]*:[^\\t\\n\\r <>\"]*$"})
    }

    #[inline(always)]
    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut FieldValues) -> Option<FieldValue> {
        let text = cursor.inside()?;
        if let Some(url) = url_usual::read(text) {
            let token = cursor.plain_string(url.length)?;
            let has_key = || token.string().is_none_or(|s| secrets::find(s.raw).is_some());
            let clean = !(url.may_hold_key && has_key())
                && self.more.is_none_or(|more| (more.is_clean)(token.raw()));
            return clean.then(|| token.fact());
        }
        let token = cursor.string()?;
        self.looks_clean(token).then(|| token.fact())
    }

    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, _: &mut FieldValues) -> FieldValue {
        let Some(string) = expected_type::string(ExpectedType::String, node, ctx) else { return FieldValue::Invalid };
        let text = string.decode();
        // Nearly every URL is as it should be, and that is seen much faster than explained.
        let usual = || {
            let length =
                ctx.document.and_then(|document| url_usual::length(document.inside(node)));
            length == Some(string.raw.len())
        };
        let clean = !ctx.rule_set.selects()
            && (usual() || is_clean(&text))
            && self.more.is_none_or(|more| (more.is_clean)(text.as_bytes()));
        if !clean {
            self.lint(&text, node, ctx);
        }
        expected_type::text(string, node, ctx)
    }
}
