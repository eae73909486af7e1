//! Tracklysms metadata: an object whose keys and values are strings.

use serde_json::{Value, json};

use crate::contract::{Role, page};
use crate::fast::cursor::Cursor;
use crate::json::{NodeId, Tag, edit};
use crate::contract::FieldType;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::duplicate_filter::DuplicateFilter;
use crate::contract::lint_context::{Place, LintContext};
use crate::diagnostics::display_safe::{display_raw, quoted};
use crate::diagnostics::rule::{Evidence, Example, Fixable, Severity, rules};
use crate::diagnostics::secrets;

use super::text::Text;
use crate::contract::expected_type::{self, ExpectedType};

rules! {
    /// A metadata value is not a string. Create Offer says that keys and values must be strings,
    /// and Update Offer merges into what was created; null there does not delete anything, as far
    /// as the page says. In a response it is a warning.
    METADATA_VALUE_NOT_STRING = "metadata-value-not-string": "a metadata value is not a string" {
        severity: Severity::Error,
        evidence: Evidence::Stated(page::TRACKLYSMS_CREATE),
        fix: Fixable::Safe,
    }
    bad: Example::create(r#"{"metadata": {"n": 3}}"#).at(&["/metadata/n"]),
    good: Example::create(r#"{"metadata": {"n": "3"}}"#),

    /// A metadata key is empty or only white space, so nobody can address the value.
    METADATA_KEY_BLANK = "metadata-key-blank": "a metadata key is blank" {}
    bad: Example::create(r#"{"metadata": {"": "x"}}"#).at(&["/metadata/"]),
    good: Example::create(r#"{"metadata": {"note": "x"}}"#),
}

/// Key-value pairs.
pub(crate) struct Metadata {
    /// Whether they are being sent rather than received.
    pub(crate) sent: bool,
}

/// So many keys are compared pair by pair.
const SMALL_LIST: usize = 16;

impl Metadata {
    /// Reads a key that is long or not plain ASCII.
    #[inline(never)]
    fn odd_key<'a>(&self, mut cursor: Cursor<'a>) -> Option<(u64, Cursor<'a>)> {
        let token = cursor.key_token().filter(|key| !key.seen.escaped)?;
        let holds_key = || token.string().is_none_or(|name| secrets::find(name.raw).is_some());
        let clean = !self.sent
            || (token.raw().first().is_some_and(u8::is_ascii_graphic)
                && !(token.may_hold_key() && holds_key()));
        clean.then(|| (token.number(), cursor))
    }

    fn check_value(&self, value: NodeId, ctx: &mut LintContext<'_, '_>) {
        let Some(document) = ctx.document else { return };
        if let (Tag::String { .. }, Some(string)) = (document.tag(value), document.string(value)) {
            if self.sent {
                Text::RICH.check_string(string, value, ctx);
            }
            return;
        }
        let severity = match ctx.contract.role() {
            Role::Response => Severity::Warning,
            _ => Severity::Error,
        };
        ctx.report(&METADATA_VALUE_NOT_STRING, Place::Node(value), |builder| {
            let raw = document.raw(value);
            let (seen, token) = match document.tag(value) {
                Tag::Object => ("an object".to_owned(), None),
                Tag::Array => ("an array".to_owned(), None),
                Tag::Null => ("null".to_owned(), None),
                _ => (display_raw(raw), Some(edit::quote(raw))),
            };
            let edits = token.iter().map(|token| edit::value(document, value, token)).collect();
            builder
                .message(format_args!("the metadata value is {seen}, not a string"))
                .help("keys and values of metadata must be strings")
                .severity(severity)
                .safe_fix("put it in quotes", edits)
        });
    }
}

impl FieldType for Metadata {
    fn schema(&self) -> Value {
        if self.sent {
            json!({"type": "object", "additionalProperties": {"type": "string"}})
        } else {
            json!({"type": "object"})
        }
    }

    #[inline(always)]
    fn prove(&self, cursor: &mut Cursor<'_>, _: &mut FieldValues) -> Option<FieldValue> {
        let mut here = *cursor;
        let gap = here.open(b'{')?;
        if here.close(b'}') {
            *cursor = here;
            return Some(FieldValue::Invalid);
        }
        let mut names = DuplicateFilter::<SMALL_LIST>::new();
        loop {
            let number = match here.plain_key() {
                Some(number) => number,
                None => {
                    let number;
                    (number, here) = self.odd_key(here)?;
                    number
                }
            };
            let value = here.string()?;
            if self.sent && !Text::RICH.is_clean(&value) {
                return None;
            }
            names.add(number);
            if !here.next(b'}', gap)? {
                *cursor = here;
                break;
            }
        }
        names.differ().then_some(FieldValue::Invalid)
    }

    fn check(&self, node: NodeId, ctx: &mut LintContext<'_, '_>, _: &mut FieldValues) -> FieldValue {
        let Some(document) = ctx.document else { return FieldValue::Invalid };
        if document.tag(node) != Tag::Object {
            expected_type::mismatch(ExpectedType::Object, node, ctx);
            return FieldValue::Invalid;
        }
        for (key, value) in document.members(node) {
            let name = document.string(key).map(|name| name.decode()).unwrap_or_default();
            if self.sent && name.trim().is_empty() {
                ctx.report(&METADATA_KEY_BLANK, Place::Node(key), |builder| {
                    builder
                        .message(format_args!("the metadata key {} is blank", quoted(&name)))
                        .help("give it a name, or leave the pair out")
                });
            }
            self.check_value(value, ctx);
        }
        FieldValue::Invalid
    }
}
