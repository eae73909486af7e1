//! Typed values that the fast path reads and checks are those of serde, with the findings of their JSON.

mod support;

use std::fmt::Debug;

use offerlint::tracklysms::{
    CreateOffer, CreateOfferResponse, GetOffer, ListOffers, ListOffersQuery, PageNumber,
    UpdateOffer, UpdateOfferResponse,
};
use offerlint::{Context, Contract, Level, Linter, Maybe, Number, Payload, Report, gokart};
use proptest::prelude::*;
use serde_json::Value;
use support::generate::{self, Json, Random};

/// Writes some characters of strings as escapes: `\u0041`, `\/`, surrogate pairs.
fn escape(text: &str, seed: u64) -> String {
    let mut random = Random(seed);
    let (mut out, mut inside, mut after_backslash) = (String::new(), false, false);
    for c in text.chars() {
        let fits = inside && !after_backslash && c != '"' && c != '\\';
        inside ^= c == '"' && !after_backslash;
        after_backslash = inside && c == '\\' && !after_backslash;
        match c {
            '/' if fits && random.one_in(2) => out.push_str("\\/"),
            _ if fits && (!c.is_ascii() || random.one_in(40)) => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
            _ => out.push(c),
        }
    }
    out
}

/// Replaces, removes or repeats some values.
fn disturb(payload: &mut Json, random: &mut Random) {
    const ODD: [&str; 20] = [
        "null",
        "5",
        "5.0",
        "-0",
        "-0.0",
        "-1",
        "1e2",
        "0.1e1",
        "123456789012345678",
        "\"x\"",
        "\"\"",
        "[]",
        "{}",
        "true",
        "\"2026-03-01\"",
        "\"tune\"",
        "1.5",
        "0.30000000000000004",
        "\"a\\nb\"",
        "[\"92801\",\"92801\"]",
    ];
    match payload {
        Json::Object(members) if !members.is_empty() && !random.one_in(8) => {
            let at = random.below(members.len());
            match random.below(12) {
                0 => drop(members.remove(at)),
                1 => members.push(members[at].clone()),
                2 => members[at].0.push('x'),
                _ => disturb(&mut members[at].1, random),
            }
        }
        Json::Array(items) if !items.is_empty() && !random.one_in(8) => {
            let at = random.below(items.len());
            if random.one_in(4) {
                items.push(items[at].clone());
            } else {
                disturb(&mut items[at], random);
            }
        }
        _ => *payload = Json::raw(ODD[random.below(ODD.len())]),
    }
}

/// Changes a byte.
fn damage(text: &str, random: &mut Random) -> Vec<u8> {
    const BYTES: &[u8] = b"\"\\{}[],:-+.eE019 \n\ttfnuaA_%&<\x00\x7f\xc3\xa9\xe2";
    let mut bytes = text.as_bytes().to_vec();
    let (at, byte) = (random.below(bytes.len()), BYTES[random.below(BYTES.len())]);
    match random.below(3) {
        0 => bytes.insert(at, byte),
        1 => drop(bytes.remove(at)),
        _ => bytes[at] = byte,
    }
    bytes
}

/// What serde reads. Of repeated members the last one counts.
fn by_serde<P: Payload>(bytes: &[u8]) -> Option<P> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let again = |_| serde_json::from_value(serde_json::from_slice::<Value>(bytes).ok()?).ok();
    serde_json::from_slice(bytes).map(Some).unwrap_or_else(again)
}

fn reads_like_serde<P: Payload + PartialEq + Debug>(bytes: &[u8]) -> Result<(), TestCaseError> {
    let text = String::from_utf8_lossy(bytes);
    let linter = Linter::new(P::CONTRACT);
    let report = linter.full_check(bytes);
    match (P::read(bytes), P::read_with(bytes, &linter), report.has_errors()) {
        (Err(refused), Err(also), true) => {
            prop_assert_eq!((&refused, &also), (&report, &report), "{}", text);
        }
        (Ok(read), Ok((also, warnings)), false) => {
            let wanted = by_serde::<P>(bytes);
            prop_assert_eq!(Some(&read), wanted.as_ref(), "{}", text);
            // 0.0 equals -0.0.
            let json = |value: &P| serde_json::to_string(value).unwrap();
            prop_assert_eq!(Some(json(&read)), wanted.as_ref().map(json), "{}", text);
            prop_assert_eq!((also, warnings), (read, report), "{}", text);
        }
        (read, ..) => prop_assert!(false, "{}: {:?}, but {}", text, read, report),
    }
    Ok(())
}

/// A report without places and fixes.
fn without_places(mut report: Report) -> Report {
    for found in &mut report.diagnostics {
        (found.range, found.fix) = (None, None);
        found.labels.iter_mut().for_each(|label| label.range = None);
    }
    report
}

fn lints_like_its_json<P: Payload>(value: &P) -> Result<(), TestCaseError> {
    let json = serde_json::to_vec(value).unwrap();
    let linters = [
        Linter::new(P::CONTRACT),
        Linter::new(P::CONTRACT).with_rule("placeholder-value", Level::Warning).unwrap(),
        Linter::new(P::CONTRACT).with_context(Context::default().with_path_id("x")),
        Linter::new(Contract::TRACKLYSMS_LIST_OFFERS_QUERY),
    ];
    for linter in linters {
        let mut wanted = linter.for_contract(P::CONTRACT).full_check(&json);
        let parameters = linter.for_contract(P::CONTRACT).lint_parameters();
        if linter.context().path_id.is_some() {
            wanted.diagnostics.splice(0..0, parameters);
        }
        let text = String::from_utf8_lossy(&json);
        prop_assert_eq!(value.lint_with(&linter), without_places(wanted), "{}", text);
    }
    Ok(())
}

fn both<P: Payload + PartialEq + Debug>(seed: u64) -> Result<(), TestCaseError> {
    let mut random = Random(seed);
    let mut payload = generate::payload(P::CONTRACT, seed);
    for _ in 0..3 {
        for text in [false, true].map(|pretty| payload.write(pretty)) {
            for text in [escape(&text, seed), text] {
                reads_like_serde::<P>(text.as_bytes())?;
                if let Some(value) = by_serde::<P>(text.as_bytes()) {
                    lints_like_its_json(&value)?;
                }
                reads_like_serde::<P>(&damage(&text, &mut random))?;
            }
        }
        disturb(&mut payload, &mut random);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn reading_and_linting_agree_with_serde_and_json(seed: u64) {
        both::<CreateOffer>(seed)?;
        both::<UpdateOffer>(seed)?;
        both::<GetOffer>(seed)?;
        both::<ListOffers>(seed)?;
        both::<CreateOfferResponse>(seed)?;
        both::<UpdateOfferResponse>(seed)?;
        both::<ListOffersQuery>(seed)?;
        both::<gokart::UpdateOffer>(seed)?;
        both::<gokart::UpdateOfferResponse>(seed)?;
    }
}

/// Texts and numbers that JSON writes in another way than they are in memory.
#[test]
fn unusual_values_lint_like_their_json() {
    let texts = [
        "",
        " ",
        "a\nb",
        "\"",
        "\\",
        "a\\",
        "\\n",
        "a\"b\"",
        "\u{7f}",
        "\0",
        "a\0",
        "日本",
        "🎯\u{200b}",
        "https://a.acme.io/?x=\"1\"",
        "https://a.acme.io/c",
        "https:\\/\\/a.acme.io\\/c",
        "trk_0123456789abcdefABCDEF0123456789",
        "a\u{2028}b",
        "&amp;",
        "2026-03-01T00:00:00Z",
        ",",
        "],",
        "tune",
        "12",
    ];
    for text in texts {
        for text in [text.to_owned(), text.repeat(20)] {
            let alone = CreateOffer {
                name: "Summer Promo".into(),
                tracking_url: text.as_str().into(),
                ..CreateOffer::default()
            };
            lints_like_its_json(&alone).unwrap();
            let mut offer = CreateOffer {
                name: text.clone(),
                tracking_url: text.as_str().into(),
                external_id: Maybe::Value(text.clone()),
                metadata: Maybe::Value([(text.clone(), text.clone())].into()),
                ..CreateOffer::default()
            };
            lints_like_its_json(&offer).unwrap();
            offer.name = "Summer Promo".into();
            lints_like_its_json(&offer).unwrap();
            offer.tracking_url = "https://track.example.com/".into();
            lints_like_its_json(&offer).unwrap();
            let mut offer: gokart::UpdateOffer =
                serde_json::from_str(support::SINGLE_EVENT).unwrap();
            let clean = offer.clone();
            offer.device_types = Maybe::Value(gokart::DeviceTypes::List(vec![text.clone()]));
            lints_like_its_json(&offer).unwrap();
            offer.device_types = Maybe::Value(gokart::DeviceTypes::Text(text.clone()));
            lints_like_its_json(&offer).unwrap();
            offer = clean.clone();
            offer.zip_codes = Maybe::Value(vec![text.clone(), "92801".into()]);
            lints_like_its_json(&offer).unwrap();
            offer = clean.clone();
            offer.baseline_epc = text.as_str().into();
            lints_like_its_json(&offer).unwrap();
            offer = clean.clone();
            offer.short_description = Maybe::Value(text.clone());
            lints_like_its_json(&offer).unwrap();
            offer.launch_date = text.as_str().into();
            offer.category_ids = vec![];
            lints_like_its_json(&offer).unwrap();
        }
    }
    let doubles = [
        0.0,
        -0.0,
        0.1,
        5.0,
        -5.0,
        0.30000000000000004,
        1e-5,
        9.9e-6,
        1e-300,
        1e14,
        1e15,
        1e16,
        1e300,
        9007199254740993.0,
        123456789012345.6,
    ];
    let integers = [0, 1, -1, 999_999_999_999_999, 1_000_000_000_000_000, i64::MAX, i64::MIN];
    let doubles = doubles.into_iter().map(|double| Number::try_from(double).unwrap());
    let clean: gokart::UpdateOffer = serde_json::from_str(support::SINGLE_EVENT).unwrap();
    for number in doubles.chain(integers.map(Number::from)) {
        // Each alone, as a finding on one hides how the others are decided.
        let mut offers = [clean.clone(), clean.clone(), clean.clone(), clean.clone()];
        offers[0].revenue = Maybe::Value(number.clone());
        offers[1].daily_cap = Maybe::Value(number.clone());
        offers[2].creatives[0].order = number.clone();
        offers[3].baseline_epc = gokart::BaselineEpc::Number(number.clone());
        offers.iter().for_each(|offer| lints_like_its_json(offer).unwrap());
        let mut offer = clean.clone();
        offer.daily_cap = Maybe::Value(number.clone());
        offer.weekly_cap = Maybe::Value(1.into());
        lints_like_its_json(&offer).unwrap();
        let query =
            ListOffersQuery { page: Some(PageNumber::Number(number)), ..Default::default() };
        lints_like_its_json(&query).unwrap();
    }
}
