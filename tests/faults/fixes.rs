//! `--fix` beside other writers, and killed at any moment.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::process::*;
use crate::{AT, FIXED, assert_calm};

pub(crate) const MANY: usize = 40;

fn fill(folder: &Path) {
    (0..MANY).for_each(|number| write(folder, &format!("{AT}/{number}.json"), BROKEN));
}

/// The files with the new content; every other one has the old content. What is left of files
/// that were being written is taken away.
pub(crate) fn fixed(folder: &Path) -> (BTreeSet<String>, usize) {
    let (mut fixed, mut files, mut left_over) = (BTreeSet::new(), 0, 0);
    for entry in fs::read_dir(folder.join(AT)).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if name.starts_with(".offerlint-") {
            fs::remove_file(entry.path()).unwrap();
            left_over += 1;
            continue;
        }
        files += 1;
        match fs::read_to_string(entry.path()).unwrap() {
            text if text == FIXED => drop(fixed.insert(format!("{AT}/{name}"))),
            text => assert_eq!(text, BROKEN, "{name} is neither the old nor the new one"),
        }
    }
    assert_eq!(files, MANY);
    (fixed, left_over)
}

#[test]
fn a_kill_at_any_moment_leaves_every_file_whole() {
    let folder = tempfile::tempdir().unwrap();
    fill(folder.path());
    let arguments = ["check", "--fix", "--quiet", AT];
    let begin = Instant::now();
    assert_eq!(code(&finish(start(folder.path(), &arguments))), 0);
    let duration = begin.elapsed();
    assert_eq!(fixed(folder.path()).0.len(), MANY);
    for kill in 0..40 {
        fill(folder.path());
        let mut child = start(folder.path(), &arguments);
        // Spread evenly, but in no order that would favour a moment.
        std::thread::sleep(duration.mul_f64(f64::from(kill * 17 % 40) / 40.0));
        child.kill().unwrap();
        finish(child);
        fixed(folder.path());
    }
    // A leftover temporary file does no harm.
    fill(folder.path());
    write(folder.path(), &format!("{AT}/.offerlint-old.json"), "{");
    assert_eq!(code(&finish(start(folder.path(), &arguments))), 0);
    assert_eq!(fixed(folder.path()), ((0..MANY).map(|n| format!("{AT}/{n}.json")).collect(), 1));
}

#[test]
fn two_runs_at_once_fix_everything_and_neither_fails() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..4 {
        fill(folder.path());
        let arguments = ["check", "--fix", "--format", "json", AT];
        let runs = [start(folder.path(), &arguments), start(folder.path(), &arguments)];
        let mut count = 0;
        for run in runs {
            let output = finish(run);
            assert_calm(&output);
            assert_eq!((code(&output), stderr(&output).as_str()), (0, ""), "{}", stdout(&output));
            count += json(&output)["summary"]["fixed"].as_u64().unwrap();
        }
        // Both may replace a file at the same moment, but neither reports a fix that it did not write.
        assert!(count >= MANY as u64, "{count}");
        assert_eq!(fixed(folder.path()).1, 0);
        assert_eq!(fixed(folder.path()).0.len(), MANY);
    }
}

#[test]
fn a_file_that_is_written_constantly_stays_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(AT).join("a.json");
    write(folder.path(), &format!("{AT}/a.json"), BROKEN);
    let other = BROKEN.replace("2.50", "3.50");
    let fixes = [FIXED.to_owned(), FIXED.replace("2.50", "3.50")];
    let end = Instant::now() + Duration::from_millis(700);
    let mut turn = 0;
    while Instant::now() < end {
        let child = start(folder.path(), &["check", "--fix", AT]);
        for _ in 0..20 {
            turn += 1;
            let text = if turn % 2 == 0 { BROKEN } else { &other };
            let beside = folder.path().join("beside");
            fs::write(&beside, text).unwrap();
            fs::rename(&beside, &path).unwrap();
        }
        let output = finish(child);
        assert_calm(&output);
        assert!([0, 2].contains(&code(&output)), "{}", stdout(&output));
        let text = fs::read_to_string(&path).unwrap();
        assert!(fixes.contains(&text) || text == BROKEN || text == other, "{text}");
    }
}
