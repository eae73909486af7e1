//! The declared minimum Rust version is not below what a dependency demands.

use std::process::Command;

use serde_json::Value;

/// A version as numbers; parts that are left out are 0.
fn version(text: &str) -> [u32; 3] {
    let mut numbers = text.split('.').map(|part| part.parse().unwrap());
    [(); 3].map(|()| numbers.next().unwrap_or(0))
}

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The metadata of the dependencies for this platform: those of others need not be there.
fn metadata() -> Value {
    let rustc = run("rustc", &["-vV"]);
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let format = ["metadata", "--format-version", "1", "--locked", "--offline"];
    let text = run(env!("CARGO"), &[&format[..], &["--filter-platform", host]].concat());
    serde_json::from_str(&text).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

#[test]
fn no_dependency_of_the_default_features_wants_a_newer_rust() {
    let metadata = metadata();
    let resolve = &metadata["resolve"];
    let mut reached = vec![&resolve["root"]];
    let mut at = 0;
    while let Some(id) = reached.get(at).copied() {
        let node = list(&resolve["nodes"]).iter().find(|node| node["id"] == *id).unwrap();
        for dependency in list(&node["deps"]) {
            // The kind of a normal dependency is null.
            let is_shipped =
                list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"] != "dev");
            if is_shipped && !reached.contains(&&dependency["pkg"]) {
                reached.push(&dependency["pkg"]);
            }
        }
        at += 1;
    }
    let ours = env!("CARGO_PKG_RUST_VERSION");
    let wanted: Vec<(&str, &str)> = list(&metadata["packages"])
        .iter()
        .filter(|package| reached.contains(&&package["id"]))
        .filter_map(|package| Some((package["name"].as_str()?, package["rust_version"].as_str()?)))
        .collect();
    assert!(reached.len() > 50 && wanted.len() > 50, "the dependencies were not found");
    let newer: Vec<_> =
        wanted.iter().filter(|(_, theirs)| version(theirs) > version(ours)).collect();
    assert!(newer.is_empty(), "rust-version is {ours}, but dependencies want more: {newer:?}");
}
