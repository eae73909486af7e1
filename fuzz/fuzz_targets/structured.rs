//! Clean payloads, damaged where it matters.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| offerlint_fuzz::properties::structured(data));
