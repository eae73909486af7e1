//! One finding: the rule, the place, the message and the fix.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::json::{AscendingPositions, Position, Span, resolve_into};

use super::call::Call;
use super::display_safe::display_safe;
use super::fix::{Applicability, Fix};
use super::pointer::field_path;
use super::rule::Severity;
use super::secrets;

/// A range of bytes with its lines and columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The bytes.
    pub span: Span,
    /// The position of the first byte.
    pub start: Position,
    /// The position after the last byte.
    pub end: Position,
}

/// Another place that a finding refers to.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Label {
    /// The JSON Pointer of the place.
    pub pointer: String,
    /// How the place relates to the finding.
    pub message: String,
    /// The place; none for path and query parameters.
    pub range: Option<Range>,
}

impl Label {
    /// A label without a range.
    pub fn new(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), message: message.into(), range: None }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The name of the rule; `schema/<keyword>` for a custom contract.
    pub rule: Cow<'static, str>,
    /// The severity.
    pub severity: Severity,
    /// The JSON Pointer of the place; `@path/…` or `@query/…` for parameters. Pointers of more than a
    /// kilobyte, and names of more than 256 bytes in them, are cut and end with `…`.
    pub pointer: String,
    /// The place; none for path and query parameters.
    pub range: Option<Range>,
    /// The message: one sentence, without a full stop.
    pub message: String,
    /// The next action, or the reason.
    pub help: Option<Cow<'static, str>>,
    /// Other places that the finding refers to.
    pub labels: Vec<Label>,
    /// The error code that the API documents for the finding.
    pub api_code: Option<Cow<'static, str>>,
    /// The HTTP status that the API documents for the finding.
    pub http_status: Option<u16>,
    /// The fix.
    pub fix: Option<Fix>,
    /// The call of a capture that the finding belongs to. The JSON form has this member only if there is
    /// one.
    pub call: Option<Arc<Call>>,
}

impl Diagnostic {
    /// A finding without place, help, labels and fix.
    pub fn new(
        rule: impl Into<Cow<'static, str>>,
        severity: Severity,
        message: impl Into<String>,
    ) -> Self {
        Self {
            rule: rule.into(),
            severity,
            pointer: String::new(),
            range: None,
            message: message.into(),
            help: None,
            labels: Vec::new(),
            api_code: None,
            http_status: None,
            fix: None,
            call: None,
        }
    }

    /// The HTTP status and the error code that the API documents for the finding.
    pub fn api_error(&self) -> Option<(u16, Option<&str>)> {
        Some((self.http_status?, self.api_code.as_deref()))
    }

    /// The place as people write it: `offerEvents[0].weeklyCap` for `/offerEvents/0/weeklyCap`. Empty for
    /// the payload itself; `@path/…` and `@query/…` stay as they are.
    pub fn field_path(&self) -> String {
        field_path(&self.pointer)
    }

    /// The finding with help, labels and fix, several lines.
    pub fn to_detailed_string(&self) -> String {
        use fmt::Write;
        let mut out = self.to_string();
        for label in &self.labels {
            let _ = match label.range.filter(|_| label.pointer.is_empty()) {
                Some(Range { start: Position { line, column }, .. }) => {
                    write!(out, "\n  {line}:{column}: {}", label.message)
                }
                None => {
                    let path = display_safe(field_path(&label.pointer));
                    write!(out, "\n  {path}: {}", label.message)
                }
            };
        }
        if let Some(help) = &self.help {
            let _ = write!(out, "\n  help: {help}");
        }
        if let Some(fix) = &self.fix {
            let how = match fix.applicability {
                Applicability::Safe => "fix",
                Applicability::Unsafe => "unsafe fix",
            };
            let _ = write!(out, "\n  {how}: {}", fix.message);
        }
        out
    }
}

/// One line: place, severity, rule, field path, message.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(range) = self.range {
            write!(f, "{}:{}: ", range.start.line, range.start.column)?;
        }
        write!(f, "{}[{}] ", self.severity.name(), self.rule)?;
        if !self.pointer.is_empty() {
            write!(f, "{}: ", display_safe(self.field_path()))?;
        }
        f.write_str(&self.message)
    }
}

/// Where a payload starts in the file that contains it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Bytes before it.
    pub bytes: usize,
    /// Lines before its first line.
    pub lines: usize,
    /// Columns before it on its first line.
    pub columns: usize,
    /// The prefix of its pointers, such as `/3`.
    pub pointer: String,
}

impl Diagnostic {
    /// Moves the places of a finding on a part of a file to the file. Columns change on the first line of
    /// the part only.
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
    /// Turns a finding on a member of an object into one on a parameter: no positions, no fix.
    pub(crate) fn make_parameter(&mut self, prefix: &str) {
        self.pointer.insert_str(0, prefix);
        for label in &mut self.labels {
            label.pointer.insert_str(0, prefix);
        }
        self.remove_places();
    }

    /// Removes positions and the fix, for a payload that the caller gave as a value and not as a text, such
    /// as an object of another language.
    pub fn remove_places(&mut self) {
        self.range = None;
        self.fix = None;
        for label in &mut self.labels {
            label.range = None;
        }
    }

    /// Gives back memory that the pointer and the message do not need.
    pub(crate) fn shrink(&mut self) {
        self.pointer.shrink_to_fit();
        self.message.shrink_to_fit();
    }

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
    if diagnostics.len() > 1 {
        diagnostics.sort_by_key(|found| found.range.map(|range| range.span.start));
    }
    // Most places ascend then. The others are sorted and take a second pass.
    let mut positions = AscendingPositions::new(text);
    let mut others = Vec::new();
    for found in &mut diagnostics {
        if let Some(Range { span, start, end }) = &mut found.range {
            for (offset, position) in [(span.start, start), (span.end, end)] {
                match positions.at_or_after(offset) {
                    Some(here) => *position = here,
                    None => others.push((offset, position)),
                }
            }
        }
        for Range { span, start, end } in found.labels.iter_mut().flat_map(|label| &mut label.range)
        {
            others.extend([(span.start, start), (span.end, end)]);
        }
    }
    if !others.is_empty() {
        resolve_into(text, others);
    }
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::{Diagnostic, Label, resolve_all, unresolved};
    use crate::diagnostics::rule::Severity;
    use crate::json::Span;

    /// Nested places, places in any order, and labels before and after their finding.
    #[test]
    fn every_place_has_the_position_that_counting_gives() {
        let text = "{\n  \"é\": [1,\n 22, 333],\n  \"b\": {\"c\": 4}\n}\n";
        let span = |part: &str| {
            let start = text.find(part).unwrap();
            Span { start, end: start + part.len() }
        };
        let position = |at: usize| {
            let line = 1 + text[..at].matches('\n').count();
            let column = 1 + text[..at].rsplit('\n').next().unwrap_or_default().chars().count();
            (line, column)
        };
        let parts = ["333", text, "\"c\"", "[1,\n 22, 333]", "22", "{\"c\": 4}", "4"];
        for count in 1..=parts.len() {
            let found = parts[..count].iter().enumerate().map(|(index, part)| {
                let mut finding = Diagnostic::new("rule", Severity::Error, *part);
                finding.range = Some(unresolved(span(part)));
                let mut label = Label::new("", "");
                label.range = Some(unresolved(span(parts[count - 1 - index])));
                finding.labels.extend((index % 2 == 0).then_some(label));
                finding
            });
            let found = resolve_all(found.collect(), text.as_bytes());
            let starts = found.iter().map(|finding| span(&finding.message).start);
            assert!(starts.is_sorted());
            for finding in &found {
                let ranges = finding.labels.iter().map(|label| label.range);
                for range in ranges.chain([finding.range]).flatten() {
                    let at = |position: super::Position| (position.line, position.column);
                    assert_eq!(at(range.start), position(range.span.start));
                    assert_eq!(at(range.end), position(range.span.end));
                }
            }
        }
    }
}
