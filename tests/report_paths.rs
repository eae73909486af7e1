//! The paths and fingerprints in reports, however the files were given.
#![cfg(feature = "cli")]

#[path = "support/process.rs"]
mod process;

use std::fs;
use std::path::{Path, PathBuf};

use process::*;
use serde_json::Value;

/// `repository/.git` and `repository/shop/payloads/tracklysms/create-offer/f.json`.
fn repository(name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    fs::create_dir_all(root.join("repository/.git")).unwrap();
    fs::create_dir_all(root.join("elsewhere")).unwrap();
    write(&root, &format!("repository/shop/payloads/tracklysms/create-offer/{name}"), BROKEN);
    (folder, root)
}

const FILE: &str = "shop/payloads/tracklysms/create-offer/f.json";

/// The first finding's path and fingerprint in a format.
fn reported(folder: &Path, format: &str, path: &str, env: &[(&str, &str)]) -> (String, String) {
    let output = with_env(folder, &["check", "--isolated", "--format", format, path], None, env);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    match format {
        "github" => {
            let line = stdout(&output);
            let value = line.split("file=").nth(1).unwrap().split(',').next().unwrap();
            (value.to_owned(), String::new())
        }
        "gitlab" => {
            let entry = &json(&output)[0];
            (text(&entry["location"]["path"]), text(&entry["fingerprint"]))
        }
        "rdjson" => (text(&json(&output)["diagnostics"][0]["location"]["path"]), String::new()),
        "sarif" => {
            let run = &json(&output)["runs"][0];
            let result = &run["results"][0];
            let artifact = &result["locations"][0]["physicalLocation"]["artifactLocation"];
            let fixed = &result["fixes"][0]["artifactChanges"][0]["artifactLocation"];
            assert_eq!(fixed, artifact);
            let uri = text(&artifact["uri"]);
            assert_eq!(artifact["uriBaseId"] == "%SRCROOT%", !uri.starts_with("file://"));
            assert!(run["originalUriBaseIds"]["%SRCROOT%"].is_object());
            (uri, text(&result["partialFingerprints"]["offerlint/v1"]))
        }
        _ => unreachable!("{format}"),
    }
}

#[test]
fn reports_name_files_from_the_root_of_the_repository() {
    let (_folder, root) = repository("f.json");
    let repository = root.join("repository");
    let absolute = repository.join(FILE);
    let given = [
        ("repository", ".", FILE),
        ("repository", "./", FILE),
        ("repository", "shop", FILE),
        ("repository", "./shop/", FILE),
        ("repository", "././shop", FILE),
        ("repository", "shop/../shop", FILE),
        ("repository", "shop/./payloads", FILE),
        ("repository", "../repository", FILE),
        ("repository", FILE, FILE),
        ("repository", absolute.to_str().unwrap(), FILE),
        ("repository", repository.to_str().unwrap(), FILE),
        ("repository/shop", ".", "payloads/tracklysms/create-offer/f.json"),
        ("repository/shop", "payloads", "payloads/tracklysms/create-offer/f.json"),
        ("repository/shop", "../shop", "payloads/tracklysms/create-offer/f.json"),
        ("repository/shop/payloads/tracklysms/create-offer", "f.json", "f.json"),
        ("repository/shop/payloads/tracklysms/create-offer", "./f.json", "f.json"),
        (".", "repository/shop", "repository/shop/payloads/tracklysms/create-offer/f.json"),
        (
            "elsewhere",
            "../repository",
            "../repository/shop/payloads/tracklysms/create-offer/f.json",
        ),
        (
            "elsewhere",
            absolute.to_str().unwrap(),
            "../repository/shop/payloads/tracklysms/create-offer/f.json",
        ),
    ];
    let prints = |format| reported(&repository, format, ".", &[]).1;
    let (sarif, gitlab) = (prints("sarif"), prints("gitlab"));
    assert!(!sarif.is_empty() && !gitlab.is_empty());
    for (folder, path, from_folder) in given {
        let folder = root.join(folder);
        let of = |format| reported(&folder, format, path, &[]);
        assert_eq!(of("sarif"), (FILE.to_owned(), sarif.clone()), "{folder:?} {path}");
        assert_eq!(of("gitlab"), (FILE.to_owned(), gitlab.clone()), "{folder:?} {path}");
        assert_eq!(of("github").0, FILE, "{folder:?} {path}");
        assert_eq!(of("rdjson").0, from_folder, "{folder:?} {path}");
    }
}

#[test]
fn variables_of_ci_systems_name_the_root() {
    let (_folder, root) = repository("f.json");
    let shop = root.join("repository/shop");
    let above = root.to_str().unwrap();
    let long = format!("repository/{FILE}");
    let (github, gitlab) = (("GITHUB_WORKSPACE", above), ("CI_PROJECT_DIR", above));
    for (format, variable, expected) in [
        ("sarif", github, &*long),
        ("sarif", gitlab, &long),
        ("github", github, &long),
        ("github", gitlab, FILE),
        ("gitlab", gitlab, &long),
        ("gitlab", github, FILE),
    ] {
        for path in [".", "payloads", "../shop"] {
            let (found, _) = reported(&shop, format, path, &[variable]);
            assert_eq!(found, expected, "{format} {path}");
        }
    }
    // A variable that is empty or names another folder is passed over.
    let other = root.join("elsewhere");
    for value in ["", "/nowhere", other.to_str().unwrap()] {
        assert_eq!(reported(&shop, "sarif", ".", &[("GITHUB_WORKSPACE", value)]).0, FILE);
    }
    #[cfg(unix)]
    {
        let link = root.join("link");
        std::os::unix::fs::symlink(&root, &link).unwrap();
        let variable = [("GITHUB_WORKSPACE", link.to_str().unwrap())];
        assert_eq!(reported(&shop, "sarif", ".", &variable).0, long);
        let through = link.join("repository");
        assert_eq!(reported(&shop, "sarif", through.to_str().unwrap(), &variable).0, long);
    }
}

#[test]
fn files_without_a_repository() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let name = "tracklysms/create-offer/größe 100%:a.json";
    write(&root, &format!("a/{name}"), BROKEN);
    fs::create_dir(root.join("b")).unwrap();
    let encoded = "tracklysms/create-offer/gr%C3%B6%C3%9Fe%20100%25%3Aa.json";
    let (inside, outside) = (root.join("a"), root.join("b"));
    assert_eq!(reported(&inside, "sarif", "./tracklysms", &[]).0, encoded);
    assert_eq!(reported(&inside, "gitlab", ".", &[]).0, name);
    let absolute = inside.to_str().unwrap();
    let uri = reported(&outside, "sarif", "../a", &[]).0;
    assert!(uri.starts_with("file:///") && uri.ends_with(&format!("/a/{encoded}")), "{uri}");
    assert_eq!(reported(&outside, "sarif", absolute, &[]).0, uri);
    assert_eq!(reported(&outside, "rdjson", absolute, &[]).0, format!("../a/{name}"));
    let standard = ["check", "--format", "sarif", "--contract", "tracklysms/create-offer", "-"];
    let output = offerlint(&inside, &standard, Some(BROKEN.as_bytes()));
    let location = &json(&output)["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "-");
}

#[test]
fn formats_for_people_show_paths_as_given() {
    let (_folder, root) = repository("f.json");
    let repository = root.join("repository");
    for (path, expected) in [
        (".", FILE.to_owned()),
        ("./shop", FILE.to_owned()),
        ("shop/../shop", format!("shop/../{FILE}")),
        (&format!("./{FILE}"), FILE.to_owned()),
        (repository.to_str().unwrap(), repository.join(FILE).to_str().unwrap().to_owned()),
        ("../repository", format!("../repository/{FILE}")),
    ] {
        let run = |format| {
            offerlint(&repository, &["check", "--isolated", "--format", format, path], None)
        };
        assert_eq!(found(&run("json")), [format!("{expected} type-mismatch /payout")], "{path}");
        let concise = stdout(&run("concise"));
        assert!(concise.starts_with(&format!("{expected}:1:63: ")), "{path}: {concise}");
        assert!(stdout(&run("human")).contains(&format!("[{expected}:1:63]")), "{path}");
    }
}

/// The fingerprints of a GitLab report, and the number of findings in the baseline.
fn known(folder: &Path, name: &str) -> (Vec<String>, u64) {
    let gitlab = offerlint(folder, &["check", "--no-baseline", "--format", "gitlab", name], None);
    let entries = json(&gitlab).as_array().unwrap().clone();
    let prints = entries.iter().map(|entry| entry["fingerprint"].as_str().unwrap().to_owned());
    let checked = json(&offerlint(folder, &["check", "--format", "json", name], None));
    (prints.collect(), checked["summary"]["known"].as_u64().unwrap())
}

#[test]
fn findings_in_items_with_ids_stay_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let item = |id: &str| format!(r#"{{"status": "gone", {id} "name": "A"}}"#);
    for (name, mark, before) in [
        ("tracklysms/list-offers/a.json", "", r#""id": "new","#),
        ("tracklysms/list-offers/b.ndjson", "\n", r#""id": 7,"#),
        ("tracklysms/list-offers/c.json", "\u{feff}", ""),
    ] {
        let body = |items: &[String]| format!("{mark}{{\"offers\": [{}]}}\n", items.join(", "));
        let old = [item(r#""id": "a","#), item(r#""id": "b/~c","#), item(r#""eventId": 3,"#)];
        write(at, name, body(&old));
        assert_eq!(code(&offerlint(at, &["baseline", name], None)), 0);
        let (prints, all) = known(at, name);
        assert_eq!(prints.len() as u64, all, "{name}");
        assert!(prints.len() > 3, "{name}");
        let new = [&[item(before)], &old[..]].concat();
        write(at, name, body(&new));
        let (now, still) = known(at, name);
        assert_eq!(still, all, "{name}");
        assert!(now.len() > prints.len() && prints.iter().all(|print| now.contains(print)));
        // Two items with the same id have different fingerprints.
        let twins = [&old[..1], &old[..1]].concat();
        write(at, name, body(&twins));
        let (twice, _) = known(at, name);
        assert_eq!(twice.iter().collect::<std::collections::BTreeSet<_>>().len(), twice.len());
    }
    let stored = fs::read_to_string(at.join(".offerlint-baseline.json")).unwrap();
    assert!(stored.contains("/offers/[id=b/~c]/status"), "{stored}");
    let key = "trk_0123456789abcdefABCDEF0123456789";
    let secret = item(&format!("\"id\": \"{key}\","));
    write(at, "tracklysms/list-offers/a.json", format!("{{\"offers\": [{secret}]}}"));
    assert_eq!(code(&offerlint(at, &["baseline"], None)), 0);
    let stored = fs::read_to_string(at.join(".offerlint-baseline.json")).unwrap();
    assert!(stored.contains("[id=trk_") && !stored.contains(key), "{stored}");
}

#[test]
fn sarif_keeps_the_most_severe_results() {
    let folder = tempfile::tempdir().unwrap();
    let line = r#"{"name": "A", "tracking_url": "http://t.acme.io/"}"#;
    let mut lines = vec![line; 24_990];
    lines.extend(vec![BROKEN; 20]);
    lines.extend(vec![line; 30_000]);
    lines.extend([BROKEN; 5]);
    write(folder.path(), "tracklysms/create-offer/a.ndjson", lines.join("\n"));
    let arguments = ["check", "--format", "sarif", "-q"];
    let run = &json(&offerlint(folder.path(), &arguments, None))["runs"][0];
    let results = run["results"].as_array().unwrap();
    let count = |level: &str| results.iter().filter(|result| result["level"] == level).count();
    assert_eq!((count("error"), count("warning")), (25, 24_975));
    let line = |at: usize| {
        let place = &results[at]["locations"][0]["physicalLocation"];
        place["region"]["startLine"].as_u64().unwrap()
    };
    assert_eq!([24_974, 24_975, 24_999].map(line), [24_975, 24_991, 55_015]);
    let said = &run["invocations"][0]["toolExecutionNotifications"];
    assert_eq!(said.as_array().unwrap().len(), 1);
    assert!(said[0]["message"]["text"].as_str().unwrap().starts_with("30015 results not listed"));
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
}
