//! One HTTP call of a capture.

use super::source_text::SourceText;
use crate::json::Span;

/// One HTTP call of a capture.
#[derive(Clone, Debug, Default)]
pub(super) struct Exchange {
    /// The index of a HAR entry, or the number of the call from 1.
    pub(super) number: usize,
    pub(super) method: String,
    pub(super) url: SourceText,
    /// Where the URL is written.
    pub(super) url_span: Option<Span>,
    pub(super) request: Option<Recorded>,
    pub(super) responses: Vec<(u16, Recorded)>,
    /// Problems that count if the call goes to a documented endpoint.
    pub(super) problems: Vec<CaptureProblem>,
}

/// A body as it is recorded.
#[derive(Clone, Debug, Default)]
pub(super) struct Recorded {
    pub(super) text: SourceText,
    /// The JSON Pointer of the body in a capture that is JSON.
    pub(super) pointer: String,
}

/// The content of a capture: calls, and parts that cannot be read.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) exchanges: Vec<Exchange>,
    pub(super) problems: Vec<CaptureProblem>,
}

/// A part of a capture that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CaptureProblem {
    /// The byte of the capture.
    pub offset: usize,
    /// The reason, and the consequence for the run.
    pub message: String,
}

impl CaptureProblem {
    pub(super) fn new(offset: usize, message: impl Into<String>) -> Self {
        Self { offset, message: message.into() }
    }
}
