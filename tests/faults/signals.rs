//! SIGINT and SIGTERM: the run ends soon and says what it found.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::fixes::{MANY, fixed};
use crate::process::*;
use crate::{AT, FORMATS, assert_calm, fifo, opened_by_both};

fn signal(id: u32, name: &str) {
    let status = Command::new("kill").args(["-s", name, &id.to_string()]).status();
    assert!(status.unwrap().success());
}

/// A run over a folder that has come to its last document: a pipe that nothing is written to.
fn waiting(folder: &Path, arguments: &[&str]) -> (Running, File) {
    let name = format!("pipe/{AT}/last.json");
    if !folder.join(&name).exists() {
        fifo(&folder.join(&name));
    }
    let child = listen(start(folder, &[arguments, &[AT, &name]].concat()));
    let writer = opened_by_both(folder.join(&name));
    (child, writer)
}

fn fill(folder: &Path, count: usize) {
    (0..count).for_each(|number| write(folder, &format!("{AT}/{number}.json"), BROKEN));
}

/// Whether an output is complete, has findings, and says that it is not everything.
fn assert_well_formed(format: &str, output: &Output, name: &str) {
    let text = stdout(output);
    let whole = || serde_json::from_str::<Value>(&text).unwrap_or_else(|e| panic!("{e}: {text}"));
    let told = format!("interrupted by {name}");
    match format {
        "json" => {
            assert!(!whole()["diagnostics"].as_array().unwrap().is_empty());
            assert_eq!(whole()["summary"]["interrupted"], true);
            assert!(whole()["errors"][0]["message"].as_str().unwrap().starts_with(&told));
            return;
        }
        "sarif" => {
            let run = &whole()["runs"][0];
            assert!(!run["results"].as_array().unwrap().is_empty());
            let end = &run["invocations"][0];
            assert_eq!(end["executionSuccessful"], false);
            let said = &end["toolExecutionNotifications"][0]["message"]["text"];
            assert!(said.as_str().unwrap().starts_with(&told), "{end}");
        }
        "gitlab" => assert!(!whole().as_array().unwrap().is_empty()),
        "rdjson" => assert!(!whole()["diagnostics"].as_array().unwrap().is_empty()),
        "jsonl" => {
            let lines: Vec<Value> =
                text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert!(!lines.is_empty() && text.ends_with('\n'));
        }
        "junit" => {
            assert!(text.ends_with("  </testsuite>\n</testsuites>\n"), "{text}");
            let count = |part: &str| text.matches(part).count();
            assert_eq!(count("<testcase "), count("</testcase>"));
            assert!(count("<failure ") > 0 && count(&told) == 1, "{text}");
        }
        "html" => {
            let count = |part: &str| text.matches(part).count();
            assert!(text.ends_with("</body>\n</html>\n"), "{text}");
            assert_eq!(count("<article "), count("</article>"));
            assert!(count("<article ") > 0 && count(&told) == 1, "{text}");
        }
        "github" => {
            assert!(!text.is_empty() && text.lines().all(|line| line.starts_with("::error ")))
        }
        _ => assert!(text.trim_end().ends_with(&told), "{text}"),
    }
    assert!(stderr(output).starts_with(&format!("error: {told} after ")), "{}", stderr(output));
}

#[test]
fn every_format_is_finished_by_a_signal() {
    let folder = tempfile::tempdir().unwrap();
    fill(folder.path(), 60);
    for (name, status) in [("INT", 130), ("TERM", 143)] {
        let start = |(number, format): (usize, &'static str)| {
            // A pipe of its own for each, so that all can wait at the same time.
            let own = folder.path().join(format!("{name}{number}"));
            fs::create_dir(&own).unwrap();
            std::os::unix::fs::symlink(folder.path().join("tracklysms"), own.join("tracklysms"))
                .unwrap();
            let (child, writer) = waiting(&own, &["check", "--format", format]);
            (format, child, writer)
        };
        let runs: Vec<_> = FORMATS.into_iter().enumerate().map(start).collect();
        runs.iter().for_each(|(_, child, _)| signal(child.id(), name));
        for (format, child, writer) in runs {
            let output = child.end();
            assert_calm(&output);
            assert_eq!(code(&output), status, "{format}: {}", stderr(&output));
            assert_well_formed(format, &output, &format!("SIG{name}"));
            drop(writer);
        }
    }
}

#[test]
fn endless_input_can_be_interrupted() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["check", "--ndjson", "--format", "json", "--contract", AT, "-"];
    let mut child = start(folder.path(), &arguments);
    let mut input = child.stdin.take().unwrap();
    let lines = format!("{}{BROKEN}\n", format!("{CLEAN}\n").repeat(200)).repeat(10);
    let writer = thread::spawn(move || while input.write_all(lines.as_bytes()).is_ok() {});
    let mut out = child.stdout.take().unwrap();
    let mut text = vec![0; 1];
    out.read_exact(&mut text).unwrap();
    signal(child.id(), "INT");
    out.read_to_end(&mut text).unwrap();
    let output = Output { stdout: text, ..finish(child) };
    assert_eq!(code(&output), 130);
    assert_well_formed("json", &output, "SIGINT");
    writer.join().unwrap();
}

#[test]
fn a_wait_for_standard_input_can_be_interrupted() {
    let folder = tempfile::tempdir().unwrap();
    for layout in ["--each", "--ndjson", "--fix"] {
        for (name, status) in [("INT", 130), ("TERM", 143)] {
            let mut child = start(folder.path(), &["check", layout, "--contract", AT, "-"]);
            let mut input = child.stdin.take().unwrap();
            // More than a pipe holds: it is being read when all of it is written.
            input.write_all(&[b' '; 300_000]).unwrap();
            signal(child.id(), name);
            let output = finish(child);
            assert_eq!(code(&output), status, "{layout}: {}", stderr(&output));
            let said = format!("error: interrupted by SIG{name} after 0 files\n");
            assert_eq!((stdout(&output), stderr(&output)), (String::new(), said));
            drop(input);
        }
    }
}

#[test]
fn a_second_signal_ends_a_run_that_the_first_cannot_end() {
    let folder = tempfile::tempdir().unwrap();
    let lines = format!("{BROKEN}\n").repeat(3000);
    write(folder.path(), &format!("{AT}/many.ndjson"), lines);
    let mut child = start(folder.path(), &["check", "--format", "jsonl", AT]);
    // It writes its only block, larger than a pipe, which is not read to the end.
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 1]).unwrap();
    signal(child.id(), "TERM");
    thread::sleep(Duration::from_millis(100));
    assert!(child.try_wait().unwrap().is_none());
    signal(child.id(), "INT");
    let output = finish(child);
    assert_eq!((code(&output), stderr(&output).as_str()), (130, ""));
    drop(out);
}

#[test]
fn interrupted_fixes_are_complete_and_reported() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["check", "--fix", "--format", "json"];
    // Once when everything but the pipe is fixed, then somewhere in between.
    for round in 0..6 {
        fill(folder.path(), MANY);
        let (child, writer) = if round == 0 {
            let (child, writer) = waiting(folder.path(), &arguments);
            (child, Some(writer))
        } else {
            let first = folder.path().join(AT).join("0.json");
            let child = listen(start(folder.path(), &[&arguments[..], &[AT]].concat()));
            let begin = Instant::now();
            while fs::read_to_string(&first).unwrap() == BROKEN && begin.elapsed() < PATIENCE {
                thread::sleep(Duration::from_millis(1));
            }
            thread::sleep(Duration::from_millis(round * 2));
            (child, None)
        };
        signal(child.id(), "INT");
        let output = child.end();
        drop(writer);
        assert_calm(&output);
        let (fixed, left_over) = fixed(folder.path());
        assert_eq!(left_over, 0);
        // A fast run may have been over.
        let json = json(&output);
        assert_eq!(code(&output), if json["summary"]["interrupted"] == true { 130 } else { 0 });
        assert!(round > 0 || code(&output) == 130);
        let told = json["fixed"].as_array().unwrap();
        assert!(!told.is_empty());
        assert!(told.iter().all(|found| fixed.contains(found["file"].as_str().unwrap())));
    }
}

#[test]
fn an_interrupted_baseline_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    fill(folder.path(), 20);
    let old = "{\"version\":1,\"findings\":[]}\n";
    write(folder.path(), ".offerlint-baseline.json", old);
    for arguments in [&["baseline"][..], &["check", "--prune"]] {
        let (child, writer) = waiting(folder.path(), arguments);
        signal(child.id(), "INT");
        let output = child.end();
        assert_eq!(code(&output), 130);
        assert!(stderr(&output).contains("interrupted by SIGINT"), "{}", stderr(&output));
        let kept = fs::read_to_string(folder.path().join(".offerlint-baseline.json")).unwrap();
        assert_eq!(kept, old);
        drop(writer);
    }
}

/// A run that has come to the point where it notices signals.
#[cfg(target_os = "linux")]
fn noticing(folder: &Path, arguments: &[&str]) -> Running {
    let child = start(folder, arguments);
    let begin = Instant::now();
    let notices = |line: &str| {
        let mask =
            line.strip_prefix("SigCgt:").and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
        mask.is_some_and(|mask| mask & (1 << 14) != 0)
    };
    let path = format!("/proc/{}/status", child.id());
    while !fs::read_to_string(&path).unwrap().lines().any(notices) && begin.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(1));
    }
    listen(child)
}

#[test]
#[cfg(target_os = "linux")]
fn slow_own_schemas_can_be_interrupted() {
    let folder = tempfile::tempdir().unwrap();
    let config = "[contracts.\"house/offer\"]\nschema = \"schema.json\"\n";
    write(folder.path(), "offerlint.toml", config);
    let part = serde_json::json!({"$ref": "#/$defs/b"});
    let number = serde_json::json!({"minimum": 0});
    // Nine thousand checks of each item.
    let judged = serde_json::json!({
        "items": {"allOf": vec![part; 89]},
        "$defs": {"b": {"allOf": vec![number; 99]}},
    });
    let members: Vec<String> = (0..400_000).map(|i| format!("\"p{i}\":{{}}")).collect();
    let read = format!("{{\"properties\":{{{}}}}}", members.join(","));
    write(folder.path(), "many.json", format!("[{}1]", "1,".repeat(300_000)));
    for schema in [judged.to_string(), read] {
        write(folder.path(), "schema.json", schema);
        for config in [&[][..], &["--config", "offerlint.toml"]] {
            let arguments = [&["check", "--contract", "house/offer", "many.json"], config].concat();
            let child = noticing(folder.path(), &arguments);
            thread::sleep(Duration::from_millis(300));
            signal(child.id(), "TERM");
            let output = child.end();
            assert_calm(&output);
            assert_eq!(code(&output), 143, "{}", stderr(&output));
            assert!(stderr(&output).starts_with("error: interrupted by SIGTERM after 0 files"));
        }
    }
}
