//! The binary as a process.
#![cfg(feature = "cli")]

#[path = "support/process.rs"]
mod process;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use process::*;

#[test]
fn the_examples_are_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = offerlint(root, &["check", "examples"], None);
    assert_eq!((code(&output), stdout(&output).as_str()), (0, "no problems in 12 files\n"));
}

#[test]
fn json_has_every_member() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "in/tracklysms/create-offer/a.json", BROKEN);
    let output = offerlint(folder.path(), &["check", "--format", "json", "in"], None);
    assert_eq!(code(&output), 1);
    let json = json(&output);
    let expected = serde_json::json!({
        "file": "in/tracklysms/create-offer/a.json",
        "contract": "tracklysms/create-offer",
        "rule": "type-mismatch",
        "severity": "error",
        "pointer": "/payout",
        "message": "`payout` is the string \"2.50\"; it must be a number",
        "help": "write the number without quotes",
        "line": 1, "column": 63, "end_line": 1, "end_column": 69, "start": 62, "end": 68,
        "api_code": null, "http_status": null,
        "related": [],
        "fix": {
            "message": "write 2.50",
            "applicability": "safe",
            "edits": [{"start": 62, "end": 68, "replacement": "2.50"}],
        },
    });
    assert_eq!(json["diagnostics"], serde_json::json!([expected]));
    for member in ["version", "diagnostics", "errors", "skipped", "summary"] {
        assert!(json.get(member).is_some(), "{member}");
    }
    assert_eq!(json["summary"]["errors"], 1);
    assert!(output.stderr.is_empty());
}

#[test]
fn related_places_have_all_members() {
    let folder = tempfile::tempdir().unwrap();
    let text = "{\"payout\": 1,\n \"payout\": 2}";
    let arguments = ["check", "--format", "json", "--contract", "tracklysms/update-offer", "-"];
    let output = offerlint(folder.path(), &arguments, Some(text.as_bytes()));
    assert_eq!(code(&output), 0);
    let json = json(&output);
    assert_eq!(json["diagnostics"][0]["file"], "-");
    assert_eq!(
        json["diagnostics"][0]["related"],
        serde_json::json!([{
            "pointer": "/payout", "message": "this earlier value is ignored",
            "line": 1, "column": 2, "end_line": 1, "end_column": 10, "start": 1, "end": 9,
        }])
    );
}

#[test]
fn exit_statuses() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "tracklysms/create-offer/clean.json", CLEAN);
    write(at, "tracklysms/create-offer/warned.json", WARNED);
    write(at, "tracklysms/create-offer/broken.json", BROKEN);
    write(at, "other/x.json", "{}");
    let run = |arguments: &[&str]| code(&offerlint(at, arguments, None));
    assert_eq!(run(&["check", "tracklysms/create-offer/clean.json"]), 0);
    assert_eq!(run(&["check", "tracklysms/create-offer/warned.json"]), 0);
    assert_eq!(run(&["check", "tracklysms/create-offer/broken.json"]), 1);
    assert_eq!(run(&["check"]), 1);
    assert_eq!(run(&["check", "missing.json", "tracklysms"]), 2);
    assert_eq!(run(&["check", "other/x.json"]), 2);
    assert_eq!(run(&["check", "other"]), 2);
    assert_eq!(run(&["check", "--contract", "tracklysms/creat-offer", "other"]), 2);
    assert_eq!(run(&["check", "--nonsense"]), 2);
    assert_eq!(run(&["check", "--now", "today", "tracklysms"]), 2);
    assert_eq!(run(&["check", "--off", "no-such-rule", "tracklysms"]), 2);
    assert_eq!(run(&["check", "--unsafe-fixes", "tracklysms"]), 2);
    assert_eq!(run(&["--help"]), 0);
    assert_eq!(run(&["check", "-"]), 2);
}

#[test]
fn a_failure_overrides_an_error_and_findings_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "tracklysms/create-offer/broken.json", BROKEN);
    let arguments =
        ["check", "--format", "json", "tracklysms", "tracklysms/create-offer/gone.json"];
    let output = offerlint(folder.path(), &arguments, None);
    assert_eq!(code(&output), 2);
    assert_eq!(found(&output), ["tracklysms/create-offer/broken.json type-mismatch /payout"]);
    assert_eq!(json(&output)["errors"][0]["file"], "tracklysms/create-offer/gone.json");
}

#[test]
fn files_without_a_contract_are_skipped_when_found_and_refused_when_named() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a/tracklysms/create-offer/x/deep.json", BROKEN);
    write(folder.path(), "a/package.json", "{}");
    let output = offerlint(folder.path(), &["check", "--format", "json", "a"], None);
    assert_eq!(found(&output), ["a/tracklysms/create-offer/x/deep.json type-mismatch /payout"]);
    assert_eq!(json(&output)["skipped"], 1);
    let output = offerlint(folder.path(), &["check", "a/package.json"], None);
    assert!(
        stderr(&output).contains("tracklysms/create-offer, tracklysms/update-offer"),
        "{}",
        stderr(&output)
    );
    let output = offerlint(
        &folder.path().join("a/tracklysms/create-offer"),
        &["check", "--format", "json"],
        None,
    );
    assert_eq!(found(&output), ["x/deep.json type-mismatch /payout"]);
}

#[test]
fn request_lines_supply_contract_and_context_and_are_checked_once() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.json", r#"{"payout": 1}"#);
    write(folder.path(), "b.json", r#"{"payout": -1}"#);
    let request = "PUT https://app.tracklysms.com/api/v2/offers/ofr_x?verbose=1";
    let output = offerlint(
        folder.path(),
        &["check", "--format", "json", "--request", request, "a.json", "b.json"],
        None,
    );
    assert_eq!(
        found(&output),
        [
            "- object-id-format @path/id",
            "- unknown-field @query/verbose",
            "b.json number-negative /payout"
        ]
    );
    assert_eq!(json(&output)["diagnostics"][0]["line"], Value::Null);
    assert_eq!(json(&output)["diagnostics"][0]["contract"], "tracklysms/update-offer");

    let output = offerlint(
        folder.path(),
        &[
            "check",
            "--format",
            "json",
            "--request",
            "GET /v2/offers?per_page=500&status=gone&page=0&page=0",
        ],
        None,
    );
    assert_eq!(code(&output), 1);
    assert_eq!(
        found(&output),
        [
            "- per-page-too-large @query/per_page",
            "- invalid-status @query/status",
            "- duplicate-key @query/page",
            "- page-not-positive @query/page",
        ]
    );

    let gokart = "PUT /v1/sdk-offer-management/affiliate/offers/x";
    let output =
        offerlint(folder.path(), &["check", "--format", "json", "--request", gokart], None);
    assert_eq!(found(&output), ["- invalid-product @path/product", "- uuid-format @path/id"]);
    assert_eq!(json(&output)["diagnostics"][0]["http_status"], 403);

    let output =
        offerlint(folder.path(), &["check", "--request", "GET /v2/offers", "a.json"], None);
    assert_eq!(code(&output), 2);
    let output = offerlint(
        folder.path(),
        &[
            "check",
            "--request",
            "POST /v2/offers",
            "--contract",
            "tracklysms/update-offer",
            "a.json",
        ],
        None,
    );
    assert_eq!(code(&output), 2);
    let output = offerlint(
        folder.path(),
        &[
            "check",
            "--request",
            "POST /v2/offers",
            "--contract",
            "tracklysms/create-offer",
            "a.json",
        ],
        None,
    );
    assert_eq!(code(&output), 1);
    assert_eq!(
        code(&offerlint(folder.path(), &["check", "--request", "DELETE /v2/offers"], None)),
        2
    );
}

#[test]
fn responses_are_compared_with_the_query() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = "examples/tracklysms/list-offers/first-page.json";
    let output = offerlint(
        root,
        &["check", "--format", "json", "--response", "GET /api/v2/offers?status=paused", list],
        None,
    );
    assert_eq!(
        found(&output),
        [
            format!("{list} list-status-mismatch /offers/0/status"),
            format!("{list} list-status-mismatch /offers/1/status"),
        ]
    );
    let get = "examples/tracklysms/get-offer/summer-promo.json";
    let output = offerlint(
        root,
        &[
            "check",
            "--format",
            "json",
            "--response",
            "GET /v2/offers/664f1a2b3c4d5e6f7a8b9c0e",
            get,
        ],
        None,
    );
    assert_eq!(found(&output), [format!("{get} path-id-mismatch /id")]);
    assert_eq!(code(&output), 0);
    let update = "examples/gokart/update-offer/single-event.json";
    let output = offerlint(
        root,
        &["check", "--format", "json", "--now", "2027-01-01T00:00:00Z", update],
        None,
    );
    assert_eq!(found(&output), [format!("{update} end-date-past /endDate")]);
}

#[test]
fn fixes_are_written_with_permissions_kept() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "tracklysms/create-offer/a.json", BROKEN);
    let path = folder.path().join("tracklysms/create-offer/a.json");
    #[cfg(unix)]
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o640)).unwrap();
    let output = offerlint(folder.path(), &["check", "--diff"], None);
    assert!(stdout(&output).contains(
        "-{\"name\": \"A\", \"tracking_url\": \"https://t.acme.io/\", \"payout\": \"2.50\"}\n"
    ));
    assert!(stdout(&output).contains(
        "+{\"name\": \"A\", \"tracking_url\": \"https://t.acme.io/\", \"payout\": 2.50}\n"
    ));
    assert_eq!(fs::read_to_string(&path).unwrap(), BROKEN);
    let output = offerlint(folder.path(), &["check", "--fix", "--format", "json"], None);
    assert_eq!(code(&output), 0);
    assert_eq!(json(&output)["fixed"][0]["rule"], "type-mismatch");
    assert_eq!(fs::read_to_string(&path).unwrap(), BROKEN.replace("\"2.50\"", "2.50"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    let output = offerlint(folder.path(), &["check", "--fix"], None);
    assert_eq!(stdout(&output), "no problems in 1 file\n");
}

#[test]
fn unsafe_fixes_need_an_option() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "tracklysms/create-offer/a.json", WARNED);
    let path = folder.path().join("tracklysms/create-offer/a.json");
    let output = offerlint(folder.path(), &["check", "--fix"], None);
    assert!(stdout(&output).contains("1 fixable with --fix --unsafe-fixes"), "{}", stdout(&output));
    assert_eq!(fs::read_to_string(&path).unwrap(), WARNED);
    let output = offerlint(folder.path(), &["check", "--fix", "--unsafe-fixes"], None);
    assert!(stdout(&output).contains("fixed 1 finding (url-insecure-http)"), "{}", stdout(&output));
    assert_eq!(fs::read_to_string(&path).unwrap(), CLEAN);
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["check", "--fix", "--contract", "tracklysms/create-offer", "-"];
    let output = offerlint(folder.path(), &arguments, Some(BROKEN.as_bytes()));
    assert_eq!(stdout(&output), BROKEN.replace("\"2.50\"", "2.50"));
    assert!(stderr(&output).contains("fixed 1 finding (type-mismatch)"));
    let output = offerlint(folder.path(), &arguments, Some(CLEAN.as_bytes()));
    assert_eq!(stdout(&output), CLEAN);
}

#[test]
fn levels_can_be_changed() {
    let folder = tempfile::tempdir().unwrap();
    let run = |more: &[&str]| {
        let mut arguments =
            vec!["check", "--format", "json", "--contract", "tracklysms/create-offer"];
        arguments.extend(more);
        arguments.push("-");
        offerlint(folder.path(), &arguments, Some(WARNED.as_bytes()))
    };
    assert_eq!(code(&run(&["--error", "url-insecure-http"])), 1);
    assert_eq!(found(&run(&["--off", "url-insecure-http"])), Vec::<String>::new());
    let output = run(&[
        "--select",
        "url-reserved-example-domain,url-too-long",
        "--select",
        "placeholder-value",
    ]);
    assert_eq!(found(&output).len(), 1);
    let output = run(&["--off", "url-insecure-htp"]);
    assert_eq!(
        stderr(&output),
        "error: unknown rule `url-insecure-htp`; did you mean `url-insecure-http`?\n"
    );
}

#[test]
fn rules_are_explained_and_listed() {
    let folder = tempfile::tempdir().unwrap();
    let output = offerlint(folder.path(), &["explain", "cap-order", "uuid-nil"], None);
    assert_eq!(code(&output), 0);
    for rule in [
        "cap-order: a cap is smaller",
        "uuid-nil: the UUID is all zeros",
        "source:",
        "Bad (gokart/update-offer",
    ] {
        assert!(stdout(&output).contains(rule), "{rule}");
    }
    let output = offerlint(folder.path(), &["explain", "cap-ordre"], None);
    assert_eq!(
        (code(&output), stderr(&output).as_str()),
        (2, "error: unknown rule `cap-ordre`; did you mean `cap-order`?\n")
    );
    let output = offerlint(folder.path(), &["explain", "nonsense"], None);
    let expected =
        "error: unknown rule or error code `nonsense`; `offerlint rules` lists the rules\n";
    assert_eq!((code(&output), stderr(&output).as_str()), (2, expected));
    let output = offerlint(folder.path(), &["rules", "--format", "json"], None);
    let rules = json(&output);
    let count = offerlint::rules::all().count();
    assert_eq!(rules.as_array().unwrap().len(), count);
    let rule =
        rules.as_array().unwrap().iter().find(|rule| rule["name"] == "name-too-long").unwrap();
    assert_eq!(
        *rule,
        serde_json::json!({
            "name": "name-too-long", "severity": "error", "default": "on",
            "evidence": "stated: the API pages, field `name` of the requests",
            "api_code": "name_too_long", "http_status": 400, "fix": "unsafe",
            "summary": "the name has more than 255 characters",
        })
    );
}

/// With `OFFERLINT_BLESS=1` the file is written instead of compared.
#[test]
fn the_rule_reference_has_not_drifted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = offerlint(root, &["rules", "--format", "markdown"], None);
    let path = root.join("docs/rules.md");
    if std::env::var_os("OFFERLINT_BLESS").is_some() {
        fs::create_dir_all(root.join("docs")).unwrap();
        fs::write(&path, &output.stdout).unwrap();
    }
    assert!(
        fs::read(path).unwrap_or_default() == output.stdout,
        "docs/rules.md has drifted; run the tests with OFFERLINT_BLESS=1"
    );
}

#[test]
fn secrets_are_shown_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let key = "trk_0123456789abcdef0123456789abcdef";
    let text = format!(
        "{{\"name\": \" {key} \", \"{key}\": 1, \"tracking_url\": \"https://t.acme.io/?k={key} x\",\n \"payout\": \"{key}\", \"status\": \"\\u0074{}\"}}",
        &key[1..]
    );
    write(folder.path(), "tracklysms/create-offer/a.json", &text);
    for arguments in [&["check"][..], &["check", "--format", "json"], &["check", "--diff"]] {
        let output = offerlint(folder.path(), arguments, None);
        assert!(
            !stdout(&output).contains("0123456789abcdef0123456789abcdef"),
            "{}",
            stdout(&output)
        );
        assert!(!stderr(&output).contains("0123456789abcdef0123456789abcdef"));
    }
}

#[test]
fn hostile_text_never_reaches_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let text = "{\"name\": \"A\\u001b[31m\\u202e\", \"tracking_url\": \"https://t.acme.io/\u{202e}\u{9b}31m\", \"k\u{7f}\u{200b}\": \"\u{1b}[2J\"}";
    write(folder.path(), "tracklysms/create-offer/a.json", text);
    write(folder.path(), "tracklysms/create-offer/b.json", text.replace('\u{1b}', "x"));
    let output = offerlint(folder.path(), &["check", "--color", "never"], None);
    let hazard = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{200b}');
    assert!(!stdout(&output).contains(hazard), "{:?}", stdout(&output));
    assert!(stdout(&output).contains("unknown-field"));
}

#[test]
fn a_closed_pipe_is_no_crash() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_offerlint"))
        .current_dir(root)
        .args(["rules", "--format", "markdown"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
}

#[test]
fn the_help_has_the_table_of_requests() {
    let output = offerlint(Path::new("."), &["check", "--help"], None);
    for contract in offerlint::Contract::all() {
        assert!(stdout(&output).contains(contract.name()), "{contract}");
        assert!(stdout(&output).contains(contract.endpoint().path()), "{contract}");
    }
}

#[test]
fn diffs_keep_line_endings_and_positions() {
    let folder = tempfile::tempdir().unwrap();
    let text = "{\r\n  \"name\": \"f\",\r\n  \"payout\": \"2.50\",\r\n  \"tracking_url\": \"https://t.acme.io/\"\r\n}\r\n";
    write(folder.path(), "tracklysms/create-offer/a.json", text);
    let diff = offerlint(folder.path(), &["check", "--diff", "--output", "rdjson=r.json"], None);
    assert!(
        stdout(&diff).contains("-  \"payout\": \"2.50\",\r\n+  \"payout\": 2.50,\r\n"),
        "{:?}",
        stdout(&diff)
    );
    let report: Value =
        serde_json::from_slice(&fs::read(folder.path().join("r.json")).unwrap()).unwrap();
    let range = &report["diagnostics"][0]["location"]["range"];
    assert_eq!(
        (&range["start"]["column"], &range["end"]["column"], &range["end"]["line"]),
        (&13.into(), &19.into(), &3.into())
    );
}

#[test]
fn fixing_continues_when_the_output_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..400 {
        write(folder.path(), &format!("tracklysms/create-offer/{number:03}.json"), BROKEN);
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_offerlint"))
        .current_dir(folder.path())
        .args(["check", "--fix"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let fixed = |number| {
        fs::read_to_string(folder.path().join(format!("tracklysms/create-offer/{number:03}.json")))
    };
    assert!((0..400).all(|number| fixed(number).unwrap().contains(": 2.50")));
}

#[test]
fn a_contract_may_be_named_by_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let check = |contract: &str| {
        let arguments = ["check", "--format", "concise", "--contract", contract, "-"];
        offerlint(folder.path(), &arguments, Some(br#"{"name": "A"}"#))
    };
    let output = check("create-offer");
    assert_eq!(code(&output), 1);
    assert!(stdout(&output).contains("error[required-field-missing] "), "{}", stdout(&output));
    for (contract, message) in [
        (
            "update-offer",
            "error: `update-offer` may be `tracklysms/update-offer` or `gokart/update-offer`\n",
        ),
        (
            "create-ofer",
            "error: unknown contract `create-ofer`; did you mean `tracklysms/create-offer`?\n",
        ),
    ] {
        let output = check(contract);
        assert_eq!((code(&output), stderr(&output).as_str()), (2, message));
    }
}

#[test]
fn options_of_other_tools_get_a_hint() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("summer.json"), "{}").unwrap();
    for (arguments, hint) in [
        (&["summer.json"][..], "to check files, write 'offerlint check summer.json'"),
        (&["payloads/x"], "to check files, write 'offerlint check payloads/x'"),
        (&["lint"], "to check files, write 'offerlint check'"),
        (&["fix"], "to correct files, write 'offerlint check --fix'"),
        (&["check", "--ignore", "cap-order"], "to turn a rule off, write '--off RULE'"),
        (&["check", "--disable=cap-order"], "to turn a rule off, write '--off RULE'"),
        (&["check", "--enable", "url-too-long"], "to turn a rule on, write '--select RULE'"),
        (&["explian"], "'explain'"),
    ] {
        let output = offerlint(folder.path(), arguments, None);
        assert_eq!((code(&output), stdout(&output).as_str()), (2, ""), "{arguments:?}");
        let text = stderr(&output);
        assert!(text.contains(hint), "{arguments:?}: {text}");
        assert_eq!(text.matches("tip:").count(), 1, "{text}");
    }
    let missing = |name: &str| {
        let output = offerlint(folder.path(), &["check", name], None);
        assert_eq!(code(&output), 2);
        stderr(&output).lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(
        missing("sumer.json"),
        "error: sumer.json: there is no such file or folder; did you mean summer.json?"
    );
    assert_eq!(missing("x/y.json"), "error: x/y.json: there is no such file or folder");
}
