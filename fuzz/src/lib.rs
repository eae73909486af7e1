//! What must hold for any input. The targets under `fuzz_targets` look for inputs for which it does
//! not; `tests/fuzz_seeds.rs` of the main crate compiles the same files and holds the seeds to them.

#![forbid(unsafe_code)]

pub mod properties;

/// The generator of clean payloads and the examples of rules.
#[path = "../../tests/support/mod.rs"]
mod support;

/// The modules of the binary that read configurations and write outputs.
#[allow(dead_code, unused_imports)]
#[path = "../../src/bin/offerlint"]
mod binary {
    pub(crate) mod args;
    pub(crate) mod baseline;
    pub(crate) mod config;
    pub(crate) mod fixing;
    pub(crate) mod found;
    pub(crate) mod ignore_files;
    pub(crate) mod input;
    pub(crate) mod interrupt;
    pub(crate) mod output;
    pub(crate) mod replacing;
    pub(crate) mod status;
    pub(crate) mod target;
    pub(crate) mod unit;
}

// They name each other from the root of their crate.
use binary::{
    args, baseline, config, fixing, found, ignore_files, input, interrupt, output, replacing,
    status, target, unit,
};

/// [`properties::outputs`] with an XML parser.
pub fn outputs(data: &[u8]) {
    properties::outputs(data, &|xml| match roxmltree::Document::parse(xml) {
        Ok(_) => Ok(()),
        Err(error) => Err(error.to_string()),
    });
}
