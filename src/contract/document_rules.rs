//! Rules about the document as a whole.

use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::example::Example;
use crate::diagnostics::pointer::pointer;
use crate::diagnostics::rule::{Evidence, Fixable, Severity, rules};
use crate::diagnostics::secrets;
use crate::json::mistakes::{self, Mistake};
use crate::json::{Document, NodeId, Span, SyntaxError, edit};

use super::contract_spec::Role;
use super::lint_context::LintContext;
use super::place::Place;

rules! {
    /// Reports a document that is not UTF-8, that is not JSON (RFC 8259), or that contains a number
    /// out of range or more than 127 nested arrays and objects. A server cannot read such a
    /// document, and no other rule can check it. Correct the text at the reported places. Mistakes
    /// that do not depend on each other are all reported, up to 50.
    JSON_SYNTAX = "json-syntax": "the document is not JSON" {
        severity: Severity::Error,
        evidence: Evidence::Standard("RFC 8259"),
        fix: Fixable::Mixed,
    }
    bad: Example::changes(r#"{"payout": NaN, "status": 'active',}"#).at(&["", "", ""]),
    good: Example::changes(r#"{"payout": 0, "status": "active"}"#),

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

/// Reports what is wrong with a text that the parser refuses.
pub(crate) fn syntax(text: &str, error: &SyntaxError, ctx: &mut LintContext<'_, '_>) {
    let mistakes = mistakes::find(text, false);
    if mistakes.is_empty() {
        // No text that reaches this line is known. The parser's verdict counts.
        not_json(error.offset, ctx);
    }
    for mistake in mistakes {
        report_mistake(mistake, ctx);
    }
}

/// Reports a text whose encoding is not UTF-8, instead of what is wrong with it as UTF-8.
pub(crate) fn wrong_encoding(encoding: &str, ctx: &mut LintContext<'_, '_>) {
    ctx.report_span(&JSON_SYNTAX, Span { start: 0, end: 1 }, |builder| {
        builder
            .message(format_args!("the text is {encoding}, not UTF-8"))
            .help("save the file as UTF-8")
    });
}

/// Reports the first byte that is not UTF-8, and what is wrong with the text before it.
pub(crate) fn not_utf8(text: &str, byte: u8, ctx: &mut LintContext<'_, '_>) {
    if Document::parse(text).is_err_and(|error| error.offset < text.len()) {
        for mistake in mistakes::find(text, true) {
            report_mistake(mistake, ctx);
        }
    }
    let span = Span { start: text.len(), end: text.len() + 1 };
    ctx.report_span(&JSON_SYNTAX, span, |builder| {
        builder
            .message(format_args!("the byte 0x{byte:02X} is not UTF-8"))
            .help("save the file as UTF-8")
    });
}

fn not_json(offset: usize, ctx: &mut LintContext<'_, '_>) {
    ctx.report_span(&JSON_SYNTAX, Span { start: offset, end: offset }, |builder| {
        builder.message("the document is not JSON from here on")
    });
}

fn report_mistake(mistake: Mistake, ctx: &mut LintContext<'_, '_>) {
    let Mistake { span, message, help, related, repair } = mistake;
    ctx.report_span(&JSON_SYNTAX, span, |mut builder| {
        builder = builder.message(message);
        if let Some(help) = help {
            builder = builder.help(help);
        }
        for (span, message) in related {
            builder = builder.label_span(span, message);
        }
        match repair {
            Some(repair) if repair.is_safe => builder.safe_fix(repair.message, repair.edits),
            Some(repair) => builder.unsafe_fix(repair.message, repair.edits),
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
    let is_query = ctx.contract.role() == Role::Query;
    ctx.report(&DUPLICATE_KEY, Place::Node(last), |mut builder| {
        let name = document.string(last).map(|name| name.decode().into_owned());
        let name = quoted(&name.unwrap_or_default());
        for key in earlier {
            builder = builder.label(Place::Node(*key), "this earlier value is ignored");
        }
        let container = if is_query { "the query" } else { "this object" };
        builder
            .message(format_args!("{name} occurs {} times in {container}", earlier.len() + 1))
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
