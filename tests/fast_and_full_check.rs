//! The fast path and the full check agree on every input.

mod support;

use offerlint::{Context, Contract, Level, Linter, RequestLine, RuleSet};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::damage;
use support::generate::{self, Random};
use support::spelling::SPELLINGS;

fn contexts(contract: Contract) -> Vec<Context> {
    let line = match contract.name() {
        "tracklysms/list-offers" => "GET /v2/offers?status=active",
        "gokart/update-offer" | "gokart/update-offer-response" => {
            "PUT /v1/sdk-offer-management/publisher/offers/3fa85f64-5717-4562-b3fc-2c963f66afa6"
        }
        _ => "PUT /v2/offers/664f1a2b3c4d5e6f7a8b9c0d",
    };
    let mut known = line.parse::<RequestLine>().unwrap().context;
    known.now = Some("2026-01-01T00:00:00Z".parse().unwrap());
    vec![Context::default(), known]
}

fn agree(bytes: &[u8], contract: Contract) -> Result<(), TestCaseError> {
    let rule_set = RuleSet::default();
    for context in contexts(contract) {
        let linter =
            Linter::new(contract).with_context(context.clone()).with_rule_set(rule_set.clone());
        if linter.is_clean_fast(bytes) {
            let report = linter.full_check(bytes);
            prop_assert!(report.is_clean(), "{}\n{}", String::from_utf8_lossy(bytes), report);
        }
    }
    Ok(())
}

/// A payload with findings is read by the fast checks of single values. With an opt-in rule selected it
/// is not, and must give the same findings.
fn agree_with_a_rule_selected(bytes: &[u8], contract: Contract) -> Result<(), TestCaseError> {
    let context = Context::default();
    let mut thorough = RuleSet::default();
    thorough.set("archive-is-delete", Level::Default).unwrap();
    let usual = Linter::new(contract).with_context(context.clone()).lint(bytes).diagnostics;
    let mut all = Linter::new(contract)
        .with_context(context.clone())
        .with_rule_set(thorough.clone())
        .lint(bytes)
        .diagnostics;
    all.retain(|found| found.rule != "archive-is-delete");
    prop_assert_eq!(usual, all, "{}", String::from_utf8_lossy(bytes));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn on_generated_and_damaged_payloads(seed: u64, which in 0usize..9) {
        let contract = Contract::all().nth(which).unwrap();
        let text = generate::text(contract, seed);
        agree(text.as_bytes(), contract)?;
        for round in 0..8 {
            let damaged = damage(&text, seed ^ round);
            agree(&damaged, contract)?;
            agree_with_a_rule_selected(&damaged, contract)?;
        }
    }

    #[test]
    fn in_every_spelling(seed: u64, which in 0usize..9, spelling in 0..SPELLINGS.len()) {
        let contract = Contract::all().nth(which).unwrap();
        let text = SPELLINGS[spelling].write(&generate::payload(contract, seed));
        let linter = Linter::new(contract);
        let decides = linter.is_clean_fast(text.as_bytes());
        prop_assert!(decides || !linter.has_complete_fast_path(), "{}", text);
        agree(text.as_bytes(), contract)?;
        for round in 0..4 {
            let damaged = damage(&text, seed ^ round);
            agree(&damaged, contract)?;
            agree_with_a_rule_selected(&damaged, contract)?;
        }
    }

    #[test]
    fn on_arbitrary_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200), which in 0usize..9) {
        agree(&bytes, Contract::all().nth(which).unwrap())?;
    }

    /// The memory that a linter reuses does not change the result.
    #[test]
    fn after_other_documents_of_the_same_linter(seed: u64, which in 0usize..9, damaged in 0usize..6) {
        let contract = Contract::all().nth(which).unwrap();
        let (context, rule_set) = (Context::default(), RuleSet::default());
        let mut random = Random(seed);
        let linter = Linter::new(contract).with_context(context.clone()).with_rule_set(rule_set.clone());
        for round in 0..16 {
            let text = generate::text(contract, seed ^ round);
            let spoils = random.below(5) < damaged;
            let bytes = if spoils { damage(&text, seed ^ round) } else { text.into_bytes() };
            let alone = Linter::new(contract).with_context(context.clone()).with_rule_set(rule_set.clone()).full_check(&bytes);
            prop_assert_eq!(linter.lint(&bytes), alone, "{}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn on_payloads_of_another_contract(seed: u64, which in 0usize..9, other in 0usize..9) {
        agree(generate::text(Contract::all().nth(which).unwrap(), seed).as_bytes(), Contract::all().nth(other).unwrap())?;
    }
}

/// Every value of a document as a path of names and indexes.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, v)| (name.clone(), v)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(i, v)| (i.to_string(), v)).collect(),
        _ => Vec::new(),
    };
    for (token, child) in children {
        let pointer = format!("{at}/{}", token.replace('~', "~0").replace('/', "~1"));
        places(child, &pointer, found);
        found.push(pointer);
    }
}

/// The findings of `lint` and of the full check are the same where one value or one name differs from a
/// clean payload: the reader of payloads with findings leaves only that value to the full check.
#[test]
fn on_payloads_with_one_other_value_or_name() {
    let values = [
        json!(null),
        json!({}),
        json!([5]),
        json!(-1.5),
        json!(1e300),
        json!(""),
        json!(" a\u{e9}\n\"b "),
        json!(true),
        json!([{}, 5, {"a": []}, null]),
        json!({"a": {"b": "trk_0123456789abcdef0123456789abcdef"}}),
        json!(["3fa85f64-5717-4562-b3fc-2c963f66afa6", "3FA85F64-5717-4562-B3FC-2C963F66AFA6"]),
        json!("trk_0123456789abcdef0123456789abcdef"),
        json!("http://user@localhost/?a=1&a=2&amp;b={"),
        json!("2026-02-30"),
    ];
    for contract in Contract::all() {
        let example: Value = serde_json::from_str(contract.example()).unwrap();
        let mut pointers = Vec::new();
        places(&example, "", &mut pointers);
        let linter = Linter::new(contract);
        let compare = |payload: &Value| {
            for text in [payload.to_string(), serde_json::to_string_pretty(payload).unwrap()] {
                let full = linter.full_check(text.as_bytes());
                assert_eq!(linter.lint(text.as_bytes()), full, "{contract} {text}");
            }
        };
        for pointer in pointers {
            for value in &values {
                let mut payload = example.clone();
                *payload.pointer_mut(&pointer).unwrap() = value.clone();
                compare(&payload);
            }
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            for other in ["", "x", "é", "name", &name.to_uppercase(), &format!("{name}s")] {
                let mut payload = example.clone();
                if let Value::Object(members) = payload.pointer_mut(parent).unwrap() {
                    let value = members.remove(name).unwrap();
                    members.insert(other.to_owned(), value);
                    compare(&payload);
                }
            }
        }
    }
}

/// A JSON text with every character of its strings as an escape.
fn escaped(value: &Value) -> String {
    let string = |text: &str| {
        let units = text.encode_utf16().map(|unit| format!("\\u{unit:04x}"));
        format!("\"{}\"", units.collect::<String>())
    };
    let list = |parts: Vec<String>| parts.join(",");
    match value {
        Value::String(text) => string(text),
        Value::Array(items) => format!("[{}]", list(items.iter().map(escaped).collect())),
        Value::Object(members) => {
            let member =
                |(name, value): (&String, &Value)| format!("{}:{}", string(name), escaped(value));
            format!("{{{}}}", list(members.iter().map(member).collect()))
        }
        other => other.to_string(),
    }
}

/// A rule that reads a value as it is written misses it when it is escaped.
#[test]
fn escapes_change_no_finding() {
    let texts = [
        "",
        " a ",
        "A\u{200b}",
        "Caf\u{c3}\u{a9} &amp; b",
        "TUNE",
        "MultiEvent",
        "cpi",
        "-1",
        "5",
        "101",
        "04521",
        "iOS, ios",
        "US",
        "CA-ON",
        "male",
        "N/A",
        "com.example",
        "2025-12-31",
        "2025-12-31T23:59:59Z",
        "20251231T000000Z",
        "2026-02-30",
        "00000000-0000-0000-0000-000000000000",
        "http://user@localhost/?a=1&a=2&amp;b={",
        "https://{host}/%zz.svg",
        "trk_0123456789abcdef0123456789abcdef",
    ];
    for contract in Contract::all() {
        let mut example: Value = serde_json::from_str(contract.example()).unwrap();
        for field in contract.fields() {
            let members = example.as_object_mut().unwrap();
            members.entry(field.name).or_insert(Value::Null);
        }
        let mut pointers = Vec::new();
        places(&example, "", &mut pointers);
        // The context with a path, a query and the current time.
        if let Some(context) = contexts(contract).pop() {
            let linter = Linter::new(contract).with_context(context);
            let named = |text: &str| -> Vec<_> {
                let report = linter.lint(text.as_bytes());
                let mut named: Vec<_> = report
                    .iter()
                    .map(|found| format!("{} {}", found.rule, found.pointer))
                    .collect();
                named.sort();
                named
            };
            for pointer in &pointers {
                for text in texts {
                    let mut payload = example.clone();
                    *payload.pointer_mut(pointer).unwrap() = json!(text);
                    let plain = named(&payload.to_string());
                    assert_eq!(named(&escaped(&payload)), plain, "{contract} {payload}");
                }
            }
        }
    }
}

/// The fast path does not check a whole payload for UTF-8, so each reader must.
#[test]
fn invalid_utf8_is_never_clean_on_the_fast_path() {
    let (context, rule_set) = (Context::default(), RuleSet::default());
    for contract in Contract::all() {
        let linter =
            Linter::new(contract).with_context(context.clone()).with_rule_set(rule_set.clone());
        let seeds = if contract == Contract::GOKART_UPDATE_OFFER { 0..3 } else { 0..15 };
        for text in seeds.map(|seed| generate::text(contract, seed)) {
            for at in 0..=text.len() {
                for stray in [&b"\x80"[..], b"\xC3", b"\xE2\x80", b"\xED\xA0\x80", b"\xFF"] {
                    let bytes = [&text.as_bytes()[..at], stray, &text.as_bytes()[at..]].concat();
                    let broken = std::str::from_utf8(&bytes).is_err();
                    assert!(!broken || !linter.is_clean_fast(&bytes), "{}", bytes.escape_ascii());
                }
            }
        }
    }
}

/// A string ends at its quotation mark and nowhere else.
#[test]
fn only_a_quotation_mark_ends_a_string() {
    for contract in Contract::all() {
        let seeds = if contract == Contract::GOKART_UPDATE_OFFER { 0..3 } else { 0..15 };
        for text in seeds.map(|seed| generate::text(contract, seed)) {
            for (at, _) in text.match_indices('"') {
                for stray in [b"\x01", b"\n", b"\x1F", b"\\", b"x", b"\x80"] {
                    let bytes =
                        [&text.as_bytes()[..at], stray, &text.as_bytes()[at + 1..]].concat();
                    agree(&bytes, contract).unwrap();
                }
            }
        }
    }
}

#[test]
fn strings_with_every_escape_and_odd_character_agree() {
    let odd = [
        "\\n",
        "\\u0000",
        "\\t",
        "\\u0020",
        "\\u00a0",
        "\\u0085",
        "\\\\",
        "\\/",
        "\\u007f",
        "\u{7f}",
        "\u{200b}",
        "\u{85}",
        " ",
        "<",
        "\\\"",
        "%",
        "%zz",
        "{",
        "{}",
        "}",
        "&amp;a=1",
        "&#38;",
        "&x=1&x=2",
        "é",
        "\u{ffff}",
        "Ã©",
        "Ãƒ",
        "Â¢",
        "â€™",
        "&lt;",
        "\u{a0}",
        "\u{1680}",
        "\u{2003}",
        "\u{2028}",
        "\u{205f}",
        "\u{3000}",
        "\u{3001}",
        "🎯",
        "\u{1fffe}",
        "trk_0123456789abcdefABCDEF0123456789",
    ];
    let mut texts = Vec::new();
    for odd in odd {
        for place in [
            "{odd}https://a.acme.io/?x=1",
            "https://a.acme.io/{odd}",
            "https://a.acme.io/?x=1{odd}",
            "https://a{odd}.acme.io",
            "{odd}",
            "a{odd}b",
        ] {
            texts.push(place.replace("{odd}", odd));
        }
    }
    for text in texts {
        let create = format!(
            r#"{{"name": "{text}", "tracking_url": "{text}", "external_id": "{text}", "metadata": {{"{text}": "{text}"}}}}"#
        );
        let mut gokart: serde_json::Value = serde_json::from_str(support::SINGLE_EVENT).unwrap();
        gokart["offerDetails"] = "@".into();
        gokart["creatives"][0]["url"] = "@".into();
        gokart["name"] = "@".into();
        let gokart = gokart.to_string().replace('@', &text);
        for (payload, contract) in
            [(create, Contract::TRACKLYSMS_CREATE_OFFER), (gokart, Contract::GOKART_UPDATE_OFFER)]
        {
            agree(payload.as_bytes(), contract).unwrap();
            agree_with_a_rule_selected(payload.as_bytes(), contract).unwrap();
        }
    }
}

#[cfg(feature = "fast")]
#[test]
fn generated_payloads_are_clean_and_nearly_all_decided_fast() {
    if !is_complete() {
        return;
    }
    let (context, rule_set) = (Context::default(), RuleSet::default());
    for contract in Contract::all() {
        let linter =
            Linter::new(contract).with_context(context.clone()).with_rule_set(rule_set.clone());
        let mut decided = 0;
        for seed in 0..1000 {
            let text = generate::text(contract, seed);
            let report = linter.full_check(text.as_bytes());
            assert!(report.is_clean(), "{contract}\n{text}\n{report}");
            decided += usize::from(linter.is_clean_fast(text.as_bytes()));
        }
        assert!(decided >= 990, "{contract}: {decided} of 1000 decided");
    }
}

/// White space is accepted wherever JSON allows it.
#[cfg(feature = "fast")]
#[test]
fn payloads_are_decided_fast_in_any_layout() {
    if !is_complete() {
        return;
    }
    let (context, rule_set) = (Context::default(), RuleSet::default());
    let spaces = ["", " ", "  ", "\n", "\r\n\t", "                              "];
    for contract in [Contract::TRACKLYSMS_CREATE_OFFER, Contract::GOKART_UPDATE_OFFER] {
        let payload: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(support::base(contract)).unwrap();
        let linter =
            Linter::new(contract).with_context(context.clone()).with_rule_set(rule_set.clone());
        for [before, behind] in spaces.iter().flat_map(|a| spaces.map(|b| [*a, b])) {
            for colon in spaces.iter().flat_map(|a| spaces.map(|b| format!("{a}:{b}"))) {
                let members = payload.iter();
                let members: Vec<String> = members
                    .map(|(name, value)| format!("{before}\"{name}\"{colon}{value}{behind}"))
                    .collect();
                let text = format!("{before}{{{}}}{behind}", members.join(","));
                assert!(linter.is_clean_fast(text.as_bytes()), "{text}");
            }
        }
        // Indentations may differ from member to member.
        for (first, other) in (0..40).flat_map(|first| (0..40).map(move |other| (first, other))) {
            let mut depth = first;
            let mut text = String::from("{");
            for (name, value) in &payload {
                let comma = if text.len() > 1 { "," } else { "" };
                text += &format!("{comma}\n{}\"{name}\": {value}", " ".repeat(depth));
                depth = if depth == first { other } else { first };
            }
            text += "\n}";
            assert!(linter.is_clean_fast(text.as_bytes()), "{text}");
        }
    }
}

/// Values that the shortcuts of the fast checks do not recognise are read by their general part.
#[cfg(feature = "fast")]
#[test]
fn unusual_clean_values_are_decided_fast() {
    if !is_complete() {
        return;
    }
    let (context, rule_set) = (Context::default(), RuleSet::default());
    let assert_clean_fast = |members: serde_json::Value, contract: Contract| {
        let mut payload: serde_json::Value = serde_json::from_str(support::base(contract)).unwrap();
        support::merge(&mut payload, &members);
        let text = payload.to_string();
        assert!(
            Linter::new(contract)
                .with_context(context.clone())
                .with_rule_set(rule_set.clone())
                .is_clean_fast(text.as_bytes()),
            "{text}"
        );
    };
    let parameters: Vec<String> = (0..20).map(|n| format!("p{n}={n}")).collect();
    for url in [
        "https://track.example.com:8443".to_owned(),
        "HTTPS://track.example.com/c".to_owned(),
        "https://track.example.com./c".to_owned(),
        "https://bücher.example.com/c".to_owned(),
        "https://track.example.com/größe".to_owned(),
        format!("https://track.example.com/c?{}", parameters.join("&")),
        format!("https://{}.example.com/", ["a"; 40].join(".")),
    ] {
        assert_clean_fast(json!({"tracking_url": url}), Contract::TRACKLYSMS_CREATE_OFFER);
        assert_clean_fast(json!({"trackingSystemLink": url}), Contract::GOKART_UPDATE_OFFER);
    }
    let many: serde_json::Map<_, _> =
        (0..16).map(|n| (format!("key {n}"), json!("wert\u{e4}"))).collect();
    assert_clean_fast(json!({"metadata": many}), Contract::TRACKLYSMS_CREATE_OFFER);
    let long = "a_rather_long_name_with_underscores_like_a_key";
    assert_clean_fast(json!({"metadata": {long: long}}), Contract::TRACKLYSMS_CREATE_OFFER);
    for text in ["R&D", "50% off", "a_b", "trk_short", "Tom & \"Jerry\"", "日本", "🎯"] {
        let members = json!({"name": text, "metadata": {"note": text, "much": text.repeat(20)}});
        assert_clean_fast(members, Contract::TRACKLYSMS_CREATE_OFFER);
    }
    let lists =
        [json!(["iOS", "Android"]), json!(["All"]), json!("iOS, Android"), json!("browser")];
    for devices in lists {
        assert_clean_fast(json!({"deviceTypes": devices}), Contract::GOKART_UPDATE_OFFER);
    }
    for (name, value) in [
        ("endDate", json!("2026-12-31T23:59:59.999+01:00")),
        ("launchDate", json!("2000-01-01T00:00:00Z")),
        ("baselineEpc", json!("6.40")),
        ("budgetAmount", json!(30.5)),
        ("zipCodes", json!(["92801", "SW1A 1AA"])),
        ("dailyCap", json!(1)),
        ("rewardingType", json!("MANUAL")),
    ] {
        assert_clean_fast(json!({name: value}), Contract::GOKART_UPDATE_OFFER);
    }
}

/// Whether the fast path knows every rule. It may not while a rule is being added.
#[cfg(feature = "fast")]
fn is_complete() -> bool {
    Contract::all().all(|contract| Linter::new(contract).has_complete_fast_path())
}
