//! One finding: which rule, where, what and why.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::document::{Position, Span};
use crate::fix::Fix;
use crate::rule::Severity;

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
    /// The JSON Pointer of the place; `@path/…` or `@query/…` for parameters.
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
