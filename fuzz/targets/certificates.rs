#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| corridor_fuzz_targets::certificates::run(bytes));
