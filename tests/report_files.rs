//! Report files and the baseline: written whole, and never read as input of the same run.
#![cfg(feature = "cli")]

#[path = "support/process.rs"]
mod process;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use process::*;
use serde_json::Value;

const AT: &str = "tracklysms/create-offer";

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn read_json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn parallel_runs_leave_one_whole_report() {
    let folder = tempfile::tempdir().unwrap();
    let mut batches = Vec::new();
    for batch in 0..4 {
        let name = format!("{AT}/{batch}.ndjson");
        write(folder.path(), &name, format!("{BROKEN}\n").repeat(500 * (batch + 1)));
        batches.push(name);
    }
    for _ in 0..3 {
        let runs: Vec<_> = batches
            .iter()
            .map(|name| {
                let outputs = ["--output", "json=out.json", "--output", "junit=out.xml"];
                let arguments = [&["check", "-q", "--format", "concise"], &outputs[..], &[name]];
                start(folder.path(), &arguments.concat())
            })
            .collect();
        for run in runs {
            assert_eq!(code(&finish(run)), 1);
        }
        let report = read_json(&folder.path().join("out.json"));
        let files: BTreeSet<&str> = report["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .map(|found| found["file"].as_str().unwrap())
            .collect();
        assert_eq!(files.len(), 1);
        let xml = fs::read_to_string(folder.path().join("out.xml")).unwrap();
        assert!(xml.starts_with("<?xml") && xml.ends_with("</testsuites>\n"));
        let expected = ["out.json", "out.xml", "tracklysms"].map(str::to_owned);
        assert_eq!(names(folder.path()), expected.into());
    }
}

#[test]
fn reports_and_baselines_are_not_input() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "f.json", BROKEN);
    fs::create_dir(at.join("reports")).unwrap();
    let contract = ["--contract", AT];
    let outputs = [
        "--output",
        "json=report.json",
        "--output",
        "jsonl=./reports/../reports/lines.ndjson",
        "--output",
        "sarif=reports/sarif.json",
    ];
    let check = [&["check", "--format", "json", "."], &contract[..], &outputs].concat();
    for _ in 0..3 {
        let output = offerlint(at, &check, None);
        assert_eq!((code(&output), found(&output).len()), (1, 1), "{}", stdout(&output));
        assert_eq!(read_json(&at.join("report.json"))["summary"]["files"], 1);
    }
    // Without being an output of the run, a report is a JSON file like any other.
    let all = offerlint(at, &["check", "--format", "json", "--contract", AT, "."], None);
    assert_eq!(json(&all)["summary"]["files"], 4);
    for name in ["reports", "report.json"] {
        let path = at.join(name);
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap()
        } else {
            fs::remove_file(path).unwrap()
        }
    }
    let baseline = ["--contract", AT, "--baseline", "known.json", "."];
    for _ in 0..2 {
        assert_eq!(code(&offerlint(at, &[&["baseline"], &baseline[..]].concat(), None)), 0);
        let output = offerlint(at, &[&["check", "--format", "json"], &baseline[..]].concat(), None);
        let summary = &json(&output)["summary"];
        assert_eq!(
            (code(&output), &summary["known"], &summary["files"]),
            (0, &1.into(), &1.into())
        );
    }
}

#[test]
fn outputs_that_would_overwrite_something_are_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let file = format!("{AT}/a.json");
    write(at, &file, BROKEN);
    write(at, "known.json", r#"{"version": 1, "findings": []}"#);
    write(at, "own.toml", "");
    #[cfg(unix)]
    std::os::unix::fs::symlink("a.json", at.join(AT).join("link.json")).unwrap();
    let same = format!("json={}", at.join("x.json").display());
    let input = format!("sarif=./{AT}/../create-offer/a.json");
    let link = format!("json={AT}/link.json");
    let mut runs: Vec<Vec<&str>> = vec![
        vec!["--output", "json=x.json", "--output", "sarif=./x.json", &file],
        vec!["--output", "json=x.json", "--output", &same, AT],
        vec!["--fix", "--output", "json=y.json", "--output", &input, &file],
        vec!["--output", "json=known.json", "--baseline", "known.json", AT],
        vec!["--output", "json=own.toml", "--config", "own.toml", AT],
        vec!["--baseline", "known.json", "--contract", AT, "known.json"],
        vec!["--output", "json=x.json", "--output", "sarf=y.json", &file],
    ];
    if cfg!(unix) {
        runs.push(vec!["--output", &link, &file]);
    }
    let before = names(at);
    for run in runs {
        let output = offerlint(at, &[&["check"], &run[..]].concat(), None);
        assert_eq!((code(&output), stdout(&output).as_str()), (2, ""), "{run:?}");
        assert_eq!(stderr(&output).lines().count(), 1, "{}", stderr(&output));
        assert_eq!(fs::read_to_string(at.join(&file)).unwrap(), BROKEN, "{run:?}");
        assert_eq!(names(at), before, "{run:?}");
    }
    // Devices may be named as often as one likes.
    #[cfg(unix)]
    {
        let devices = ["check", "--output", "json=/dev/null", "--output", "sarif=/dev/null", &file];
        assert_eq!(code(&offerlint(at, &devices, None)), 1);
    }
}

#[cfg(unix)]
#[test]
fn links_and_permissions_of_reports_and_fixed_files_are_kept() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let file = format!("{AT}/a.json");
    let fix = ["check", "--fix", &*file];
    let mode = |name: &str| fs::metadata(at.join(name)).unwrap().permissions().mode() & 0o777;
    for bits in [0o600, 0o644, 0o664, 0o755] {
        write(at, &file, BROKEN);
        fs::set_permissions(at.join(&file), fs::Permissions::from_mode(bits)).unwrap();
        assert_eq!((code(&offerlint(at, &fix, None)), mode(&file)), (0, bits));
    }
    // Another hard link would keep the old text: nothing is written, and the reason is given.
    write(at, &file, BROKEN);
    fs::hard_link(at.join(&file), at.join("twin.json")).unwrap();
    let output = offerlint(at, &fix, None);
    assert_eq!(code(&output), 2);
    let said = stderr(&output);
    assert!(said.contains("fixes cannot be written: it has other hard links"), "{said}");
    assert!(stdout(&output).contains("type-mismatch"), "the finding is still reported");
    assert_eq!(fs::read_to_string(at.join("twin.json")).unwrap(), BROKEN);
    assert_eq!(fs::metadata(at.join(&file)).unwrap().nlink(), 2);
    fs::remove_file(at.join("twin.json")).unwrap();
    // The owner is kept where that is allowed.
    if chown(at.join(&file), Some(65534), Some(65534)).is_ok() {
        assert_eq!(code(&offerlint(at, &fix, None)), 0);
        let owner = fs::metadata(at.join(&file)).unwrap();
        assert_eq!((owner.uid(), owner.gid()), (65534, 65534));
    }
    // A report goes to the target of a link, keeps its hard links, and may be a pipe.
    write(at, "target.json", "old");
    symlink("target.json", at.join("link.json")).unwrap();
    let check = |output: &str| code(&offerlint(at, &["check", "--output", output, AT], None));
    assert_eq!(check("json=link.json"), 0);
    assert!(at.join("link.json").is_symlink());
    assert_eq!(read_json(&at.join("target.json"))["version"], 1);
    fs::hard_link(at.join("target.json"), at.join("twin.json")).unwrap();
    assert_eq!(check("gitlab=target.json"), 0);
    assert_eq!(read_json(&at.join("twin.json")), Value::Array(Vec::new()));
}

#[cfg(unix)]
#[test]
fn a_report_that_cannot_be_written_leaves_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, &format!("{AT}/a.json"), BROKEN);
    write(at, "out.json", "old");
    let full = std::path::Path::new("/dev/full");
    if full.exists() {
        let run = format!("$0 check --output json=out.json {AT} > /dev/full");
        let mut command = std::process::Command::new("sh");
        command.args(["-c", &run, env!("CARGO_BIN_EXE_offerlint")]).current_dir(at).without_ci();
        assert_eq!(code(&command.output().unwrap()), 2);
        // Standard output failed, but the report is whole.
        assert_eq!(read_json(&at.join("out.json"))["summary"]["errors"], 1);
    }
    let output = offerlint(at, &["check", "--output", "json=gone/out.json", AT], None);
    assert_eq!((code(&output), stdout(&output).as_str()), (2, ""));
    assert!(stderr(&output).contains("gone/out.json: "), "{}", stderr(&output));
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_baseline_configuration_or_schema() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "house/offer/a.json", r#"{"payout": 0}"#);
    let configuration = "[contracts.\"house/offer\"]\nschema = \"house.json\"\n";
    write(at, "offerlint.toml", format!("\u{feff}{configuration}"));
    write(at, "house.json", "\u{feff}{\"properties\": {\"payout\": {\"minimum\": 1}}}");
    let output = offerlint(at, &["check", "--format", "json"], None);
    assert_eq!(
        found(&output),
        ["house/offer/a.json schema/minimum /payout"],
        "{}",
        stderr(&output)
    );
    assert_eq!(code(&offerlint(at, &["baseline"], None)), 0);
    let path = at.join(".offerlint-baseline.json");
    let baseline = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("\u{feff}{baseline}")).unwrap();
    for arguments in [&["check"][..], &["check", "--baseline", ".offerlint-baseline.json"]] {
        let output = offerlint(at, arguments, None);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        assert!(stdout(&output).contains("1 in the baseline"), "{}", stdout(&output));
    }
}

#[test]
fn the_hooks_do_not_run_side_by_side() {
    let hooks = include_str!("../.pre-commit-hooks.yaml");
    assert_eq!(hooks.matches("- id: ").count(), hooks.matches("require_serial: true").count());
}
