//! Standard error with hostile arguments: nothing that acts on a terminal, a CI runner or a reader.

use std::fs;

use crate::process::*;
use crate::{AT, assert_calm};

const TAIL: &str = "0123456789abcdefABCDEF0123456789";

fn assert_harmless(said: &str, of: &str) {
    let hazards = ['\u{9b}', '\u{1b}', '\u{202e}', '\r', '\u{2028}'];
    assert!(!said.contains(hazards), "{of}: {said:?}");
    assert!(!said.contains("##[") && !said.contains("##vso["), "{of}: {said}");
    let begins = |line: &str| line.trim_start().starts_with("::");
    assert!(!said.lines().any(begins), "{of}: {said}");
}

#[test]
fn hostile_arguments_are_escaped_in_messages() {
    let folder = tempfile::tempdir().unwrap();
    let evil =
        "x\n::error file=x::pwned\r\n ##[group]\u{9b}31m\u{1b}[31m\u{202e}\u{2028}::error::y";
    let dashed = format!("--{evil}");
    for arguments in [
        &["explain", evil][..],
        &["explain", "##[group]x"],
        &["explain", "cap-order", &dashed],
        &["schema", evil],
        &["example", evil],
        &[evil],
        &[&dashed],
        &["check", &dashed],
        &["check", "--format", evil],
        &["check", "--line-limit", evil],
        &["check", "--max-diagnostics", evil],
        &["check", "--color", evil],
        &["completions", evil],
        &["check", "--contract", evil],
        &["check", "--request", evil],
        &["check", "--now", evil],
        &["check", "--off", evil],
        &["check", "--output", evil],
        &["check", "--config", evil],
        &["check", "--baseline", evil],
        &["check", evil],
    ] {
        let output = finish(start(folder.path(), arguments));
        assert_calm(&output);
        assert_eq!((code(&output), stdout(&output).is_empty()), (2, true), "{arguments:?}");
        let said = stderr(&output);
        assert!(said.starts_with("error: "), "{arguments:?}: {said}");
        assert_harmless(&said, &format!("{arguments:?}"));
    }
    // Harmless arguments are repeated as they are.
    let said = stderr(&finish(start(folder.path(), &["check", "--format", "größe"])));
    assert!(said.contains("invalid value 'größe' for '--format <FORMAT>'"), "{said}");
}

#[test]
fn no_message_shows_an_api_key() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, &format!("{AT}/a.json"), CLEAN);
    let key = format!("trk_{TAIL}");
    let line = format!("GET /v3/offers?api_key={key}");
    let path = format!("/v2/offers/{key}/x");
    let after_line_end = format!("\n{key}");
    let option = format!("--{key}");
    let runs: [&[&str]; 19] = [
        &["check", "--request", &line],
        &["check", "--request", &path],
        &["check", "--response", &line],
        &["check", "--contract", &key, &format!("{AT}/a.json")],
        &["check", "--now", &key],
        &["check", "--now", &after_line_end],
        &["check", "--off", &key],
        &["check", "--select", &key],
        &["check", "--output", &key],
        &["check", "--output", &format!("json={key}/x")],
        &["check", "--config", &key],
        &["check", "--baseline", &key],
        &["check", "--format", &key],
        &["check", "--line-limit", &after_line_end],
        &["check", &option],
        &["explain", &key],
        &["explain", &after_line_end],
        &["schema", &key],
        &["example", &key],
    ];
    for arguments in runs {
        let output = finish(start(at, arguments));
        let said = stderr(&output);
        assert_eq!(code(&output), 2, "{arguments:?}: {said}");
        assert!(said.starts_with("error: ") && said.contains("trk_"), "{arguments:?}: {said}");
        assert!(!said.contains(TAIL), "{arguments:?}: {said}");
    }
    for text in [
        format!("{key} = 1"),
        format!("[rules]\n{key} = \"off\""),
        format!("[rules]\nuuid-nil = \"{key}\""),
        format!("[files]\n\"*.json\" = \"{key}\""),
        format!("[contracts.x]\nschema = \"{key}.json\""),
        format!("[contracts.x]\nschema = \"x.json\"\nextends = \"{key}\""),
    ] {
        write(at, "offerlint.toml", &text);
        for format in ["human", "json"] {
            let output = finish(start(at, &["check", "--format", format]));
            let said = stderr(&output) + &stdout(&output);
            assert!(code(&output) == 2 && said.contains("trk_"), "{text}: {said}");
            assert!(!said.contains(TAIL), "{text}: {said}");
        }
    }
    fs::remove_file(at.join("offerlint.toml")).unwrap();
    write(at, ".offerlint-baseline.json", format!("\"{key}\""));
    let said = stderr(&finish(start(at, &["check"])));
    assert!(said.contains("is not a baseline") && !said.contains(TAIL), "{said}");
}
