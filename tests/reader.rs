//! The JSON reader: what it accepts, and hostile documents.

mod support;

use std::time::{Duration, Instant};

use offerlint::{Contract, Linter, lint};
use proptest::prelude::*;
use support::generate::{self, Random};

const UPDATE: Contract = Contract::TRACKLYSMS_UPDATE_OFFER;

/// Whether our reader takes the bytes as JSON.
fn accepts(bytes: &[u8]) -> bool {
    lint(bytes, UPDATE).diagnostics.iter().all(|found| found.rule != "json-syntax")
}

/// Like `serde_json`, but a byte order mark at the start is only a warning.
fn wanted(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let value = serde_json::from_slice::<serde_json::Value>(bytes);
    std::str::from_utf8(bytes).is_ok() && value.is_ok_and(|value| is_in_range(&value))
}

/// Whether every number is one of a double's range. With arbitrary precision `serde_json` takes any.
fn is_in_range(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Number(number) => number.as_f64().is_some_and(f64::is_finite),
        serde_json::Value::Array(items) => items.iter().all(is_in_range),
        serde_json::Value::Object(members) => members.values().all(is_in_range),
        _ => true,
    }
}

/// The cases of JSONTestSuite, where `JSON_TEST_SUITE` names its folder.
#[test]
fn json_test_suite() {
    let Some(folder) = std::env::var_os("JSON_TEST_SUITE") else {
        println!("skipped: JSON_TEST_SUITE does not name the folder of the cases");
        return;
    };
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        match &name[..2] {
            "y_" => assert!(accepts(&bytes), "{name} is refused"),
            "n_" => assert!(
                !accepts(&bytes) || name == "n_structure_UTF8_BOM_no_data.json",
                "{name} is accepted"
            ),
            _ => {}
        }
        assert_eq!(accepts(&bytes), wanted(&bytes), "{name}");
        count += 1;
    }
    assert!(count > 300, "only {count} cases");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn accepts_what_serde_json_accepts(seed: u64, which in 0usize..9) {
        const PIECES: [&str; 24] = [
            "\"", "\\", "\\u12", "\\ud83d", "\\ude00", "{", "}", "[", "]", ",", ":", "0", "1e5", "1e999", "-", ".5",
            "true", "nul", " ", "\n", "\u{1}", "é", "\u{feff}", "//",
        ];
        let mut text = generate::text(Contract::all().nth(which).unwrap(), seed).into_bytes();
        let mut random = Random(seed);
        for _ in 0..random.below(4) {
            let at = random.below(text.len());
            let piece = PIECES[random.below(PIECES.len())].as_bytes();
            let end = (at + random.below(3)).min(text.len());
            text.splice(at..end, piece.iter().copied());
        }
        prop_assert_eq!(accepts(&text), wanted(&text), "{}", String::from_utf8_lossy(&text));
    }

    #[test]
    fn the_reader_never_panics_and_stays_inside_the_document(bytes in proptest::collection::vec(any::<u8>(), 0..300), which in 0usize..9) {
        let report = lint(&bytes, Contract::all().nth(which).unwrap());
        for range in report.diagnostics.iter().filter_map(|found| found.range) {
            prop_assert!(range.span.start <= range.span.end && range.span.end <= bytes.len());
        }
    }
}

/// The rules found in a document, in a time that no machine should exceed.
fn rules_in_time(bytes: &[u8], contract: Contract) -> Vec<String> {
    let start = Instant::now();
    let report = Linter::new(contract).lint(bytes);
    assert!(start.elapsed() < Duration::from_secs(60), "took {:?}", start.elapsed());
    report.diagnostics.into_iter().map(|found| found.rule.into_owned()).collect()
}

#[test]
fn deep_nesting_is_a_finding() {
    for open in ["[", "{\"a\":"] {
        assert_eq!(rules_in_time(open.repeat(100_000).as_bytes(), UPDATE), ["json-syntax"]);
        let inside = format!("{{\"x\":{}", open.repeat(100_000));
        assert_eq!(
            rules_in_time(inside.as_bytes(), Contract::GOKART_UPDATE_OFFER_RESPONSE),
            ["json-syntax"]
        );
    }
    let fits = format!("{{\"x\":{}{}}}", "[".repeat(126), "]".repeat(126));
    assert!(
        !rules_in_time(fits.as_bytes(), Contract::GOKART_UPDATE_OFFER)
            .contains(&"json-syntax".to_owned())
    );
}

#[test]
fn odd_numbers_and_surrogates() {
    assert_eq!(rules_in_time(b"{\"payout\":1e400}", UPDATE), ["json-syntax"]);
    assert_eq!(rules_in_time(b"{\"payout\":1E400}", UPDATE), ["json-syntax"]);
    assert_eq!(rules_in_time(b"{\"payout\":1e-400}", UPDATE), Vec::<String>::new());
    let many = format!("{{\"payout\":{}}}", "9".repeat(400));
    assert_eq!(rules_in_time(many.as_bytes(), UPDATE), ["json-syntax"]);
    assert_eq!(rules_in_time(br#"{"name":"\ud800"}"#, UPDATE), ["json-syntax"]);
    assert_eq!(rules_in_time(br#"{"name":"\ud83c\udfaf"}"#, UPDATE), Vec::<String>::new());
}

#[test]
fn a_string_of_100_megabytes() {
    let mut bytes = b"{\"name\":\"A\",\"metadata\":{\"a\":\"".to_vec();
    bytes.resize(bytes.len() + 100_000_000, b'x');
    bytes.extend_from_slice(b"\"}}");
    assert_eq!(rules_in_time(&bytes, UPDATE), ["payload-too-large"]);
}

#[test]
fn ten_thousand_findings_and_as_many_duplicates() {
    let members: Vec<String> = (0..10_000).map(|n| format!("\"u{n}\":1")).collect();
    let text = format!("{{\"payout\":1,{}}}", members.join(","));
    assert_eq!(rules_in_time(text.as_bytes(), UPDATE).len(), 10_000);
    let items = vec!["\"x\""; 10_000].join(",");
    let mut offer: serde_json::Value = serde_json::from_str(support::SINGLE_EVENT).unwrap();
    offer["categoryIds"] = serde_json::from_str(&format!("[{items}]")).unwrap();
    assert_eq!(
        rules_in_time(offer.to_string().as_bytes(), Contract::GOKART_UPDATE_OFFER).len(),
        10_000
    );
    let same = vec!["\"payout\":1"; 100_000].join(",");
    assert_eq!(rules_in_time(format!("{{{same}}}").as_bytes(), UPDATE), ["duplicate-key"]);
}
