//! Any bytes as a capture in the format `curl`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| offerlint_fuzz::properties::captures(data, "curl"));
