//! Any bytes, against `serde_json`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| offerlint_fuzz::properties::json(data));
