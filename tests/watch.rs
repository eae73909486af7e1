//! `check --watch` as a process.
#![cfg(all(feature = "cli", unix))]

#[path = "support/process.rs"]
mod process;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use process::*;

const FILE: &str = "payloads/tracklysms/create-offer/a.json";
const OTHER: &str = "payloads/tracklysms/create-offer/b.json";

/// A running `check --watch`. Standard output and standard error arrive in the order of writing.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let (reader, writer) = std::io::pipe().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_offerlint"));
        command.current_dir(folder).args(["check", "--watch", "--format", "concise"]);
        command.args(arguments).without_ci().stdin(Stdio::null());
        command.stdout(writer.try_clone().unwrap()).stderr(writer);
        let child = command.spawn().unwrap();
        drop(command);
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(reader).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Self { child, lines }
    }

    /// The output of the next check, without the line at its end; none if there is none in time.
    fn next(&self, patience: Duration) -> Option<String> {
        let deadline = Instant::now() + patience;
        let mut text = String::new();
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left).ok()?;
            if line.starts_with("watching ") {
                return Some(text);
            }
            text.push_str(&line);
            text.push('\n');
        }
    }

    /// The first output that is as wanted. One change may lead to several checks.
    fn until(&self, wanted: impl Fn(&str) -> bool) -> String {
        let mut last = String::new();
        while let Some(text) = self.next(PATIENCE) {
            if wanted(&text) {
                return text;
            }
            last = text;
        }
        panic!("the last output is {last}");
    }

    fn end(mut self, signal: &str) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), FILE, CLEAN);
    write(folder.path(), OTHER, BROKEN);
    folder
}

#[test]
fn changes_are_checked_and_other_findings_stay() {
    let folder = folder();
    let watching = Watching::start(folder.path(), &["payloads"]);
    let first = watching.next(PATIENCE).unwrap();
    assert!(first.contains("b.json:1:") && !first.contains("a.json:"), "{first}");
    assert!(!first.contains('\u{1b}'), "a pipe is not cleared: {first:?}");

    // Half a file, then all of it.
    write(folder.path(), FILE, "{\"name\": ");
    let half = watching.until(|text| text.contains("a.json:1:"));
    assert!(half.contains("error[json-syntax]") && half.contains("b.json:1:"), "{half}");
    write(folder.path(), FILE, CLEAN);
    watching.until(|text| !text.contains("a.json:") && text.contains("b.json:1:"));

    // Editors replace a file.
    write(folder.path(), "new", CLEAN);
    fs::rename(folder.path().join("new"), folder.path().join(OTHER)).unwrap();
    watching.until(|text| text == "no problems in 2 files\n");

    // A file in a new folder, and a folder that disappears.
    write(folder.path(), "payloads/tracklysms/update-offer/c.json", "{\"payout\": \"1\"}");
    watching.until(|text| text.contains("c.json:1:") && text.contains("of 3 files"));
    fs::remove_dir_all(folder.path().join("payloads/tracklysms/update-offer")).unwrap();
    watching.until(|text| text == "no problems in 2 files\n");
    fs::remove_file(folder.path().join(OTHER)).unwrap();
    watching.until(|text| text == "no problems in 1 file\n");
    assert_eq!(watching.end("-INT"), Some(130));
}

#[test]
fn settings_are_read_again() {
    let folder = folder();
    let watching = Watching::start(folder.path(), &["payloads"]);
    let first = watching.next(PATIENCE).unwrap();
    assert!(first.contains("error[type-mismatch]"), "{first}");

    write(folder.path(), "offerlint.toml", "[rules]\ntype-mismatch = \"warning\"\n");
    watching.until(|text| text.contains("warning[type-mismatch]"));
    // A configuration that is half written ends nothing.
    write(folder.path(), "offerlint.toml", "[rules]\ntype-mismatch = \"of");
    watching.until(|text| text.contains("error: ") && text.contains("offerlint.toml"));
    write(folder.path(), "offerlint.toml", "[rules]\ntype-mismatch = \"off\"\n");
    watching.until(|text| !text.contains("[type-mismatch]") && text.contains("2 files"));
    write(folder.path(), ".gitignore", "b.json\n");
    watching.until(|text| text.contains("1 file"));
    assert_eq!(watching.end("-TERM"), Some(143));
}

#[test]
fn schemas_of_own_contracts_are_watched() {
    let folder = tempfile::tempdir().unwrap();
    let configuration = "[contracts.\"acme/link\"]\nschema = \"schemas/link.json\"\n\n[files]\n\"in/*.json\" = \"acme/link\"\n";
    write(folder.path(), "offerlint.toml", configuration);
    write(folder.path(), "schemas/link.json", "{\"type\": \"object\"}");
    write(folder.path(), "in/a.json", "{}");
    let watching = Watching::start(folder.path(), &["in"]);
    assert_eq!(watching.next(PATIENCE).unwrap(), "no problems in 1 file\n");
    write(folder.path(), "schemas/link.json", "{\"required\": [\"url\"]}");
    watching.until(|text| text.contains("schema/required"));
}

#[test]
fn a_named_file_may_disappear_and_come_back() {
    let folder = folder();
    let watching = Watching::start(folder.path(), &[FILE]);
    assert_eq!(watching.next(PATIENCE).unwrap(), "no problems in 1 file\n");
    fs::remove_file(folder.path().join(FILE)).unwrap();
    watching.until(|text| text.contains("there is no such file"));
    write(folder.path(), FILE, BROKEN);
    watching.until(|text| text.contains("a.json:1:"));
    // Its neighbours are not checked.
    write(folder.path(), OTHER, CLEAN);
    assert_eq!(watching.next(Duration::from_millis(400)), None);
}

#[test]
fn reports_are_kept_up_to_date_without_a_loop() {
    let folder = folder();
    let watching =
        Watching::start(folder.path(), &["--output", "json=payloads/r.json", "payloads"]);
    watching.next(PATIENCE).unwrap();
    let report = || fs::read_to_string(folder.path().join("payloads/r.json")).unwrap();
    assert!(report().contains("type-mismatch"));
    write(folder.path(), OTHER, CLEAN);
    watching.until(|text| text.starts_with("no problems in 2 files"));
    assert!(!report().contains("type-mismatch"));
    // Neither the report nor files that are no payloads lead to a check.
    write(folder.path(), "payloads/notes.txt", "x");
    write(folder.path(), "payloads/tracklysms/create-offer/a.json~", "x");
    assert_eq!(watching.next(Duration::from_millis(400)), None);
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let folder = folder();
    for (arguments, wanted) in [
        (&["--fix", "payloads"][..], "'--watch' cannot be used with '--fix'"),
        (&["--diff", "payloads"], "'--watch' cannot be used with '--diff'"),
        (&["--contract", "tracklysms/create-offer", "-"], "--watch cannot check standard input"),
        (&["--format", "json", "payloads"], "--watch prints for people"),
        (&["payload"], "payload: there is no such file or folder"),
        (&["--off", "nonsense", "payloads"], "nonsense"),
    ] {
        let arguments = [&["check", "--watch"], arguments].concat();
        let output = offerlint(folder.path(), &arguments, None);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(message.contains(wanted), "{arguments:?}: {message}");
    }
}
