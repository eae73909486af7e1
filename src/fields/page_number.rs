//! `page` and `per_page`: integers that travel as text in a query.

use serde_json::{Value, json};

use crate::contract::{Contract, page};
use crate::fast::cursor::Cursor;
use crate::json::{NodeId, Tag, edit};
use crate::contract::FieldType;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::{Place, LintContext};
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::rule::{Evidence, Example, Fixable, Severity, rules};

use crate::contract::expected_type::{self, ExpectedType};

/// The most offers that one page can have.
pub(crate) const LARGEST_PAGE: u8 = 100;

rules! {
    /// `per_page` is over the documented maximum of 100. No page prints an answer for it; the
    /// server may refuse the request or quietly return fewer.
    PER_PAGE_TOO_LARGE = "per-page-too-large": "`per_page` is over 100" {
        severity: Severity::Error,
        evidence: Evidence::Stated(page::TRACKLYSMS_LIST),
        fix: Fixable::Unsafe,
    }
    bad: Example::whole(Contract::TracklysmsListOffersQuery, r#"{"per_page": 101}"#).at(&["/per_page"]),
    good: Example::whole(Contract::TracklysmsListOffersQuery, r#"{"per_page": "100"}"#),

    /// `page` or `per_page` is below 1. The page states no minimum, but there is no page 0, and
    /// no page without offers.
    PAGE_NOT_POSITIVE = "page-not-positive": "`page` or `per_page` is below 1" {}
    bad: Example::whole(Contract::TracklysmsListOffersQuery, r#"{"page": 0}"#).at(&["/page"]),
    good: Example::whole(Contract::TracklysmsListOffersQuery, r#"{"page": 1}"#),
}

/// An integer, or a string of one.
pub(crate) struct PageNumber {
    pub(crate) limited: bool,
}

/// A decimal integer as query parameters spell it.
fn parse(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_integer = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_integer.then(|| text.parse().unwrap_or(f64::INFINITY))
}

impl PageNumber {
    fn is_too_large(&self, number: f64) -> bool {
        self.limited && number > f64::from(LARGEST_PAGE)
    }
}

impl FieldType for PageNumber {
    fn schema(&self) -> Value {
        let mut number = json!({"type": "integer"});
        let mut text = json!({"type": "string", "pattern": "^-?[0-9]+$"});
        if self.limited {
            number["maximum"] = LARGEST_PAGE.into();
            text["pattern"] = "^(-[0-9]+|0*([0-9]{1,2}|100))$".into();
        }
        json!({"anyOf": [number, text]})
    }

    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut FieldValues) -> Option<FieldValue> {
        let number = match cursor.peek()? {
            b'"' => parse(cursor.string()?.string()?.raw)?,
            _ => cursor.number().filter(|(number, _)| number.fract() == 0.0)?.0,
        };
        (number >= 1.0 && !self.is_too_large(number)).then_some(FieldValue::Number(number))
    }

    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, _: &mut FieldValues) -> FieldValue {
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
                    .message(format_args!(
                        "{} offers a page are over the limit of {LARGEST_PAGE}",
                        display_raw(raw)
                    ))
                    .help("ask for several pages")
                    .unsafe_fix(format!("write {token}"), vec![edit])
            });
        } else if number < 1.0 {
            ctx.report(&PAGE_NOT_POSITIVE, Place::Node(node), |builder| {
                builder
                    .message(format_args!("{} is below 1", display_raw(raw)))
                    .help("pages are counted from 1, and a page holds at least one offer")
            });
        }
        FieldValue::Number(number)
    }

    fn judges_null(&self) -> bool {
        true
    }
}
