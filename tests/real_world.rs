//! Kinds of input that other linters got wrong: macros of ad servers, dates without a time, entities.

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
fn a_macro_as_host_is_named_as_such() {
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
