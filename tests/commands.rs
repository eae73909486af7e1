//! `rules`, `explain`, `init` and `baseline` as processes.
#![cfg(feature = "cli")]

#[path = "support/process.rs"]
mod process;

use std::fs;
use std::path::Path;

use offerlint::Contract;
use process::*;

fn run(folder: &Path, arguments: &[&str]) -> String {
    let output = offerlint(folder, arguments, None);
    assert_eq!(code(&output), 0, "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

/// The names in a table of rules.
fn names(table: &str) -> Vec<&str> {
    let rows = table.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let rows = rows.filter_map(|row| {
        let mut words = row.split_whitespace();
        let is_severity = ["error", "warning", "info", "off"].contains(&words.next()?);
        is_severity.then(|| words.next()).flatten()
    });
    rows.collect()
}

#[test]
fn rules_are_grouped_and_fit_80_columns() {
    let here = Path::new(".");
    let table = run(here, &["rules"]);
    let mut listed = names(&table);
    listed.sort_unstable();
    let mut all: Vec<&str> = offerlint::rules::all().map(|rule| rule.name).collect();
    all.sort_unstable();
    assert_eq!(listed, all, "every rule is listed once");
    for line in table.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let at = |text: &str| table.find(text).unwrap_or_else(|| panic!("{text} in {table}"));
    assert!(at("every contract\n") < at("  error   json-syntax "));
    assert!(at("\ntracklysms: create-offer, update-offer\n") < at("invalid-payout-type"));
    assert!(at("\ngokart: update-offer\n") < at("  error   cap-order "));
    // What is on, and what can be fixed.
    let row = |name: &str| table.lines().find(|line| line.contains(name)).unwrap();
    assert!(row(" cap-never-binds ").starts_with("  off "), "{table}");
    assert_eq!(row(" json-bom ").split_whitespace().nth(2), Some("fix"));
    assert_eq!(row(" unknown-field ").split_whitespace().nth(2), Some("fix?"));
    let off = all.len() - offerlint::rules::all().filter(|rule| rule.on).count();
    assert!(table.contains(&format!("{} rules, {} on;", all.len(), all.len() - off)), "{table}");
}

#[test]
fn rules_are_filtered() {
    let here = Path::new(".");
    let of_create = run(here, &["rules", "--contract", "create-offer"]);
    assert!(names(&of_create).contains(&"invalid-payout-type"), "{of_create}");
    assert!(!names(&of_create).contains(&"cap-order"), "{of_create}");
    let errors = run(here, &["rules", "--contract", "gokart/update-offer", "--severity", "error"]);
    assert!(names(&errors).contains(&"cap-order") && !names(&errors).contains(&"name-too-long"));
    assert!(errors.lines().all(|line| !line.starts_with("  warning")), "{errors}");
    let off = run(here, &["rules", "--severity", "off"]);
    assert!(names(&off).contains(&"url-too-long") && !names(&off).contains(&"json-syntax"));
    // All words, in name, text or error code.
    assert_eq!(names(&run(here, &["rules", "name_too_long"])), ["name-too-long"]);
    assert!(names(&run(here, &["rules", "CAP", "shorter"])).contains(&"cap-order"));
    let filtered = json(&offerlint(here, &["rules", "--format", "json", "cap-order"], None));
    assert_eq!(filtered[0]["name"], "cap-order");

    for (arguments, wanted) in [
        (&["rules", "no-such-word"][..], "no rule matches"),
        (&["rules", "--contract", "update-offer"], "tracklysms/update-offer"),
        (&["rules", "--format", "markdown", "cap"], "lists all rules"),
    ] {
        let output = offerlint(here, arguments, None);
        assert_eq!((code(&output), stdout(&output).as_str()), (2, ""), "{arguments:?}");
        assert!(stderr(&output).contains(wanted), "{}", stderr(&output));
    }
}

#[test]
fn explain_takes_error_codes() {
    let here = Path::new(".");
    let text = run(here, &["explain", "missing_tracking_url"]);
    assert!(
        text.starts_with("missing_tracking_url: tracklysms answers 400 to POST /v2/offers if\n"),
        "{text}"
    );
    assert!(text.contains("\nrequired-field-missing: a required field is missing\n"), "{text}");
    let text = run(here, &["explain", "name_too_long"]);
    assert!(text.contains("PUT /v2/offers/{id}") && text.contains("\nname-too-long: "), "{text}");
    // Codes that no payload shows, and statuses.
    let text = run(here, &["explain", "unauthorized"]);
    assert!(text.contains("401") && text.contains("No rule reports it"), "{text}");
    assert!(run(here, &["explain", "413"]).contains("\npayload-too-large: "));
    for endpoint in offerlint::Endpoint::all() {
        for code in endpoint.documented_errors().iter().filter_map(|known| known.error.code) {
            assert!(run(here, &["explain", code]).starts_with(&format!("{code}: ")), "{code}");
        }
    }
    let output = offerlint(here, &["explain", "missing_tracking_ur", "cap-order"], None);
    assert_eq!(code(&output), 2);
    assert!(
        stderr(&output).contains("did you mean `missing_tracking_url`?"),
        "{}",
        stderr(&output)
    );
    assert!(stdout(&output).contains("cap-order: "));
}

#[test]
fn explain_prints_the_source_of_a_rule() {
    let here = Path::new(".");
    for (rule, wanted) in [
        ("required-field-missing", "source:    documented by the API pages, column \"Required\"\n"),
        ("json-bom", "source:    stated by a standard or another platform: RFC 8259"),
        ("unknown-field", "source:    inferred from the types, examples and arithmetic"),
        ("leaked-api-key", "source:    stated elsewhere by the vendor: "),
        ("cap-order", "source:    requested by users of this project: cap consistency\n"),
        ("cap-order", "contracts: gokart/update-offer\n"),
        ("json-syntax", "contracts: every contract\n"),
    ] {
        let text = run(here, &["explain", rule]);
        assert!(text.contains(wanted), "{text}");
    }
    for rule in offerlint::rules::all() {
        let text = run(here, &["explain", rule.name]);
        let prose = text.split("\nBad (").next().unwrap();
        assert!(prose.lines().all(|line| line.chars().count() <= 80), "{prose}");
    }
}

#[test]
fn init_proposes_contracts_by_content() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let (create, gokart) =
        (Contract::TRACKLYSMS_CREATE_OFFER.example(), Contract::GOKART_UPDATE_OFFER.example());
    write(at, "offers/a.json", create);
    write(at, "offers/b.json", BROKEN);
    write(at, "mixed/offer.json", gokart);
    write(at, "mixed/package.json", "{\"name\": \"x\", \"version\": \"1\"}");
    write(at, "top.json", gokart);
    write(at, "updates/u.json", create);
    write(at, "lines/all.ndjson", format!("{}\n", create.replace('\n', " ")));
    write(at, "tracklysms/create-offer/c.json", create);
    write(at, "half.json", "{\"name\": ");
    write(at, "calls.http", "POST https://api.example.com/v2/offers\n\n{}\n");
    let text = run(at, &["init"]);
    for line in [
        "  offers/*.json = tracklysms/create-offer\n",
        "  mixed/offer.json = gokart/update-offer\n",
        "  /top.json = gokart/update-offer\n",
        "  updates/*.json = tracklysms/update-offer\n",
        "  lines/*.ndjson = tracklysms/create-offer\n",
        "\n1 file has its contract by the names of folders.\n",
        "\n1 capture needs no entry: ",
        "\n2 JSON files have no contract yet: half.json, mixed/package.json\nAdd payloads among them to [files].\n",
        "\nNext: offerlint check\n",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    let files = run(at, &["check", "--show-files"]);
    for (file, contract) in [
        ("offers/b.json", "tracklysms/create-offer"),
        ("mixed/offer.json", "gokart/update-offer"),
        ("top.json", "gokart/update-offer"),
        ("updates/u.json", "tracklysms/update-offer"),
        ("lines/all.ndjson", "tracklysms/create-offer"),
    ] {
        assert!(files.contains(&format!("{file}\t{contract}\t")), "{file} in {files}");
    }
    assert!(!files.contains("mixed/package.json\tgokart"), "{files}");
}

#[test]
fn init_prints_the_next_command() {
    let folder = tempfile::tempdir().unwrap();
    let text = run(folder.path(), &["init"]);
    assert!(text.contains("\nNext: offerlint check --contract NAME FILE"), "{text}");
    let again = offerlint(folder.path(), &["init"], None);
    assert_eq!(
        (code(&again), stderr(&again).as_str()),
        (2, "error: offerlint.toml already exists\n")
    );

    let folder = tempfile::tempdir().unwrap();
    let create = Contract::TRACKLYSMS_CREATE_OFFER.example();
    write(folder.path(), "in/list.json", format!("[{create}, {create}]"));
    // Names that would be read as a glob, or end the string, are left to people.
    for name in ["in/[a].json", "odd/a\"b.json", "odd/{x}.json"] {
        write(folder.path(), name, create);
    }
    let text = run(folder.path(), &["init"]);
    assert!(text.contains("Next: offerlint check --each"), "{text}");
    assert!(text.contains("  in/list.json = tracklysms/create-offer\n"), "{text}");
    assert!(text.contains("3 JSON files have no contract yet: "), "{text}");
    assert_eq!(code(&offerlint(folder.path(), &["check", "--each", "in/list.json"], None)), 0);
    let configuration = fs::read_to_string(folder.path().join("offerlint.toml")).unwrap();
    assert!(configuration.contains("[files]\n\"in/list.json\" = "), "{configuration}");
}

#[test]
fn baseline_names_its_file_and_what_it_means() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "tracklysms/create-offer/a.json", BROKEN);
    let text = run(folder.path(), &["baseline"]);
    assert!(text.starts_with("1 finding written to .offerlint-baseline.json\n"), "{text}");
    assert!(text.contains("check reports only findings that are not in this file"), "{text}");
    assert!(!text.contains("--baseline"), "{text}");
    let named = run(folder.path(), &["baseline", "--baseline", "known.json"]);
    assert!(named.starts_with("1 finding written to known.json\n"), "{named}");
    assert!(named.contains("offerlint check --baseline known.json\n"), "{named}");
    run(folder.path(), &["check", "--baseline", "known.json"]);
}

#[test]
fn baseline_refuses_the_options_of_check_and_does_not_list_them() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "tracklysms/create-offer/a.json", BROKEN);
    let help = run(folder.path(), &["baseline", "--help"]);
    for option in [
        "--watch",
        "--show-files",
        "--show-settings",
        "--fail-on=never",
        "--no-baseline",
        "--prune",
        "--format=json",
        "--output=json=a.json",
        "--quiet",
        "--statistics",
        "--max-findings=1",
    ] {
        let output = offerlint(folder.path(), &["baseline", option], None);
        let name = option.split('=').next().unwrap();
        let message = format!("error: {name} belongs to check, not to baseline\n");
        assert_eq!((code(&output), stderr(&output)), (2, message), "{option}");
        assert!(!help.contains(name), "{help}");
    }
    for option in ["--fix", "--unsafe-fixes", "--diff"] {
        assert_eq!(code(&offerlint(folder.path(), &["baseline", option], None)), 2, "{option}");
        assert!(!help.contains(option), "{help}");
    }
    assert!(help.contains("--baseline") && help.contains("--contract"), "{help}");
    assert!(!folder.path().join(".offerlint-baseline.json").exists());
}

#[test]
fn rules_of_own_contracts_are_explained_and_their_names_checked() {
    let text = run(Path::new("."), &["explain", "schema/maximum"]);
    assert!(
        text.starts_with(
            "schema/maximum: a value violates the keyword `maximum` of your own JSON Schema,\n"
        ),
        "{text}"
    );
    let output = offerlint(Path::new("."), &["explain", "schema/maximun"], None);
    assert_eq!((code(&output), stdout(&output).as_str()), (2, ""));
    for (name, wanted) in [
        ("schema/maximun", "unknown rule `schema/maximun`; did you mean `schema/maximum`?"),
        ("nonsense", "unknown rule `nonsense`; `offerlint rules` lists the rules"),
    ] {
        let output = offerlint(Path::new("."), &["check", "--off", name, "examples"], None);
        assert_eq!((code(&output), stderr(&output)), (2, format!("error: {wanted}\n")), "{name}");
    }
    let output = offerlint(Path::new("."), &["check", "--off", "schema/maximum", "examples"], None);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
}
