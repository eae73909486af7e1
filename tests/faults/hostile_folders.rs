//! Folders with permissions, links, pipes, and files that are removed during the run.

use std::fs::{self, File, Permissions};
use std::io::Write;
use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::path::Path;

use crate::process::*;
use crate::{AT, as_somebody, assert_calm, fifo, opened_by_both};

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// The files of the faults in the JSON output.
fn faults(output: &std::process::Output) -> Vec<String> {
    let json = json(output);
    let faults = json["errors"].as_array().unwrap();
    faults.iter().map(|fault| format!("{} {}", fault["file"], fault["message"])).collect()
}

#[test]
fn unreadable_files_are_named_and_the_rest_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, &format!("{AT}/broken.json"), BROKEN);
    write(at, &format!("{AT}/secret.json"), BROKEN);
    write(at, &format!("{AT}/locked/inside.json"), BROKEN);
    mode(at, 0o755);
    mode(&at.join(AT).join("secret.json"), 0);
    mode(&at.join(AT).join("locked"), 0);
    let output = as_somebody(at, &["check", "--format", "json", "tracklysms"]);
    mode(&at.join(AT).join("locked"), 0o755);
    let Some(output) = output else { return };
    assert_calm(&output);
    assert_eq!(code(&output), 2);
    assert_eq!(found(&output), [format!("{AT}/broken.json type-mismatch /payout")]);
    let faults = faults(&output);
    assert_eq!(faults.len(), 2, "{faults:?}");
    for name in ["secret.json", "locked"] {
        let names = |fault: &&String| fault.contains(&format!("{AT}/{name}"));
        let fault = faults.iter().find(names).unwrap_or_else(|| panic!("{name}: {faults:?}"));
        assert!(fault.contains("Permission denied"), "{fault}");
    }
}

#[test]
fn links_and_pipes_in_a_folder_neither_block_nor_hide_files() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join(AT);
    write(&at, "a.json", BROKEN);
    write(&at, "x.json/inside.json", BROKEN);
    symlink("a", at.join("a")).unwrap();
    symlink("b.json", at.join("b.json")).unwrap();
    symlink("nowhere.json", at.join("dangling.json")).unwrap();
    symlink("..", at.join("up")).unwrap();
    fifo(&at.join("pipe.json"));
    symlink("pipe.json", at.join("link-to-pipe.json")).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    write(elsewhere.path(), "elsewhere.json", BROKEN);
    symlink(elsewhere.path().join("elsewhere.json"), at.join("out.json")).unwrap();
    let child = start(folder.path(), &["check", "--format", "json", "--fix", "."]);
    let output = finish(child);
    assert_calm(&output);
    assert_eq!((code(&output), json(&output)["summary"]["fixed"].clone()), (0, 2.into()));
    // Files outside the folder are not fixed through a link.
    assert_eq!(fs::read_to_string(elsewhere.path().join("elsewhere.json")).unwrap(), BROKEN);
    // Named, none of them is passed over.
    for name in ["b.json", "dangling.json"] {
        let name = format!("{AT}/{name}");
        let output = finish(start(folder.path(), &["check", &name]));
        assert_eq!(code(&output), 2);
        assert!(stderr(&output).contains(&name), "{}", stderr(&output));
    }
}

#[test]
fn a_named_pipe_is_read_but_never_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(AT).join("pipe.json");
    fifo(&path);
    // A folder with nothing but a pipe holds nothing to check.
    assert_eq!(code(&finish(start(folder.path(), &["check", AT]))), 2);
    let name = format!("{AT}/pipe.json");
    for (option, status) in [("--quiet", 1), ("--fix", 2)] {
        let child = start(folder.path(), &["check", option, &name]);
        let writer = path.clone();
        std::thread::spawn(move || fs::write(writer, BROKEN));
        let output = finish(child);
        assert_calm(&output);
        assert_eq!(code(&output), status, "{}", stderr(&output));
        assert!(stdout(&output).contains("type-mismatch"));
        assert_eq!(stderr(&output).contains("not a regular file"), option == "--fix");
        assert!(fs::metadata(&path).unwrap().file_type().is_fifo());
    }
}

#[test]
fn files_removed_during_a_run_are_named() {
    const MANY: usize = 600;
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().join(AT);
    for number in 0..MANY {
        write(&files, &format!("{number:03}.json"), BROKEN);
    }
    let pipe = folder.path().join("first/tracklysms/create-offer/pipe.json");
    fifo(&pipe);
    let name = "first/tracklysms/create-offer/pipe.json";
    let child = start(folder.path(), &["check", "--format", "json", name, "tracklysms"]);
    // Opened by both ends means: the search is over, and the first document is waited for.
    let mut writer = opened_by_both(pipe);
    fs::remove_dir_all(&files).unwrap();
    writer.write_all(CLEAN.as_bytes()).unwrap();
    drop(writer);
    let output = finish(child);
    assert_calm(&output);
    assert_eq!(code(&output), 2);
    let (found, faults) = (found(&output), faults(&output));
    assert_eq!(found.len() + faults.len(), MANY);
    assert!(!faults.is_empty() && faults.iter().all(|fault| fault.contains("No such file")));
}

#[test]
fn reading_a_growing_file_ends() {
    let folder = tempfile::tempdir().unwrap();
    let name = format!("{AT}/grows.ndjson");
    write(folder.path(), &name, format!("{CLEAN}\n").repeat(30_000));
    let child = start(folder.path(), &["check", "--format", "json", &name]);
    let mut file = File::options().append(true).open(folder.path().join(&name)).unwrap();
    for _ in 0..3000 {
        file.write_all(format!("{CLEAN}\n").as_bytes()).unwrap();
    }
    let output = finish(child);
    assert_calm(&output);
    // The last line may have been read when half of it was written.
    assert!(found(&output).len() <= 1, "{:?}", found(&output));
    assert!(json(&output)["errors"].as_array().unwrap().is_empty());
}

#[test]
fn endless_ignore_files_are_not_read() {
    let names = [".ignore", ".gitignore", ".git/info/exclude"];
    for name in names {
        for folder in ["", "tracklysms/", "tracklysms/create-offer/deep/"] {
            for odd in ["device", "pipe", "huge"] {
                let at = tempfile::tempdir().unwrap();
                write(at.path(), &format!("{AT}/a.json"), BROKEN);
                write(at.path(), &format!("{AT}/deep/b.json"), BROKEN);
                let path = at.path().join(folder).join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                match odd {
                    "device" => symlink("/dev/zero", &path).unwrap(),
                    "pipe" => fifo(&path),
                    _ => File::create(&path).unwrap().set_len(1 << 40).unwrap(),
                }
                let arguments = ["check", "--format", "json", AT];
                let output = finish(start(at.path(), &arguments));
                assert_calm(&output);
                assert_eq!(code(&output), 2, "{}", stderr(&output));
                let faults = faults(&output);
                assert_eq!(faults.len(), 1, "{faults:?}");
                let why = if odd == "huge" { "more than" } else { "not a regular file" };
                assert!(faults[0].contains(name) && faults[0].contains(why), "{faults:?}");
                let others = usize::from(folder.contains("deep"));
                assert_eq!(found(&output).len(), others, "{name} {folder} {odd}");
                let all = [&arguments[..], &["--no-ignore"]].concat();
                assert_eq!(found(&finish(start(at.path(), &all))).len(), 2);
            }
        }
    }
}

#[test]
fn an_endless_ignore_file_of_a_work_tree_is_not_read() {
    let at = tempfile::tempdir().unwrap();
    write(at.path(), &format!("{AT}/a.json"), BROKEN);
    write(at.path(), ".git", format!("gitdir: {}/tree\n", at.path().display()));
    write(at.path(), "tree/commondir", "../repository\n");
    fifo(&at.path().join("repository/info/exclude"));
    let run = || finish(start(at.path(), &["check", "--format", "json"]));
    assert!(faults(&run())[0].contains("not a regular file"));
    fs::remove_file(at.path().join("repository/info/exclude")).unwrap();
    assert_eq!((code(&run()), found(&run()).len()), (1, 1));
    fs::remove_file(at.path().join("tree/commondir")).unwrap();
    fifo(&at.path().join("tree/commondir"));
    assert!(faults(&run())[0].contains("not a regular file"));
}
