//! Inputs that other linters misjudged: macros of ad servers, dates without a time, entities.

mod support;

use offerlint::{Contract, Linter, lint};
use serde_json::json;

fn url(url: &str) -> Vec<(String, Option<String>)> {
    let offer = json!({"name": "Summer Promo", "tracking_url": url}).to_string();
    let linter = Linter::new(Contract::TRACKLYSMS_CREATE_OFFER);
    let report = linter.lint(offer.as_bytes());
    assert_eq!(report, linter.full_check(offer.as_bytes()), "{url}");
    let found = report.into_iter();
    found.map(|found| (found.rule.into_owned(), found.help.map(|help| help.into_owned()))).collect()
}

fn rules(text: &str) -> Vec<String> {
    url(text).into_iter().map(|(rule, _)| rule).collect()
}

#[test]
fn macros_of_ad_servers_are_accepted() {
    for text in [
        "https://t.acme.io/c?u=%%PATTERN:url%%",
        "https://t.acme.io/c?u=%%PATTERN:a.b-c_1%%&v=%%CACHEBUSTER%%&w=%SUB%",
        "https://t.acme.io/%%PATTERN:url%%/x?y=[CLICK_ID]&z=${AUCTION_ID}",
        "https://t.acme.io/c?u=%%CLICK_URL_UNESC%%https%3A%2F%2Fx.acme.io",
    ] {
        assert!(rules(text).is_empty(), "{text}");
    }
    for text in [
        "https://t.acme.io/c?u=%%PATTERN:url%",
        "https://t.acme.io/c?u=%PATTERN:url%",
        "https://t.acme.io/c?u=%%PATTERN:a b%%".replace(' ', "+").as_str(),
        "https://t.acme.io/c?u=%%1X:y%%",
    ] {
        assert_eq!(rules(text), ["url-bad-percent-encoding"], "{text}");
    }
}

#[test]
fn a_macro_in_the_host_is_reported() {
    for text in [
        "https://%%DOMAIN%%/c",
        "https://[DOMAIN]/c",
        "https://%%sub-1.x%%.acme.io/c?a=1",
        "https://[_d]:8080",
        "https://a.[DOMAIN].io/x",
        "https://{domain}/c",
        "https://user@[DOMAIN]/c".replace("user@", "").as_str(),
    ] {
        assert_eq!(rules(text), ["url-host-macro"], "{text}");
    }
    assert!(rules("https://[2001:4860:4860::8888]/c").is_empty());
    for text in ["https://[1DOMAIN]/c", "https://%%%%/c", "https://[DOMAIN/c", "https://[]/c"] {
        assert_eq!(rules(text), ["url-invalid"], "{text}");
    }
}

#[test]
fn blanks_in_a_macro_are_invalid_and_the_help_writes_it_without() {
    for (text, help) in [
        ("https://t.acme.io/c?u={{ click_id }}", "write `{{click_id}}` without blanks"),
        ("https://t.acme.io/c?u={ click_id}", "write `{click_id}` without blanks"),
        ("https://t.acme.io/{{offer }}/x y", "write `{{offer}}` without blanks"),
        ("https://t.acme.io/x y", "remove it, or percent-encode it inside the URL"),
        ("https://t.acme.io/{a b}", "remove it, or percent-encode it inside the URL"),
    ] {
        assert_eq!(url(text), [("url-invalid".to_owned(), Some(help.to_owned()))], "{text}");
    }
}

#[test]
fn a_date_without_a_time_lasts_until_the_end_of_its_day() {
    let is_past = |end: &str, now: &str| {
        let mut offer: serde_json::Value = serde_json::from_str(support::SINGLE_EVENT).unwrap();
        offer["endDate"] = end.into();
        let context = offerlint::Context::default().with_now(now.parse().unwrap());
        let linter = Linter::new(Contract::GOKART_UPDATE_OFFER).with_context(context);
        linter.lint(offer.to_string().as_bytes()).iter().any(|found| found.rule == "end-date-past")
    };
    for end in ["2026-03-01", "20260301", "2026-W09-7", "2026-060"] {
        assert!(!is_past(end, "2026-03-01T00:00:00Z"), "{end}");
        assert!(!is_past(end, "2026-03-01T23:59:59Z"), "{end}");
        assert!(is_past(end, "2026-03-02T00:00:00Z"), "{end}");
    }
    assert!(is_past("2026-03-01T00:00:00Z", "2026-03-01T00:00:01Z"));
    assert!(!is_past("2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z"));
    assert!(is_past("2026-03-01T00:00:00", "2026-03-01T12:00:00Z"));
}

#[test]
fn an_entity_is_unescaped_once() {
    let text = json!({"name": "Tips: write &amp;amp; for an ampersand"}).to_string();
    let report = lint(text.as_bytes(), Contract::TRACKLYSMS_UPDATE_OFFER);
    let (fixed, _) = offerlint::fix::apply(&text, report.iter().filter_map(|f| f.fix.as_ref()));
    assert_eq!(fixed, json!({"name": "Tips: write &amp; for an ampersand"}).to_string());
}

#[cfg(feature = "cli")]
#[test]
fn sarif_keeps_the_most_severe_results() {
    let folder = tempfile::tempdir().unwrap();
    let warned = "{\"name\": \" A\", \"tracking_url\": \"https://t.acme.io/c\"}\n";
    let wrong = "{\"name\": \"A\", \"tracking_url\": \"https://t.acme.io/c\", \"payout\": \"x\"}\n";
    let lines = format!("{}{wrong}", warned.repeat(25_003));
    std::fs::write(folder.path().join("a.ndjson"), lines).unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_offerlint"))
        .current_dir(folder.path())
        .args(["check", "--contract", "create-offer", "--format", "sarif", "a.ndjson"])
        .output()
        .unwrap();
    let log: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 25_000);
    assert_eq!(results.iter().filter(|result| result["level"] == "error").count(), 1);
    let note = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(note.as_str().unwrap().starts_with("4 results not listed"), "{note}");
}

#[cfg(all(unix, feature = "cli"))]
#[test]
fn fixes_do_not_break_hard_links() {
    let folder = tempfile::tempdir().unwrap();
    let text = "{\"name\": \" A\", \"tracking_url\": \"https://t.acme.io/c\"}";
    let (file, link) = (folder.path().join("a.json"), folder.path().join("b.json"));
    std::fs::write(&file, text).unwrap();
    std::fs::hard_link(&file, &link).unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_offerlint"))
        .current_dir(folder.path())
        .args(["check", "--contract", "create-offer", "--fix", "a.json"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(
        error.starts_with("error: a.json: the fixes cannot be written: it has other hard links")
    );
    for path in [file, link] {
        assert_eq!(std::fs::read_to_string(path).unwrap(), text);
    }
}

#[cfg(feature = "cli")]
#[test]
fn utf_16_without_a_mark_is_named() {
    let text = "{\"name\": \"A\", \"tracking_url\": \"https://t.acme.io/c\"}";
    let units: Vec<u16> = text.encode_utf16().collect();
    for bytes in [
        units.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<u8>>(),
        units.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
    ] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.json"), bytes).unwrap();
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_offerlint"))
            .current_dir(folder.path())
            .args(["check", "--contract", "create-offer", "--format", "concise", "a.json"])
            .output()
            .unwrap();
        let found = String::from_utf8(output.stdout).unwrap();
        assert!(found.contains("error[json-syntax] the text is UTF-16, not UTF-8"), "{found}");
    }
}
