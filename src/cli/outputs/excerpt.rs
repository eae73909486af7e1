//! The lines that a finding shows, each cut to the width of the terminal.

use std::collections::BTreeSet;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar;

use super::source::Source;

/// Columns of a tab, as the renderer shows it.
const TAB: usize = 4;

/// A marked place of a document.
pub(super) struct Mark {
    /// The bytes in the text of the source.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: Option<String>,
}

/// One line of an excerpt.
struct Line {
    /// The line of the document, from 0.
    number: usize,
    /// Where it starts in the excerpt's text.
    start: usize,
    /// The part of the document's text that it shows.
    shown: (usize, usize),
    /// Bytes of the excerpt's line before the shown part: an ellipsis.
    prefix: usize,
}

/// The lines around marks, as a document of their own.
pub(super) struct Excerpt<'s> {
    source: &'s Source,
    text: String,
    lines: Vec<Line>,
    /// The marks in the excerpt's text.
    pub(super) marks: Vec<(SourceSpan, Option<String>)>,
}

fn columns(text: &str) -> usize {
    text.chars().map(column_count).sum()
}

fn column_count(c: char) -> usize {
    if c == '\t' { TAB } else { c.width().unwrap_or(0) }
}

impl<'s> Excerpt<'s> {
    /// The lines of the marks and those beside them, in `width` columns.
    pub(super) fn new(source: &'s Source, marks: Vec<Mark>, width: usize) -> Self {
        let last = source.line_count() - 1;
        let around = |mark: &Mark| {
            let line = source.line(mark.start);
            line.saturating_sub(1)..=(line + 1).min(last)
        };
        let numbers: BTreeSet<usize> = marks.iter().flat_map(around).collect();
        let greatest = source.first_line() + numbers.last().copied().unwrap_or(0) + 1;
        // The renderer puts ` 12 │ ` before a line.
        let room = width.saturating_sub(greatest.to_string().len() + 4).max(20);
        let mut excerpt =
            Self { source, text: String::new(), lines: Vec::new(), marks: Vec::new() };
        for number in numbers {
            excerpt.push_line(number, &marks, room);
        }
        excerpt.marks = marks.into_iter().map(|mark| (excerpt.place(&mark), mark.text)).collect();
        excerpt
    }

    fn push_line(&mut self, number: usize, marks: &[Mark], room: usize) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let source = self.source;
        let line = (source.line_start(number), source.line_end(number));
        let on_line = || marks.iter().filter(|mark| source.line(mark.start) == number);
        let shown = match fits(source.text(), line, on_line(), room) {
            true => line,
            false => window(source.text(), line, on_line().next(), room),
        };
        let start = self.text.len();
        let prefix = if shown.0 > line.0 { "…" } else { "" };
        self.text.push_str(prefix);
        self.text.push_str(&source.text()[shown.0..shown.1]);
        if shown.1 < line.1 {
            self.text.push('…');
        }
        self.lines.push(Line { number, start, shown, prefix: prefix.len() });
    }

    /// The place of a mark in the excerpt, as much of it as is shown.
    fn place(&self, mark: &Mark) -> SourceSpan {
        let number = self.source.line(mark.start);
        let at = self.lines.partition_point(|line| line.number < number);
        let Some(line) = self.lines.get(at) else { return (0, 0).into() };
        let inside = |offset: usize| {
            line.start + line.prefix + offset.clamp(line.shown.0, line.shown.1) - line.shown.0
        };
        let (start, end) = (inside(mark.start), inside(mark.end));
        (start, end - start).into()
    }

    /// The index of the line of an offset of the excerpt.
    fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| line.start <= offset).saturating_sub(1)
    }

    /// The offset in the document's text.
    fn original(&self, offset: usize) -> usize {
        self.lines.get(self.line_at(offset)).map_or(0, |line| {
            (line.shown.0 + offset.saturating_sub(line.start + line.prefix)).min(line.shown.1)
        })
    }
}

/// Whether a line and the texts of its marks have room.
fn fits<'m>(
    text: &str,
    (start, end): (usize, usize),
    mut marks: impl Iterator<Item = &'m Mark>,
    room: usize,
) -> bool {
    end - start <= 8 * room
        && columns(&text[start..end]) <= room
        && marks.all(|mark| {
            let middle = columns(&text[start..mark.start.min(end)])
                + columns(&text[mark.start.min(end)..mark.end.min(end)]) / 2;
            mark.text.as_deref().is_none_or(|text| middle + 4 + columns(text) <= room)
        })
}

/// The part of a long line around its first mark, or its beginning.
fn window(
    text: &str,
    (start, end): (usize, usize),
    mark: Option<&Mark>,
    room: usize,
) -> (usize, usize) {
    let anchor = mark.map_or(start, |mark| mark.start.min(end));
    let label = mark.and_then(|mark| mark.text.as_deref()).map_or(0, |text| columns(text) + 4);
    let marked = mark.map_or(0, |mark| columns(&text[anchor..mark.end.clamp(anchor, end)]));
    let before = (room / 3).min(room.saturating_sub(label + marked / 2 + 1));
    let mut left = before;
    let mut from = anchor;
    for (at, c) in text[start..anchor].char_indices().rev() {
        // One column is the ellipsis, unless the line's start is reached.
        if left <= column_count(c) {
            break;
        }
        left -= column_count(c);
        from = start + at;
    }
    let mut room = room.saturating_sub(1 + usize::from(from > start));
    let mut to = from;
    for (at, c) in text[from..end].char_indices() {
        if room < column_count(c) {
            break;
        }
        room -= column_count(c);
        to = from + at + c.len_utf8();
    }
    (from, to)
}

impl SourceCode for Excerpt<'_> {
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
        let (mut first, mut last) = (self.line_at(from), self.line_at(to));
        let number = |index: usize| self.lines.get(index).map(|line| line.number);
        let follows = |index: usize| number(index + 1) == number(index).map(|number| number + 1);
        // Places that are not beside each other get a snippet each.
        if !(first..last).all(follows) {
            return Err(MietteError::OutOfBounds);
        }
        let (mut column, mut start, mut end) = (0, from, to);
        if before == 0 && after == 0 {
            // The heading needs the position only.
            let at = self.original(from);
            column = self.source.between(self.source.line_start(self.source.line(at)), at);
        } else {
            if first > 0 && follows(first - 1) {
                first -= 1;
            }
            if follows(last) {
                last += 1;
            }
            start = self.lines.get(first).map_or(0, |line| line.start);
            end = self.lines.get(last + 1).map_or(self.text.len(), |line| line.start - 1);
        }
        Ok(Box::new(MietteSpanContents::new_named(
            self.source.name().to_owned(),
            &self.text.as_bytes()[start..end],
            (start, end - start).into(),
            self.source.first_line() + number(first).unwrap_or(0),
            column,
            last - first + 1,
        )))
    }
}
