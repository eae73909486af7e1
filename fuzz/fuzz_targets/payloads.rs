//! Any bytes under any contract.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| offerlint_fuzz::properties::payloads(data));
