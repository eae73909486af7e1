//! Stock values of generators and templates that were never replaced.

use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Severity, rules};
use crate::json::{NodeId, Tag};

use super::lint_context::LintContext;
use super::place::Place;

rules! {
    /// Reports a stock value: "string", "TODO", lorem ipsum, or the UUID in the examples that
    /// Swagger generates. It was probably meant to be replaced. Write the real value. The rule is
    /// off by default because an API page prints that UUID itself.
    PLACEHOLDER_VALUE = "placeholder-value": "a placeholder was not replaced" {
        severity: Severity::Info,
        on: false,
    }
    bad: Example::changes(r#"{"name": "string"}"#).at(&["/name"]),
    good: Example::changes(r#"{"name": "Summer Promo"}"#),
}

const STOCK_UUID: &str = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    ["string", "TODO", "lorem ipsum", STOCK_UUID]
        .iter()
        .any(|stock| stock.eq_ignore_ascii_case(text))
        || text.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("lorem ipsum"))
}

/// Checks every string value of the document.
pub(crate) fn check(ctx: &mut LintContext<'_, '_>) {
    let Some(document) = ctx.document.filter(|_| ctx.wants(&PLACEHOLDER_VALUE)) else { return };
    for node in 0..document.len() {
        let Tag::String { .. } = document.tag(node) else { continue };
        let text = document.string(node).map(|text| text.decode()).unwrap_or_default();
        if is_placeholder(&text) && !in_shadow(node, ctx) {
            ctx.report(&PLACEHOLDER_VALUE, Place::Node(node), |builder| {
                builder
                    .subject_is(format_args!("is the placeholder {}", quoted(&text)))
                    .help("write the real value")
            });
        }
    }
}

/// Whether a later member of the same name hides the value.
fn in_shadow(node: NodeId, ctx: &LintContext<'_, '_>) -> bool {
    let Some(document) = ctx.document else { return false };
    let mut at = node;
    while at != 0 {
        if document.key_of(at).is_some_and(|key| document.is_shadowed(key)) {
            return true;
        }
        at = document.parent(at);
    }
    false
}
