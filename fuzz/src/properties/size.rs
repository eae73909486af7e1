//! A document of so many bytes has no more than so many findings.

use offerlint::Diagnostic;

/// The densest document is a list of empty objects: three bytes, comma included, lack some fifteen
/// members. A value has at least one byte and a comma, and fewer findings than that.
const FINDINGS_A_BYTE: usize = 8;

/// What an empty object at the top lacks, with what is said about the document as a whole.
const AT_LEAST: usize = 64;

/// What a pointer may come to: about a kilobyte, a name whose every byte is escaped, and another.
const MAX_POINTER_LENGTH: usize = 1024 + 2 * 256 + 128;

pub(super) fn is_bounded(bytes: &[u8], findings: &[Diagnostic]) {
    let most = FINDINGS_A_BYTE * bytes.len() + AT_LEAST;
    assert!(findings.len() <= most, "{} findings on {} bytes", findings.len(), bytes.len());
    let longest = findings.iter().map(|found| found.pointer.len()).max().unwrap_or(0);
    assert!(longest <= MAX_POINTER_LENGTH, "a pointer of {longest} bytes");
    let labels: usize = findings.iter().map(|found| found.labels.len()).sum();
    assert!(labels <= most, "{labels} labels on {} bytes", bytes.len());
}
