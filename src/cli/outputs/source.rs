//! A document for snippets: secrets masked, hazardous characters replaced.

use offerlint::captures::mask_credentials;
use offerlint::inputs::Layout;
use offerlint::project::LintedFile;
use offerlint::{Origin, Span};

use crate::cli::display_safe::{escape, mask_document};

/// A document for snippets. Offsets are those of the original bytes.
pub(crate) struct Source {
    name: String,
    text: String,
    /// Where each line starts.
    lines: Vec<usize>,
    /// The number of characters before every `STRIDE` bytes, so that columns far into a line need not
    /// be counted from its start.
    counts: Vec<usize>,
    /// Where the text begins in the file.
    origin: Origin,
}

/// Bytes between two entries of `counts`.
const STRIDE: usize = 1024;

fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// The text of a file as it may be shown: API keys and credentials masked, hazardous characters
/// replaced. Every character keeps its length in bytes.
pub(super) fn shown_text(linted: &LintedFile) -> String {
    let text = mask_document(&linted.text);
    match linted.layout {
        Layout::Capture(_) => mask_credentials(&text),
        _ => text,
    }
}

impl Source {
    /// The text of a file; none for findings that belong to no file. Credentials of calls are masked.
    pub(crate) fn of(linted: &LintedFile) -> Option<Self> {
        Some(Self::new(&linted.name()?, shown_text(linted), &linted.origin))
    }

    fn new(name: &str, text: String, origin: &Origin) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        let counts = text.as_bytes().chunks(STRIDE).scan(0, |before, chunk| {
            let count = *before;
            *before += characters(chunk);
            Some(count)
        });
        let counts = counts.collect();
        Self { name: escape(name).into_owned(), text, lines, counts, origin: origin.clone() }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The line of the file on which the text begins, from 0.
    pub(super) fn first_line(&self) -> usize {
        self.origin.lines
    }

    pub(super) fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The number of characters between two offsets.
    pub(super) fn between(&self, start: usize, end: usize) -> usize {
        let before = |at: usize| {
            let stride = at / STRIDE;
            let counted = self.counts.get(stride).copied().unwrap_or_default();
            counted + characters(&self.text.as_bytes()[stride * STRIDE..at])
        };
        before(end) - before(start)
    }

    /// The line of an offset, from 0.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// Where a line starts.
    pub(super) fn line_start(&self, line: usize) -> usize {
        self.lines.get(line).copied().unwrap_or(self.text.len())
    }

    /// Where a line ends, without its line feed.
    pub(super) fn line_end(&self, line: usize) -> usize {
        self.lines.get(line + 1).map_or(self.text.len(), |next| next - 1)
    }

    /// The bytes of a finding in the text: its first line only.
    pub(super) fn place(&self, span: Span) -> (usize, usize) {
        let inside = |at: usize| at.saturating_sub(self.origin.bytes).min(self.text.len());
        let start = self.boundary(inside(span.start));
        let end = inside(span.end).min(self.line_end(self.line(start))).max(start);
        (start, self.boundary(end))
    }

    /// The nearest character boundary at or before an offset.
    fn boundary(&self, mut at: usize) -> usize {
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}
