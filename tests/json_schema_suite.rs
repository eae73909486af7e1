//! The required tests of the public JSON Schema Test Suite.
#![cfg(feature = "custom-schema")]

use std::path::Path;

use offerlint::{Context, CustomContract, RuleSet};
use serde_json::Value;

/// Counts of one draft.
#[derive(Debug, Default)]
struct Counts {
    right: usize,
    wrong: Vec<String>,
    refused: Vec<String>,
}

#[test]
fn every_verdict_of_the_suite_is_right() {
    let Some(folder) = std::env::var_os("JSON_SCHEMA_TEST_SUITE") else {
        println!("skipped: JSON_SCHEMA_TEST_SUITE does not name the folder of the drafts");
        return;
    };
    let drafts = [
        ("draft4", "http://json-schema.org/draft-04/schema#"),
        ("draft6", "http://json-schema.org/draft-06/schema#"),
        ("draft7", "http://json-schema.org/draft-07/schema#"),
        ("draft2019-09", "https://json-schema.org/draft/2019-09/schema"),
        ("draft2020-12", "https://json-schema.org/draft/2020-12/schema"),
    ];
    for (draft, uri) in drafts {
        let counts = run(&Path::new(&folder).join(draft), uri);
        println!("{draft}: {} right, {} refused", counts.right, counts.refused.len());
        let local: Vec<_> =
            counts.refused.iter().filter(|why| !why.contains("http://localhost:1234/")).collect();
        assert!(local.is_empty(), "{draft}: {local:#?}");
        assert!(counts.right > 400, "{draft}: only {} verdicts", counts.right);
        assert!(counts.wrong.is_empty(), "{draft}: {:#?}", counts.wrong);
    }
}

/// Checks every case in the files of a folder; `$schema` is added where a schema has none.
fn run(folder: &Path, uri: &str) -> Counts {
    let mut counts = Counts::default();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let groups: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        for group in groups.as_array().unwrap() {
            let title = format!("{file}: {}", group["description"]);
            let mut schema = group["schema"].clone();
            if let Some(root) = schema.as_object_mut() {
                root.entry("$schema").or_insert_with(|| uri.into());
            }
            let contract = match CustomContract::new("suite", &schema, None) {
                Ok(contract) => contract,
                Err(error) => {
                    counts.refused.push(format!("{title}: {error}"));
                    continue;
                }
            };
            for case in group["tests"].as_array().unwrap() {
                let text = case["data"].to_string();
                let context = Context::default();
                let report = contract.lint(text.as_bytes(), &context, &RuleSet::default());
                let found = report.diagnostics.iter();
                let valid = found.filter(|found| found.rule.starts_with("schema/")).count() == 0;
                match valid == case["valid"] {
                    true => counts.right += 1,
                    false => counts.wrong.push(format!("{title}: {}", case["description"])),
                }
            }
        }
    }
    counts
}
