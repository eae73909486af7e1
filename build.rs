//! Links the command for Linux at a fixed address. At a random one, the loader writes 24,000 addresses into
//! 108 pages before `main` begins, which takes as long as everything that the command does for a small file.
//! The library is not affected.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name, value| env::var(name).is_ok_and(|found| found == value);
    let is_gnu_linux = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    // A static build has options of its own.
    let features = env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
    let is_static = features.split(',').any(|feature| feature == "crt-static");
    if is_gnu_linux && !is_static && env::var_os("CARGO_FEATURE_CLI").is_some() {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
