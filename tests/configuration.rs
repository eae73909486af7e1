//! offerlint.toml, discovery, NDJSON, and the baseline.
#![cfg(feature = "cli")]

#[path = "support/process.rs"]
mod process;

use std::path::Path;

use process::*;

fn check(folder: &Path, arguments: &[&str]) -> std::process::Output {
    let mut all = vec!["check", "--format", "json"];
    all.extend(arguments);
    offerlint(folder, &all, None)
}

#[test]
fn rules_and_overrides_and_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "tracklysms/create-offer/a.json", WARNED);
    write(at, "legacy/tracklysms/create-offer/b.json", WARNED);
    write(
        at,
        "offerlint.toml",
        "[rules]\nurl-insecure-http = \"error\"\n[[overrides]]\nfiles = \"legacy/**\"\nrules = { url-insecure-http = \"off\" }\n",
    );
    let output = check(at, &[]);
    assert_eq!(code(&output), 1);
    assert_eq!(found(&output), ["tracklysms/create-offer/a.json url-insecure-http /tracking_url"]);
    assert_eq!(code(&check(at, &["--warn", "url-insecure-http"])), 0);
    assert_eq!(found(&check(at, &["--warn", "url-insecure-http"])).len(), 2);
    assert_eq!(code(&check(at, &["--isolated"])), 0);
    assert_eq!(code(&check(&at.join("legacy"), &[])), 0);
    write(at, "legacy/offerlint.toml", "");
    assert_eq!(found(&check(at, &[])).len(), 2);
    let named = check(at, &["--config", "offerlint.toml"]);
    assert_eq!(found(&named).len(), 1);
}

#[test]
fn contracts_by_glob_include_and_exclude() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "payloads/tune/x/a.json", BROKEN);
    write(at, "payloads/tune/x/skip.fixture.json", BROKEN);
    write(at, "other/b.json", BROKEN);
    write(
        at,
        "offerlint.toml",
        "exclude = [\"*.fixture.json\"]\n[files]\n\"payloads/**/*.json\" = \"tracklysms/update-offer\"\n\"payloads/tune/**/*.json\" = \"tracklysms/create-offer\"\n",
    );
    let output = check(at, &[]);
    assert_eq!(found(&output), ["payloads/tune/x/a.json type-mismatch /payout"]);
    assert_eq!(json(&output)["diagnostics"][0]["contract"], "tracklysms/create-offer");
    assert_eq!(json(&output)["skipped"], 1);
    assert_eq!(found(&check(at, &["payloads/tune/x/skip.fixture.json"])).len(), 1);
    for exclude in ["tune", "tune/", "payloads/tune", "/payloads/tune/", "./payloads/**"] {
        write(at, "x.toml", format!("exclude = [\"{exclude}\"]\n"));
        let arguments = ["--config", "x.toml", "--contract", "tracklysms/create-offer"];
        assert_eq!(
            found(&check(at, &arguments)),
            ["other/b.json type-mismatch /payout"],
            "{exclude}"
        );
    }
    let listed = stdout(&offerlint(at, &["check", "--show-files"], None));
    assert_eq!(
        listed,
        "payloads/tune/x/a.json\ttracklysms/create-offer\tjson\nother/b.json\tnot checked\tneither its folders nor offerlint.toml name its contract\n"
    );
    let settings = stdout(&offerlint(at, &["check", "--show-settings"], None));
    assert!(settings.contains("contract: tracklysms/create-offer (json)"), "{settings}");
}

#[test]
fn configuration_errors_have_a_place() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "tracklysms/create-offer/a.json", CLEAN);
    for (text, wanted) in [
        (
            "failon = \"error\"",
            "offerlint.toml:1:1: `failon` is not a key of the configuration; did you mean `fail-on`?",
        ),
        (
            "\n[rules]\nurl-insecure-htp = \"off\"",
            "offerlint.toml:3:1: there is no rule `url-insecure-htp`; did you mean `url-insecure-http`?",
        ),
        (
            "[rules]\nuuid-nil = \"of\"",
            "offerlint.toml:2:12: \"of\" is not one of error, warning, info, off; did you mean \"off\"?",
        ),
        (
            "[files]\n\"*.json\" = \"tracklysms/create\"",
            "offerlint.toml:2:12: unknown contract `tracklysms/create`",
        ),
        ("include = 5", "offerlint.toml:1:11: a glob or a list of globs is expected here"),
        ("exclude = [\"[\"]", "offerlint.toml:1:12: "),
        ("[[allow]]\nrule = \"uuid-nil\"", "offerlint.toml:1:1: `reason` is missing"),
        (
            "[contracts.x]\nschema = \"../x.json\"",
            "offerlint.toml:2:10: the schema must be in the folder of this configuration",
        ),
        ("[contracts.x]\nschema = \"gone.json\"", "offerlint.toml:2:10: gone.json: "),
        ("x = ", "offerlint.toml:1:5: "),
    ] {
        write(at, "offerlint.toml", text);
        let output = offerlint(at, &["check"], None);
        assert_eq!(code(&output), 2, "{text}");
        assert!(stderr(&output).contains(wanted), "{text}: {}", stderr(&output));
    }
}

#[test]
fn init_writes_a_configuration_that_is_valid_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "tracklysms/create-offer/a.json", BROKEN);
    let before = found(&check(folder.path(), &[]));
    assert_eq!(code(&offerlint(folder.path(), &["init"], None)), 0);
    assert_eq!(found(&check(folder.path(), &[])), before);
    assert_eq!(code(&offerlint(folder.path(), &["init"], None)), 2);
}

#[test]
fn own_contracts_alone_and_on_top_of_built_in_ones() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(
        at,
        "house.json",
        r#"{"properties": {"payout": {"minimum": 1}}, "required": ["payout"]}"#,
    );
    write(
        at,
        "offerlint.toml",
        "[contracts.\"everflow/offer\"]\nschema = \"house.json\"\n[contracts.\"house/create\"]\nschema = \"house.json\"\nextends = \"tracklysms/create-offer\"\n[files]\n\"mine/*.json\" = \"house/create\"\n[rules]\n\"schema/minimum\" = \"warning\"\n",
    );
    write(at, "everflow/offer/a.json", "{\"payout\": 0.5}");
    write(at, "mine/b.json", "{\"name\": 5}");
    let output = check(at, &[]);
    assert_eq!(
        found(&output),
        [
            "everflow/offer/a.json schema/minimum /payout",
            "mine/b.json required-field-missing /tracking_url",
            "mine/b.json schema/required /payout",
            "mine/b.json type-mismatch /name",
        ]
    );
    assert_eq!(json(&output)["diagnostics"][0]["severity"], "warning");
    assert_eq!(json(&output)["diagnostics"][0]["column"], 12);
    assert_eq!(
        found(&check(at, &["--contract", "everflow/offer", "mine/b.json"])),
        ["mine/b.json schema/required /payout"]
    );
    write(at, "house.json", r#"{"type": "offer"}"#);
    let output = check(at, &[]);
    assert_eq!(code(&output), 2);
    assert!(
        stderr(&output).contains("the schema of `everflow/offer` cannot be used"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn allowed_findings_are_counted_and_not_reported() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "tracklysms/create-offer/a.json", BROKEN);
    write(
        at,
        "tracklysms/create-offer/b.json",
        r#"{"name": "A", "tracking_url": "https://t.acme.io/", "metadata": {"a": 1, "b": 2}}"#,
    );
    write(
        at,
        "offerlint.toml",
        "[[allow]]\nfiles = \"a.json\"\nrule = \"type-mismatch\"\nreason = \"known\"\n[[allow]]\nrule = \"metadata-value-not-string\"\npointer = \"/metadata/a\"\nreason = \"known\"\n",
    );
    let output = check(at, &[]);
    assert_eq!(
        found(&output),
        ["tracklysms/create-offer/b.json metadata-value-not-string /metadata/b"]
    );
    assert_eq!(json(&output)["summary"]["allowed"], 2);
    assert_eq!(json(&check(at, &["--fix"]))["summary"]["fixed"], 1);
    assert_eq!(std::fs::read_to_string(at.join("tracklysms/create-offer/a.json")).unwrap(), BROKEN);
}

#[test]
fn the_fail_level_moves() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "tracklysms/create-offer/a.json", WARNED);
    assert_eq!(code(&check(at, &[])), 0);
    assert_eq!(code(&check(at, &["--fail-on", "warning"])), 1);
    write(at, "offerlint.toml", "fail-on = \"warning\"");
    assert_eq!(code(&check(at, &[])), 1);
    assert_eq!(code(&check(at, &["--fail-on", "error"])), 0);
    write(at, "tracklysms/create-offer/b.json", BROKEN);
    assert_eq!(code(&check(at, &["--fail-on", "never"])), 0);
}

#[test]
fn a_baseline_hides_known_findings_and_reports_obsolete_ones() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "tracklysms/create-offer/a.json", BROKEN);
    write(at, "tracklysms/create-offer/b.ndjson", format!("{BROKEN}\n{BROKEN}\n"));
    let written = stdout(&offerlint(at, &["baseline"], None));
    assert!(written.starts_with("3 findings written to .offerlint-baseline.json\n"), "{written}");
    let output = check(at, &[]);
    assert_eq!(
        (code(&output), found(&output).len(), &json(&output)["summary"]["known"]),
        (0, 0, &3.into())
    );
    assert_eq!(found(&check(at, &["--no-baseline"])).len(), 3);
    // Lines may move; the value is what is known.
    write(at, "tracklysms/create-offer/a.json", format!("\n\n{BROKEN}"));
    assert_eq!(code(&check(at, &[])), 0);
    write(at, "tracklysms/create-offer/a.json", BROKEN.replace("2.50", "3.50"));
    write(at, "tracklysms/create-offer/b.ndjson", format!("{BROKEN}\n{BROKEN}\n{BROKEN}\n"));
    let output = check(at, &[]);
    assert_eq!(
        found(&output),
        [
            "tracklysms/create-offer/a.json type-mismatch /payout",
            "tracklysms/create-offer/b.ndjson type-mismatch /payout"
        ]
    );
    assert_eq!(json(&output)["summary"]["stale"], 1);
    let human = stdout(&offerlint(at, &["check"], None));
    assert!(human.contains("1 no longer needed in the baseline (--prune removes them)"), "{human}");
    assert_eq!(json(&check(at, &["--prune"]))["summary"]["stale"], 1);
    assert_eq!(json(&check(at, &[]))["summary"]["stale"], 0);
    assert_eq!(json(&check(at, &[]))["summary"]["known"], 2);
    assert_eq!(code(&check(at, &["--baseline", "gone.json"])), 2);
}

#[test]
fn discovery_respects_gitignore_and_hidden_files() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, ".gitignore", "ignored/\n");
    for name in ["a.json", "ignored/b.json", ".hidden/c.json", "d.JSON", "e.txt"] {
        write(at, &format!("tracklysms/create-offer/{name}"), BROKEN);
    }
    let files = |arguments: &[&str]| -> Vec<String> {
        let found = found(&check(at, arguments));
        found
            .iter()
            .map(|f| {
                f.split(' ').next().unwrap().rsplit("create-offer/").next().unwrap().to_owned()
            })
            .collect()
    };
    assert_eq!(files(&[]), ["a.json", "d.JSON"]);
    assert_eq!(files(&["--no-ignore"]), ["a.json", "d.JSON", "ignored/b.json"]);
    assert_eq!(files(&["--hidden"]), [".hidden/c.json", "a.json", "d.JSON"]);
    assert_eq!(files(&["tracklysms/create-offer/ignored/b.json"]), ["ignored/b.json"]);
}

#[test]
fn ndjson_is_read_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let text = format!("\u{feff}{CLEAN}\r\n\n{{\"name\": 1,\n  {BROKEN}\n{WARNED}");
    write(at, "tracklysms/create-offer/a.ndjson", &text);
    let output = check(at, &["tracklysms"]);
    let diagnostics = json(&output)["diagnostics"].as_array().unwrap().clone();
    let places: Vec<_> = diagnostics
        .iter()
        .map(|d| {
            (
                d["rule"].as_str().unwrap(),
                d["line"].as_u64().unwrap(),
                d["column"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        places,
        [
            ("json-bom", 1, 1),
            ("json-syntax", 3, 12),
            ("type-mismatch", 4, 65),
            ("url-insecure-http", 5, 31)
        ]
    );
    assert_eq!(diagnostics[2]["pointer"], "/payout");
    let edit = &diagnostics[2]["fix"]["edits"][0];
    let (start, end) =
        (edit["start"].as_u64().unwrap() as usize, edit["end"].as_u64().unwrap() as usize);
    assert_eq!(&text[start..end], "\"2.50\"");
    let piped = offerlint(
        at,
        &["check", "--format", "json", "--ndjson", "--contract", "tracklysms/create-offer", "-"],
        Some(text.as_bytes()),
    );
    assert_eq!(found(&piped).len(), 4);
    let named = offerlint(
        at,
        &[
            "check",
            "--format",
            "json",
            "--stdin-filename",
            "x/tracklysms/create-offer/b.jsonl",
            "-",
        ],
        Some(text.as_bytes()),
    );
    assert_eq!(found(&named)[2], "x/tracklysms/create-offer/b.jsonl type-mismatch /payout");
    let fixed = check(at, &["--fix", "tracklysms"]);
    assert_eq!(json(&fixed)["summary"]["fixed"], 2);
    let after = std::fs::read_to_string(at.join("tracklysms/create-offer/a.ndjson")).unwrap();
    assert_eq!(after, text.replace('\u{feff}', "").replace("\"2.50\"", "2.50"));
}

#[test]
fn a_line_over_the_limit_is_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    let long = format!("{{\"name\": \"{}\"}}", "x".repeat(5000));
    let text = format!("{CLEAN}\n{long}\n{BROKEN}\n");
    let arguments = [
        "check",
        "--format",
        "json",
        "--ndjson",
        "--line-limit",
        "1000",
        "--contract",
        "tracklysms/create-offer",
        "-",
    ];
    let output = offerlint(folder.path(), &arguments, Some(text.as_bytes()));
    assert_eq!(found(&output), ["- json-syntax ", "- type-mismatch /payout"]);
    assert_eq!(
        (&json(&output)["diagnostics"][0]["line"], &json(&output)["diagnostics"][1]["line"]),
        (&2.into(), &3.into())
    );
}

#[test]
fn each_item_of_an_array_is_a_payload() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("[\n  {CLEAN},\n  {BROKEN}, {WARNED}\n]");
    let arguments = |more: &[&'static str]| {
        let mut all = vec!["check", "--format", "json", "--contract", "tracklysms/create-offer"];
        all.extend(more);
        all.push("-");
        all
    };
    let output = offerlint(folder.path(), &arguments(&["--each"]), Some(text.as_bytes()));
    assert_eq!(
        found(&output),
        ["- type-mismatch /1/payout", "- url-insecure-http /2/tracking_url"]
    );
    assert_eq!(
        (&json(&output)["diagnostics"][0]["line"], &json(&output)["diagnostics"][0]["column"]),
        (&3.into(), &65.into())
    );
    let single = offerlint(folder.path(), &arguments(&["--each"]), Some(BROKEN.as_bytes()));
    assert_eq!(found(&single), ["- type-mismatch /payout"]);
    let whole = offerlint(folder.path(), &arguments(&[]), Some(text.as_bytes()));
    assert_eq!(found(&whole), ["- type-mismatch "]);
    let fixed = offerlint(folder.path(), &arguments(&["--each", "--fix"]), Some(text.as_bytes()));
    assert_eq!(stdout(&fixed), text.replace("\"2.50\"", "2.50"));
}

#[test]
fn large_ndjson_keeps_its_order_for_any_block_size() {
    let folder = tempfile::tempdir().unwrap();
    let lines: String = (0..40_000)
        .map(|n| if n % 1000 == 7 { format!("{BROKEN}\n") } else { format!("{CLEAN}\n") })
        .collect();
    write(folder.path(), "tracklysms/create-offer/a.jsonl", &lines);
    let output = check(folder.path(), &[]);
    let places: Vec<u64> = json(&output)["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["line"].as_u64().unwrap())
        .collect();
    assert_eq!(places, (0..40).map(|n| n * 1000 + 8).collect::<Vec<_>>());
    let summary = &json(&output)["summary"];
    assert_eq!((&summary["files"], &summary["files_with_findings"]), (&1.into(), &1.into()));
}

#[test]
fn examples_schemas_and_completions_are_printed() {
    let at = Path::new(".");
    for contract in offerlint::Contract::all() {
        let example = offerlint(at, &["example", contract.name()], None);
        let checked =
            offerlint(at, &["check", "--contract", contract.name(), "-"], Some(&example.stdout));
        assert_eq!(code(&checked), 0, "{contract}");
        assert_eq!(
            json(&offerlint(at, &["schema", contract.name()], None))["title"],
            contract.name()
        );
    }
    assert_eq!(code(&offerlint(at, &["example", "gokart/updat-offer"], None)), 2);
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(
            stdout(&offerlint(at, &["completions", shell], None)).contains("offerlint"),
            "{shell}"
        );
    }
    assert!(stdout(&offerlint(at, &["man"], None)).contains(".TH offerlint"));
    assert_eq!(stdout(&offerlint(at, &["contracts"], None)).lines().count(), 9);
}

#[test]
fn paths_with_dots_find_the_right_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "a/offerlint.toml", "[rules]\ntype-mismatch = \"off\"\n");
    write(at, "b/tracklysms/create-offer/x.json", BROKEN);
    assert_eq!(found(&check(&at.join("a"), &["../b"])).len(), 1);
    write(at, "offerlint.toml", "[files]\n\"p/*.json\" = \"tracklysms/create-offer\"\n");
    write(at, "p/x.json", BROKEN);
    assert_eq!(found(&check(&at.join("p"), &["--config", "../offerlint.toml", "x.json"])).len(), 1);
}

#[test]
fn hidden_files_and_files_reached_twice() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "tracklysms/create-offer/.a.json", BROKEN);
    write(at, "tracklysms/create-offer/b.json", BROKEN);
    let twice = check(
        at,
        &["tracklysms", "tracklysms/create-offer/b.json", "./tracklysms/create-offer/b.json"],
    );
    assert_eq!(found(&twice), ["tracklysms/create-offer/b.json type-mismatch /payout"]);
    assert_eq!(found(&check(at, &["--hidden"])).len(), 2);
}

#[test]
fn pruning_keeps_entries_that_this_run_could_not_check() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "tracklysms/create-offer/a.json", BROKEN);
    assert_eq!(code(&offerlint(at, &["baseline"], None)), 0);
    assert_eq!(json(&check(at, &["--off", "type-mismatch", "--prune"]))["summary"]["stale"], 0);
    assert_eq!(json(&check(at, &[]))["summary"]["known"], 1);
    assert_eq!(code(&offerlint(at, &["baseline", "no-such-path"], None)), 2);
    assert_eq!(json(&check(at, &[]))["summary"]["known"], 1);
    // A diff changes nothing, not even what is known.
    let diff = offerlint(at, &["check", "--diff"], None);
    assert_eq!(code(&diff), 0);
    assert!(stdout(&diff).contains("1 in the baseline"), "{}", stdout(&diff));
    std::fs::create_dir(at.join("ci")).unwrap();
    offerlint(at, &["baseline", "--no-ignore", "--baseline", "ci/base.json", "tracklysms"], None);
    let stored = std::fs::read_to_string(at.join("ci/base.json")).unwrap();
    assert!(stored.contains("\"../tracklysms/create-offer/a.json\""), "{stored}");
}

#[test]
fn counts_of_a_baseline_do_not_wrap() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "tracklysms/create-offer/a.json", CLEAN);
    let entry = |file: &str| {
        serde_json::json!({
            "file": file, "rule": "type-mismatch", "pointer": "/payout",
            "fingerprint": "0000000000000000", "count": usize::MAX,
        })
    };
    let findings = [entry("gone.json"), entry("gone-too.json")];
    let baseline = serde_json::json!({"version": 1, "findings": findings});
    write(at, ".offerlint-baseline.json", baseline.to_string());
    let output = check(at, &[]);
    assert_eq!((code(&output), &json(&output)["summary"]["stale"]), (0, &usize::MAX.into()));
}

#[test]
fn names_of_schema_rules_are_checked_too() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "tracklysms/create-offer/a.json", CLEAN);
    write(folder.path(), "offerlint.toml", "[rules]\n\"schema/maximun\" = \"off\"\n");
    let output = check(folder.path(), &[]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("did you mean `schema/maximum`?"), "{}", stderr(&output));
}

#[test]
fn a_broken_line_does_not_stop_the_fixes_of_others() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = BROKEN.as_bytes().to_vec();
    text.extend(b"\n\xff\n");
    write(folder.path(), "tracklysms/create-offer/a.ndjson", &text);
    let output = check(folder.path(), &["--fix"]);
    assert_eq!((code(&output), &json(&output)["summary"]["fixed"]), (1, &1.into()));
    let after = std::fs::read(folder.path().join("tracklysms/create-offer/a.ndjson")).unwrap();
    assert!(after.ends_with(b"2.50}\n\xff\n"));
}

#[test]
#[cfg(unix)]
fn what_cannot_be_fixed_is_still_reported() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "tracklysms/create-offer/a.json", BROKEN);
    let path = folder.path().join("tracklysms/create-offer/a.json");
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o444)).unwrap();
    let output = check(folder.path(), &["--fix"]);
    assert_eq!((code(&output), found(&output).len()), (2, 1));
    assert!(json(&output)["errors"][0]["message"].as_str().unwrap().contains("read-only"));
}

#[test]
fn hostile_globs_are_refused_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "tracklysms/create-offer/a.json", CLEAN);
    let deep = |depth: usize| format!("{}{}", "{a,".repeat(depth), "}".repeat(depth));
    let braces = "a glob has at most 32 opening braces";
    for (glob, wanted) in [
        (deep(33), braces),
        (deep(250), braces),
        (deep(100_000), "a glob has at most 1024 characters"),
        ("{[}]".repeat(200), braces),
        ("?".repeat(1025), "a glob has at most 1024 characters"),
    ] {
        for (text, place) in [
            (format!("include = [\n  '{glob}']\n"), "2:3"),
            (format!("exclude = '{glob}'\n"), "1:11"),
            (format!("[files]\n'{glob}' = 'tracklysms/create-offer'\n"), "2:1"),
            (format!("[[overrides]]\nfiles = '{glob}'\nrules = {{}}\n"), "2:9"),
            (
                format!("[[allow]]\nrule = 'json-syntax'\nreason = 'x'\npointer = '{glob}'\n"),
                "4:11",
            ),
        ] {
            write(at, "offerlint.toml", text);
            let output = check(at, &[]);
            assert_eq!(code(&output), 2, "{place}");
            let said = stderr(&output);
            assert!(said.contains(&format!("offerlint.toml:{place}: {wanted}")), "{said}");
        }
    }
    for glob in [deep(32), "?".repeat(1024), "[!b]".repeat(256), "**/".repeat(341) + "x"] {
        write(at, "offerlint.toml", format!("exclude = '{glob}'\n"));
        assert_eq!(code(&check(at, &[])), 0, "{glob}");
    }
}

#[test]
fn a_configuration_nested_too_deep_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "tracklysms/create-offer/a.json", CLEAN);
    let depth = 100_000;
    let schema = "[contracts.house]\nschema = 'house.json'\n";
    for (text, schema) in [
        (format!("include = {}{}", "[".repeat(depth), "]".repeat(depth)), String::new()),
        (format!("include = {}1{}", "{a=".repeat(depth), "}".repeat(depth)), String::new()),
        (format!("a{} = 1", ".a".repeat(depth)), String::new()),
        (schema.to_owned(), format!("{}true{}", "{\"not\":".repeat(depth), "}".repeat(depth))),
    ] {
        write(at, "offerlint.toml", text);
        write(at, "house.json", schema);
        let output = check(at, &[]);
        assert_eq!(code(&output), 2);
        assert!(stderr(&output).contains("offerlint.toml:"), "{}", stderr(&output));
    }
}

#[test]
fn errors_on_wrong_values_name_the_valid_ones() {
    for (text, message) in [
        (
            "fail-on = \"warn\"",
            "\"warn\" is not one of error, warning, never; did you mean \"warning\"?",
        ),
        (
            "[rules]\ncap-order = 1",
            "one of \"error\", \"warning\", \"info\", \"off\" is expected here",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("offerlint.toml"), text).unwrap();
        std::fs::write(folder.path().join("a.json"), "{}").unwrap();
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_offerlint"))
            .current_dir(folder.path())
            .args(["check", "--contract", "create-offer", "a.json"])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn a_glob_under_contracts_belongs_under_files() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "x.json", "{}");
    write(folder.path(), "offerlint.toml", "[contracts]\n\"pay/**\" = \"gokart/update-offer\"\n");
    let output = offerlint(folder.path(), &["check", "x.json"], None);
    assert_eq!(code(&output), 2);
    let error = stderr(&output);
    assert!(error.contains("offerlint.toml:2:12"), "{error}");
    assert!(error.contains("write \"pay/**\" = … under [files]"), "{error}");
}

#[test]
fn the_end_of_the_name_of_an_own_contract_is_enough() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "x.json", "{}");
    write(folder.path(), "house.json", r#"{"required": ["a"]}"#);
    let configuration = "[contracts.\"house/special\"]\nschema = \"house.json\"\n";
    write(folder.path(), "offerlint.toml", configuration);
    let arguments = ["check", "--contract", "special", "x.json", "--format", "json"];
    let output = offerlint(folder.path(), &arguments, None);
    assert_eq!(json(&output)["diagnostics"][0]["contract"], "house/special");
}
