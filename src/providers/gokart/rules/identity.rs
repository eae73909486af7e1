//! The product and the id of the path, and the same id in body and response.

use crate::providers::gokart::{UpdateOffer, UpdatedId};
use crate::fields::uuid;
use crate::contract::field_values::Object;
use crate::contract::path_id;
use crate::contract::presence::RESPONSE_FIELD_MISSING;
use crate::contract::lint_context::LintContext;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::rule::{ApiError, Evidence, Example, Severity, rules};
use crate::diagnostics::suggest;

rules! {
    /// The product in the path is not publisher, aff-network or advertiser. GoKart answers with
    /// 403. Whether a listed product is the right one for an account cannot be seen from here.
    INVALID_PRODUCT = "invalid-product": "the product in the path is not one of the three" {
        severity: Severity::Error,
        evidence: Evidence::Stated(page::GOKART_UPDATE),
        api: Some(ApiError { status: 403, code: None }),
    }
    bad: Example::gokart("{}")
        .request("PUT /v1/sdk-offer-management/affiliate/offers/3fa85f64-5717-4562-b3fc-2c963f66afa6")
        .at(&["@path/product"]),
    good: Example::new(
        Contract::GokartUpdateOffer,
        crate::diagnostics::rule::Body::Members(r#"{"id": "3fa85f64-5717-4562-b3fc-2c963f66afa6"}"#),
    ).request("PUT /v1/sdk-offer-management/aff-network/offers/3fa85f64-5717-4562-b3fc-2c963f66afa6"),
}

const PRODUCTS: [&str; 3] = ["publisher", "aff-network", "advertiser"];

/// Judges the parameters of a path.
pub(crate) fn path(ctx: &mut LintContext<'_, '_>) {
    if let Some(product) = ctx.context.path_product.as_deref()
        && !PRODUCTS.contains(&product)
    {
        ctx.report(&INVALID_PRODUCT, Place::Parameter("@path/product"), |builder| {
            let builder =
                builder.message(format_args!("{} is not {}", quoted(product), PRODUCTS.join(", ")));
            match suggest::closest(product, PRODUCTS.into_iter()) {
                Some(close) => builder.help(format!("did you mean `{close}`?")),
                None => {
                    builder.help("the product is the kind of your account; GoKart answers with 403")
                }
            }
        });
    }
    if let Some(id) = ctx.context.path_id.as_deref() {
        uuid::lint(id, Place::Parameter("@path/id"), ctx);
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
    if answer.field_values().seen == 0 {
        ctx.report(&RESPONSE_FIELD_MISSING, answer.place(UpdatedId::id), |builder| {
            builder
                .message("the response has no `Id`")
                .help("the page prints the id of the updated offer")
        });
    }
    for field in [UpdatedId::id, UpdatedId::lower_case_id] {
        if let Some((path_id, id)) = path_id(ctx).zip(answer.text(field)) {
            path_id::compare(id, path_id, answer.place(field), ctx);
        }
    }
}
