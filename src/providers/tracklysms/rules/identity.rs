//! Offer ids: in the path, and in the response to it.

use crate::contract::field_values::Object;
use crate::contract::path_id;
use crate::contract::lint_context::LintContext;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::quoted;
use crate::contract::endpoint::Endpoint;
use crate::diagnostics::rule::{Example, rules};
use crate::providers::tracklysms::Offer;

rules! {
    /// The id in the path is not 24 hexadecimal digits, the form of every offer id on the five
    /// pages. The slug, which follows the offer's name, is the usual slip.
    OBJECT_ID_FORMAT = "object-id-format": "the id in the path is not 24 hexadecimal digits" {}
    bad: Example::update(r#"{"payout": 3.00}"#).request("PUT /v2/offers/ofr_summer-promo_a1b2c3").at(&["@path/id"]),
    good: Example::update(r#"{"payout": 3.00}"#).request("PUT /v2/offers/664f1a2b3c4d5e6f7a8b9c0d"),
}

fn is_object_id(text: &str) -> bool {
    text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Judges the id of a path.
pub(crate) fn path(endpoint: Endpoint, ctx: &mut LintContext<'_, '_>) {
    let has_id = matches!(endpoint, Endpoint::TracklysmsUpdate | Endpoint::TracklysmsGet);
    let Some(id) = ctx.context.path_id.as_deref().filter(|_| has_id) else { return };
    if !is_object_id(id) {
        ctx.report(&OBJECT_ID_FORMAT, Place::Parameter("@path/id"), |builder| {
            let builder = builder.message(format_args!("{} is not an offer id", quoted(id)));
            if id.starts_with("ofr_") {
                builder
                    .help("this looks like a slug, which changes with the offer's name; use the id")
            } else {
                builder.help("offer ids have 24 hexadecimal digits")
            }
        });
    }
}

/// Compares the id of a response with the path's.
pub(crate) fn response(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let single = matches!(
        ctx.contract,
        Contract::TracklysmsGetOffer | Contract::TracklysmsUpdateOfferResponse
    );
    let path_id = ctx.context.path_id.as_deref().filter(|id| single && is_object_id(id));
    if let Some((path_id, id)) = path_id.zip(offer.text(Offer::id)) {
        path_id::compare(id, path_id, offer.place(Offer::id), ctx);
    }
}
