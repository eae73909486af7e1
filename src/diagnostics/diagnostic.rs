//! One finding: which rule, where, what and why.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::json::{Position, Span, resolve_into};

use super::fix::Fix;
use super::rule::Severity;
use super::secrets;

/// Bytes, and the lines and columns that they stand at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The bytes.
    pub span: Span,
    /// Where they begin.
    pub start: Position,
    /// Where they end (exclusive).
    pub end: Position,
}

/// Another place that a finding leans on.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The JSON Pointer of the place.
    pub pointer: String,
    /// What it has to do with the finding.
    pub message: String,
    /// Where it is; none for path and query parameters.
    pub range: Option<Range>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The rule's name; `schema/<keyword>` for a custom contract.
    pub rule: Cow<'static, str>,
    /// How much it weighs.
    pub severity: Severity,
    /// The JSON Pointer of the place; `@path/…` or `@query/…` for parameters. Beyond a kilobyte,
    /// and within names of over 256 bytes, it is cut and ends with `…`.
    pub pointer: String,
    /// Where it is; none for path and query parameters.
    pub range: Option<Range>,
    /// What is wrong: one sentence, lower case, without a full stop.
    pub message: String,
    /// Why it matters or what to do.
    pub help: Option<Cow<'static, str>>,
    /// The other places that it leans on.
    pub labels: Vec<Label>,
    /// The error code that the API page prints for it.
    pub api_code: Option<&'static str>,
    /// The HTTP status that the API page prints for it.
    pub http_status: Option<u16>,
    /// How to mend it.
    pub fix: Option<Fix>,
}

/// Where a payload begins in the file that it is a part of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Bytes before it.
    pub bytes: usize,
    /// Lines before its own.
    pub lines: usize,
    /// Columns before it on its own line.
    pub columns: usize,
    /// What goes before its pointers, such as `/3`.
    pub pointer: String,
}

impl Diagnostic {
    /// Makes the places of a finding on a part of a file those of the file.
    ///
    /// Edits and ranges move by the bytes before the part; only what is on the part's first line
    /// moves by columns.
    pub fn relocate(&mut self, origin: &Origin) {
        self.pointer.insert_str(0, &origin.pointer);
        let labels = self.labels.iter_mut().map(|label| {
            label.pointer.insert_str(0, &origin.pointer);
            &mut label.range
        });
        for range in std::iter::once(&mut self.range).chain(labels).flatten() {
            range.span.start += origin.bytes;
            range.span.end += origin.bytes;
            for position in [&mut range.start, &mut range.end] {
                if position.line == 1 {
                    position.column += origin.columns;
                }
                position.line += origin.lines;
            }
        }
        for edit in self.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.start += origin.bytes;
            edit.end += origin.bytes;
        }
    }
}

impl Diagnostic {
    /// Replaces API keys in everything that the finding shows, and drops a fix that would write one.
    pub(crate) fn redact(&mut self) {
        fn redact(text: &mut String) {
            if let Cow::Owned(redacted) = secrets::redact(text) {
                *text = redacted;
            }
        }
        redact(&mut self.pointer);
        redact(&mut self.message);
        if let Some(Cow::Owned(help)) = &mut self.help {
            redact(help);
        }
        for label in &mut self.labels {
            redact(&mut label.pointer);
            redact(&mut label.message);
        }
        let leaks = |fix: &Fix| fix.edits.iter().any(|edit| secrets::is_shown(&edit.replacement));
        if self.fix.as_ref().is_some_and(leaks) {
            self.fix = None;
        }
        if let Some(fix) = &mut self.fix {
            redact(&mut fix.message);
        }
    }
}

/// A range whose lines and columns [`resolve_all`] fills in.
pub(crate) fn unresolved(span: Span) -> Range {
    let start = Position { line: 1, column: 1 };
    Range { span, start, end: start }
}

/// Fills in the lines and columns of all ranges, and sorts the findings by place.
pub(crate) fn resolve_all(mut diagnostics: Vec<Diagnostic>, text: &[u8]) -> Vec<Diagnostic> {
    let mut positions = Vec::with_capacity(4 * diagnostics.len());
    for found in &mut diagnostics {
        let labels = found.labels.iter_mut().map(|label| &mut label.range);
        for range in std::iter::once(&mut found.range).chain(labels).flatten() {
            positions.push((range.span.start, &mut range.start));
            positions.push((range.span.end, &mut range.end));
        }
    }
    resolve_into(text, positions);
    diagnostics.sort_by_key(|found| found.range.map(|range| range.span.start));
    diagnostics
}

/// The JSON that every output of offerlint uses; what does not apply is null, never left out.
impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Diagnostic", 14)?;
        out.serialize_field("rule", &self.rule)?;
        out.serialize_field("severity", &self.severity)?;
        out.serialize_field("pointer", &self.pointer)?;
        out.serialize_field("message", &self.message)?;
        out.serialize_field("help", &self.help)?;
        range_fields(&mut out, self.range)?;
        out.serialize_field("api_code", &self.api_code)?;
        out.serialize_field("http_status", &self.http_status)?;
        out.serialize_field("related", &self.labels)?;
        out.serialize_field("fix", &self.fix)?;
        out.end()
    }
}

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Label", 6)?;
        out.serialize_field("pointer", &self.pointer)?;
        out.serialize_field("message", &self.message)?;
        range_fields(&mut out, self.range)?;
        out.end()
    }
}

fn range_fields<S: SerializeStruct>(out: &mut S, range: Option<Range>) -> Result<(), S::Error> {
    out.serialize_field("line", &range.map(|range| range.start.line))?;
    out.serialize_field("column", &range.map(|range| range.start.column))?;
    out.serialize_field("end_line", &range.map(|range| range.end.line))?;
    out.serialize_field("end_column", &range.map(|range| range.end.column))
}
