//! The system calls of a run for each file and each folder, counted by strace. Where strace cannot trace, the
//! tests say so and pass.
#![cfg(all(feature = "cli", target_os = "linux"))]

#[path = "support/process.rs"]
mod process;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use process::*;

/// How often each system call on files occurs. None if strace cannot trace.
fn calls(folder: &Path, arguments: &[&str]) -> Option<BTreeMap<String, usize>> {
    let trace = folder.join("trace");
    let run = |program: &str, arguments: &[&str]| {
        let mut strace = Command::new("strace");
        strace
            .args(["-f", "-qq", "-e", "trace=%file,%desc", "-e", "signal=none", "-o"])
            .arg(&trace);
        strace.arg(program).args(arguments).current_dir(folder).output()
    };
    if !run("true", &[]).is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: strace cannot trace here");
        return None;
    }
    let output = run(env!("CARGO_BIN_EXE_offerlint"), arguments).unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let mut calls = BTreeMap::new();
    for line in fs::read_to_string(&trace).unwrap().lines() {
        // `123 openat(…) = 3`, `123 read(3,  <unfinished ...>`, `123 <... read resumed>…`
        let call = line.split_whitespace().nth(1).unwrap_or_default();
        let name = call.split('(').next().unwrap_or_default();
        if !name.starts_with(['<', '+', '-']) {
            *calls.entry(name.to_owned()).or_default() += 1;
        }
    }
    Some(calls)
}

/// The calls that `more` has beyond `less`.
fn difference(
    less: &BTreeMap<String, usize>,
    more: &BTreeMap<String, usize>,
) -> BTreeMap<String, usize> {
    let beyond = |(name, count): (&String, &usize)| {
        let extra = count.saturating_sub(less.get(name).copied().unwrap_or(0));
        // In a debug build the standard library asks with fcntl whether what it closes is open.
        (name != "fcntl" && extra > 0).then(|| (name.clone(), extra))
    };
    more.iter().filter_map(beyond).collect()
}

fn payloads(folder: &Path, parts: usize, files: usize) {
    for part in 0..parts {
        for file in 0..files {
            let name = format!("part{part}/tracklysms/update-offer/{file}.json");
            write(folder, &name, "{\"payout\": 3}");
        }
    }
}

#[test]
fn a_file_is_opened_measured_read_and_closed() {
    let folder = tempfile::tempdir().unwrap();
    payloads(folder.path(), 1, 1000);
    let Some(few) = calls(folder.path(), &["check", "."]) else { return };
    payloads(folder.path(), 1, 1100);
    let Some(many) = calls(folder.path(), &["check", "."]) else { return };
    let more = difference(&few, &many);
    for name in ["openat", "read", "close"] {
        // What threads read about the machine varies by a few calls.
        assert!((95..110).contains(&more[name]), "{name}: {more:?}");
    }
    let all: usize = more.values().sum();
    assert!((390..430).contains(&all), "{more:?}");
}

#[test]
fn a_folder_is_read_once() {
    let folder = tempfile::tempdir().unwrap();
    payloads(folder.path(), 10, 1);
    let Some(few) = calls(folder.path(), &["check", "."]) else { return };
    payloads(folder.path(), 30, 1);
    let Some(many) = calls(folder.path(), &["check", "."]) else { return };
    let more = difference(&few, &many);
    // Twenty files, and sixty folders: each is opened once, and read until nothing is left.
    assert!((80..90).contains(&more["openat"]), "{more:?}");
    assert!((120..125).contains(&more["getdents64"]), "{more:?}");
    // No real path is asked for.
    assert!(!more.contains_key("readlink"), "{more:?}");
}
