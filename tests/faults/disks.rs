//! Disks without room.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::process::*;
use crate::{AT, FORMATS, assert_calm};

const NO_ROOM: &str = "No space left on device";

/// Runs the binary with its standard output on a full device.
fn into_full(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offerlint"));
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    command.current_dir(folder).args(arguments).env_remove("GITHUB_ACTIONS");
    finish(command.stdin(Stdio::null()).stdout(full).stderr(Stdio::piped()).spawn().unwrap())
}

#[test]
fn a_full_standard_output_is_reported_as_a_failure() {
    if !Path::new("/dev/full").exists() {
        return eprintln!("skipped: there is no /dev/full");
    }
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &format!("{AT}/a.json"), CLEAN);
    write(folder.path(), &format!("{AT}/many.ndjson"), format!("{BROKEN}\n").repeat(300));
    let checks = FORMATS.map(|format| vec!["check", "--format", format, AT]);
    let others = [
        "rules",
        "contracts",
        "man",
        "explain cap-order",
        "--help",
        "--version",
        "check --help",
        "completions bash",
        "schema gokart/update-offer",
        "example gokart/update-offer",
        "check --show-files",
        "check --show-settings",
        "check --diff",
    ];
    let others = others.map(|line| line.split(' ').collect::<Vec<_>>());
    for arguments in checks.into_iter().chain(others) {
        let output = into_full(folder.path(), &arguments);
        assert_calm(&output);
        assert_eq!(code(&output), 2, "{arguments:?}");
        let said = stderr(&output);
        assert!(said.starts_with("error: standard output: "), "{arguments:?}: {said}");
        assert!(said.contains(NO_ROOM) && said.lines().count() == 1, "{arguments:?}: {said}");
    }
    // Files are fixed although the output cannot be written.
    let output = into_full(folder.path(), &["check", "--fix", AT]);
    assert_eq!(code(&output), 2);
    let fixed = fs::read_to_string(folder.path().join(AT).join("many.ndjson")).unwrap();
    assert_eq!(fixed, format!("{}\n", crate::FIXED).repeat(300));
}

#[test]
fn an_output_file_on_a_full_disk_is_named_and_spoils_no_other() {
    if !Path::new("/dev/full").exists() {
        return eprintln!("skipped: there is no /dev/full");
    }
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &format!("{AT}/many.ndjson"), format!("{BROKEN}\n").repeat(300));
    for format in FORMATS {
        let full = format!("{format}=/dev/full");
        let arguments = ["check", "--format", "json", "--output", &full, AT];
        let output = finish(start(folder.path(), &arguments));
        assert_eq!((code(&output), found(&output).len()), (2, 300), "{format}");
        let said = stderr(&output);
        assert!(said.starts_with("error: /dev/full: ") && said.contains(NO_ROOM), "{said}");
    }
}

/// Runs a script with a small file system mounted at `small`; none where that is not allowed.
fn on_small_disk(folder: &Path, script: &str) -> Option<Output> {
    fs::create_dir(folder.join("small")).unwrap();
    let script = format!("mount -t tmpfs -o size=64k none small && touch mounted && {script}");
    for options in ["-m", "-rm"] {
        let mut command = Command::new("unshare");
        command.arg(options).args(["sh", "-c", &script, env!("CARGO_BIN_EXE_offerlint")]);
        command.current_dir(folder).env_remove("GITHUB_ACTIONS").stdin(Stdio::null());
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let output = finish(child.ok()?);
        if folder.join("mounted").exists() {
            return Some(output);
        }
    }
    eprintln!("skipped: no file system can be mounted here");
    None
}

#[test]
fn fixes_on_a_full_disk_leave_the_old_file_only() {
    let folder = tempfile::tempdir().unwrap();
    let old = format!("{BROKEN}{}", " ".repeat(40_000));
    write(folder.path(), "old.json", &old);
    let script = "cp old.json small/a.json || exit 9
        $0 check --contract tracklysms/create-offer --fix small/a.json; status=$?
        cp small/a.json after.json; ls -A small > names; exit $status";
    let Some(output) = on_small_disk(folder.path(), script) else { return };
    assert_calm(&output);
    assert_eq!(code(&output), 2, "{}", stderr(&output));
    let said = stderr(&output);
    let expected = "error: small/a.json: the fixes cannot be written: ";
    assert!(said.starts_with(expected) && said.contains(NO_ROOM), "{said}");
    assert!(stdout(&output).contains("1 error in 1 of 1 file"), "{}", stdout(&output));
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!((read("after.json") == old, read("names").as_str()), (true, "a.json\n"));
}

#[test]
fn a_full_disk_leaves_no_partial_baseline_or_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let name = |number: usize| format!("{AT}/a-long-name-for-a-small-file-{number}.json");
    (0..400).for_each(|number| write(folder.path(), &name(number), BROKEN));
    let script = "echo '{\"version\":1,\"findings\":[]}' > small/b.json || exit 9
        $0 baseline --baseline small/b.json tracklysms; one=$?
        cp small/b.json after.json; head -c 70000 /dev/zero > small/filler 2> /dev/null
        (cd small && $0 init); two=$?
        ls -A small > names; exit $one$two";
    let Some(output) = on_small_disk(folder.path(), script) else { return };
    assert_calm(&output);
    assert_eq!(code(&output), 22, "{}", stderr(&output));
    let said = stderr(&output);
    assert!(said.contains("b.json: the baseline cannot be written: "), "{said}");
    assert!(said.contains("offerlint.toml cannot be written: "), "{said}");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("after.json"), "{\"version\":1,\"findings\":[]}\n");
    assert_eq!(read("names"), "b.json\nfiller\n");
}
