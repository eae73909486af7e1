//! Every output format, on a folder with everything in it.
#![cfg(feature = "cli")]

#[path = "support/process.rs"]
mod process;

use std::path::{Path, PathBuf};
use std::process::Command;

use process::*;
use serde_json::Value;

const FORMATS: [&str; 10] =
    ["human", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "html"];

const ODD_NAMES: [&str; 5] =
    ["with space.json", "größe.json", "100%.json", "a:b,c.json", "line\nend\u{1b}[31m.json"];

/// A folder with clean, warned, broken, empty and non-UTF-8 files, odd names and NDJSON.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| format!("tracklysms/create-offer/{name}");
    write(folder.path(), &at("clean.json"), CLEAN);
    write(folder.path(), &at("warned.json"), WARNED);
    write(folder.path(), &at("broken.json"), BROKEN);
    write(folder.path(), &at("empty.json"), "");
    write(folder.path(), &at("latin1.json"), b"{\"name\": \"Gr\xf6\xdfe\"}");
    write(folder.path(), &at("two.ndjson"), format!("{CLEAN}\n{BROKEN}\n"));
    let hostile = "{\"name\": \"::error::x\\n]]>\\u001b[31m<b>\", \"k\u{7f}%0A::warning::\": 1, \"payout\": \"<&]]>\"}";
    for name in ODD_NAMES {
        write(folder.path(), &at(name), hostile);
    }
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"not-\xff-utf8.json");
        let _ = std::fs::write(folder.path().join("tracklysms/create-offer").join(name), BROKEN);
        std::os::unix::fs::symlink("nowhere", folder.path().join("gone.json")).unwrap();
        std::os::unix::fs::symlink(".", folder.path().join("loop")).unwrap();
    }
    folder
}

fn run(folder: &Path, format: &str) -> std::process::Output {
    offerlint(folder, &["check", "--format", format, "--color", "never", "."], None)
}

/// A published schema, where `PUBLISHED_SCHEMAS` names the folder.
fn published(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("PUBLISHED_SCHEMAS");
    if folder.is_none() {
        println!("skipped: PUBLISHED_SCHEMAS does not name the folder of {name}");
    }
    folder.map(|folder| Path::new(&folder).join(name))
}

fn assert_valid(schema: &Value, instance: &Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(instance).map(|e| format!("{e} at {}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn every_format_runs_to_the_end_with_the_right_status() {
    let folder = folder();
    for format in FORMATS {
        let output = run(folder.path(), format);
        assert_eq!(code(&output), 1, "{format}: {}", stderr(&output));
        assert!(!output.stdout.is_empty(), "{format}");
        let named = offerlint(
            folder.path(),
            &["check", "--format", format, "gone.json", "tracklysms"],
            None,
        );
        assert_eq!(code(&named), 2, "{format}");
        let clean = offerlint(
            folder.path(),
            &["check", "--format", format, "tracklysms/create-offer/clean.json"],
            None,
        );
        assert_eq!(code(&clean), 0, "{format}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = folder();
    for format in FORMATS {
        let first = run(folder.path(), format).stdout;
        assert!((0..3).all(|_| run(folder.path(), format).stdout == first), "{format}");
    }
}

#[test]
fn json_matches_its_own_schema() {
    let folder = folder();
    let schema: Value = serde_json::from_str(include_str!("../schemas/output.json")).unwrap();
    assert_valid(&schema, &json(&run(folder.path(), "json")));
    assert_valid(
        &schema,
        &json(&offerlint(folder.path(), &["check", "--format", "json", "gone.json"], None)),
    );
    let lines = stdout(&run(folder.path(), "jsonl"));
    let wrapped: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(Value::from(wrapped), json(&run(folder.path(), "json"))["diagnostics"]);
}

#[test]
fn sarif_is_valid() {
    let folder = folder();
    let sarif = json(&run(folder.path(), "sarif"));
    if let Some(path) = published("sarif-2.1.0.json") {
        let mut schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        // The published file names itself as its address; nothing is fetched here.
        schema.as_object_mut().unwrap().remove("id");
        assert_valid(&schema, &sarif);
    }
    let run = &sarif["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(
        run["tool"]["driver"]["rules"].as_array().unwrap().len(),
        offerlint::rules::all().count()
    );
    let results = run["results"].as_array().unwrap();
    let uris: Vec<&str> = results
        .iter()
        .filter_map(|result| {
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str()
        })
        .collect();
    for name in ["with%20space", "gr%C3%B6%C3%9Fe", "100%25", "a%3Ab%2Cc", "line%0Aend%1B%5B31m"] {
        assert!(uris.iter().any(|uri| uri.contains(name)), "{name} in {uris:?}");
    }
    #[cfg(target_os = "linux")]
    assert!(uris.iter().any(|uri| uri.contains("not-%FF-utf8")), "{uris:?}");
    let prints: Vec<&str> = results
        .iter()
        .map(|r| r["partialFingerprints"]["offerlint/v1"].as_str().unwrap())
        .collect();
    let mut unique = prints.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), prints.len());
}

#[test]
fn rdjson_is_valid_and_counts_bytes() {
    let folder = folder();
    let report = json(&run(folder.path(), "rdjson"));
    if let Some(path) = published("rdjson-diagnostic-result.json") {
        assert_valid(&serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap(), &report);
    }
    let text = "{\"payout\": 1, \"é\": 2}";
    let arguments = ["check", "--format", "rdjson", "--contract", "tracklysms/update-offer", "-"];
    let report = json(&offerlint(folder.path(), &arguments, Some(text.as_bytes())));
    let range = &report["diagnostics"][0]["location"]["range"];
    assert_eq!((&range["start"]["column"], &range["end"]["column"]), (&15.into(), &19.into()));
}

#[test]
fn gitlab_reports_have_the_required_members() {
    let folder = folder();
    let report = json(&run(folder.path(), "gitlab"));
    let entries = report.as_array().unwrap();
    let mut prints = Vec::new();
    for entry in entries {
        assert!(entry["description"].is_string() && entry["check_name"].is_string());
        assert!(
            ["info", "minor", "major", "critical", "blocker"]
                .contains(&entry["severity"].as_str().unwrap())
        );
        let path = entry["location"]["path"].as_str().unwrap();
        assert!(!path.starts_with("./") && !path.starts_with('/'), "{path}");
        assert!(entry["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
        prints.push(entry["fingerprint"].as_str().unwrap());
    }
    let count = prints.len();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), count);
    assert_eq!(
        json(&offerlint(
            folder.path(),
            &["check", "--format", "gitlab", "tracklysms/create-offer/clean.json"],
            None
        )),
        Value::Array(vec![])
    );
}

#[test]
fn junit_is_well_formed_and_valid() {
    let folder = folder();
    let xml = stdout(&run(folder.path(), "junit"));
    assert!(!xml.contains('\u{1b}') && !xml.contains("<b>"));
    let Some(schema) = published("junit-10.xsd") else { return };
    let file = folder.path().join("report.xml");
    std::fs::write(&file, &xml).unwrap();
    match Command::new("xmllint").args(["--noout", "--schema"]).arg(schema).arg(&file).output() {
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr))
        }
        Err(error) => println!("skipped: xmllint cannot be run ({error})"),
    }
}

#[test]
fn every_line_of_the_github_output_is_an_annotation() {
    let folder = folder();
    let text = stdout(&run(folder.path(), "github"));
    for line in text.lines() {
        let rest = ["::error ", "::warning ", "::notice "]
            .iter()
            .find_map(|start| line.strip_prefix(start));
        let (properties, message) =
            rest.unwrap_or_else(|| panic!("{line:?}")).split_once("::").unwrap();
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').unwrap();
            assert!(
                ["file", "line", "endLine", "col", "endColumn", "title"].contains(&name),
                "{line}"
            );
            assert!(!value.contains(':'), "{line}");
        }
        assert!(!message.is_empty() && !line.contains(|c: char| c.is_control()), "{line:?}");
    }
    assert!(
        text.contains("file=tracklysms/create-offer/100%25.json") || text.contains("/100%25.json")
    );
    assert!(text.contains("line%0Aend"));
}

#[test]
fn annotations_come_beside_human_output_in_actions() {
    let folder = folder();
    let file = "tracklysms/create-offer/broken.json";
    let env = [("GITHUB_ACTIONS", "true")];
    let beside = stdout(&with_env(folder.path(), &["check", file], None, &env));
    assert!(beside.contains("::error file=") && beside.contains("╭─["));
    for (format, wanted) in [("human", "╭─["), ("concise", "broken.json:1:63: error[")] {
        let text =
            stdout(&with_env(folder.path(), &["check", "--format", format, file], None, &env));
        assert!(text.contains("\n::error file=") && text.contains(wanted), "{format}: {text}");
    }
    for format in ["json", "jsonl", "html", "rdjson"] {
        let text =
            stdout(&with_env(folder.path(), &["check", "--format", format, file], None, &env));
        assert!(!text.contains("::error"), "{format}: {text}");
    }
    assert!(!stdout(&offerlint(folder.path(), &["check", file], None)).contains("::error"));
}

#[test]
fn several_outputs_in_one_run() {
    let folder = folder();
    let arguments = [
        "check",
        "--output",
        "sarif=out.sarif",
        "--output",
        "junit=out.xml",
        "--format",
        "concise",
        "tracklysms",
    ];
    let output = offerlint(folder.path(), &arguments, None);
    assert_eq!(code(&output), 1);
    assert!(stdout(&output).contains(": error[type-mismatch] "));
    let sarif: Value =
        serde_json::from_slice(&std::fs::read(folder.path().join("out.sarif")).unwrap()).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert!(std::fs::read_to_string(folder.path().join("out.xml")).unwrap().starts_with("<?xml"));
    assert_eq!(
        code(&offerlint(folder.path(), &["check", "--output", "sarf=x", "tracklysms"], None)),
        2
    );
    assert_eq!(
        code(&offerlint(
            folder.path(),
            &["check", "--output", "sarif=/nowhere/x", "tracklysms"],
            None
        )),
        2
    );
}

#[test]
fn concise_lines_have_their_form() {
    let folder = folder();
    let text = stdout(&run(folder.path(), "concise"));
    assert!(text.contains("tracklysms/create-offer/broken.json:1:63: error[type-mismatch] `payout` is the string \"2.50\"; it must be a number (help: write the number without quotes) [--fix]\n"));
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
    let tail = text.lines().last().unwrap();
    assert!(tail.contains(" errors, ") && tail.contains(" files; "), "{tail}");
}

#[test]
fn quiet_statistics_and_a_limit() {
    let folder = folder();
    let file = "tracklysms/create-offer/two.ndjson";
    assert!(
        stdout(&offerlint(folder.path(), &["check", "-q", "--format", "concise", file], None))
            .ends_with("(help: write the number without quotes) [--fix]\n")
    );
    let counted = stdout(&offerlint(
        folder.path(),
        &["check", "--statistics", "--format", "concise", "tracklysms"],
        None,
    ));
    assert!(counted.contains("  type-mismatch\n"), "{counted}");
    let few =
        stdout(&offerlint(folder.path(), &["check", "--max-findings", "1", "tracklysms"], None));
    assert_eq!(few.matches("╭─[").count(), 1, "{few}");
    assert!(few.contains("more findings not shown"), "{few}");
}

/// With `OFFERLINT_BLESS=1` the files are written instead of compared.
#[test]
fn the_schemas_of_configuration_and_output_have_not_drifted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, file) in
        [("config", "schemas/offerlint.toml.json"), ("output", "schemas/output.json")]
    {
        let generated = offerlint(root, &["schema", name], None).stdout;
        if std::env::var_os("OFFERLINT_BLESS").is_some() {
            std::fs::write(root.join(file), &generated).unwrap();
        }
        assert!(
            std::fs::read(root.join(file)).unwrap_or_default() == generated,
            "{file} has drifted"
        );
    }
}

#[test]
fn lines_of_large_files_are_right_in_snippets() {
    let folder = tempfile::tempdir().unwrap();
    let clean = format!("{}\n", CLEAN.replace("acme.io/", &format!("acme.io/{}", "a".repeat(900))));
    write(
        folder.path(),
        "tracklysms/create-offer/a.ndjson",
        format!("{}{BROKEN}\n", clean.repeat(3000)),
    );
    let human = stdout(&offerlint(folder.path(), &["check"], None));
    assert!(human.contains("a.ndjson:3001:63]") && human.contains("3001 │"), "{human}");
}

#[test]
fn many_equal_findings_are_printed_in_time() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "tracklysms/create-offer/a.ndjson", "{\"name\":\"x\"}\n".repeat(20_000));
    let start = std::time::Instant::now();
    for format in ["sarif", "gitlab"] {
        let report = offerlint(folder.path(), &["check", "--format", format], None);
        assert_eq!(
            stdout(&report).matches("required-field-missing").count() / 20_000,
            1,
            "{format}"
        );
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn annotations_are_never_cut_by_human_output() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "tracklysms/create-offer/a.ndjson", "{\"name\":\"x\"}\n".repeat(300));
    let text = stdout(&with_env(folder.path(), &["check"], None, &[("GITHUB_ACTIONS", "true")]));
    let annotations: Vec<&str> = text.lines().filter(|line| line.contains("::error")).collect();
    assert_eq!(annotations.len(), 300);
    assert!(
        annotations
            .iter()
            .all(|line| line.starts_with("::error file=") && line.contains("::the required field"))
    );
}

#[test]
fn no_line_is_a_command_to_a_runner() {
    let folder = tempfile::tempdir().unwrap();
    let payload = "{\"##vso[task.x]y\": 1,\n \"status\": \"##[add-mask]the\"}";
    for file in ["a##[group]b.json", " ::error::z.json"] {
        write(folder.path(), file, payload);
    }
    for format in ["human", "concise", "github", "gitlab", "rdjson", "html"] {
        let line = ["check", "--contract", "tracklysms/create-offer", "--format", format, "."];
        let text = stdout(&offerlint(folder.path(), &line, None));
        assert!(text.contains("add-mask"), "{format}: {text}");
        let is_document = matches!(format, "gitlab" | "rdjson" | "html");
        for line in text.lines().filter(|_| !is_document) {
            assert!(!line.contains("##[") && !line.contains("##vso["), "{format}: {line}");
            let annotates = format == "github" && line.starts_with("::");
            assert!(annotates || !line.trim_start().starts_with("::"), "{format}: {line}");
        }
    }
}

#[test]
fn names_cannot_begin_a_command() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "::error file=x::pwn.json", BROKEN);
    let arguments = [
        "check",
        "--format",
        "concise",
        "--contract",
        "tracklysms/create-offer",
        "::error file=x::pwn.json",
    ];
    assert!(stdout(&offerlint(folder.path(), &arguments, None)).starts_with("./::error"));
}

#[test]
fn neither_diffs_nor_what_was_fixed_can_begin_a_command() {
    let folder = tempfile::tempdir().unwrap();
    let name = "::warning::x.ndjson";
    let lines = [
        "::error file=x::pwned",
        "\u{a0}\t::error file=x::pwned",
        "##[group]",
        BROKEN,
        "##vso[task.setvariable]x\r::error file=x::pwned",
        " ::set-output name=x::y",
    ];
    write(folder.path(), name, lines.join("\n"));
    let contract = ["--contract", "tracklysms/create-offer", name];
    // A patch is exact but in the logs of runners.
    let runner = &[("GITHUB_ACTIONS", "true")][..];
    for (options, env, wanted) in [
        (&["--diff"][..], runner, "./::warning::x.ndjson: would fix 4 findings"),
        (&["--diff", "--color", "always"], &[], " ?:error file=x::pwned\n"),
        (&["--fix"], &[], "./::warning::x.ndjson: fixed 4 findings"),
        (&["--fix", "--format", "concise"], &[], "./::warning::x.ndjson:1:1: error"),
    ] {
        write(folder.path(), name, lines.join("\n"));
        let arguments = [&["check"], options, &contract].concat();
        let text = stdout(&with_env(folder.path(), &arguments, None, env));
        assert!(text.contains(wanted), "{options:?}: {text}");
        for line in text.split(['\r', '\n']) {
            assert!(!line.trim_start().starts_with("::"), "{options:?}: {line:?}");
            assert!(!line.contains("##[") && !line.contains("##vso["), "{options:?}: {line:?}");
        }
    }
}

#[test]
fn a_help_that_is_wrapped_cannot_begin_a_command() {
    let folder = tempfile::tempdir().unwrap();
    // The command starts exactly where the line is wrapped.
    let value = format!("{}abcde::error file=x::pwned", "\u{9b}".repeat(14));
    let schema = serde_json::json!({"properties": {"a": {"enum": [value, "b"]}}});
    write(folder.path(), "schema.json", schema.to_string());
    let configuration = "[contracts.\"house/offer\"]\nschema = \"schema.json\"\n";
    write(folder.path(), "offerlint.toml", configuration);
    let payload = serde_json::json!({"a": value.trim_end_matches('d')});
    write(folder.path(), "house/offer/a.json", payload.to_string());
    let text = stdout(&offerlint(folder.path(), &["check", "house"], None));
    assert!(text.contains("abcde\n        ?:error file=x::pwned"), "{text}");
}

#[test]
fn keys_behind_escapes_and_in_broken_text_are_masked_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let tail = "0123456789abcdefABCDEF0123456789";
    let at = |name: &str| format!("tracklysms/create-offer/{name}");
    let valid = format!(
        "{{\"name\": \"a\\ntrk_{tail}\", \"tracking_url\": \"https://t.acme.io/\", \"payout\": \"\\ttrk_{tail}\", \"filter_bots\": \"true\"}}"
    );
    write(folder.path(), &at("a.json"), valid);
    write(folder.path(), &at("b.json"), format!("{{\"n\": \"\\ud800trk_{tail}\"}}"));
    write(folder.path(), &at("c.json"), format!("{{\"n\": \"\\u0074rk_{tail}"));
    write(folder.path(), &at("d.json"), format!("{{'n': '\\u0074rk_{tail}'}}"));
    write(folder.path(), &at("e.ndjson"), format!("{{\"a\n{{\"tr\\u006b_{tail}\": 1}}\n"));
    for format in FORMATS {
        let output = run(folder.path(), format);
        assert!(!stdout(&output).contains(tail), "{format}: {}", stdout(&output));
    }
    let diff = offerlint(folder.path(), &["check", "--diff"], None);
    assert!(stdout(&diff).contains("+{") && !stdout(&diff).contains(tail), "{}", stdout(&diff));
}

#[test]
fn the_page_escapes_values_and_names_files_that_were_not_checked() {
    let folder = tempfile::tempdir().unwrap();
    let key = format!("trk_{}", "0123456789abcdef".repeat(2));
    let payload = format!(
        "{{\"name\": \"</script><script>alert(1)</script>\", \"\u{202e}'>\u{1}\": \"{key}\", \"payout\": \"<b>\"}}"
    );
    write(folder.path(), "tracklysms/create-offer/a.json", payload);
    write(
        folder.path(),
        "tracklysms/create-offer/b.json",
        offerlint::Contract::GOKART_UPDATE_OFFER.sample(),
    );
    write(folder.path(), "package.json", "{}");
    let text = stdout(&run(folder.path(), "html"));
    assert!(text.contains("&lt;/script&gt;&lt;script&gt;alert(1)"), "{text}");
    for never in
        ["<script", "<b>&", "\u{202e}", "\u{1}", "0123456789abcdef", "src=", "url(", "href=\"h"]
    {
        assert!(!text.contains(never), "{never:?} in {text}");
    }
    let policy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    assert!(text.contains(&format!("Content-Security-Policy\" content=\"{policy}\"")), "{text}");
    assert!(text.contains("<li><strong>package.json</strong>: "), "{text}");
    assert!(text.contains("It looks like <strong>gokart/update-offer</strong>"), "{text}");
    assert!(text.contains("<code>missing_tracking_url</code>"), "the code of the API: {text}");
}

#[test]
fn no_format_prints_control_characters_or_commands_of_runners() {
    let folder = tempfile::tempdir().unwrap();
    let name = "\u{9b}31m\u{202e}\u{2028}\u{e0001}##[error]##vso[x]";
    let text = format!("{{\"name\": \"{name}\", \"{name}\": \"{name}\"}}");
    let contract = ["--contract", "tracklysms/create-offer"];
    for format in [
        "human", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "html",
    ] {
        let arguments = [&["check", "--format", format, "-"][..], &contract].concat();
        let output = offerlint(folder.path(), &arguments, Some(text.as_bytes()));
        assert_eq!(code(&output), 1, "{format}");
        let printed = stdout(&output);
        let is_odd = |c: char| !matches!(c, '\n' | '\t') && offerlint::needs_escape(c);
        assert_eq!(printed.chars().find(|c| is_odd(*c)), None, "{format}: {printed}");
        assert!(!printed.contains("##[") && !printed.contains("##vso["), "{format}: {printed}");
        if format == "json" {
            let pointer = format!("/{name}");
            let found = json(&output)["diagnostics"].clone();
            assert!(
                found.as_array().unwrap().iter().any(|found| found["pointer"] == pointer.as_str()),
                "{found}"
            );
        }
    }
}
