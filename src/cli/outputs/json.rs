//! JSON: one object, or one finding per line.

use std::io::{self, Write};

use offerlint::Diagnostic;
use serde::Serialize;
use serde_json::{Value, json};

use super::output::{Output, Sink};
use crate::cli::checked_file::CheckedFile;
use crate::cli::totals::Totals;

/// The version of this format; it changes when a member is removed or changes its meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Entry<'o> {
    file: Option<&'o str>,
    contract: &'o str,
    #[serde(flatten)]
    diagnostic: &'o Diagnostic,
}

fn entries<'o>(
    file: &'o CheckedFile,
    name: Option<&'o str>,
    found: impl Iterator<Item = &'o Diagnostic>,
) -> impl Iterator<Item = Entry<'o>> {
    let contract = file.linted.settings.contract_name();
    found.map(move |diagnostic| {
        let contract = diagnostic.call.as_ref().map_or(contract, |call| &*call.contract);
        Entry { file: name, contract, diagnostic }
    })
}

/// Writes a finding. A serialiser makes dozens of small writes, which go to memory first.
fn write_entry(out: &mut Sink, line: &mut Vec<u8>, entry: &Entry<'_>) -> io::Result<()> {
    line.clear();
    serde_json::to_writer(&mut *line, entry)?;
    out.write_all(line)
}

/// One object.
pub(super) struct Json {
    out: Sink,
    /// Memory for one finding.
    line: Vec<u8>,
    begun: bool,
    /// Fixed findings follow the other findings.
    fixed: Vec<Value>,
}

impl Json {
    pub(super) fn new(out: Sink) -> Self {
        Self { out, line: Vec::new(), begun: false, fixed: Vec::new() }
    }

    fn separate(&mut self) -> io::Result<()> {
        match std::mem::replace(&mut self.begun, true) {
            false => write!(self.out, "{{\"version\":{VERSION},\"diagnostics\":["),
            true => write!(self.out, ","),
        }
    }
}

impl Output for Json {
    fn file(&mut self, file: &CheckedFile) -> io::Result<()> {
        let name = file.name();
        for entry in entries(file, name.as_deref(), file.findings()) {
            self.separate()?;
            writeln!(self.out)?;
            write_entry(&mut self.out, &mut self.line, &entry)?;
        }
        for entry in entries(file, name.as_deref(), file.fixed.iter()) {
            self.fixed.push(serde_json::to_value(entry)?);
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals) -> io::Result<()> {
        if !self.begun {
            self.separate()?;
        }
        let rest = json!({
            "fixed": self.fixed,
            "errors": totals.faults,
            "skipped": totals.skipped.len(),
            "summary": {
                "files": totals.files,
                "calls": totals.calls,
                "other_calls": totals.other_calls,
                "files_with_findings": totals.files_with_findings,
                "errors": totals.errors,
                "warnings": totals.warnings,
                "infos": totals.infos,
                "fixed": totals.fixed,
                "fixable": totals.fixable,
                "unsafely_fixable": totals.unsafely_fixable,
                "known": totals.known,
                "allowed": totals.allowed,
                "stale": totals.stale,
                "interrupted": totals.signal.is_some(),
            },
        });
        let rest = rest.to_string();
        writeln!(self.out, "\n],{}", &rest[1..])?;
        self.out.flush()
    }
}

/// One finding per line.
pub(super) struct JsonLines {
    out: Sink,
    /// Memory for one finding.
    line: Vec<u8>,
}

impl JsonLines {
    pub(super) fn new(out: Sink) -> Self {
        Self { out, line: Vec::new() }
    }
}

impl Output for JsonLines {
    fn file(&mut self, file: &CheckedFile) -> io::Result<()> {
        let name = file.name();
        for entry in entries(file, name.as_deref(), file.findings()) {
            write_entry(&mut self.out, &mut self.line, &entry)?;
            writeln!(self.out)?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Totals) -> io::Result<()> {
        self.out.flush()
    }
}

/// The JSON Schema of the object.
pub(crate) fn schema() -> Value {
    let position = json!({"type": ["integer", "null"], "minimum": 1});
    let offset = json!({"type": ["integer", "null"], "minimum": 0});
    let text_or_null = json!({"type": ["string", "null"]});
    let object = |properties: Value| {
        let required: Vec<String> =
            properties.as_object().map(|map| map.keys().cloned().collect()).unwrap_or_default();
        json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
    };
    let place = json!({
        "pointer": {"type": "string"}, "message": {"type": "string"}, "line": position,
        "column": position, "end_line": position, "end_column": position, "start": offset, "end": offset,
    });
    let edit = object(json!({
        "start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 0},
        "replacement": {"type": "string"},
    }));
    let fix = object(json!({
        "message": {"type": "string"}, "applicability": {"enum": ["safe", "unsafe"]},
        "edits": {"type": "array", "items": edit, "minItems": 1},
    }));
    let mut finding = place.clone();
    let more = json!({
        "file": text_or_null, "contract": {"type": "string"}, "rule": {"type": "string"},
        "severity": {"enum": ["error", "warning", "info"]}, "help": text_or_null, "api_code": text_or_null,
        "http_status": {"type": ["integer", "null"]},
        "related": {"type": "array", "items": object(place)},
        "fix": {"anyOf": [{"type": "null"}, fix]},
    });
    if let (Some(finding), Value::Object(more)) = (finding.as_object_mut(), more) {
        finding.extend(more);
    }
    let count = json!({"type": "integer", "minimum": 0});
    let array = json!({"type": "array", "items": {"$ref": "#/$defs/finding"}});
    let mut schema = object(json!({
        "version": {"const": VERSION},
        "diagnostics": array,
        "fixed": array,
        "errors": {"type": "array", "items": object(json!({"file": text_or_null, "message": {"type": "string"}}))},
        "skipped": count,
        "summary": object(json!({
            "files": count, "calls": count, "other_calls": count, "files_with_findings": count, "errors": count, "warnings": count, "infos": count,
            "fixed": count, "fixable": count, "unsafely_fixable": count, "known": count, "allowed": count,
            "stale": count, "interrupted": {"type": "boolean"},
        })),
    }));
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = "offerlint check --format json".into();
    let mut finding = object(finding);
    // Findings on calls of captures have one member more.
    finding["properties"]["call"] = object(json!({
        "request": {"type": "string"}, "number": count, "pointer": {"type": "string"},
        "contract": {"type": "string"},
    }));
    schema["$defs"] = json!({"finding": finding});
    schema
}
