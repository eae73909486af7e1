//! Folders with so many files that threads get several at a time: order and output are those of a small folder.
#![cfg(feature = "cli")]

#[path = "support/process.rs"]
mod process;

use std::fs;
use std::path::Path;

use process::*;

const FILES: usize = 3000;

/// Every tenth file has one error. The names are not created in their order.
fn payloads(folder: &Path) {
    for number in (0..FILES).map(|number| number * 7 % FILES) {
        let text = if number % 10 == 0 { "{\"payout\": \"x\"}" } else { "{\"payout\": 3}" };
        write(folder, &format!("tracklysms/update-offer/{number:04}.json"), text);
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// The names of the files in the output of the format `concise`, a line for each finding.
fn names(output: &str) -> Vec<String> {
    let name = |line: &str| Some(line.split_once(".json:")?.0.rsplit_once('/')?.1.to_owned());
    output.lines().filter_map(name).collect()
}

#[test]
fn findings_have_the_order_of_the_files() {
    let folder = tempfile::tempdir().unwrap();
    payloads(folder.path());
    let expected: Vec<String> = (0..FILES).step_by(10).map(|n| format!("{n:04}")).collect();
    for _ in 0..5 {
        let output = offerlint(folder.path(), &["check", "--format", "concise"], None);
        let printed = text(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{printed}");
        assert_eq!(names(printed), expected);
        assert!(printed.contains("in 300 of 3000 files"), "{printed}");
        assert_eq!(text(&output.stderr), "");
    }
}

#[test]
fn files_that_are_not_checked_stay_so() {
    let folder = tempfile::tempdir().unwrap();
    payloads(folder.path());
    write(folder.path(), "offerlint.toml", "exclude = [\"**/*0.json\"]\n");
    let output = offerlint(folder.path(), &["check"], None);
    assert_eq!(text(&output.stdout), "no problems in 2700 files\n");
    fs::remove_file(folder.path().join("offerlint.toml")).unwrap();
    write(folder.path(), ".ignore", "*0.json\n");
    let output = offerlint(folder.path(), &["check"], None);
    assert_eq!(text(&output.stdout), "no problems in 2700 files\n");
    // All files belong to another contract, and one file to this one.
    let other = "tracklysms/create-offer";
    write(folder.path(), "tracklysms/create-offer/a.json", "{]");
    let output =
        offerlint(folder.path(), &["check", "--contract", other, "--format", "concise"], None);
    assert!(names(text(&output.stdout)).iter().all(|name| name == "a"), "{output:?}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn settings_of_single_files_count() {
    let folder = tempfile::tempdir().unwrap();
    payloads(folder.path());
    let settings =
        "[[overrides]]\nfiles = [\"**/*00.json\"]\nrules = { type-mismatch = \"off\" }\n";
    write(folder.path(), "offerlint.toml", settings);
    let expected: Vec<String> =
        (0..FILES).step_by(10).filter(|n| n % 100 != 0).map(|n| format!("{n:04}")).collect();
    let output = offerlint(folder.path(), &["check", "--format", "concise"], None);
    assert_eq!(names(text(&output.stdout)), expected);
}

#[test]
fn an_invalid_configuration_refuses_the_run() {
    let folder = tempfile::tempdir().unwrap();
    payloads(folder.path());
    write(folder.path(), "z/offerlint.toml", "nonsense = 1\n");
    write(folder.path(), "z/tracklysms/update-offer/a.json", "{}");
    for format in ["human", "json", "jsonl"] {
        let output = offerlint(folder.path(), &["check", "--format", format], None);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(text(&output.stdout), "");
        assert!(text(&output.stderr).contains("nonsense"), "{output:?}");
    }
}

#[test]
fn fixes_are_written_once_all_settings_are_known() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..600 {
        let name = format!("tracklysms/update-offer/{number}.json");
        write(folder.path(), &name, "{\"status\": \"ACTIVE\"}");
    }
    write(folder.path(), "z/offerlint.toml", "nonsense = 1\n");
    write(folder.path(), "z/tracklysms/update-offer/a.json", "{}");
    let output = offerlint(folder.path(), &["check", "--fix"], None);
    assert_eq!(output.status.code(), Some(2));
    for number in 0..600 {
        let path = folder.path().join(format!("tracklysms/update-offer/{number}.json"));
        assert_eq!(fs::read_to_string(path).unwrap(), "{\"status\": \"ACTIVE\"}");
    }
}
