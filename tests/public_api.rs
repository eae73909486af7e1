//! The public items of the library, with all features, are those in `docs/public-api.txt`.
//!
//! The listing needs cargo-public-api, which `.ci/run` installs. Elsewhere:
//! `CARGO_PUBLIC_API=$(which cargo-public-api) cargo test --test public_api`

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/public-api.txt");

fn run(command: &mut Command) -> String {
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The listing, of what rustdoc finds. Stable Rust writes rustdoc's JSON only when told that it is
/// a nightly; a folder of its own keeps that from rebuilding everything else.
fn listing(tool: &std::ffi::OsStr) -> String {
    let target = concat!(env!("CARGO_MANIFEST_DIR"), "/target/public-api");
    let cargo = ["rustdoc", "--locked", "--lib", "--all-features", "--target-dir", target];
    let rustdoc = ["--", "-Z", "unstable-options", "--output-format", "json"];
    run(Command::new(env!("CARGO")).args(cargo).args(rustdoc).env("RUSTC_BOOTSTRAP", "1"));
    let json = format!("{target}/doc/offerlint.json");
    run(Command::new(tool).args(["public-api", "-sss", "--color=never", "--rustdoc-json", &json]))
}

/// With `OFFERLINT_BLESS=1` the file is written instead of compared.
#[test]
fn public_api_has_not_drifted() {
    let Some(tool) = std::env::var_os("CARGO_PUBLIC_API") else {
        eprintln!("skipped: CARGO_PUBLIC_API does not say where cargo-public-api is");
        return;
    };
    let now = listing(&tool);
    if std::env::var_os("OFFERLINT_BLESS").is_some() {
        fs::write(FILE, &now).unwrap();
    }
    let committed = fs::read_to_string(FILE).unwrap_or_default();
    let lines = |text: &str| -> BTreeSet<String> { text.lines().map(str::to_owned).collect() };
    let (old, new) = (lines(&committed), lines(&now));
    let gone = old.difference(&new).map(|line| format!("- {line}\n"));
    let added = new.difference(&old).map(|line| format!("+ {line}\n"));
    let diff: String = gone.chain(added).collect();
    assert!(
        committed == now,
        "the public API is not what docs/public-api.txt lists:\n{diff}if that is meant, run this \
         test with OFFERLINT_BLESS=1"
    );
}
