//! The seeds of the fuzz targets, inputs that failed once included, have the properties of the targets.
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
fn replay(target: &str, mut property: impl FnMut(&[u8])) {
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

#[test]
fn captures() {
    for target in ["har", "postman", "http", "curl"] {
        replay(target, |data| properties::captures(data, target));
    }
}

/// Captures are read by readers of their own, so that damage to them is tried here, too.
#[test]
fn damaged_captures() {
    let mut state = 1_u64;
    let mut random = move |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    for target in ["har", "postman", "http", "curl"] {
        replay(target, |seed| {
            for _ in 0..60 {
                let mut data = seed.to_vec();
                for _ in 0..1 + random(3) {
                    let at = random(data.len());
                    match random(4) {
                        0 => data.truncate(at),
                        1 if !data.is_empty() => data[at] = b"\"\\{}[]$'`<\n@:(\xC3"[random(15)],
                        2 => drop(data.splice(at..at, *b"{{a}}")),
                        _ => drop(data.drain(at..data.len().min(at + 1 + random(20)))),
                    }
                }
                properties::captures(&data, target);
            }
        });
    }
}
