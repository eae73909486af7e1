//! Fixes change what they name and nothing else.

mod support;

use offerlint::{Applicability, Contract, Diagnostic, Fix, Linter, fix, rules};
use proptest::prelude::*;
use serde_json::Value;
use support::generate::{self, Random};
use support::suppressing_rules::may_reveal;

fn diagnostics(text: &str, contract: Contract) -> Vec<Diagnostic> {
    Linter::new(contract).lint(text.as_bytes()).diagnostics
}

/// Applies fixes until there are none left.
fn after_fix(text: &str, contract: Contract, unsafe_too: bool) -> String {
    let mut text = text.to_owned();
    for _ in 0..64 {
        let found = diagnostics(&text, contract);
        let allowed = |fix: &&Fix| unsafe_too || fix.applicability == Applicability::Safe;
        let fixes: Vec<&Fix> =
            found.iter().filter_map(|f| f.fix.as_ref()).filter(allowed).collect();
        let (next, applied) = fix::apply(&text, fixes);
        if applied.is_empty() {
            return text;
        }
        text = next;
    }
    panic!("fixes do not come to an end: {text}");
}

/// Wrong values that have a fix.
fn damage(text: &str, seed: u64) -> String {
    let mut random = Random(seed);
    let mut value: Value = serde_json::from_str(text).unwrap();
    let odd = [
        "\"2.50\"",
        "\"true\"",
        "4521",
        "1.0",
        "\" x \"",
        "\"CPA\"",
        "\"TUNE\"",
        "\"none\"",
        "null",
        "5",
        "0",
        "\"http://t.example.com/?a=1&amp;b=%\"",
        "\"t.example.com/c\"",
        "\" https://t.example.com \"",
        "\"CafÃ©\"",
        "\"Tom &amp; Jerry\"",
        "\"A\\u202eB\"",
        "\"{3fa85f64-5717-4562-b3fc-2c963f66afa6}\"",
        "\"20260301T000000Z\"",
        "\"2026-03-01\"",
        "\"2026-03-01 00:00:00Z\"",
        "\"multi_event\"",
        "\"flat rate\"",
        "\"cpi\"",
        "\"AppFlyer\"",
        "\"iOS,ios,Android\"",
        "[\"a\",\"a\",\"a\",\"a\"]",
        "[90001,90001]",
        "{\"a\":5,\"b\":true}",
        "false",
        "[\"3fa85f64-5717-4562-b3fc-2c963f66afa6\",\"3FA85F64-5717-4562-b3fc-2c963f66afa6\"]",
        "101",
        "\"https://https://t.example.com/\"",
    ];
    for _ in 0..1 + random.below(4) {
        let odd = serde_json::from_str(odd[random.below(odd.len())]).unwrap();
        put(&mut value, odd, &mut random);
    }
    if random.one_in(2) { format!("{value:#}").replace('\n', "\r\n") } else { value.to_string() }
}

/// A message without the indexes of array items.
fn without_indexes(message: &str) -> String {
    let mut parts = message.split('[');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    out
}

/// Puts a value somewhere, and now and then misspells a key on the way.
fn put(at: &mut Value, odd: Value, random: &mut Random) {
    match at {
        Value::Object(map) if !map.is_empty() && !random.one_in(6) => {
            let key = map.keys().nth(random.below(map.len())).unwrap().clone();
            if random.one_in(8) {
                let value = map.remove(&key).unwrap();
                map.insert(format!("{key}s"), value);
            } else {
                put(&mut map[&key], odd, random);
            }
        }
        Value::Array(list) if !list.is_empty() && !random.one_in(6) => {
            let index = random.below(list.len());
            put(&mut list[index], odd, random);
        }
        at => *at = odd,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2500))]

    #[test]
    fn a_fix_removes_its_finding_and_adds_none(seed: u64, which in 0usize..9) {
        let contract = Contract::all().nth(which).unwrap();
        let text = damage(&generate::text(contract, seed), seed);
        let before = diagnostics(&text, contract);
        for finding in &before {
            let Some(fix) = &finding.fix else { continue };
            let (after, applied) = fix::apply(&text, [fix]);
            prop_assert_eq!(applied.len(), 1);
            prop_assert!(serde_json::from_str::<Value>(&after).is_ok(), "{}\n{}", text, after);
            let found = diagnostics(&after, contract);
            // Items move up when one is removed, so their indexes do not identify findings.
            let same = |a: &Diagnostic, b: &Diagnostic| {
                a.rule == b.rule && without_indexes(&a.message) == without_indexes(&b.message)
            };
            let left = |all: &[Diagnostic]| all.iter().filter(|f| same(f, finding)).count();
            prop_assert!(left(&found) < left(&before), "{} stays\n{}\n{}", finding.rule, text, after);
            if !may_reveal(finding) {
                let known: Vec<&str> = before.iter().map(|f| &*f.rule).collect();
                for new in &found {
                    prop_assert!(known.contains(&&*new.rule), "{} brings {}\n{}\n{}", finding.rule, new.rule, text, after);
                }
                prop_assert!(found.len() < before.len(), "{}: {} then {}\n{}\n{}", finding.rule, before.len(), found.len(), text, after);
            }
        }
    }

    #[test]
    fn fixing_twice_is_fixing_once(seed: u64, which in 0usize..9, unsafe_too: bool) {
        let contract = Contract::all().nth(which).unwrap();
        let text = damage(&generate::text(contract, seed), seed);
        let once = after_fix(&text, contract, unsafe_too);
        prop_assert_eq!(&after_fix(&once, contract, unsafe_too), &once);
        let ours = Linter::new(contract).lint(once.as_bytes());
        prop_assert!(ours.diagnostics.iter().all(|f| f.rule != "json-syntax"));
        prop_assert!(serde_json::from_str::<Value>(&once).is_ok());
    }

    #[test]
    fn untouched_members_keep_their_bytes(seed: u64) {
        let contract = Contract::GOKART_UPDATE_OFFER;
        let text = damage(&generate::text(contract, seed), seed);
        for finding in diagnostics(&text, contract) {
            let Some(fix) = finding.fix else { continue };
            let (after, _) = fix::apply(&text, [&fix]);
            let first = fix.edits.first().unwrap();
            let last = fix.edits.last().unwrap();
            prop_assert_eq!(&after[..first.start], &text[..first.start]);
            prop_assert!(after.ends_with(&text[last.end..]));
            prop_assert!(last.end - first.start < text.len() / 2 || text.len() < 200 || finding.pointer.matches('/').count() < 2);
        }
    }
}

#[test]
fn fixable_rules_offer_what_they_declare() {
    for rule in rules::all() {
        let text = rule.bad.payload();
        let found = diagnostics(&text, rule.bad.contract());
        let fixes: Vec<_> =
            found.iter().filter(|f| f.rule == rule.name).filter_map(|f| f.fix.as_ref()).collect();
        match rule.fix {
            offerlint::Fixable::Never => assert!(fixes.is_empty(), "{}", rule.name),
            _ => assert!(
                !fixes.is_empty(),
                "{} declares a fix that its example does not have",
                rule.name
            ),
        }
    }
}

/// The payload after its fixes.
fn fixed(contract: Contract, text: &str, unsafe_too: bool) -> String {
    after_fix(text, contract, unsafe_too)
}

#[test]
fn fixes_keep_the_spelling_of_everything_else() {
    let create = Contract::TRACKLYSMS_CREATE_OFFER;
    let text = "{\r\n\t\"payout\" :\t\"2.50\" ,\r\n\t\"name\": \" A\", \"tracking_url\":\"https://t.acme.io/\", \"filter_bots\":\"true\"\r\n}";
    assert_eq!(
        fixed(create, text, false),
        "{\r\n\t\"payout\" :\t2.50 ,\r\n\t\"name\": \"A\", \"tracking_url\":\"https://t.acme.io/\", \"filter_bots\":true\r\n}"
    );
}

#[test]
fn members_and_items_go_with_their_commas() {
    let update = Contract::TRACKLYSMS_UPDATE_OFFER;
    assert_eq!(fixed(update, r#"{"id": "a", "payout": 1}"#, true), r#"{"payout": 1}"#);
    assert_eq!(fixed(update, r#"{"payout": 1, "id": "a"}"#, true), r#"{"payout": 1}"#);
    assert_eq!(
        fixed(update, "{\n  \"payout\": 1,\n  \"id\": \"a\",\n  \"name\": \"B\"\n}", true),
        "{\n  \"payout\": 1,\n  \"name\": \"B\"\n}"
    );
    assert_eq!(fixed(update, r#"{ "id": "a" }"#, true), "{}");
    let id = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    let mut offer: Value = serde_json::from_str(support::SINGLE_EVENT).unwrap();
    offer["placementIds"] = serde_json::json!([id, id, id, id, id]);
    let after_fix: Value =
        serde_json::from_str(&fixed(Contract::GOKART_UPDATE_OFFER, &offer.to_string(), false))
            .unwrap();
    assert_eq!(after_fix["placementIds"], serde_json::json!([id]));
}

#[test]
fn fixes_of_the_catalogue() {
    let create = |member: &str, value: &str, unsafe_too: bool| -> String {
        let others = ["name", "tracking_url"].into_iter().filter(|name| *name != member);
        let others: Vec<_> =
            others.map(|name| format!(r#""{name}": "https://t.acme.io/""#)).collect();
        let text = format!(r#"{{"{member}": {value}, {}}}"#, others.join(", "));
        let text = fixed(Contract::TRACKLYSMS_CREATE_OFFER, &text, unsafe_too);
        serde_json::from_str::<Value>(&text).unwrap()[member].to_string()
    };
    let safe = |member, value| create(member, value, false);
    let risky = |member, value| create(member, value, true);
    assert_eq!(safe("advertiser_id", "882"), "\"882\"");
    let number = safe("advertiser_id", "1.50");
    assert_eq!(number.parse(), Ok(1.5), "it does not print back: {number}");
    assert_eq!(safe("payout", "\"1,5\""), "\"1,5\"");
    assert_eq!(safe("filter_bots", "1"), "1");
    assert_eq!(safe("external_id", "\" x\""), "\" x\"");
    assert_eq!(risky("external_id", "\" x\""), "\"x\"");
    assert_eq!(safe("payout_type", "\" CPC \""), "\"cpc\"");
    assert_eq!(risky("external_platform", "\"None\""), "null");
    assert_eq!(safe("external_platform", "\"None\""), "\"None\"");
    assert_eq!(safe("status", "\"Paused\""), "\"paused\"");
    assert_eq!(
        safe("metadata", "{\"a\": 3, \"b\": true, \"c\": null}"),
        r#"{"a":"3","b":"true","c":null}"#
    );
    assert_eq!(safe("tracking_url", "\" https://t.acme.io/ \""), "\"https://t.acme.io/\"");
    assert_eq!(safe("tracking_url", "\"t.acme.io/c\""), "\"t.acme.io/c\"");
    assert_eq!(risky("tracking_url", "\"t.acme.io/c\""), "\"https://t.acme.io/c\"");
    assert_eq!(risky("tracking_url", "\"http://t.acme.io/c\""), "\"https://t.acme.io/c\"");
    assert_eq!(risky("tracking_url", "\"https://https://t.acme.io/\""), "\"https://t.acme.io/\"");
    assert_eq!(
        risky("tracking_url", "\"https://t.acme.io/?d=50%&x=%20\""),
        "\"https://t.acme.io/?d=50%25&x=%20\""
    );
    assert_eq!(
        safe("tracking_url", "\"https://t.acme.io/?a=1&amp;b=2&amp;c=3\""),
        "\"https://t.acme.io/?a=1&b=2&c=3\""
    );
    assert_eq!(risky("name", "\"CafÃ©\""), "\"Café\"");
    assert_eq!(risky("name", "\"Tom &amp; Jerry\""), "\"Tom & Jerry\"");
    assert_eq!(risky("name", "\"A\\u200bB\""), "\"AB\"");
}

#[test]
fn fixes_keep_the_spelling_of_correct_parts() {
    let update = Contract::TRACKLYSMS_UPDATE_OFFER;
    assert_eq!(
        fixed(update, r#"{"name": " caf\u00e9 \u0041"}"#, false),
        r#"{"name": "caf\u00e9 \u0041"}"#
    );
    assert_eq!(
        fixed(update, r#"{"name": "\u0041\ud83c\udfaf\t "}"#, false),
        r#"{"name": "\u0041\ud83c\udfaf"}"#
    );
    assert_eq!(
        fixed(update, r#"{"name": " caf\u00e9 \u0041 "}"#, false),
        r#"{"name": "caf\u00e9 \u0041"}"#
    );
    let url = r#"{"tracking_url": "http:\/\/t.acme.io\/c"}"#;
    assert_eq!(fixed(update, url, true), r#"{"tracking_url": "https:\/\/t.acme.io\/c"}"#);
    // An end that has nothing to lose has no edit.
    for (text, ends) in
        [(r#"{"name": " A"}"#, 1), (r#"{"name": "A "}"#, 1), (r#"{"name": " A "}"#, 2)]
    {
        let edits = diagnostics(text, update).remove(0).fix.unwrap().edits;
        assert_eq!(edits.len(), ends, "{text}");
    }
}

/// A fix of these edits: start, end, replacement.
fn fix_of(edits: &[(usize, usize, &str)]) -> Fix {
    let edit = |(start, end, text): &(usize, usize, &str)| offerlint::Edit {
        start: *start,
        end: *end,
        replacement: (*text).to_owned(),
    };
    let edits = edits.iter().map(edit).collect();
    Fix::new("change it", Applicability::Safe, edits)
}

#[test]
fn adjacent_and_invalid_fixes_are_not_applied() {
    type Edits<'e> = &'e [(usize, usize, &'e str)];
    let cases: [(&str, &[Edits<'_>], &str, &[usize]); 18] = [
        // Fixes that are apart, in either order; the outcome is the same.
        ("abcdef", &[&[(0, 1, "A")], &[(2, 3, "C")]], "AbCdef", &[0, 1]),
        ("abcdef", &[&[(4, 5, "E")], &[(0, 1, "A")]], "AbcdEf", &[0, 1]),
        ("abcdef", &[&[(1, 1, "+")], &[(3, 6, "")]], "a+bc", &[0, 1]),
        // The same bytes, or a touch from either side.
        ("abcdef", &[&[(1, 4, "-")], &[(2, 3, "C")], &[(5, 6, "F")]], "a-eF", &[0, 2]),
        ("abcdef", &[&[(2, 3, "C")], &[(1, 4, "-")]], "abCdef", &[0]),
        ("abcdef", &[&[(0, 2, "X")], &[(2, 4, "Y")]], "Xcdef", &[0]),
        ("abcdef", &[&[(2, 4, "Y")], &[(0, 2, "X")]], "abYef", &[0]),
        // A fix is applied as a whole or not at all.
        ("abcdef", &[&[(0, 1, "A")], &[(0, 1, "x"), (4, 5, "E")]], "Abcdef", &[0]),
        ("abcdef", &[&[(0, 1, "A"), (4, 5, "E")], &[(2, 3, "C")]], "AbCdEf", &[0, 1]),
        ("abcdef", &[&[], &[(0, 1, "A")]], "Abcdef", &[1]),
        // Two edits of one fix that change the same bytes, or that touch.
        ("abcdef", &[&[(1, 4, "x"), (2, 3, "y")], &[(5, 6, "F")]], "abcdeF", &[1]),
        ("abcdef", &[&[(1, 2, "x"), (2, 3, "y")]], "axydef", &[0]),
        // Backwards, beyond the end, in the middle of a character.
        ("abcdef", &[&[(3, 1, "x")]], "abcdef", &[]),
        ("abcdef", &[&[(6, 6, "g")], &[(3, 7, "x")], &[(7, 7, "x")]], "abcdefg", &[0]),
        ("a\u{e9}z", &[&[(1, 3, "e")]], "aez", &[0]),
        ("a\u{e9}z", &[&[(1, 2, "e")]], "a\u{e9}z", &[]),
        ("a\u{e9}z", &[&[(2, 3, "e")]], "a\u{e9}z", &[]),
        ("a\u{e9}z", &[&[(2, 2, "e")], &[(3, 4, "Z")]], "a\u{e9}Z", &[1]),
    ];
    for (text, edits, after, applied) in cases {
        let fixes: Vec<Fix> = edits.iter().map(|edits| fix_of(edits)).collect();
        assert_eq!(fix::apply(text, &fixes), (after.to_owned(), applied.to_vec()), "{edits:?}");
    }
}

#[test]
fn fixes_keep_bytes_that_are_not_utf8() {
    let bytes = b"{\"a\":\xff}\n{\"b\":1}";
    let fixes = [fix_of(&[(13, 14, "2")]), fix_of(&[(15, 15, "\n")])];
    let (after, applied) = fix::apply_bytes(bytes, &fixes);
    assert_eq!((&after[..], &applied[..]), (&b"{\"a\":\xff}\n{\"b\":2}\n"[..], &[0, 1][..]));
    assert_eq!(fix::apply_bytes(bytes, [&fix_of(&[(14, 16, "")])]), (bytes.to_vec(), Vec::new()));
}

#[test]
fn removing_characters_keeps_text_decodable() {
    let update = Contract::TRACKLYSMS_UPDATE_OFFER;
    for (wrong, right) in [("Ã\\u0089cole", "École"), ("Ã\\u0080 la", "À la")] {
        let text = format!("{{\"name\": \"{wrong}\"}}");
        assert_eq!(fixed(update, &text, true), format!("{{\"name\": \"{right}\"}}"));
        assert_eq!(fixed(update, &text, false), text);
    }
    // Here the space is half of a letter: it must stay, because the intended character is unknown.
    let text = "{\"name\": \"CafÃ\\u00a0\"}";
    assert_eq!(fixed(update, text, true), text);
    assert_eq!(
        fixed(update, r#"{"metadata": {"a": "x\u000c"}}"#, true),
        r#"{"metadata": {"a": "x"}}"#
    );
}

#[test]
fn renames_never_make_duplicates() {
    let create = Contract::TRACKLYSMS_CREATE_OFFER;
    let text = r#"{"nam": "A", "nmae": "B", "tracking_url": "https://t.acme.io/"}"#;
    assert_eq!(fixed(create, text, true), text);
    let text = r#"{"nmae": "A", "tracking_url": "https://t.acme.io/"}"#;
    assert_eq!(fixed(create, text, true), r#"{"name": "A", "tracking_url": "https://t.acme.io/"}"#);
}

#[test]
fn many_repeated_device_types_are_fixed_in_time() {
    let mut offer: Value = serde_json::from_str(support::SINGLE_EVENT).unwrap();
    offer["deviceTypes"] = vec!["iOS"; 20_000].join(", ").into();
    let text = offer.to_string();
    let start = std::time::Instant::now();
    let found = diagnostics(&text, Contract::GOKART_UPDATE_OFFER);
    assert_eq!(found.len(), 19_999);
    let after_fix: Value =
        serde_json::from_str(&fixed(Contract::GOKART_UPDATE_OFFER, &text, false)).unwrap();
    assert_eq!(after_fix["deviceTypes"], "iOS");
    assert!(start.elapsed() < std::time::Duration::from_secs(30), "{:?}", start.elapsed());
}

#[test]
fn dates_keep_their_meaning_under_safe_fixes() {
    let end = |text: &str, unsafe_too| {
        let mut offer: Value = serde_json::from_str(support::SINGLE_EVENT).unwrap();
        offer["endDate"] = text.into();
        let text = fixed(Contract::GOKART_UPDATE_OFFER, &offer.to_string(), unsafe_too);
        serde_json::from_str::<Value>(&text).unwrap()["endDate"].as_str().unwrap().to_owned()
    };
    assert_eq!(end("20270301", false), "2027-03-01");
    assert_eq!(end("20270301", true), "2027-03-01T00:00:00Z");
    assert_eq!(end("2027-03-01t00:00z", false), "2027-03-01T00:00:00Z");
    assert_eq!(end("2027-03-01T00:00:00,5+0130", false), "2027-03-01T00:00:00.5+01:30");
    assert_eq!(end("2027-03-01T24:00:00Z", true), "2027-03-01T24:00:00Z");
}
