//! The product and the id of the path, and the same id in body and response.

use crate::contract::{Contract, page};
use crate::gokart::{UpdateOffer, UpdatedId};
use crate::kind::uuid;
use crate::payload::facts::Object;
use crate::payload::path_id;
use crate::payload::presence::RESPONSE_FIELD_MISSING;
use crate::payload::scope::{Place, Scope};
use crate::quoted::quoted;
use crate::rule::{Answer, Evidence, Example, Severity, rules};
use crate::suggest;

rules! {
    /// The product in the path is not publisher, aff-network or advertiser. GoKart answers with
    /// 403. Whether a listed product is the right one for an account cannot be seen from here.
    INVALID_PRODUCT = "invalid-product": "the product in the path is not one of the three" {
        severity: Severity::Error,
        evidence: Evidence::Stated(page::GOKART_UPDATE),
        api: Some(Answer { status: 403, code: None }),
    }
    bad: Example::gokart("{}")
        .request("PUT /v1/sdk-offer-management/affiliate/offers/3fa85f64-5717-4562-b3fc-2c963f66afa6")
        .at(&["@path/product"]),
    good: Example::new(
        Contract::GokartUpdateOffer,
        crate::rule::Body::Members(r#"{"id": "3fa85f64-5717-4562-b3fc-2c963f66afa6"}"#),
    ).request("PUT /v1/sdk-offer-management/aff-network/offers/3fa85f64-5717-4562-b3fc-2c963f66afa6"),
}

const PRODUCTS: [&str; 3] = ["publisher", "aff-network", "advertiser"];

/// Judges the parameters of a path.
pub(crate) fn path(scope: &mut Scope<'_, '_>) {
    if let Some(product) = scope.context.path_product.as_deref()
        && !PRODUCTS.contains(&product)
    {
        scope.report(&INVALID_PRODUCT, Place::Parameter("@path/product"), |draft| {
            let draft =
                draft.says(format_args!("{} is not {}", quoted(product), PRODUCTS.join(", ")));
            match suggest::closest(product, PRODUCTS.into_iter()) {
                Some(close) => draft.help(format!("did you mean `{close}`?")),
                None => {
                    draft.help("the product is the kind of your account; GoKart answers with 403")
                }
            }
        });
    }
    if let Some(id) = scope.context.path_id.as_deref() {
        uuid::lint(id, Place::Parameter("@path/id"), scope);
    }
}

fn path_id<'s>(scope: &Scope<'s, '_>) -> Option<&'s str> {
    scope.context.path_id.as_deref().filter(|id| uuid::parse(id).is_some())
}

pub(crate) fn body(offer: Object<'_, '_>, scope: &mut Scope<'_, '_>) {
    if let Some((path_id, id)) = path_id(scope).zip(offer.text(UpdateOffer::id)) {
        path_id::compare(id, path_id, offer.place(UpdateOffer::id), scope);
    }
}

pub(crate) fn response(answer: Object<'_, '_>, scope: &mut Scope<'_, '_>) {
    if answer.facts().seen == 0 {
        scope.report(&RESPONSE_FIELD_MISSING, answer.place(UpdatedId::id), |draft| {
            draft
                .says("the response has no `Id`")
                .help("the page prints the id of the updated offer")
        });
    }
    for field in [UpdatedId::id, UpdatedId::lower_case_id] {
        if let Some((path_id, id)) = path_id(scope).zip(answer.text(field)) {
            path_id::compare(id, path_id, answer.place(field), scope);
        }
    }
}
