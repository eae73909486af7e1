//! A text is JSON if `serde_json` accepts it, and gives the same values; only a byte order mark at the
//! start is accepted as well.

use offerlint::{Context, Contract, CustomContract, Linter, RuleSet, array_items, lint};
use serde_json::{Value, json};

pub(super) fn is_read_as_serde_json_reads_it(bytes: &[u8]) {
    let wanted = read(bytes);
    let context = Context::default();
    let rule_set = RuleSet::default();
    for contract in Contract::all() {
        if Linter::new(contract)
            .with_context(context.clone())
            .with_rule_set(rule_set.clone())
            .is_clean_fast(bytes)
        {
            assert!(
                wanted.is_some() && !bytes.starts_with(MARK),
                "{contract}: clean on the fast path, but not JSON"
            );
        }
    }
    let found = lint(bytes, Contract::TRACKLYSMS_UPDATE_OFFER).diagnostics;
    let refusals: Vec<_> = found.iter().filter(|found| found.rule == "json-syntax").collect();
    assert_eq!(refusals.is_empty(), wanted.is_some(), "accepted by one reader only");
    match (wanted, &refusals[..]) {
        (Some(value), []) => {
            items_are_found(bytes, &value);
            values_are_read(bytes, &value);
        }
        (None, [first, ..]) => {
            let range = first.range.expect("a syntax error has a place");
            is_first_offence(&bytes[..range.span.start]);
        }
        _ => panic!("neither JSON nor refused"),
    }
}

const MARK: &[u8] = b"\xEF\xBB\xBF";

fn read(bytes: &[u8]) -> Option<Value> {
    let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
    std::str::from_utf8(bytes).ok()?;
    serde_json::from_slice(bytes).ok().filter(is_in_range)
}

/// Whether every number is one of a double's range. With arbitrary precision `serde_json` takes any.
fn is_in_range(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_f64().is_some_and(f64::is_finite),
        Value::Array(items) => items.iter().all(is_in_range),
        Value::Object(members) => members.values().all(is_in_range),
        _ => true,
    }
}

/// The text before the first offending byte is the start of a JSON text.
fn is_first_offence(before: &[u8]) {
    let before = before.strip_prefix(MARK).unwrap_or(before);
    assert!(std::str::from_utf8(before).is_ok(), "bytes before the offence are not UTF-8");
    if let Err(error) = serde_json::from_slice::<Value>(before) {
        assert!(error.is_eof(), "{error} comes before the offending byte");
    }
}

fn items_are_found(bytes: &[u8], value: &Value) {
    match (array_items(bytes), value.as_array()) {
        (Some(found), Some(wanted)) => {
            assert_eq!(found.len(), wanted.len());
            for (at, ((item, origin), wanted)) in found.into_iter().zip(wanted).enumerate() {
                assert_eq!(read(item).as_ref(), Some(wanted), "item {at}");
                assert!(
                    bytes[origin.bytes..].starts_with(item) && origin.pointer == format!("/{at}")
                );
            }
        }
        (found, wanted) => {
            assert!(found.is_none() && wanted.is_none(), "items of what is no array")
        }
    }
}

/// A schema that allows this value alone has nothing to say about it.
fn values_are_read(bytes: &[u8], value: &Value) {
    let contract =
        CustomContract::new("own/value", &json!({"const": value}), None).expect("a schema");
    let report = contract.lint(bytes, &Context::default(), &RuleSet::default());
    let differs = report.diagnostics.iter().find(|found| found.rule == "schema/const");
    assert!(differs.is_none(), "another value is read: {differs:?}");
}
