//! App store ids: digits of the App Store, or a package name of Google Play.

use serde_json::{Value, json};

use crate::contract::diagnostic_builder::DiagnosticBuilder;
use crate::contract::expected_type::{self, ExpectedType};
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::FieldType;
use crate::contract::place::Place;
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::example::Example;
use crate::diagnostics::rule::{Evidence, Fixable, Rule, rules};
use crate::json::{NodeId, edit};

use super::text::{self, Text};

rules! {
    /// Reports a store id that is neither an App Store id (6 to 12 digits, with or without `id` in
    /// front) nor a package name (two or more segments of letters, digits and `_`, each starting
    /// with a letter). The page documents these two kinds of id. Copy the id from the store. If the
    /// value is a link to a store, a fix takes the id out of it.
    STORE_ID_FORMAT = "store-id-format": "the store id is neither an App Store id nor a package name" {
        evidence: Evidence::Stated("the API page, field `storeId`"),
        fix: Fixable::Unsafe,
    }
    bad: Example::members(
        r#"{"offerCostReportInfo": [{"costType": "CPI", "appName": "Coin Game",
  "storeId": "https://apps.apple.com/us/app/coin-game/id1234567890"}]}"#,
    ).at(&["/offerCostReportInfo/0/storeId"]),
    good: Example::members(
        r#"{"offerCostReportInfo": [{"costType": "CPI", "appName": "Coin Game", "storeId": "1234567890"}]}"#,
    ),
}

/// A store id, which is checked as a text as well.
pub(crate) struct StoreId;

pub(crate) fn is_store_id(text: &str) -> bool {
    let digits = text.strip_prefix("id").unwrap_or(text);
    if (6..=12).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    let is_segment = |segment: &str| {
        segment.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
            && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    text.contains('.') && text.split('.').all(is_segment)
}

/// The id in a link to a store.
fn from_link(text: &str) -> Option<String> {
    let url = url::Url::parse(text).ok()?;
    let host = url.host_str()?;
    let id = if host.ends_with("apple.com") {
        let last = url.path_segments()?.rfind(|segment| segment.starts_with("id"))?;
        last.trim_start_matches("id").to_owned()
    } else if host == "play.google.com" {
        url.query_pairs().find(|(name, _)| name == "id")?.1.into_owned()
    } else {
        return None;
    };
    is_store_id(&id).then_some(id)
}

fn not_a_store_id<'d, 'a>(
    text: &str,
    node: NodeId,
    builder: DiagnosticBuilder<'d, 'a>,
) -> DiagnosticBuilder<'d, 'a> {
    let builder = builder.subject_is(format_args!(
        "is {}; it must be an App Store id or a package name",
        quoted(text)
    ));
    match (from_link(text.trim()), builder.document()) {
        (Some(id), Some(document)) => {
            let edit = edit::value(document, node, edit::quote(&id));
            builder
                .help(format!("write \"{id}\", which is the id in this link"))
                .unsafe_fix(format!("write \"{id}\""), vec![edit])
        }
        _ => builder
            .help("copy the id from the store, such as \"1234567890\" or \"com.example.app\""),
    }
}

impl FieldType for StoreId {
    fn schema(&self) -> Value {
        json!({"type": "string"})
    }

    fn check(
        &self,
        node: NodeId,
        ctx: &mut LintContext<'_, '_>,
        _: &mut FieldValues,
    ) -> FieldValue {
        let Some(string) = expected_type::string(ExpectedType::Text, node, ctx) else {
            return FieldValue::Invalid;
        };
        let text = string.decode();
        Text::ONE_LINE.check_text(&text, node, ctx);
        let trimmed = text.trim();
        if !trimmed.is_empty() && !is_store_id(trimmed) {
            ctx.report(&STORE_ID_FORMAT, Place::Node(node), |builder| {
                not_a_store_id(&text, node, builder)
            });
        }
        expected_type::text(string, node, ctx)
    }

    fn rules(&self) -> &'static [&'static [&'static Rule]] {
        &[RULES, text::rules::RULES]
    }
}
