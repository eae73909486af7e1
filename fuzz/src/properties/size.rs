//! The number of findings is bounded by the size of the document.

use offerlint::Diagnostic;

/// The densest document is a list of empty objects: three bytes, comma included, lack some fifteen
/// members. A value has at least one byte and a comma, and fewer findings than that.
const FINDINGS_A_BYTE: usize = 8;

/// The findings on an empty object as the payload, and on the document as a whole.
const AT_LEAST: usize = 64;

/// The longest pointer: about a kilobyte, a name whose every byte is escaped, and another name.
const MAX_POINTER_LENGTH: usize = 1024 + 2 * 256 + 128;

pub(super) fn is_bounded(bytes: &[u8], findings: &[Diagnostic]) {
    let most = FINDINGS_A_BYTE * bytes.len() + AT_LEAST;
    assert!(findings.len() <= most, "{} findings on {} bytes", findings.len(), bytes.len());
    let longest = findings.iter().map(|found| found.pointer.len()).max().unwrap_or(0);
    assert!(longest <= MAX_POINTER_LENGTH, "a pointer of {longest} bytes");
    let labels: usize = findings.iter().map(|found| found.labels.len()).sum();
    assert!(labels <= most, "{labels} labels on {} bytes", bytes.len());
}
