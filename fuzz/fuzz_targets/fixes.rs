//! Fixes of damaged payloads.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| offerlint_fuzz::properties::fixes(data));
