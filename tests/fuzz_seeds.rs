//! The seeds of the fuzz targets, and what the targets once found, held to the targets' properties.
#![cfg(feature = "cli")]
#![allow(dead_code, unreachable_pub, unused_imports)]

mod support;

#[path = "../fuzz/src"]
mod fuzzed {
    pub mod properties;
}

#[path = "../src/cli/mod.rs"]
mod cli;

use fuzzed::properties;

/// Holds every seed of a target to its property.
fn replay(target: &str, property: impl Fn(&[u8])) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut seeds: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    seeds.sort();
    assert!(seeds.len() >= 10, "{target} has only {} seeds", seeds.len());
    for seed in seeds {
        println!("{}", seed.display());
        property(&std::fs::read(seed).unwrap());
    }
}

#[test]
fn payloads() {
    replay("payloads", properties::payloads);
}

#[test]
fn structured() {
    replay("structured", properties::structured);
}

#[test]
fn json() {
    replay("json", properties::json);
}

#[test]
fn fixes() {
    replay("fixes", properties::fixes);
}

#[test]
fn configuration() {
    replay("configuration", properties::configuration);
}

#[test]
fn outputs() {
    // Only the target has an XML parser; what the property says about XML itself holds here, too.
    replay("outputs", |data| properties::outputs(data, &|_| Ok(())));
}
