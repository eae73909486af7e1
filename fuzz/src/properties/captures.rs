//! Captures are read without a panic, findings have places inside of them, and fixes leave them readable.

use std::io::Read;

use offerlint::captures::{
    CaptureFormat, CaptureOptions, HarEntries, lint_capture, mask_credentials,
};
use offerlint::{Fix, fix};

pub(super) fn are_linted_at_their_places(data: &[u8], format: &str) {
    let format: CaptureFormat = format.parse().expect("a format");
    let report = lint_capture(data, format, &CaptureOptions::default());
    for found in &report.diagnostics {
        let call = found.call.as_ref().expect("a finding of a capture has its call");
        assert_eq!(mask_credentials(&call.request), call.request, "a credential is shown");
        let range = found.range.expect("a finding of a capture has a place").span;
        assert!(range.start <= range.end && range.end <= data.len(), "{range:?}");
        for edit in found.fix.iter().flat_map(|fix| &fix.edits) {
            assert!(edit.start <= edit.end && edit.end <= data.len(), "{edit:?}");
        }
    }
    for problem in &report.problems {
        assert!(problem.offset <= data.len(), "{problem:?}");
    }
    let fixes: Vec<&Fix> =
        report.diagnostics.iter().filter_map(|found| found.fix.as_ref()).collect();
    let (fixed, applied) = fix::apply_bytes(data, fixes);
    if !applied.is_empty() {
        let after = lint_capture(&fixed, format, &CaptureOptions::default());
        assert_eq!((after.calls, after.other_calls), (report.calls, report.other_calls));
    }
    if format == CaptureFormat::Har {
        let whole: Vec<_> = HarEntries::new(data).collect();
        let in_bits: Vec<_> = HarEntries::new(OneByte(data)).collect();
        assert_eq!(whole, in_bits);
    }
}

/// A reader that gives one byte at a time.
struct OneByte<'d>(&'d [u8]);

impl Read for OneByte<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = buffer.len().min(1);
        self.0.read(&mut buffer[..length])
    }
}
