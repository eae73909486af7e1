//! Errors for contracts, rules and requests that do not exist.

use offerlint::{Contract, Level, RequestLine, RuleSet};

const KEY: &str = "trk_0123456789abcdefABCDEF0123456789";

#[test]
fn the_name_is_shown_without_hazards_and_keys() {
    let name = format!("a\u{1b}[31m\u{202e}{KEY}{}", "b".repeat(500));
    let errors = [
        name.parse::<Contract>().unwrap_err().to_string(),
        RuleSet::default().set(&name, Level::Off).unwrap_err().to_string(),
        name.parse::<Level>().unwrap_err().to_string(),
        format!("PUT /v3/offers?{name}").parse::<RequestLine>().unwrap_err().to_string(),
    ];
    for error in errors {
        assert!(!error.contains(offerlint::needs_escape), "{error}");
        assert!(!error.contains("0123456789") && error.contains("trk_"), "{error}");
        assert!(error.len() < 1000, "{error}");
    }
}
