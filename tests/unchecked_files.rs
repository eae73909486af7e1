//! Files that are not checked are reported.

#![cfg(feature = "cli")]

#[path = "support/process.rs"]
mod process;

use std::path::Path;

use process::{code, json, offerlint, stderr, stdout, write};

const CLEAN: &str = r#"{"name": "A", "tracking_url": "https://t.acme.io/c"}"#;

fn check(folder: &Path, arguments: &[&str]) -> std::process::Output {
    offerlint(folder, &[&["check"], arguments].concat(), None)
}

#[test]
fn a_folder_that_is_nearly_a_contract_is_an_error() {
    for (folder, meant) in [
        ("tracklysms/create-ofer", "tracklysms/create-offer"),
        ("gokart/update-offers", "gokart/update-offer"),
        ("GoKart/update_offer", "gokart/update-offer"),
        ("trackly-sms/create-offer", "tracklysms/create-offer"),
    ] {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "tracklysms/get-offer/x.ndjson", "");
        write(root.path(), &format!("{folder}/a.json"), CLEAN);
        write(root.path(), &format!("{folder}/b.json"), CLEAN);
        for arguments in [&[][..], &["."], &[&*format!("{folder}/a.json")]] {
            let output = check(root.path(), arguments);
            assert_eq!(code(&output), 2, "{folder} {arguments:?}");
            let error = stderr(&output);
            assert!(error.contains(&format!("{folder}/a.json")), "{error}");
            assert!(error.contains(&format!("did you mean {meant}?")), "{error}");
        }
    }
}

#[test]
fn folders_that_are_no_contract_are_no_error() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "tracklysms/create-offer/a.json", CLEAN);
    for folder in ["tracklysms/fixtures", "gokart/config", "vendor/update-offer", "a/b"] {
        write(root.path(), &format!("{folder}/x.json"), "{}");
    }
    let output = check(root.path(), &[]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
}

#[test]
fn files_without_a_contract_are_named() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "tracklysms/create-offer/a.json", CLEAN);
    for name in ["p.json", "q.json", "r.json", "s.json", "t.json"] {
        write(root.path(), name, "{}");
    }
    let printed = stdout(&check(root.path(), &[]));
    let line = "5 files not checked (--show-files says why): p.json, q.json, r.json and 2 more\n";
    assert!(printed.ends_with(line), "{printed}");
    let shown = stdout(&check(root.path(), &["--show-files"]));
    let reason = "q.json\tnot checked\tneither its folders nor offerlint.toml name its contract\n";
    assert!(shown.contains(reason), "{shown}");

    write(root.path(), "offerlint.toml", "unmatched = \"ignore\"\n");
    assert!(!stdout(&check(root.path(), &[])).contains("not checked"));
    write(root.path(), "offerlint.toml", "unmatched = \"error\"\n");
    let output = check(root.path(), &[]);
    assert_eq!(code(&output), 2);
    assert_eq!(stderr(&output).matches("it is not checked").count(), 5);
    write(root.path(), "offerlint.toml", "unmatched = \"errors\"\n");
    assert!(stderr(&check(root.path(), &[])).contains("did you mean \"error\"?"));
}

#[test]
fn names_like_json_in_the_folder_of_a_contract_are_named() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "tracklysms/create-offer/a.json", CLEAN);
    write(root.path(), "tracklysms/create-offer/b.jsonc", CLEAN);
    write(root.path(), "tracklysms/create-offer/c.json5", CLEAN);
    write(root.path(), "elsewhere/tsconfig.jsonc", "{}");
    let printed = stdout(&check(root.path(), &[]));
    assert!(printed.contains("2 files not checked"), "{printed}");
    assert!(printed.contains("b.jsonc") && printed.contains("c.json5"), "{printed}");
    let shown = stdout(&check(root.path(), &["--show-files"]));
    assert!(shown.contains("does not end in .json, .ndjson or .jsonl"), "{shown}");
}

#[test]
fn a_named_file_without_a_contract_gets_a_hint_by_its_fields() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "a.json", offerlint::Contract::GOKART_UPDATE_OFFER.sample());
    write(root.path(), "b.json", r#"{"name": "offerlint"}"#);
    let output = check(root.path(), &["a.json", "b.json"]);
    assert_eq!(code(&output), 2);
    let start = "neither its folders nor a configuration name its contract";
    for (file, hint) in [
        (
            "a.json",
            "it looks like gokart/update-offer: --contract gokart/update-offer checks it as such\n",
        ),
        ("b.json", "use --contract with one of tracklysms/create-offer, tracklysms/update-offer, "),
    ] {
        let wanted = format!("error: {file}: {start}; {hint}");
        assert!(stderr(&output).contains(&wanted), "{}", stderr(&output));
    }
}

#[test]
fn excluded_files_and_an_unread_standard_input_are_explained() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "tracklysms/create-offer/a.json", CLEAN);
    write(root.path(), "offerlint.toml", "exclude = [\"**\"]\n");
    for (arguments, wanted) in [
        (&["."][..], "no JSON file found; `include` and `exclude` of offerlint.toml apply\n"),
        (
            &["--stdin-filename", "a.json", "."],
            "--stdin-filename names standard input; write - to check it\n",
        ),
        (
            &["--output", "json=no/r.json", "tracklysms/create-offer/a.json"],
            "no/r.json: its folder does not exist\n",
        ),
    ] {
        let output = check(root.path(), arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(stderr(&output).contains(wanted), "{}", stderr(&output));
    }
}

#[test]
fn a_run_that_checks_nothing_prints_the_next_actions() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "x.json", "{}");
    let output = check(root.path(), &[]);
    assert_eq!(code(&output), 2);
    let error = stderr(&output);
    for part in ["nothing to check", "(x.json)", "--contract gokart/update-offer", "offerlint init"]
    {
        assert!(error.contains(part), "{part}: {error}");
    }
    // Here standard input is a pipe.
    assert!(error.contains("check standard input:"), "{error}");
    assert_eq!(error.lines().count(), 5, "{error}");
    assert!(error.lines().skip(1).all(|line| line.chars().count() <= 80), "{error}");
}

#[test]
fn configuration_without_effect_is_warned_about() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "tracklysms/create-offer/a.json", CLEAN);
    let offer = r#"{"name": "A", "tracking_url": "http://t.acme.io/c", "payout": 0}"#;
    write(root.path(), "tracklysms/create-offer/b.json", offer);
    let configuration = r#"
        [files]
        "tracklysms/**" = "tracklysms/create-offer"
        "payload/**" = "tracklysms/create-offer"
        [[overrides]]
        files = ["old/**"]
        rules = { url-insecure-http = "off" }
        [[allow]]
        rule = "url-insecure-http"
        reason = "a partner's server"
        [[allow]]
        rule = "cap-order"
        reason = "a mistake of the past"
    "#;
    write(root.path(), "offerlint.toml", configuration);
    let error = stderr(&check(root.path(), &[]));
    let warnings: Vec<&str> = error.lines().collect();
    assert_eq!(
        warnings,
        [
            "warning: offerlint.toml: the glob \"payload/**\" in [files] matches no file",
            "warning: offerlint.toml: the glob \"old/**\" in [[overrides]] matches no file",
            "warning: offerlint.toml: entry 2 of [[allow]] (cap-order) allows nothing",
        ]
    );
    // Of a part of the files nothing follows.
    for part in ["tracklysms", "tracklysms/create-offer/a.json"] {
        assert_eq!(stderr(&check(root.path(), &[part])), "");
    }
}

#[test]
fn a_baseline_takes_no_file_in_that_cannot_be_read() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "tracklysms/update-offer/a.json", "{");
    write(root.path(), "tracklysms/update-offer/b.json", r#"{"payout": "1"}"#);
    let output = offerlint(root.path(), &["baseline"], None);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let output = check(root.path(), &["--format", "json"]);
    assert_eq!(code(&output), 1);
    let found = json(&output);
    assert_eq!(found["diagnostics"].as_array().unwrap().len(), 1);
    assert_eq!(found["diagnostics"][0]["rule"], "json-syntax");
}

#[test]
fn a_contract_for_a_folder_leaves_files_of_other_contracts_alone() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "gokart/update-offer/g.json", "{}");
    write(root.path(), "x.json", CLEAN);
    let arguments = ["--contract", "tracklysms/create-offer", "."];
    let output = check(root.path(), &arguments);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    assert!(stdout(&output).contains("1 file not checked"), "{}", stdout(&output));
    let shown = stdout(&check(root.path(), &[&arguments[..], &["--show-files"]].concat()));
    assert!(shown.contains("its contract is gokart/update-offer"), "{shown}");
    // A file that is named gets the contract.
    let named = ["--contract", "tracklysms/create-offer", "gokart/update-offer/g.json"];
    assert_eq!(code(&check(root.path(), &named)), 1);
}

#[test]
fn piped_input_that_is_not_read_is_noticed() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "x.json", CLEAN);
    let arguments = ["check", "--contract", "tracklysms/create-offer"];
    let output = offerlint(root.path(), &arguments, Some(b"{}"));
    assert!(stderr(&output).contains("standard input is not read; write - to check it"));
}
