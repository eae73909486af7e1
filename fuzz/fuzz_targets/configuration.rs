//! Configurations, request lines and command lines.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| offerlint_fuzz::properties::configuration(data));
