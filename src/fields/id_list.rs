//! Lists of UUIDs, for some of which the page shows codes.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::contract::expected_type::{self, ExpectedType};
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::FieldType;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Evidence, Rule, rules};
use crate::json::NodeId;

use super::country::{intended_code, is_country};
use super::{list, uuid};

rules! {
    /// Reports a code such as `US`, `CA-ON` or `male` in a list of ids. The page's type column says
    /// UUID, although its example column shows such codes, and the vendor distinguishes ids and
    /// codes elsewhere. Look up the id.
    ID_CODE_INSTEAD_OF_UUID = "id-code-instead-of-uuid": "a list of ids contains a code" {
        evidence: Evidence::Stated("the API page, type column of id lists"),
    }
    bad: Example::members(r#"{"countryIds": ["US"]}"#).at(&["/countryIds/0"]),
    good: Example::members(r#"{"countryIds": ["5b03d969-1f0e-4b7e-9d2a-0c5f3a6b7c8d"]}"#),
}

/// The codes that a page shows in place of ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    Country,
    State,
    Gender,
}

impl Code {
    pub(crate) fn matches(self, text: &str) -> bool {
        match self {
            Self::Country => is_country(text),
            Self::State => state_country(text).is_some(),
            Self::Gender => ["male", "female"].iter().any(|word| word.eq_ignore_ascii_case(text)),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::State => "state",
            Self::Gender => "gender",
        }
    }

    fn pattern(self) -> &'static str {
        match self {
            Self::Country => "^[A-Z]{2}$",
            Self::State => "^[A-Z]{2}-[A-Z0-9]{1,3}$",
            Self::Gender => "^([Mm][Aa][Ll][Ee]|[Ff][Ee][Mm][Aa][Ll][Ee])$",
        }
    }
}

/// The country of an ISO 3166-2 code.
pub(crate) fn state_country(text: &str) -> Option<&str> {
    let (country, part) = text.split_once('-')?;
    let valid = (1..=3).contains(&part.len())
        && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    (valid && is_country(country)).then_some(country)
}

fn lower_case(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => text.to_ascii_lowercase().into(),
        false => text,
    }
}

/// A list of UUIDs.
pub(crate) struct IdList(pub(crate) Option<Code>);

impl IdList {
    /// The country code that a text means, in a list of countries.
    fn intended_country(&self, text: &str) -> Option<&'static str> {
        self.0.filter(|code| *code == Code::Country).and_then(|_| intended_code(text))
    }

    fn check_item<'a>(&self, item: NodeId, ctx: &mut LintContext<'_, 'a>) -> Option<Cow<'a, str>> {
        let text = expected_type::string(ExpectedType::String, item, ctx)?.decode();
        if let Some(code) = self.0.filter(|code| code.matches(&text)) {
            ctx.report(&ID_CODE_INSTEAD_OF_UUID, Place::Node(item), |builder| {
                builder
                    .subject_is(format_args!("is the {} code {}; it must be a UUID", code.name(), quoted(&text)))
                    .help("look up the id; the page's type column says UUID, although its example shows codes")
            });
        } else if let Some(code) = self.intended_country(&text) {
            ctx.report(&uuid::UUID_FORMAT, Place::Node(item), |builder| {
                builder
                    .subject_is(format_args!("is {}; it must be a UUID", quoted(&text)))
                    .help(format!("look up the id of the country {code}"))
            });
            return None;
        } else if !uuid::check_text(&text, Place::Node(item), ctx) {
            return None;
        }
        Some(text)
    }
}

impl FieldType for IdList {
    fn schema(&self) -> Value {
        let uuid = json!({"type": "string", "pattern": uuid::PATTERN});
        let item = match self.0 {
            Some(code) => json!({"anyOf": [uuid, {"type": "string", "pattern": code.pattern()}]}),
            None => uuid,
        };
        json!({"type": "array", "items": item})
    }

    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        _: &mut FieldValues,
    ) -> FieldValue {
        let Some(items) = list::items(node, ctx) else { return FieldValue::Invalid };
        let mut known: Vec<(NodeId, Cow<'_, str>)> = Vec::new();
        for item in &items {
            if let Some(text) = self.check_item(*item, ctx) {
                known.push((*item, lower_case(text)));
            }
        }
        list::report_duplicates(&known, ctx);
        FieldValue::Items(items.len() as u32)
    }

    fn rules(&self) -> &'static [&'static [&'static Rule]] {
        &[RULES, uuid::RULES, list::RULES]
    }
}
