//! Standard streams that are closed, early or from the start.

use std::io::Read;

use crate::process::*;
use crate::{AT, FIXED, FORMATS, assert_calm};

#[test]
fn a_closed_output_ends_the_run_quietly() {
    let folder = tempfile::tempdir().unwrap();
    // More than a pipe holds, in every format.
    write(folder.path(), &format!("{AT}/many.ndjson"), format!("{BROKEN}\n").repeat(3000));
    for format in FORMATS {
        let mut child = start(folder.path(), &["check", "--format", format, AT]);
        let mut first = [0; 1];
        child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
        drop(child.stdout.take());
        let output = finish(child);
        assert_eq!((code(&output), stderr(&output).as_str()), (1, ""), "{format}");
    }
}

#[test]
fn fixes_are_written_when_the_output_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..50 {
        write(folder.path(), &format!("{AT}/{number}.json"), BROKEN);
    }
    write(folder.path(), &format!("{AT}/many.ndjson"), format!("{WARNED}\n").repeat(2000));
    let mut child = start(folder.path(), &["check", "--fix", AT]);
    drop((child.stdout.take(), child.stderr.take()));
    let output = finish(child);
    assert_eq!(code(&output), 0);
    for number in 0..50 {
        let path = folder.path().join(AT).join(format!("{number}.json"));
        assert_eq!(std::fs::read_to_string(path).unwrap(), FIXED);
    }
}

#[cfg(unix)]
#[test]
fn a_closed_output_ends_the_run_while_the_input_is_open() {
    use std::io::Write;
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["check", "--ndjson", "--format", "jsonl", "--contract", AT, "-"];
    let mut child = start(folder.path(), &arguments);
    let mut input = child.stdin.take().unwrap();
    let mut output = child.stdout.take().unwrap();
    let writer = std::thread::spawn(move || {
        // Enough for some blocks; then the pipe stays open, and nothing comes.
        let _ = input.write_all(format!("{BROKEN}\n").repeat(50_000).as_bytes());
        input
    });
    output.read_exact(&mut [0; 1]).unwrap();
    drop(output);
    let output = finish(child);
    assert_eq!((code(&output), stderr(&output).as_str()), (1, ""));
    drop(writer.join().unwrap());
}

#[cfg(unix)]
#[test]
fn closed_streams_do_not_crash_the_run() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &format!("{AT}/a.json"), BROKEN);
    let run = |script: &str| {
        let mut command = std::process::Command::new("sh");
        command.args(["-c", script, env!("CARGO_BIN_EXE_offerlint")]).current_dir(folder.path());
        command.env_remove("GITHUB_ACTIONS").stdin(std::process::Stdio::null());
        let output = command.output().unwrap();
        assert_calm(&output);
        code(&output)
    };
    for format in FORMATS {
        assert_eq!(run(&format!("$0 check --format {format} {AT} >&-")), 1);
        assert_eq!(run(&format!("$0 check --format {format} {AT} gone.json 2>&-")), 2);
    }
    let standard = format!("$0 check --contract {AT}");
    assert_eq!(run(&format!("{standard} - <&-")), 1, "an empty document is an error");
    assert_eq!(run(&format!("{standard} --fix - < {AT}/a.json 2>&-")), 0);
    assert_eq!(run(&format!("{standard} --fix - < {AT}/a.json >&- 2>&-")), 0);
    assert_eq!(run(&format!("{standard} gone.json <&- >&- 2>&-")), 2);
}
