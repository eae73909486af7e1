//! Rules about the document as a whole.

use crate::contract::{Contract, Role};
use crate::json::edit;
use crate::json::{Document, NodeId, Span, SyntaxError};
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::rule::{ApiError, Body, Evidence, Example, Fixable, Severity, rules};
use crate::diagnostics::secrets;

use super::lint_context::{Place, LintContext};

/// 5 MiB: the largest body that Tracklysms takes.
pub(crate) const LARGEST_BODY: usize = 5 * 1024 * 1024;

rules! {
    /// The bytes are not UTF-8, not RFC 8259 JSON, or hold a number or a nesting that no common
    /// reader takes. Nothing else can be said about such a document. The place is the first
    /// offending byte.
    JSON_SYNTAX = "json-syntax": "the document is not JSON" {
        severity: Severity::Error,
        evidence: Evidence::Standard("RFC 8259"),
    }
    bad: Example::whole(Contract::TracklysmsUpdateOffer, r#"{"payout": NaN}"#).at(&[""]),
    good: Example::whole(Contract::TracklysmsUpdateOffer, r#"{"payout": 0}"#),

    /// The document starts with U+FEFF. RFC 8259 forbids sending one, and many readers refuse
    /// it. Linting goes on behind it.
    JSON_BOM = "json-bom": "the document starts with a byte order mark" {
        evidence: Evidence::Standard("RFC 8259, section 8.1"),
        fix: Fixable::Safe,
    }
    bad: Example::whole(Contract::TracklysmsUpdateOffer, "\u{feff}{\"payout\": 3.00}").at(&[""]),
    good: Example::whole(Contract::TracklysmsUpdateOffer, r#"{"payout": 3.00}"#),

    /// A member name occurs more than once in one object, escapes resolved. Readers disagree on
    /// which value counts; most take the last, and so does offerlint.
    DUPLICATE_KEY = "duplicate-key": "a member name occurs more than once" {
        evidence: Evidence::Standard("RFC 8259, section 4"),
    }
    bad: Example::whole(Contract::TracklysmsUpdateOffer, r#"{"payout": 1, "payout": 2}"#).at(&["/payout"]),
    good: Example::whole(Contract::TracklysmsUpdateOffer, r#"{"payout": 2}"#),

    /// The request body is larger than 5 MiB (5,242,880 bytes), which Tracklysms answers with
    /// 413. Its page says "5 MB", so a little less may be refused already.
    PAYLOAD_TOO_LARGE = "payload-too-large": "the request body is larger than 5 MiB" {
        severity: Severity::Error,
        evidence: Evidence::Vendor("Tracklysms platform limits"),
        api: Some(ApiError { status: 413, code: None }),
    }
    bad: Example::new(Contract::TracklysmsUpdateOffer, Body::Made {
        shown: "{\"metadata\": {\"note\": \"… 6 MB …\"}}",
        make: || format!("{{\"metadata\": {{\"note\": \"{}\"}}}}", "x".repeat(LARGEST_BODY)),
    }).at(&[""]),
    good: Example::update(r#"{"metadata": {"vertical": "health"}}"#),

    /// A string or a member name holds something of the exact spec of a Tracklysms API key:
    /// `trk_` and 32 letters or digits. Remove it, and revoke the key: it has been written down.
    /// The key itself is never printed.
    LEAKED_API_KEY = "leaked-api-key": "an API key stands in the payload" {
        evidence: Evidence::Vendor("Tracklysms authentication page"),
    }
    bad: Example::create(r#"{"metadata": {"note": "trk_0123456789abcdef0123456789abcdef"}}"#)
        .at(&["/metadata/note"]),
    good: Example::create(r#"{"metadata": {"note": "trk_your_api_key_here"}}"#),
}

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

pub(crate) fn mark(text: &str, ctx: &mut LintContext<'_, '_>) {
    if text.starts_with('\u{feff}') {
        ctx.report_span(&JSON_BOM, Span { start: 0, end: 3 }, |builder| {
            builder
                .message("the document starts with a byte order mark")
                .help("save the file as UTF-8 without a BOM; many JSON readers refuse it")
                .safe_fix("remove the byte order mark", vec![edit::delete(0, 3)])
        });
    }
}

/// The rules that look at the whole tree.
pub(crate) fn tree(document: &Document<'_>, ctx: &mut LintContext<'_, '_>) {
    if ctx.contract.limits_body() && document.text().len() > LARGEST_BODY {
        ctx.report(&PAYLOAD_TOO_LARGE, Place::Document, |builder| {
            let size = document.text().len();
            builder
                .message(format_args!("the body has {size} bytes, over the limit of {LARGEST_BODY}"))
                .help("Tracklysms refuses request payloads over 5 MB")
        });
    }
    for keys in &document.duplicates {
        if let [earlier @ .., last] = &keys[..] {
            duplicate(document, earlier, *last, ctx);
        }
    }
    leaked_keys(document, ctx);
}

fn duplicate(document: &Document<'_>, earlier: &[NodeId], last: NodeId, ctx: &mut LintContext<'_, '_>) {
    ctx.report(&DUPLICATE_KEY, Place::Node(last), |mut builder| {
        let name = document.string(last).map(|name| name.decode().into_owned());
        let name = quoted(&name.unwrap_or_default());
        for key in earlier {
            builder = builder.label(Place::Node(*key), "this earlier value is lost");
        }
        builder
            .message(format_args!("{name} occurs {} times in this object", earlier.len() + 1))
            .help("readers disagree on which value counts, most take the last; keep one")
    });
}

fn leaked_keys(document: &Document<'_>, ctx: &mut LintContext<'_, '_>) {
    let leaks = |node| document.string(node).is_some_and(|s| secrets::find(&s.decode()).is_some());
    // An escape is never shorter than what it stands for, and the prefix of a key is not simple.
    for node in document.texts_longer_than(secrets::LENGTH) {
        // A member whose value leaks too is reported once, at the value.
        let is_told = || document.is_key(node) && leaks(node + 1);
        if !leaks(node) || is_told() || !is_searched(document, node, ctx.contract) {
            continue;
        }
        ctx.report(&LEAKED_API_KEY, Place::Node(node), |builder| {
            builder
                .message("a Tracklysms API key stands in the payload")
                .help("remove it and revoke the key; payloads end up in logs and repositories")
        });
    }
}

/// Requests are searched everywhere, responses in an offer's `name` and `tracking_url`.
fn is_searched(document: &Document<'_>, node: NodeId, contract: Contract) -> bool {
    if contract.role() != Role::Response {
        return true;
    }
    let pointer = document.pointer(node);
    let parent = match pointer.rsplit_once('/') {
        Some((parent, "name" | "tracking_url")) => parent,
        _ => return false,
    };
    let listed = parent.strip_prefix("/offers/").is_some_and(|index| !index.contains('/'));
    contract.is_tracklysms() && (parent.is_empty() || parent == "/offer" || listed)
}
