//! The examples of the README are true.
#![cfg(feature = "cli")]

use std::path::Path;
use std::process::Command;

#[test]
fn the_demonstration_is_what_the_binary_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let demo = std::fs::read_to_string(root.join("demo/broken-create-offer.json")).unwrap();
    assert!(readme.contains(&demo));
    let output = Command::new(env!("CARGO_BIN_EXE_offerlint"))
        .current_dir(root)
        .args(["check", "--contract", "tracklysms/create-offer", "demo/broken-create-offer.json"])
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let shown = readme.split("```console\n").nth(1).unwrap().split("```").next().unwrap();
    let (first, last) = shown.split_once('\n').unwrap().1.split_once("…\n").unwrap();
    assert!(printed.starts_with(first), "{printed}");
    assert!(printed.ends_with(last), "{printed}");
    assert!(readme.lines().count() <= 180);
}

#[test]
fn every_contract_is_listed() {
    let readme = include_str!("../README.md");
    for contract in offerlint::Contract::all() {
        assert!(readme.contains(&format!("| `{contract}` |")), "{contract}");
    }
}
