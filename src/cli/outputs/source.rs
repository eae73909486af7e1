//! A document for snippets: secrets masked, hazardous characters replaced, long lines cut around the
//! finding.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
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

/// The largest number of bytes of a line that are shown.
const MAX_WIDTH: usize = 160;

impl Source {
    pub(crate) fn new(name: &str, bytes: &[u8], origin: &Origin) -> Self {
        let text = mask_document(bytes);
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

    /// The number of characters between two offsets.
    fn between(&self, start: usize, end: usize) -> usize {
        let before = |at: usize| {
            let stride = at / STRIDE;
            let counted = self.counts.get(stride).copied().unwrap_or_default();
            counted + characters(&self.text.as_bytes()[stride * STRIDE..at])
        };
        before(end) - before(start)
    }

    /// The line of an offset, from 0.
    fn line(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    fn line_start(&self, line: usize) -> usize {
        self.lines.get(line).copied().unwrap_or(self.text.len())
    }

    /// Where a line ends, without its line feed.
    fn line_end(&self, line: usize) -> usize {
        self.lines.get(line + 1).map_or(self.text.len(), |next| next - 1)
    }

    /// The part of a finding that is underlined: at most half the width, on its first line.
    pub(crate) fn underlined(&self, span: Span) -> SourceSpan {
        let inside = |at: usize| at.saturating_sub(self.origin.bytes).min(self.text.len());
        let (start, end) = (self.boundary(inside(span.start)), inside(span.end));
        let line_end = self.line_end(self.line(start));
        let end = end.min(line_end).min(start + MAX_WIDTH / 2).max(start);
        (start, self.boundary(end) - start).into()
    }

    /// The nearest character boundary at or before an offset.
    fn boundary(&self, mut at: usize) -> usize {
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

impl SourceCode for Source {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (from, to) = (span.offset(), span.offset() + span.len());
        if to > self.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        let (first, last) = (self.line(from), self.line(to));
        if before == 0 && after == 0 {
            // The heading needs the position only.
            let column = self.between(self.line_start(first), from);
            let data = &self.text.as_bytes()[from..to];
            let name = self.name.clone();
            return Ok(Box::new(MietteSpanContents::new_named(
                name,
                data,
                *span,
                self.origin.lines + first,
                column,
                last - first,
            )));
        }
        // Distant places get a snippet each.
        if last - first > 12 {
            return Err(MietteError::OutOfBounds);
        }
        let mut start = self.line_start(first.saturating_sub(before));
        let mut end = self.line_end((last + after).min(self.lines.len() - 1));
        let mut line = first.saturating_sub(before);
        if end - start > 8 * MAX_WIDTH {
            if to - from > MAX_WIDTH {
                return Err(MietteError::OutOfBounds);
            }
            line = first;
            start = self.boundary(self.line_start(first).max(from.saturating_sub(MAX_WIDTH / 2)));
            end = self.boundary(self.line_end(last).min(to + MAX_WIDTH / 2));
        }
        let column = self.between(self.line_start(line), start);
        let data = &self.text.as_bytes()[start..end];
        let count = last - line + 1;
        let span = (start, end - start).into();
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            data,
            span,
            self.origin.lines + line,
            column,
            count,
        )))
    }
}
