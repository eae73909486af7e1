//! `--diff` writes a patch that `git apply` and `patch` take.
#![cfg(feature = "cli")]

#[path = "support/process.rs"]
mod process;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use process::*;

const CONTRACT: [&str; 3] = ["--isolated", "--contract", "tracklysms/create-offer"];

/// The patch of a run, whose summary goes to it as well.
fn patch(folder: &Path, path: &str, env: &[(&str, &str)]) -> Vec<u8> {
    let arguments = [&["check", "--diff", "--unsafe-fixes"], &CONTRACT[..], &[path]].concat();
    let output = with_env(folder, &arguments, None, env);
    assert!(code(&output) < 2, "{}", stderr(&output));
    output.stdout
}

/// Applies a patch in a folder by a command; false if the command is not installed.
fn apply(folder: &Path, words: &[&str], patch: &[u8]) -> bool {
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).current_dir(folder).stdin(Stdio::piped());
    command.env("GIT_CEILING_DIRECTORIES", "/").stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        println!("skipped: {} is not installed", words[0]);
        return false;
    };
    child.stdin.take().unwrap().write_all(patch).unwrap();
    let output = child.wait_with_output().unwrap();
    let patch = String::from_utf8_lossy(patch);
    assert!(output.status.success(), "{words:?}: {}\n{patch}", stderr(&output));
    true
}

/// Files by name; the patch of the folder must give what `--fix` gives.
fn applies(files: &[(&str, Vec<u8>)]) {
    let fill = || {
        let folder = tempfile::tempdir().unwrap();
        files.iter().for_each(|(name, text)| write(folder.path(), name, text));
        folder
    };
    let fixed = fill();
    let arguments = [&["check", "--fix", "--unsafe-fixes", "-q"], &CONTRACT[..], &["."]].concat();
    assert!(code(&offerlint(fixed.path(), &arguments, None)) < 2);
    for words in [&["git", "apply", "-p0"][..], &["patch", "-p0", "--binary"]] {
        let folder = fill();
        let patch = patch(folder.path(), ".", &[]);
        if apply(folder.path(), words, &patch) {
            for (name, text) in files {
                let read = |folder: &tempfile::TempDir| fs::read(folder.path().join(name)).unwrap();
                assert_ne!(read(&fixed), *text, "{name} has nothing to fix");
                assert!(read(&folder) == read(&fixed), "{words:?}: {name}");
            }
        }
    }
}

/// A payload that has something to fix, with a text in its name.
fn payload(name: &str) -> String {
    format!(
        "{{\n  \"name\": \"{name}\",\n  \"payout\": \"2.50\",\n  \"tracking_url\": \"https://t.acme.io/\"\n}}"
    )
}

#[test]
fn line_ends_and_marks() {
    let text = payload("A");
    for text in [
        text.clone(),
        format!("{text}\n"),
        format!("\u{feff}{text}\n"),
        text.replace('\n', "\r\n"),
        text.replace('\n', "\r\n") + "\r\n",
        text.replace('\n', "\r"),
        text.replace('\n', "\r") + "\n",
        text.replace('\n', "\n\r"),
        text.replace("\n  \"payout\"", "\r\r\n  \"payout\""),
        format!("{}\n{text}\n", "\n".repeat(20)),
        BROKEN.to_owned(),
    ] {
        applies(&[("a.json", text.into_bytes())]);
    }
}

#[test]
fn characters_that_a_terminal_would_not_show() {
    for c in [
        '\u{7f}',
        '\u{85}',
        '\u{a0}',
        '\u{ad}',
        '\u{61c}',
        '\u{200b}',
        '\u{200e}',
        '\u{2028}',
        '\u{2029}',
        '\u{202e}',
        '\u{2066}',
        '\u{3164}',
        '\u{feff}',
        '\u{e0041}',
        '\u{e007f}',
        '\u{fffd}',
        '😀',
    ] {
        applies(&[("a.json", payload(&format!("A{c}B")).into_bytes())]);
    }
    // Lines that are no JSON stay in the context.
    let lines = [
        b"\0\x01\x1b[31m\x0b\x0c".as_slice(),
        b"\xff\xfe\xed\xa0\x80",
        BROKEN.as_bytes(),
        b"-- a\r\n++ b\r\n@@ -1 +1 @@",
        b"\\ No newline at end of file",
        BROKEN.as_bytes(),
        "\u{2028}::error::x\u{85}##[group]".as_bytes(),
    ];
    applies(&[("a.ndjson", lines.join(&b'\n'))]);
}

#[test]
fn several_files_and_far_apart_changes() {
    let clean = format!("{CLEAN}\n");
    let lines = |count| format!("{BROKEN}\n{}", clean.repeat(count)).repeat(4);
    let files = [
        ("a.ndjson", lines(3)),
        ("b/c.ndjson", lines(6)),
        ("b/d.ndjson", lines(7)),
        ("z.ndjson", lines(40)),
    ];
    applies(&files.map(|(name, text)| (name, text.into_bytes())));
}

#[test]
fn names_are_quoted_as_git_does() {
    let mut names = vec![
        "with space.json",
        "größe.json",
        "100%.json",
        "a:b,c.json",
        "quote\"s.json",
        "-dash.json",
        "@@ -1 +1 @@.json",
        "--- a.json",
        "日本.json",
    ];
    if cfg!(unix) {
        names.extend([
            "back\\slash.json",
            "line\nend.json",
            "tab\there.json",
            "esc\u{1b}[31m.json",
        ]);
    }
    // GNU patch takes quoted names since 2.7, and octal escapes.
    for name in &names {
        applies(&[(name, BROKEN.into())]);
    }
    let all: Vec<_> = names.iter().map(|name| (*name, BROKEN.into())).collect();
    applies(&all);
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "größe \"1\".json", BROKEN);
    let text = String::from_utf8(patch(folder.path(), ".", &[])).unwrap();
    assert!(text.starts_with("--- \"gr\\303\\266\\303\\237e \\\"1\\\".json\"\n+++ \"gr"), "{text}");
}

#[test]
fn paths_are_relative_to_the_working_folder() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().canonicalize().unwrap();
    let absolute = at.join("x/a.json");
    for path in ["x", "./x", "x/../x", "x/a.json", absolute.to_str().unwrap()] {
        write(&at, "x/a.json", BROKEN);
        let text = patch(&at, path, &[]);
        assert!(text.starts_with(b"--- x/a.json\n+++ x/a.json\n@@ -1,1 +1,1 @@\n-"), "{path}");
        if apply(&at, &["git", "apply", "-p0"], &text) {
            assert!(fs::read_to_string(&absolute).unwrap().contains(": 2.50"));
        }
    }
}

#[test]
fn keys_are_masked_and_then_the_patch_does_not_apply() {
    let folder = tempfile::tempdir().unwrap();
    let tail = "0123456789abcdefABCDEF0123456789";
    let text = payload(&format!("trk_{tail}"));
    write(folder.path(), "a.json", text.as_bytes());
    let arguments = [&["check", "--diff"], &CONTRACT[..], &["."]].concat();
    let output = offerlint(folder.path(), &arguments, None);
    assert!(stdout(&output).contains("trk_***") && !stdout(&output).contains(tail));
    assert!(stderr(&output).starts_with("warning: a.json: the patch masks API keys"));
}

#[test]
fn logs_of_runners_get_no_command_from_a_patch() {
    let folder = tempfile::tempdir().unwrap();
    let lines = [
        "::error::x",
        "##[group]",
        BROKEN,
        "x\r::error::y",
        "\u{a0}::error::z\u{ad}",
        "[\"\u{ad}\"]",
    ];
    write(folder.path(), "a.ndjson", lines.join("\n"));
    for variable in [("GITHUB_ACTIONS", "true"), ("TF_BUILD", "True")] {
        let text = String::from_utf8(patch(folder.path(), ".", &[variable])).unwrap();
        for line in text.split(['\n', '\r']) {
            assert!(!line.trim_start().starts_with("::") && !line.contains("##["), "{line:?}");
        }
        // Other lines stay as they are.
        assert!(text.contains("\n [\"\u{ad}\"]\n"), "{text:?}");
    }
    let exact = String::from_utf8(patch(folder.path(), ".", &[])).unwrap();
    assert!(exact.contains(" x\r::error::y\n"), "{exact:?}");
    // Colours ask for a text to look at.
    let arguments = [&["check", "--diff", "--color", "always"], &CONTRACT[..], &["."]].concat();
    let shown = stdout(&offerlint(folder.path(), &arguments, None));
    assert!(shown.contains("\u{1b}[32m+{") && !shown.contains(['\u{ad}', '\r']), "{shown:?}");
}
