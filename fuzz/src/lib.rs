//! Properties that hold for any input. The targets under `fuzz_targets` search for inputs that violate them;
//! `tests/fuzz_seeds.rs` of the main crate compiles the same files and checks the seeds.

#![forbid(unsafe_code)]

pub mod properties;

/// The generator of clean payloads and the examples of rules.
#[path = "../../tests/support/mod.rs"]
mod support;

/// The command, for its arguments and outputs.
#[allow(dead_code, unused_imports)]
#[path = "../../src/cli/mod.rs"]
mod cli;

/// [`properties::outputs`] with an XML parser.
pub fn outputs(data: &[u8]) {
    properties::outputs(data, &|xml| match roxmltree::Document::parse(xml) {
        Ok(_) => Ok(()),
        Err(error) => Err(error.to_string()),
    });
}
