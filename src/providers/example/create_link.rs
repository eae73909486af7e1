//! `POST /v1/links`: the body.

use serde_json::json;

use crate::contract::compare_numbers::less_than;
use crate::contract::condition::{Condition, ConditionSet};
use crate::contract::declare::payload;
use crate::contract::field_values::FieldValue;
use crate::contract::lint_context::LintContext;
use crate::contract::maybe::Maybe;
use crate::contract::object_spec::ObjectSpec;
use crate::contract::object_view::ObjectView;
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Evidence, Fixable, Severity, rules};
use crate::fields::enum_field::{EnumField, FixIgnores};
use crate::fields::number::AMOUNT;
use crate::fields::text::Text;
use crate::fields::url::Url;
use crate::fields::values::{Number, TrackingUrl, enum_type};
use crate::json::edit;

// [rules]
/// The API page, as rules name it.
const PAGE: &str = "Acme Links API v1, Create Link";

rules! {
    /// Reports a `kind` that is not exactly single or split. The page lists these two values. Write
    /// one of them in lower case.
    INVALID_KIND = "acme-invalid-kind": "`kind` is not single or split" {
        severity: Severity::Error,
        evidence: Evidence::Stated(PAGE),
        fix: Fixable::Safe,
    }
    bad: Example::members_of("acme/create-link", r#"{"kind": "SINGLE"}"#).at(&["/kind"]),
    good: Example::members_of("acme/create-link", r#"{"kind": "single"}"#),

    /// Reports a split link without `share`. The page requires the share of the second partner. Add
    /// it.
    SHARE_MISSING = "acme-share-missing": "a split link has no share" {
        severity: Severity::Error,
        evidence: Evidence::Stated(PAGE),
    }
    bad: Example::members_of("acme/create-link", r#"{"kind": "split"}"#).at(&["/share"]),
    good: Example::members_of("acme/create-link", r#"{"kind": "split", "share": 50}"#),

    /// Reports a `maximum` below `minimum`. No payout fits between them. Raise the maximum or lower
    /// the minimum.
    LIMITS_REVERSED = "acme-limits-reversed": "the maximum is below the minimum" {
        fix: Fixable::Unsafe,
    }
    bad: Example::members_of("acme/create-link", r#"{"minimum": 2, "maximum": 1}"#).at(&["/maximum"]),
    good: Example::members_of("acme/create-link", r#"{"minimum": 1, "maximum": 2}"#),
}
// [end]

// [fields]
enum_type! {
    /// The kind of a link.
    pub enum Kind {
        /// One partner.
        #[default]
        Single = "single",
        /// Two partners.
        Split = "split",
    }
}

const KIND: EnumField = EnumField {
    values: Kind::VALUES,
    rule: &INVALID_KIND,
    any_type: false,
    nullable: false,
    checks_null: false,
    fix_ignores: FixIgnores::Case,
};

payload! {
    /// A new link.
    pub struct CreateLink {
        /// The name of the link.
        "name" name [optional]: Maybe<String> = Text::TITLE;
        /// The URL that clicks are sent to.
        "target" target: TrackingUrl = Url::PLAIN, code "missing_target";
        /// The kind: single or split.
        "kind" kind: Kind = KIND;
        /// The share of the second partner, in per cent.
        "share" share [required_if SPLIT]: Maybe<Number> = AMOUNT;
        /// The smallest payout.
        "minimum" minimum [optional]: Maybe<Number> = AMOUNT;
        /// The largest payout.
        "maximum" maximum [optional]: Maybe<Number> = AMOUNT;
    }
}

pub(crate) static SPEC: ObjectSpec = ObjectSpec::new("a link to create", CreateLink::FIELDS)
    .closed()
    .read_only(&["id"])
    .conditions(&CONDITIONS)
    .rules(&[limits]);
// [end]

// [conditions]
/// `kind` is split.
const SPLIT: ConditionSet = ConditionSet::only(0);

static CONDITIONS: [Condition; 1] = [Condition {
    field: CreateLink::kind,
    holds: |value| matches!(value, FieldValue::Variant(kind) if kind == Kind::Split as u8),
    schema: Some(|| json!({"const": "split"})),
    rule: &SHARE_MISSING,
    requirer: "a split link",
    reason: "required because this is \"split\"",
    help: None,
    null_is_missing: false,
}];
// [end]

// [logic]
fn limits(link: ObjectView<'_, '_>, ctx: &mut LintContext<'_, '_>) {
    let (minimum, maximum) = (CreateLink::minimum, CreateLink::maximum);
    if !less_than((link, maximum), (link, minimum), ctx) {
        return;
    }
    ctx.report(&LIMITS_REVERSED, link.place(maximum), |builder| {
        let least = display_raw(builder.raw(link.slot(minimum).node));
        let node = link.slot(maximum).node;
        let most = display_raw(builder.raw(node));
        let edits = builder.document().map(|document| edit::value(document, node, &*least));
        builder
            .subject_is(format_args!("is {most}, below the `minimum` of {least}"))
            .help("raise the maximum or lower the minimum")
            .label(link.place(minimum), "the minimum")
            .unsafe_fix(format!("write {least}"), edits.into_iter().collect())
    });
}
// [end]
