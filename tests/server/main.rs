//! The language server as a process, with a client that speaks the protocol.
#![cfg(feature = "server")]

#[path = "../support/lsp.rs"]
mod lsp;

mod actions;
mod completion;
mod findings;
mod hover;
mod protocol;
mod robustness;
mod workspace;

use std::fs;
use std::path::Path;

/// Writes a file into a folder.
fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The manifest of the extension for Visual Studio Code.
#[test]
fn the_extension_has_the_version_and_the_commands_of_the_server() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(root.join("editors/vscode/package.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    let commands = manifest["contributes"]["commands"].to_string();
    for command in ["explain", "fixAll", "chooseContract"] {
        assert!(commands.contains(&format!("\"offerlint.{command}\"")), "{command}");
    }
    let settings = manifest["contributes"]["configuration"]["properties"].as_object().unwrap();
    for setting in ["contract", "rules", "select"] {
        assert!(settings.contains_key(&format!("offerlint.{setting}")), "{setting}");
    }
}

/// The name of a file with the contract `tracklysms/update-offer`.
const UPDATE: &str = "tracklysms/update-offer/a.json";

/// The name of a file with the contract `gokart/update-offer`.
const GOKART: &str = "gokart/update-offer/a.json";
