//! What people read: width, grouping, limits and field paths.

#![cfg(feature = "cli")]

#[path = "support/process.rs"]
mod process;

use std::path::Path;

use process::{code, offerlint, stdout, with_env, write};
use unicode_width::UnicodeWidthStr;

const CREATE: &str = "tracklysms/create-offer";
const GOKART: &str = "gokart/update-offer";

fn check(folder: &Path, contract: &str, columns: &str, more: &[&str]) -> String {
    let arguments = [&["check", "--contract", contract][..], more, &["x.json"]].concat();
    stdout(&with_env(folder, &arguments, None, &[("COLUMNS", columns)]))
}

fn widest(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}

#[test]
fn snippets_of_long_lines_fit_the_width_and_show_the_mark() {
    let folder = tempfile::tempdir().unwrap();
    let long = "語x".repeat(400);
    let text = format!(
        r#"{{"description":"{long}","name":"{long}","tracking_url":"https://t.acme.io/c","payout":"2.50","geo":"{long}"}}"#
    );
    write(folder.path(), "x.json", &text);
    for columns in [60, 80, 140] {
        let printed = check(folder.path(), CREATE, &columns.to_string(), &[]);
        let snippet = printed.split("error[type-mismatch]").nth(1).unwrap();
        let shown = snippet.lines().find(|line| line.contains(r#""payout":"2.50""#)).unwrap();
        let mark = snippet.lines().find(|line| line.contains('─') && line.contains('·')).unwrap();
        let column = |line: &str, part: &str| line[..line.find(part).unwrap()].width();
        assert_eq!(column(shown, r#""2.50""#), column(mark, "─"), "{printed}");
        let drawn: Vec<&str> = printed.lines().filter(|line| line.contains(['│', '·'])).collect();
        assert!(widest(&drawn.join("\n")) <= columns, "{columns}: {printed}");
        assert!(printed.contains("x.json:1:"), "{printed}");
    }
}

#[test]
fn labels_fit_the_width() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!(r#"{{"payout": 1, "name": "{}", "payout": 2}}"#, "x".repeat(30));
    write(folder.path(), "x.json", &text);
    let printed = check(folder.path(), "tracklysms/update-offer", "60", &[]);
    assert!(printed.contains("this earlier value is ignored"), "{printed}");
    let lines = printed.lines().filter(|line| line.contains(['│', '·', '╭']));
    assert!(widest(&lines.collect::<Vec<_>>().join("\n")) <= 60, "{printed}");
}

#[test]
fn findings_at_one_place_share_a_snippet() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "x.json", "{}");
    let printed = check(folder.path(), GOKART, "80", &[]);
    assert_eq!(printed.matches("╭─[").count(), 1, "{printed}");
    let required = offerlint::Contract::GOKART_UPDATE_OFFER.lint(b"{}").diagnostics.len();
    assert_eq!(printed.matches("error[required-field-missing] ").count(), required);
    assert!(printed.contains(&format!("{required} errors at one place")), "{printed}");
    assert!(widest(&printed) <= 80, "{printed}");
}

#[test]
fn the_path_of_a_field_is_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let mut offer: serde_json::Value =
        serde_json::from_str(offerlint::Contract::GOKART_UPDATE_OFFER.sample()).unwrap();
    offer["creatives"] =
        serde_json::json!([{"order": "0", "url": "https://cdn.example.com/a.png"}]);
    write(folder.path(), "x.json", offer.to_string());
    for format in ["human", "concise", "github", "gitlab", "junit", "rdjson", "sarif"] {
        let printed = check(folder.path(), GOKART, "100", &["--format", format]);
        assert!(printed.contains("creatives[0].order"), "{format}: {printed}");
    }
    for format in ["human", "concise", "gitlab", "junit", "rdjson", "github", "sarif"] {
        let printed = check(folder.path(), GOKART, "100", &["--format", format]);
        assert!(printed.contains("write a whole number, without quotes"), "{format}: {printed}");
        // SARIF has the fix itself.
        assert!(format == "sarif" || printed.contains("--fix"), "{format}: {printed}");
    }
}

#[test]
fn the_number_of_drawn_findings_is_limited() {
    let folder = tempfile::tempdir().unwrap();
    let line = r#"{"payout": "2.50"}"#;
    write(folder.path(), "x.ndjson", format!("{line}\n").repeat(230));
    let run = |more: &[&str]| {
        let all = [&["check", "--contract", "tracklysms/update-offer"][..], more, &["x.ndjson"]];
        offerlint(folder.path(), &all.concat(), None)
    };
    let output = run(&[]);
    let printed = stdout(&output);
    assert_eq!(code(&output), 1);
    assert_eq!(printed.matches("╭─[").count(), 200);
    assert!(printed.contains("30 more findings not shown (--max-findings 0 shows all):"));
    assert!(printed.contains("     30  error[type-mismatch]\n"), "{printed}");
    assert!(printed.contains("230 errors in 1 of 1 file"), "{printed}");
    assert_eq!(stdout(&run(&["--max-findings", "0"])).matches("╭─[").count(), 230);
    assert_eq!(stdout(&run(&["--format", "concise"])).matches("type-mismatch").count(), 230);
}

#[test]
fn a_payload_of_another_contract_gives_one_hint() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "x.json", offerlint::Contract::GOKART_UPDATE_OFFER.sample());
    let printed = check(folder.path(), CREATE, "100", &[]);
    assert!(printed.contains("it looks like gokart/update-offer"), "{printed}");
    assert!(!printed.contains("unknown-field"), "{printed}");
    assert!(printed.lines().count() < 20, "{printed}");
    let all = check(folder.path(), CREATE, "100", &["--max-findings", "0"]);
    assert!(all.contains("unknown-field"), "{all}");
}

#[test]
fn help_fits_80_columns() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["check", "baseline", "explain", "rules", "schema"] {
        let help = stdout(&offerlint(folder.path(), &[command, "--help"], None));
        assert!(widest(&help) <= 80, "{command}: {help}");
    }
}
