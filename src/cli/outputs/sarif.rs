//! SARIF 2.1.0, for code scanning.

use std::io::{self, Write};
use std::path::Path;

use offerlint::{Applicability, Diagnostic, Range, Severity, rules};
use serde_json::{Value, json};

use super::fingerprints::Fingerprints;
use super::output::{Output, Sink};
use crate::cli::checked_file::CheckedFile;
use crate::cli::totals::Totals;

pub(super) struct Sarif {
    out: Sink,
    begun: bool,
    fingerprints: Fingerprints,
}

impl Sarif {
    pub(super) fn new(out: Sink) -> Self {
        Self { out, begun: false, fingerprints: Fingerprints::default() }
    }

    fn separate(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return write!(self.out, ",");
        }
        let head = json!({
            "driver": {
                "name": "offerlint",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules::all().map(rule).collect::<Vec<_>>(),
            },
        });
        write!(
            self.out,
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\
             \"columnKind\":\"unicodeCodePoints\",\"tool\":{head},\"results\":["
        )
    }

    fn result(&mut self, file: &CheckedFile, name: Option<&str>, found: &Diagnostic) -> Value {
        let mut location = json!({"logicalLocations": [{"fullyQualifiedName": found.pointer}]});
        if let Some(path) = &file.linted.path {
            location["physicalLocation"] = physical(path, found.range);
        }
        let mut result = json!({
            "ruleId": found.rule,
            "level": level(found.severity),
            "message": {"text": message(found)},
            "locations": [location],
            "partialFingerprints": {"offerlint/v1": self.fingerprints.of(name.unwrap_or_default(), found)},
        });
        if let Some(index) = rules::all().position(|rule| rule.name == found.rule) {
            result["ruleIndex"] = index.into();
        }
        let related: Vec<Value> = found
            .labels
            .iter()
            .filter_map(|label| {
                let path = file.linted.path.as_ref()?;
                Some(json!({"physicalLocation": physical(path, label.range), "message": {"text": label.message}}))
            })
            .collect();
        if !related.is_empty() {
            result["relatedLocations"] = related.into();
        }
        if let Some((fix, path)) = found.fix.as_ref().zip(file.linted.path.as_ref()) {
            let safe = fix.applicability == Applicability::Safe;
            let edit = |edit: &offerlint::Edit| {
                json!({
                    "deletedRegion": {"byteOffset": edit.start, "byteLength": edit.end - edit.start},
                    "insertedContent": {"text": edit.replacement},
                })
            };
            result["fixes"] = json!([{
                "description": {"text": format!("{}{}", fix.message, if safe { "" } else { " (may change the meaning)" })},
                "artifactChanges": [{
                    "artifactLocation": {"uri": uri(path)},
                    "replacements": fix.edits.iter().map(edit).collect::<Vec<_>>(),
                }],
            }]);
        }
        result
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        _ => "note",
    }
}

fn message(found: &Diagnostic) -> String {
    match &found.help {
        Some(help) => format!("{} ({help})", found.message),
        None => found.message.clone(),
    }
}

fn physical(path: &Path, range: Option<Range>) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": uri(path)}});
    if let Some(Range { start, end, .. }) = range {
        physical["region"] = json!({
            "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
        });
    }
    physical
}

/// A path as a URI reference: all bytes but unreserved characters and `/` are percent-encoded.
fn uri(path: &Path) -> String {
    let mut uri = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(*byte as char)
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

fn rule(rule: &offerlint::Rule) -> Value {
    let explanation: Vec<&str> = rule.explanation.lines().map(str::trim).collect();
    let explanation = explanation.join(" ").trim().to_owned();
    json!({
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": explanation},
        "help": {"text": format!("{explanation} Evidence: {}.", rule.evidence)},
        "defaultConfiguration": {"enabled": rule.on, "level": level(rule.severity)},
    })
}

impl Output for Sarif {
    fn file(&mut self, file: &CheckedFile) -> io::Result<()> {
        let name = file.name();
        for found in file.findings() {
            let result = self.result(file, name.as_deref(), found);
            self.separate()?;
            write!(self.out, "\n{result}")?;
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals) -> io::Result<()> {
        if !self.begun {
            self.separate()?;
        }
        let faults: Vec<Value> = totals
            .faults
            .iter()
            .map(|fault| {
                let file =
                    fault.file.as_deref().map(|file| format!("{file}: ")).unwrap_or_default();
                json!({"level": "error", "message": {"text": format!("{file}{}", fault.message)}})
            })
            .collect();
        let invocation =
            json!({"executionSuccessful": faults.is_empty(), "toolExecutionNotifications": faults});
        writeln!(self.out, "\n],\"invocations\":[{invocation}]}}]}}")?;
        self.out.flush()
    }
}
