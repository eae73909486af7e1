//! Offer ids: in the path, and in the response to it.

use crate::contract::lint_context::LintContext;
use crate::contract::object_view::ObjectView;
use crate::contract::path_id;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::rule::rules;
use crate::providers::tracklysms::Offer;
use crate::providers::tracklysms::examples;

rules! {
    /// Reports an id in the path that is not 24 hexadecimal digits. Every offer id on the API pages
    /// has this form; the usual mistake is the slug, which changes with the offer's name. Use the
    /// `id` that the API returned.
    OBJECT_ID_FORMAT = "object-id-format": "the id in the path is not 24 hexadecimal digits" {}
    bad: examples::update(r#"{"payout": 3.00}"#).request("PUT /v2/offers/ofr_summer-promo_a1b2c3").at(&["@path/id"]),
    good: examples::update(r#"{"payout": 3.00}"#).request("PUT /v2/offers/664f1a2b3c4d5e6f7a8b9c0d"),
}

fn is_object_id(text: &str) -> bool {
    text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Checks the id of a path.
pub(crate) fn path(ctx: &mut LintContext<'_, '_>) {
    let Some(id) = ctx.context.path_id.as_deref() else { return };
    if !is_object_id(id) {
        ctx.report(&OBJECT_ID_FORMAT, Place::Parameter("@path/id"), |builder| {
            let builder = builder.subject_is(format_args!(
                "is {}; an offer id must be 24 hexadecimal digits",
                quoted(id)
            ));
            if id.starts_with("ofr_") {
                builder
                    .help("use the `id` that the API returned; this is a slug, which changes with the offer's name")
            } else {
                builder.help("use the `id` that the API returned")
            }
        });
    }
}

/// Compares the id of a response with the path's.
pub(crate) fn response(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let has_path_id = ctx.contract.endpoint().spec().lint_path.is_some();
    let path_id = ctx.context.path_id.as_deref().filter(|id| has_path_id && is_object_id(id));
    if let Some((path_id, id)) = path_id.zip(offer.text(Offer::id)) {
        path_id::compare(id, path_id, offer.place(Offer::id), ctx);
    }
}
