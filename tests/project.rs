//! Project settings and inputs as a library, without a process.
#![cfg(feature = "cli")]

use std::fs;
use std::path::Path;

use offerlint::inputs::{Layout, NdjsonLines, WalkOptions, find_files, ndjson_lines, payloads};
use offerlint::project::{Baseline, Configuration, FailOn, LintedFile, Project, StablePointers};
use offerlint::{Context, Contract, Level, Linter, Origin, RuleSet};

const BROKEN: &str = r#"{"name": "A", "tracking_url": "http://t.acme.io/", "payout": "2.50"}"#;

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A project with files of three kinds: named by folders, by the configuration, and by nothing.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "tracklysms/create-offer/a.json", BROKEN);
    write(at, "tracklysms/create-offer/b.ndjson", &format!("\n{BROKEN}\n{BROKEN}"));
    write(at, "partner/c.json", BROKEN);
    write(at, "partner/skip.json", BROKEN);
    write(at, "package.json", "{}");
    let text = "fail-on = 'warning'\nexclude = 'skip.json'\n[rules]\nurl-insecure-http = 'off'\n\
        [files]\n'partner/*.json' = 'tracklysms/update-offer'\n\
        [[overrides]]\nfiles = 'partner/**'\nrules = { url-insecure-http = 'error' }\n\
        [[allow]]\nfiles = 'partner/**'\nrule = 'type-mismatch'\npointer = '/payout'\nreason = 'x'\n";
    write(at, "offerlint.toml", text);
    folder
}

fn found(file: &LintedFile) -> Vec<String> {
    let name = file.name().unwrap();
    file.diagnostics.iter().map(|found| format!("{name} {}", found.rule)).collect()
}

#[test]
fn a_tree_is_linted_without_a_process() {
    let folder = project();
    let project = Project::discover(folder.path());
    let lint = |under: &str| -> Vec<String> {
        let files = project.lint_tree(Path::new(under), WalkOptions::default());
        files.flat_map(|file| found(&file.unwrap())).collect()
    };
    let expected = [
        "partner/c.json url-insecure-http",
        "tracklysms/create-offer/a.json type-mismatch",
        "tracklysms/create-offer/b.ndjson type-mismatch",
        "tracklysms/create-offer/b.ndjson type-mismatch",
    ];
    assert_eq!(lint("."), expected);
    assert_eq!(lint("./partner/../partner").len(), 1);
    assert_eq!(lint(folder.path().to_str().unwrap()).len(), 4);
    assert_eq!(lint("tracklysms"), expected[1..]);
    write(folder.path(), "partner/offerlint.toml", "fail-on = 'never' 5");
    let mut broken = project.lint_tree(Path::new("partner"), WalkOptions::default());
    // The configuration of the folder is known already.
    assert!(broken.next().unwrap().is_ok());
    let fresh = Project::discover(folder.path());
    let mut broken = fresh.lint_tree(Path::new("partner"), WalkOptions::default());
    let error = broken.next().unwrap().unwrap_err().to_string();
    assert!(error.contains("partner/offerlint.toml:1:"), "{error}");
}

#[test]
fn settings_say_contract_levels_and_context() {
    let folder = project();
    let project = Project::discover(folder.path());
    let settings = project.settings(Path::new("tracklysms/create-offer/new.json")).unwrap();
    assert_eq!(settings.contract_name(), "tracklysms/create-offer");
    assert_eq!(settings.fail_on(), FailOn::Warning);
    assert!(!settings.reports("url-insecure-http") && settings.reports("type-mismatch"));
    let unknown = project.settings(Path::new("package.json")).unwrap();
    let error = unknown.contract().unwrap_err();
    assert_eq!(error.known.len(), Contract::all().count());
    assert_eq!(unknown.lint(b"{}", Layout::Single), Err(error));

    let mut context = Context::default();
    let now = "2027-01-01T00:00:00Z".parse().ok();
    context.now = now;
    let named = Project::isolated(folder.path())
        .with_contract("gokart/update-offer")
        .with_context(context)
        .with_level("unknown-field", Level::Error)
        .unwrap()
        .with_fail_on(FailOn::Never);
    let settings = named.settings(Path::new("/elsewhere/x.json")).unwrap();
    assert_eq!((settings.context().now, settings.fail_on()), (now, FailOn::Never));
    assert_eq!(settings.rule_set().level("unknown-field"), Some(Level::Error));
    assert!(Project::discover("").with_level("no-such-rule", Level::Off).is_err());
    let wrong = Project::isolated("").with_contract("gokart/updat-offer");
    let error = wrong.settings(Path::new("a.json")).unwrap_err().to_string();
    assert!(error.contains("gokart/update-offer"), "{error}");

    let one = Configuration::load(&folder.path().join("offerlint.toml")).unwrap();
    let one = Project::discover("/").with_configuration(one);
    let file = one.file(&folder.path().join("partner/c.json")).unwrap();
    assert_eq!(file.settings.contract_name(), "tracklysms/update-offer");
}

#[test]
fn text_in_an_editor_has_the_settings_of_its_file() {
    let folder = project();
    let project = Project::discover(folder.path());
    let file = project.file(Path::new("partner/c.json")).unwrap();
    let mut linted = file.lint(BROKEN.into()).unwrap();
    assert_eq!(
        found(&linted),
        ["partner/c.json url-insecure-http", "partner/c.json type-mismatch"]
    );
    let mut recorded = Baseline::new(folder.path());
    assert_eq!(recorded.remove_known(&mut linted.clone()), 0);
    assert_eq!((linted.remove_allowed(), linted.diagnostics.len()), (vec![0], 1));

    let mut known = Baseline::from_json(&recorded.found_json(), folder.path()).unwrap();
    assert_eq!((recorded.found(), known.remove_known(&mut linted), known.stale()), (2, 1, 1));
    let pruned = Baseline::from_json(&known.pruned_json(), folder.path()).unwrap();
    assert_eq!(pruned.stale(), 0);
    for json in ["", "[]", r#"{"version": 2, "findings": []}"#] {
        assert!(Baseline::from_json(json.as_bytes(), folder.path()).is_err(), "{json}");
    }
}

#[test]
fn payloads_have_their_place() {
    let places = |text: &str, layout| -> Vec<(String, Origin)> {
        let all = payloads(text.as_bytes(), layout);
        all.map(|p| (String::from_utf8_lossy(p.bytes).into_owned(), p.origin)).collect()
    };
    let origin = |bytes, lines, columns, pointer: &str| {
        let pointer = pointer.to_owned();
        Origin { bytes, lines, columns, pointer }
    };
    let start = || origin(0, 0, 0, "");
    let text = "[1,\n 2]\n\n \r\n3";
    assert_eq!(places(text, Layout::Single), [(text.to_owned(), start())]);
    assert_eq!(places(text, Layout::Items), [(text.to_owned(), start())]);
    assert_eq!(
        places("[1,\n 2]", Layout::Items),
        [("1".into(), origin(1, 0, 1, "/0")), ("2".into(), origin(5, 1, 1, "/1"))]
    );
    assert_eq!(
        places(text, Layout::Lines),
        [
            ("[1,".into(), start()),
            (" 2]".into(), origin(4, 1, 0, "")),
            ("3".into(), origin(12, 4, 0, "")),
        ]
    );
    assert_eq!(places("", Layout::Lines), []);
    assert_eq!(places("", Layout::Single).len(), 1);
    let behind = ndjson_lines(b"x\ny", &origin(10, 7, 0, "")).last().unwrap();
    assert_eq!(behind.origin, origin(12, 8, 0, ""));
}

#[test]
fn ndjson_is_read_from_any_reader() {
    let text = format!("{{}}\r\n\n{BROKEN}\n");
    let (context, rule_set) = (Context::default(), RuleSet::default());
    let linter = Linter::new(Contract::TRACKLYSMS_UPDATE_OFFER)
        .with_context(context.clone())
        .with_rule_set(rule_set.clone());
    let mut lines = Vec::new();
    for line in NdjsonLines::new(text.as_bytes(), 1 << 20) {
        let line = line.unwrap();
        let mut report = linter.lint(&line.bytes);
        line.payload().relocate(&mut report.diagnostics);
        let places = report.diagnostics.iter().filter_map(|found| found.range);
        lines.push((line.number(), places.map(|range| range.start.line).collect::<Vec<_>>()));
    }
    assert_eq!(lines, [(1, vec![1]), (3, vec![3, 3])]);

    let limit = |text: &str, limit| -> Vec<Result<usize, String>> {
        let lines = NdjsonLines::new(text.as_bytes(), limit);
        lines.map(|l| l.map(|l| l.number()).map_err(|e| e.to_string())).collect()
    };
    assert_eq!(limit("12\n12", 2), [Ok(1), Ok(2)]);
    assert_eq!(limit("12\n123\n1", 2), [Ok(1), Err("line 2 has more than 2 bytes".to_owned())]);
}

#[test]
fn a_search_finds_payload_files_only() {
    let folder = project();
    write(folder.path(), ".offerlint-baseline.json", "{}");
    write(folder.path(), ".hidden.json", "{}");
    write(folder.path(), ".gitignore", "partner/");
    let count = |hidden, no_ignore| {
        find_files(folder.path(), WalkOptions { hidden, no_ignore }).files.len()
    };
    assert_eq!([count(false, false), count(true, false), count(false, true)], [3, 4, 5]);
}

#[test]
fn wide_encodings_are_named() {
    let project = Project::isolated("").with_contract("tracklysms/update-offer");
    let message = |name: &str, text: &[u8]| -> Vec<String> {
        let linted = project.file(Path::new(name)).unwrap().lint(text.to_vec()).unwrap();
        linted.diagnostics.into_iter().map(|found| found.message).collect()
    };
    let wide = |text: &str, mark: bool, width: usize, is_little: bool| -> Vec<u8> {
        let text = if mark { format!("\u{feff}{text}") } else { text.to_owned() };
        let units: Vec<u32> = match width {
            2 => text.encode_utf16().map(u32::from).collect(),
            _ => text.chars().map(u32::from).collect(),
        };
        let bytes = |unit: &u32| match is_little {
            true => unit.to_le_bytes()[..width].to_vec(),
            false => unit.to_be_bytes()[4 - width..].to_vec(),
        };
        units.iter().flat_map(bytes).collect()
    };
    for text in ["{\"name\": \"größe 😀\"}", "\n\n{\"payout\": 1}", "[]", "\"é\"", "1"] {
        for (width, name) in [(2, "UTF-16"), (4, "UTF-32")] {
            for (mark, is_little) in [(false, false), (false, true), (true, false), (true, true)] {
                let bytes = wide(text, mark, width, is_little);
                let expected = format!("the text is {name}, not UTF-8");
                assert_eq!(message("a.json", &bytes), [&*expected], "{text} {mark}");
                // Services that embed the library are told the same.
                let report = offerlint::lint(&bytes, offerlint::Contract::TRACKLYSMS_UPDATE_OFFER);
                assert_eq!(report.diagnostics[0].message, expected, "{text} {mark}");
            }
        }
    }
    let lines = wide("{\"payout\": 1}\n{\"payout\": 2}\n", false, 2, true);
    let found = message("a.ndjson", &lines);
    assert!(found.iter().any(|message| message.contains("UTF-16")), "{found:?}");
    // Other texts keep their message.
    for text in [&b"{\0x"[..], b"\0", b"{\"a\": \0}", b"\xff", b"", b"{\"a\"\0: 1}", b"\"caf\xe9"] {
        let found = message("a.json", text);
        assert!(found.len() == 1 && !found[0].contains("UTF-16, not"), "{text:?} {found:?}");
    }
}

#[test]
fn pointers_name_items_by_their_ids() {
    let project = Project::isolated("").with_contract("tracklysms/list-offers");
    let pointers = |layout, text: &str| -> Vec<String> {
        let mut file = project.file(Path::new("a.json")).unwrap();
        file.layout = layout;
        let linted = file.lint(text.into()).unwrap();
        let mut pointers = StablePointers::new(&linted);
        let status = linted.diagnostics.iter().filter(|found| found.rule == "invalid-status");
        status.map(|found| pointers.of(found).into_owned()).collect()
    };
    let offers = |ids: &[&str]| {
        let items = ids.iter().map(|id| format!("{{{id}\"status\": \"gone\"}}"));
        format!("{{\"offers\": [{}]}}", items.collect::<Vec<_>>().join(", "))
    };
    let long = format!("\"id\": \"{}\",", "x".repeat(65));
    let ids = ["\"id\": \"a\",", "", "\"id\": null,", "\"eventId\": 7,", "\"id\": \"\",", &long];
    let found = pointers(Layout::Single, &offers(&ids));
    let expected = ["[id=a]", "1", "2", "[eventId=7]", "4"];
    for (found, token) in found.iter().zip(expected) {
        assert_eq!(*found, format!("/offers/{token}/status"));
    }
    assert!(found[5].starts_with("/offers/[id=") && found[5].len() < 40, "{}", found[5]);
    let lines = format!("\n{}\n{}\n", offers(&ids[..1]), offers(&ids[3..4]));
    let expected = ["/offers/[id=a]/status", "/offers/[eventId=7]/status"];
    assert_eq!(pointers(Layout::Lines, &lines), expected);
    let id = "{\"id\": 1, \"offers\"";
    let array =
        format!("[{}, {}]", offers(&ids[..1]).replace("{\"offers\"", id), offers(&ids[..2]));
    assert_eq!(
        pointers(Layout::Items, &array),
        ["/[id=1]/offers/[id=a]/status", "/1/offers/[id=a]/status", "/1/offers/1/status"]
    );
}
