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

/// The name of a file with the contract `tracklysms/update-offer`.
const UPDATE: &str = "tracklysms/update-offer/a.json";

/// The name of a file with the contract `gokart/update-offer`.
const GOKART: &str = "gokart/update-offer/a.json";
