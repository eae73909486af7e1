//! URLs that people are sent to: tracking links and creatives.

pub(crate) mod host;
mod macros;
mod parse;
pub(crate) mod text_rules;

use serde_json::{Value, json};

use crate::contract::diagnostic_builder::DiagnosticBuilder;
use crate::contract::expected_type::{self, ExpectedType};
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::FieldType;
use crate::contract::place::Place;
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Evidence, Fixable, Rule, Severity, rules};
use crate::json::{Edit, NodeId, edit};

pub(crate) use parse::{HttpUrl, path};
use parse::{ParsedUrl, Reason, parse};

use super::text::characters::suspicious;
use super::text::rules::{SUSPICIOUS_UNICODE, suspicious_character};

rules! {
    /// Reports a value that is not a URL: it is empty, contains white space, control characters,
    /// `<`, `>` or `"`, has no scheme (a host and a port are not one), has too few or too many
    /// slashes, or is refused by a WHATWG URL parser. The API pages require a valid URL; browsers
    /// repair many mistakes, but servers need not. Write the full URL, starting with https://.
    /// Macros such as `{click_id}` are accepted.
    URL_INVALID = "url-invalid": "the value is not a URL" {
        severity: Severity::Error,
        evidence: Evidence::Stated("the API pages, URL fields of the requests"),
        fix: Fixable::Mixed,
    }
    bad: Example::members(r#"{"tracking_url": "track.example.com/c"}"#).at(&["/tracking_url"]),
    good: Example::members(r#"{"tracking_url": "https://track.example.com/c?id={click_id}"}"#),

    /// Reports a URL whose scheme is neither http nor https. People are redirected to the URL, and
    /// the vendor's endpoint for shortening links refuses other schemes. Write the https URL of a
    /// page, which can open an app.
    URL_SCHEME_NOT_HTTP = "url-scheme-not-http": "the URL's scheme is neither http nor https" {
        evidence: Evidence::Vendor("the vendor's page on shortening links"),
    }
    bad: Example::members(r#"{"tracking_url": "market://details?id=com.example.app"}"#).at(&["/tracking_url"]),
    good: Example::members(r#"{"tracking_url": "https://play.example.com/details?id=com.example.app"}"#),
}

/// A URL.
pub(crate) struct Url {
    /// An extra rule of this field.
    pub(crate) extra: Option<&'static UrlRule>,
}

impl Url {
    /// A URL without an extra rule.
    pub(crate) const PLAIN: Self = Self { extra: None };
}

/// An extra rule of a URL field. It is checked on valid http and https URLs.
pub(crate) struct UrlRule {
    /// Whether the rule is off by default or accepts the URL, which is ASCII or UTF-8.
    pub(crate) is_clean: fn(&[u8]) -> bool,
    pub(crate) check: fn(&HttpUrl<'_>, NodeId, &mut LintContext<'_, '_>),
}

/// A rule on http URLs with the function that builds its diagnostic.
pub(crate) struct UrlCheck {
    pub(crate) rule: &'static Rule,
    pub(crate) build: for<'d, 'a> fn(
        &HttpUrl<'_>,
        NodeId,
        DiagnosticBuilder<'d, 'a>,
    ) -> DiagnosticBuilder<'d, 'a>,
}

/// The names of the rules that a URL breaks.
pub(crate) fn broken_rules(text: &str) -> Vec<&'static Rule> {
    let mut broken = Vec::new();
    match parse(text) {
        ParsedUrl::Invalid(_) => return vec![&URL_INVALID],
        ParsedUrl::OtherScheme(_) => broken.push(&URL_SCHEME_NOT_HTTP),
        ParsedUrl::Http(url) => {
            broken.extend(broken_checks(&url).iter().map(|check| check.rule));
        }
    }
    if suspicious(text, false).is_some() {
        broken.push(&SUSPICIOUS_UNICODE);
    }
    broken
}

fn broken_checks(url: &HttpUrl<'_>) -> Vec<&'static UrlCheck> {
    let mut broken = Vec::new();
    host::broken_rules(url, &mut broken);
    text_rules::broken_rules(url.text, &mut broken);
    broken
}

/// The edits that replace a URL, unless the new one breaks a rule that the present one does not.
pub(crate) fn rewrite(
    text: &str,
    to: &str,
    node: NodeId,
    builder: &DiagnosticBuilder<'_, '_>,
) -> Vec<Edit> {
    let before = broken_rules(text);
    if to == text || broken_rules(to).iter().any(|rule| !before.contains(rule)) {
        return Vec::new();
    }
    builder.document().map(|document| edit::text(document, node, text, to)).unwrap_or_default()
}

impl Url {
    fn check_text(&self, text: &str, node: NodeId, ctx: &mut LintContext<'_, '_>) {
        match parse(text) {
            ParsedUrl::Invalid(reason) => {
                ctx.report(&URL_INVALID, Place::Node(node), |builder| {
                    not_a_url(text, node, reason, builder)
                });
                return;
            }
            ParsedUrl::OtherScheme(scheme) => {
                ctx.report(&URL_SCHEME_NOT_HTTP, Place::Node(node), |builder| {
                    builder
                        .subject_is(format_args!("has the scheme `{scheme}`; it must be http or https"))
                        .help("write the https URL of a page, which can open an app; people are redirected to it")
                });
            }
            ParsedUrl::Http(url) => {
                let mut broken = broken_checks(&url);
                if ctx.rule_set.selects() {
                    broken.extend(host::broken_optional_rules(&url, ctx));
                    broken.extend(text_rules::broken_optional_rules(text, ctx));
                }
                for check in broken {
                    ctx.report(check.rule, Place::Node(node), |builder| {
                        (check.build)(&url, node, builder)
                    });
                }
                if let Some(extra) = self.extra {
                    (extra.check)(&url, node, ctx);
                }
            }
        }
        if suspicious(text, false).is_some() {
            ctx.report(&SUSPICIOUS_UNICODE, Place::Node(node), |builder| {
                suspicious_character(text, false, node, builder)
            });
        }
    }
}

fn not_a_url<'d, 'a>(
    text: &str,
    node: NodeId,
    reason: Reason,
    builder: DiagnosticBuilder<'d, 'a>,
) -> DiagnosticBuilder<'d, 'a> {
    let builder = builder.subject_is(reason.message).help(reason.help);
    let is_valid = |candidate: &str| !matches!(parse(candidate), ParsedUrl::Invalid(_));
    let edits = |to: &str| {
        let document = builder.document();
        document.map(|document| edit::text(document, node, text, to)).unwrap_or_default()
    };
    let trimmed = text.trim();
    if trimmed != text && is_valid(trimmed) {
        let edits = edits(trimmed);
        return builder.safe_fix("remove the white space at the ends", edits);
    }
    let prefixed = format!("https://{}", trimmed.trim_start_matches('/'));
    match parse(&prefixed) {
        ParsedUrl::Http(url) if !trimmed.contains("://") && host::is_public_name(&url) => {
            let edits = edits(&prefixed);
            builder.unsafe_fix("start it with https://", edits)
        }
        _ => builder,
    }
}

impl FieldType for Url {
    /// A pattern that every valid URL matches; a schema cannot call a URL parser.
    fn schema(&self) -> Value {
        json!({"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9+-]*:[^\\t\\n\\r <>\"]*$"})
    }

    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        _: &mut FieldValues,
    ) -> FieldValue {
        let Some(string) = expected_type::string(ExpectedType::String, node, ctx) else {
            return FieldValue::Invalid;
        };
        self.check_text(&string.decode(), node, ctx);
        expected_type::text(string, node, ctx)
    }

    fn rules(&self) -> &'static [&'static [&'static Rule]] {
        &[RULES, host::RULES, text_rules::RULES]
    }
}
