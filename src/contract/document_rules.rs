//! Rules about the document as a whole.

use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::pointer::pointer;
use crate::diagnostics::rule::{Evidence, Example, Fixable, Severity, rules};
use crate::diagnostics::secrets;
use crate::json::{Document, NodeId, Span, SyntaxError, edit};

use super::lint_context::LintContext;
use super::place::Place;

rules! {
    /// Reports a document that is not UTF-8, that is not JSON (RFC 8259), or that contains a number
    /// out of range or more than 127 nested arrays and objects. A server cannot read such a
    /// document, and no other rule can check it. Correct the text at the reported place, which is
    /// the first offending byte.
    JSON_SYNTAX = "json-syntax": "the document is not JSON" {
        severity: Severity::Error,
        evidence: Evidence::Standard("RFC 8259"),
    }
    bad: Example::changes(r#"{"payout": NaN}"#).at(&[""]),
    good: Example::changes(r#"{"payout": 0}"#),

    /// Reports a byte order mark (U+FEFF) at the start of the document. RFC 8259 forbids sending
    /// one and allows readers to refuse it. Save the file as UTF-8 without a byte order mark. The
    /// rest of the document is checked.
    JSON_BOM = "json-bom": "the document starts with a byte order mark" {
        evidence: Evidence::Standard("RFC 8259, section 8.1"),
        fix: Fixable::Safe,
    }
    bad: Example::changes("\u{feff}{\"payout\": 3.00}").at(&[""]),
    good: Example::changes(r#"{"payout": 3.00}"#),

    /// Reports a member name that occurs more than once in one object, with escapes resolved.
    /// Readers disagree on which value counts; many take the last one, and so does offerlint. Keep
    /// one of the members.
    DUPLICATE_KEY = "duplicate-key": "a member name occurs more than once" {
        evidence: Evidence::Standard("RFC 8259, section 4"),
    }
    bad: Example::changes(r#"{"payout": 1, "payout": 2}"#).at(&["/payout"]),
    good: Example::changes(r#"{"payout": 2}"#),

    /// Reports a string or a member name that contains an API key: `trk_` and 32 letters or digits.
    /// Payloads are copied to logs and repositories, where others can read the key. Remove the key
    /// and revoke it. No output of offerlint shows the key.
    LEAKED_API_KEY = "leaked-api-key": "the payload contains an API key" {
        evidence: Evidence::Vendor("the vendor's page on authentication"),
    }
    bad: Example::members(r#"{"metadata": {"note": "trk_0123456789abcdef0123456789abcdef"}}"#)
        .at(&["/metadata/note"]),
    good: Example::members(r#"{"metadata": {"note": "trk_your_api_key_here"}}"#),
}

/// Reports a syntax error.
pub(crate) fn syntax(error: &SyntaxError, ctx: &mut LintContext<'_, '_>) {
    let span = Span { start: error.offset, end: error.offset + error.length };
    ctx.report_span(&JSON_SYNTAX, span, |builder| {
        let builder = builder.message(error.message.clone());
        match error.help {
            Some(help) => builder.help(help),
            None => builder,
        }
    });
}

/// Reports a byte order mark.
pub(crate) fn check_bom(text: &str, ctx: &mut LintContext<'_, '_>) {
    if text.starts_with('\u{feff}') {
        ctx.report_span(&JSON_BOM, Span { start: 0, end: 3 }, |builder| {
            builder
                .message("the document starts with a byte order mark")
                .help(
                    "save the file as UTF-8 without a byte order mark; JSON readers may refuse it",
                )
                .safe_fix("remove the byte order mark", vec![edit::delete(0, 3)])
        });
    }
}

/// Runs the rules that look at the whole tree.
pub(crate) fn check_document(document: &Document<'_>, ctx: &mut LintContext<'_, '_>) {
    check_size(document, ctx);
    for keys in &document.duplicates {
        if let [earlier @ .., last] = &keys[..] {
            report_duplicate(document, earlier, *last, ctx);
        }
    }
    check_keys(document, ctx);
}

fn check_size(document: &Document<'_>, ctx: &mut LintContext<'_, '_>) {
    let size = document.text().len();
    let Some(limit) = ctx.contract.spec().body_limit.filter(|limit| size > limit.bytes) else {
        return;
    };
    ctx.report(limit.rule, Place::Document, |builder| {
        builder
            .message(format_args!("the body has {size} bytes; the limit is {}", limit.bytes))
            .help(limit.help)
    });
}

fn report_duplicate(
    document: &Document<'_>,
    earlier: &[NodeId],
    last: NodeId,
    ctx: &mut LintContext<'_, '_>,
) {
    ctx.report(&DUPLICATE_KEY, Place::Node(last), |mut builder| {
        let name = document.string(last).map(|name| name.decode().into_owned());
        let name = quoted(&name.unwrap_or_default());
        for key in earlier {
            builder = builder.label(Place::Node(*key), "this earlier value is ignored");
        }
        builder
            .message(format_args!("{name} occurs {} times in this object", earlier.len() + 1))
            .help("keep one; readers disagree on which value counts, and many take the last")
    });
}

fn check_keys(document: &Document<'_>, ctx: &mut LintContext<'_, '_>) {
    let leaks = |node| document.string(node).is_some_and(|s| secrets::find(&s.decode()).is_some());
    let searched = ctx.contract.spec().searches_for_keys;
    // An escape is never shorter than its character, so no shorter token contains a key.
    for node in document.texts_longer_than(secrets::LENGTH) {
        // If a member's value contains a key as well, only the value is reported.
        let reported_at_value = || document.is_key(node) && leaks(node + 1);
        if leaks(node) && !reported_at_value() && searched(&pointer(document, node)) {
            ctx.report(&LEAKED_API_KEY, Place::Node(node), |builder| {
                builder.subject_is("contains an API key").help(
                    "remove the key and revoke it; payloads are copied to logs and repositories",
                )
            });
        }
    }
}
