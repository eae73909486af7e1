//! Page numbers and page sizes: integers that are text in a query.

use serde_json::{Value, json};

use crate::contract::expected_type::{self, ExpectedType};
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::FieldType;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Evidence, Fixable, Rule, Severity, rules};
use crate::json::{NodeId, Tag, edit};

/// The largest page size.
pub(crate) const MAX_PAGE_SIZE: u8 = 100;

rules! {
    /// Reports a `per_page` over 100, the documented maximum. The page documents no error for it;
    /// the server may refuse the request or return fewer offers. Request several pages of at most
    /// 100 offers.
    PER_PAGE_TOO_LARGE = "per-page-too-large": "`per_page` is over 100" {
        severity: Severity::Error,
        evidence: Evidence::Stated("the API page, parameter `per_page`"),
        fix: Fixable::Unsafe,
    }
    bad: Example::query(r#"{"per_page": 101}"#).at(&["/per_page"]),
    good: Example::query(r#"{"per_page": "100"}"#),

    /// Reports a `page` or a `per_page` below 1. The API page states no minimum, but there is no
    /// page 0 and no page without offers. Write at least 1.
    PAGE_NOT_POSITIVE = "page-not-positive": "`page` or `per_page` is below 1" {}
    bad: Example::query(r#"{"page": 0}"#).at(&["/page"]),
    good: Example::query(r#"{"page": 1}"#),
}

/// An integer, or a string of one.
pub(crate) struct PageNumber {
    /// Whether it is a page size, which has a maximum.
    pub(crate) limited: bool,
}

/// A decimal integer as query parameters spell it.
pub(crate) fn parse(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_integer = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_integer.then(|| text.parse().unwrap_or(f64::INFINITY))
}

impl PageNumber {
    pub(crate) fn is_too_large(&self, number: f64) -> bool {
        self.limited && number > f64::from(MAX_PAGE_SIZE)
    }
}

impl FieldType for PageNumber {
    fn schema(&self) -> Value {
        let mut number = json!({"type": "integer"});
        let mut text = json!({"type": "string", "pattern": "^-?[0-9]+$"});
        if self.limited {
            number["maximum"] = MAX_PAGE_SIZE.into();
            text["pattern"] = "^(-[0-9]+|0*([0-9]{1,2}|100))$".into();
        }
        json!({"anyOf": [number, text]})
    }

    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        _: &mut FieldValues,
    ) -> FieldValue {
        let Some(document) = ctx.document else { return FieldValue::Invalid };
        let raw = document.raw(node);
        let number = match document.tag(node) {
            Tag::Number => document.whole_number(node),
            Tag::String { .. } => document.string(node).and_then(|text| parse(&text.decode())),
            _ => None,
        };
        let Some(number) = number else {
            expected_type::mismatch(ExpectedType::NumericString, node, ctx);
            return FieldValue::Invalid;
        };
        if self.is_too_large(number) {
            let text = matches!(document.tag(node), Tag::String { .. });
            let token = if text { "\"100\"" } else { "100" };
            ctx.report(&PER_PAGE_TOO_LARGE, Place::Node(node), |builder| {
                let edit = edit::value(document, node, token);
                builder
                    .subject_is(format_args!(
                        "is {}; it must be at most {MAX_PAGE_SIZE}",
                        display_raw(raw)
                    ))
                    .help("request several pages")
                    .unsafe_fix(format!("write {token}"), vec![edit])
            });
        } else if number < 1.0 {
            ctx.report(&PAGE_NOT_POSITIVE, Place::Node(node), |builder| {
                builder
                    .subject_is(format_args!("is {}; it must be at least 1", display_raw(raw)))
                    .help("count pages from 1; a page has at least one offer")
            });
        }
        FieldValue::Number(number)
    }

    fn checks_null(&self) -> bool {
        true
    }

    fn rules(&self) -> &'static [&'static [&'static Rule]] {
        &[RULES]
    }
}
