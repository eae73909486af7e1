//! App store ids: digits of the App Store, or a package name of Google Play.

use serde_json::{Value, json};

use crate::contract::page;
use crate::fast::cursor::Cursor;
use crate::json::{NodeId, edit};
use crate::contract::FieldType;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::{Place, LintContext};
use crate::diagnostics::display_safe::quoted;
use crate::diagnostics::rule::{Evidence, Example, Fixable, rules};

use super::text::Text;
use crate::contract::expected_type::{self, ExpectedType};

rules! {
    /// The store id is neither an App Store id (6 to 12 digits, with or without `id` in front) nor
    /// an application id (two or more segments of letters, digits and `_`, each starting with a
    /// letter). A link to the store is the usual slip; the id can be taken out of it.
    STORE_ID_FORMAT = "store-id-format": "the store id is neither an App Store id nor a package name" {
        evidence: Evidence::Stated(page::GOKART_UPDATE),
        fix: Fixable::Unsafe,
    }
    bad: Example::gokart(
        r#"{"offerCostReportInfo": [{"costType": "CPI", "appName": "Coin Game",
  "storeId": "https://apps.apple.com/us/app/coin-game/id1234567890"}]}"#,
    ).at(&["/offerCostReportInfo/0/storeId"]),
    good: Example::gokart(
        r#"{"offerCostReportInfo": [{"costType": "CPI", "appName": "Coin Game", "storeId": "1234567890"}]}"#,
    ),
}

/// A store id; a text like any other besides.
pub(crate) struct StoreId;

fn is_store_id(text: &str) -> bool {
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

impl FieldType for StoreId {
    fn schema(&self) -> Value {
        json!({"type": "string"})
    }

    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut FieldValues) -> Option<FieldValue> {
        let token = cursor.string().filter(|token| token.reads_as_written())?;
        is_store_id(token.string()?.raw).then(|| token.fact())
    }

    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, _: &mut FieldValues) -> FieldValue {
        let Some(string) = expected_type::string(ExpectedType::Text, node, ctx) else { return FieldValue::Invalid };
        let text = string.decode();
        Text::ONE_LINE.check_string(string, node, ctx);
        let trimmed = text.trim();
        if !trimmed.is_empty() && !is_store_id(trimmed) {
            ctx.report(&STORE_ID_FORMAT, Place::Node(node), |builder| {
                let builder = builder.message(format_args!("{} is not a store id", quoted(&text)));
                match from_link(trimmed) {
                    Some(id) => {
                        let edits = builder.document().map(|d| edit::value(d, node, &edit::quote(&id)));
                        builder
                            .help(format!("this is a link to a store; the id in it is \"{id}\""))
                            .unsafe_fix(format!("write \"{id}\""), edits.into_iter().collect())
                    }
                    None => builder.help(
                        "write the App Store id (such as 1234567890) or the package name (such as com.example.app)",
                    ),
                }
            });
        }
        expected_type::text(string, node, ctx)
    }
}
