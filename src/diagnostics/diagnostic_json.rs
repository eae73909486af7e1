//! The JSON form of findings, which every front end shares.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{self, Deserializer};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::call::Call;
use super::diagnostic::{Diagnostic, Label, Range};
use super::fix::Fix;
use super::rule::Severity;
use crate::json::{Position, Span};

/// The JSON form of every output: all members are present, and null if they do not apply.
impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out =
            serializer.serialize_struct("Diagnostic", 15 + usize::from(self.call.is_some()))?;
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
        match &self.call {
            Some(call) => out.serialize_field("call", &**call)?,
            None => out.skip_field("call")?,
        }
        out.end()
    }
}

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Label", 8)?;
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
    out.serialize_field("end_column", &range.map(|range| range.end.column))?;
    out.serialize_field("start", &range.map(|range| range.span.start))?;
    out.serialize_field("end", &range.map(|range| range.span.end))
}

/// A range as the JSON form has it. Byte offsets are 0 where the JSON has none.
#[derive(Deserialize)]
struct RangeFields {
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    #[serde(default)]
    start: Option<usize>,
    #[serde(default)]
    end: Option<usize>,
}

impl RangeFields {
    fn range(&self) -> Option<Range> {
        Some(Range {
            span: Span { start: self.start.unwrap_or(0), end: self.end.unwrap_or(0) },
            start: Position { line: self.line?, column: self.column? },
            end: Position { line: self.end_line?, column: self.end_column? },
        })
    }
}

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Fields {
            pointer: String,
            message: String,
            #[serde(flatten)]
            range: RangeFields,
        }
        let Fields { pointer, message, range } = Fields::deserialize(deserializer)?;
        Ok(Self { pointer, message, range: range.range() })
    }
}

impl<'de> Deserialize<'de> for Diagnostic {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Fields {
            rule: String,
            severity: Severity,
            pointer: String,
            message: String,
            help: Option<String>,
            #[serde(flatten)]
            range: RangeFields,
            api_code: Option<String>,
            http_status: Option<u16>,
            #[serde(default)]
            related: Vec<Label>,
            fix: Option<Fix>,
            call: Option<Call>,
        }
        let fields = Fields::deserialize(deserializer)?;
        if fields.rule.is_empty() {
            return Err(de::Error::custom("`rule` is empty"));
        }
        Ok(Self {
            rule: Cow::Owned(fields.rule),
            severity: fields.severity,
            pointer: fields.pointer,
            range: fields.range.range(),
            message: fields.message,
            help: fields.help.map(Cow::Owned),
            labels: fields.related,
            api_code: fields.api_code.map(Cow::Owned),
            http_status: fields.http_status,
            fix: fields.fix,
            call: fields.call.map(Arc::new),
        })
    }
}
