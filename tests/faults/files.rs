//! Files that are not what their names promise.

use std::fs;

use crate::process::*;
use crate::{AT, assert_calm};

#[test]
fn a_missing_file_is_named_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &format!("{AT}/a.json"), BROKEN);
    let gone = format!("{AT}/gone.json");
    for format in crate::FORMATS {
        let output = finish(start(folder.path(), &["check", "--format", format, AT, &gone]));
        assert_calm(&output);
        assert_eq!(code(&output), 2);
        let said = format!("{}{}", stdout(&output), stderr(&output));
        assert!(said.contains(&gone), "{format}: {said}");
        assert!(stdout(&output).contains("type-mismatch"), "{format}: {said}");
    }
}

#[test]
fn a_folder_may_be_called_like_a_file() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &format!("{AT}/x.json/y.ndjson/z.json"), BROKEN);
    fs::create_dir_all(folder.path().join(AT).join("empty.json")).unwrap();
    for path in ["tracklysms", "tracklysms/create-offer/x.json"] {
        let output = finish(start(folder.path(), &["check", "--format", "json", path]));
        assert_eq!(code(&output), 1);
        let expected = format!("{AT}/x.json/y.ndjson/z.json type-mismatch /payout");
        assert_eq!(found(&output), [expected]);
    }
}
