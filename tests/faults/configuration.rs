//! Configurations, schemas and baselines that cannot be read or written.

use std::fs::{self, File};

use crate::process::*;
use crate::{AT, assert_calm};

/// What a run with faults says: status 2, nothing on standard output.
fn refusal(folder: &std::path::Path, arguments: &[&str]) -> String {
    let output = finish(start(folder, arguments));
    assert_calm(&output);
    assert_eq!((code(&output), stdout(&output).as_str()), (2, ""), "{}", stderr(&output));
    stderr(&output)
}

#[test]
fn a_configuration_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, &format!("{AT}/a.json"), BROKEN);
    fs::create_dir(at.join("folder.toml")).unwrap();
    write(at, "latin1.toml", b"[rules]\n# gr\xf6\xdfer\n");
    let huge = File::create(at.join("huge.toml")).unwrap();
    huge.set_len(1 << 40).unwrap();
    for (name, why) in [
        ("gone.toml", ""),
        ("folder.toml", ""),
        ("latin1.toml", "utf-8"),
        ("huge.toml", "more than 67108864 bytes"),
    ] {
        let said = refusal(at, &["check", "--config", name, AT]);
        assert!(said.contains(name) && said.contains(why), "{name}: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn a_schema_that_cannot_be_read_is_named_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "offer.json", "{}");
    fs::create_dir(at.join("folder.schema")).unwrap();
    write(at, "text.schema", "type: object");
    write(at, "array.schema", "[1]");
    write(at, "deep.schema", "[".repeat(1 << 20));
    File::create(at.join("huge.schema")).unwrap().set_len(1 << 40).unwrap();
    #[cfg(unix)]
    crate::fifo(&at.join("pipe.schema"));
    let mut names = vec!["gone", "folder", "text", "array", "deep", "huge"];
    names.extend(cfg!(unix).then_some("pipe"));
    for name in names {
        let text = format!("[contracts.\"house/offer\"]\nschema = \"{name}.schema\"\n");
        write(at, "offerlint.toml", text);
        let said = refusal(at, &["check", "--contract", "house/offer", "offer.json"]);
        assert!(said.contains("offerlint.toml:2:10: "), "{name}: {said}");
        let why = match name {
            "text" | "deep" => "is not JSON",
            "folder" | "pipe" => "is not a file",
            "huge" => "more than 67108864 bytes",
            _ => "",
        };
        assert!(said.contains(why), "{name}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_gets_no_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, &format!("{AT}/a.json"), BROKEN);
    write(at, "secret.toml", "");
    let mode = |path: &str, mode| {
        fs::set_permissions(at.join(path), fs::Permissions::from_mode(mode)).unwrap()
    };
    mode("secret.toml", 0);
    mode(AT, 0o555);
    mode("", 0o555);
    let file = format!("{AT}/a.json");
    let runs: [(&[&str], &str); 5] = [
        (&["init"], "offerlint.toml"),
        (&["baseline"], ".offerlint-baseline.json"),
        (&["check", "--fix", &file], &file),
        (&["check", "--output", "json=out.json", AT], "out.json"),
        (&["check", "--config", "secret.toml", AT], "secret.toml"),
    ];
    for (arguments, name) in runs {
        let Some(output) = crate::as_somebody(at, arguments) else { return };
        assert_calm(&output);
        assert_eq!(code(&output), 2, "{arguments:?}");
        let said = stderr(&output);
        assert!(said.contains(name) && said.contains("ermission denied"), "{arguments:?}: {said}");
    }
    mode("", 0o755);
    let mut names: Vec<_> =
        fs::read_dir(at).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["secret.toml", "tracklysms"]);
    mode(AT, 0o755);
    assert_eq!(fs::read_dir(at.join(AT)).unwrap().count(), 1);
    assert_eq!(fs::read_to_string(at.join(&file)).unwrap(), BROKEN);
}

/// What may be found in the place of an implicit file: a link out of the folder, a link to an endless
/// device, a pipe.
#[cfg(unix)]
const ODD: [&str; 4] = ["outside", "/dev/zero", "pipe", "gone"];

#[cfg(unix)]
fn put_odd(path: &std::path::Path, odd: &str, outside: &std::path::Path) {
    let _ = fs::remove_file(path);
    match odd {
        "pipe" => crate::fifo(path),
        "outside" => std::os::unix::fs::symlink(outside, path).unwrap(),
        target => std::os::unix::fs::symlink(target, path).unwrap(),
    }
}

#[cfg(unix)]
#[test]
fn an_implicit_baseline_must_be_a_file() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let at = folder.path();
    write(at, &format!("{AT}/a.json"), BROKEN);
    let outside = other.path().join("outside.json");
    let empty = "{\"version\": 1, \"findings\": []}";
    for content in ["\"SECRET\"", empty] {
        for odd in ODD {
            fs::write(&outside, content).unwrap();
            put_odd(&at.join(".offerlint-baseline.json"), odd, &outside);
            for arguments in [&["baseline", "."][..], &["check"], &["check", "--prune"]] {
                let said = refusal(at, arguments);
                assert!(said.contains("name it with --baseline"), "{odd}: {said}");
                assert!(!said.contains("SECRET") && said.lines().count() == 1, "{said}");
            }
            assert_eq!(fs::read_to_string(&outside).unwrap(), content, "{odd}");
        }
    }
    // Named, a link is followed, and stays one.
    put_odd(&at.join(".offerlint-baseline.json"), "outside", &outside);
    let named = ["--baseline", ".offerlint-baseline.json", "."];
    let status = |command| code(&finish(start(at, &[&[command], &named[..]].concat())));
    assert_eq!((status("check"), status("baseline"), status("check")), (1, 0, 0));
    assert!(fs::read_to_string(&outside).unwrap().contains("type-mismatch"));
    // A file that is too large is not read to its end.
    fs::remove_file(at.join(".offerlint-baseline.json")).unwrap();
    File::create(at.join(".offerlint-baseline.json")).unwrap().set_len(1 << 40).unwrap();
    assert!(refusal(at, &["check"]).contains("more than 67108864 bytes"));
}

#[cfg(unix)]
#[test]
fn an_implicit_configuration_must_be_a_file() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let at = folder.path();
    write(at, &format!("{AT}/a.json"), CLEAN);
    let outside = other.path().join("outside.toml");
    fs::write(&outside, "SECRET = 1\n").unwrap();
    for odd in ODD {
        put_odd(&at.join("tracklysms/offerlint.toml"), odd, &outside);
        let said = refusal(at, &["check"]);
        assert!(said.contains("name it with --config"), "{odd}: {said}");
        assert!(!said.contains("SECRET") && said.lines().count() == 1, "{said}");
        assert_eq!(code(&finish(start(at, &["check", "--isolated"]))), 0, "{odd}");
    }
}

#[test]
fn a_damaged_baseline_is_named_with_the_next_action() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &format!("{AT}/a.json"), BROKEN);
    for text in
        [&b""[..], b"{", b"[]", b"\xff", b"{\"version\": 1, \"findings\": 1}", b"{\"version\": 2}"]
    {
        write(folder.path(), ".offerlint-baseline.json", text);
        let said = refusal(folder.path(), &["check", "."]);
        assert!(said.contains(".offerlint-baseline.json: "), "{said}");
        assert!(said.contains("`offerlint baseline`") && !said.contains("struct"), "{said}");
    }
    assert_eq!(code(&finish(start(folder.path(), &["baseline", "."]))), 0);
    assert_eq!(code(&finish(start(folder.path(), &["check", "."]))), 0);
}

#[test]
fn a_report_in_a_folder_that_does_not_exist_is_named_as_it_was_given() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &format!("{AT}/a.json"), BROKEN);
    let said = refusal(folder.path(), &["check", "--output", "json=no/x.json", "."]);
    assert!(said.contains("no/x.json: its folder does not exist"), "{said}");
    assert!(!said.contains(".offerlint-"), "{said}");
}
