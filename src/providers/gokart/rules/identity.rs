//! The product and the id of the path, and the same id in body and response.

use crate::contract::lint_context::LintContext;
use crate::contract::object_view::ObjectView;
use crate::contract::path_id;
use crate::contract::place::Place;
use crate::contract::presence::RESPONSE_FIELD_MISSING;
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::rule::{ApiError, Evidence, Severity, rules};
use crate::diagnostics::suggest;
use crate::fields::uuid;
use crate::providers::gokart::examples;
use crate::providers::gokart::{UpdateOffer, UpdatedId};

rules! {
    /// Reports a product in the path that is not publisher, aff-network or advertiser. GoKart
    /// answers with 403. Write the product of your account. Whether a listed product is the right
    /// one for an account cannot be checked offline.
    INVALID_PRODUCT = "invalid-product": "the product in the path is not publisher, aff-network or advertiser" {
        severity: Severity::Error,
        evidence: Evidence::Stated(examples::PAGE),
        api: Some(ApiError::without_code(403)),
    }
    bad: examples::update("{}")
        .request("PUT /v1/sdk-offer-management/affiliate/offers/3fa85f64-5717-4562-b3fc-2c963f66afa6")
        .at(&["@path/product"]),
    good: examples::update(r#"{"id": "3fa85f64-5717-4562-b3fc-2c963f66afa6"}"#)
        .request("PUT /v1/sdk-offer-management/aff-network/offers/3fa85f64-5717-4562-b3fc-2c963f66afa6"),
}

const PRODUCTS: [&str; 3] = ["publisher", "aff-network", "advertiser"];

/// Checks the parameters of a path.
pub(crate) fn path(ctx: &mut LintContext<'_, '_>) {
    if let Some(product) = ctx.context.path_product.as_deref()
        && !PRODUCTS.contains(&product)
    {
        ctx.report(&INVALID_PRODUCT, Place::Parameter("@path/product"), |builder| {
            let builder = builder.subject_is(format_args!(
                "is {}; it must be publisher, aff-network or advertiser",
                quoted(product)
            ));
            match suggest::closest(product, PRODUCTS.into_iter()) {
                Some(close) => builder.help(format!("did you mean `{close}`?")),
                None => builder
                    .help("write the product of your account; GoKart answers others with 403"),
            }
        });
    }
    if let Some(id) = ctx.context.path_id.as_deref() {
        uuid::check_text(id, Place::Parameter("@path/id"), ctx);
    }
}

fn path_id<'s>(ctx: &LintContext<'s, '_>) -> Option<&'s str> {
    ctx.context.path_id.as_deref().filter(|id| uuid::parse(id).is_some())
}

pub(crate) fn body(offer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    if let Some((path_id, id)) = path_id(ctx).zip(offer.text(UpdateOffer::id)) {
        path_id::compare(id, path_id, offer.place(UpdateOffer::id), ctx);
    }
}

pub(crate) fn response(answer: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    if answer.entry().seen == 0 {
        ctx.report(&RESPONSE_FIELD_MISSING, answer.place(UpdatedId::id), |builder| {
            builder.message("the response has no `Id`").help(
                "check whether the API has changed; the page documents the id of the updated offer",
            )
        });
    }
    for field in [UpdatedId::id, UpdatedId::lower_case_id] {
        if let Some((path_id, id)) = path_id(ctx).zip(answer.text(field)) {
            path_id::compare(id, path_id, answer.place(field), ctx);
        }
    }
}
