//! SARIF 2.1.0, for code scanning.

use std::io::{self, Write};

use offerlint::inputs::FileError;
use offerlint::project::StablePointers;
use offerlint::{Applicability, Diagnostic, Edit, Fix, Range, Rule, Severity, rules};
use serde_json::{Value, json};

use super::finding_text;
use super::fingerprints::Fingerprints;
use super::output::{Output, Sink};
use super::report_paths::ReportPaths;
use crate::cli::checked_file::CheckedFile;
use crate::cli::count::counted;
use crate::cli::totals::Totals;

/// The largest number of results that GitHub code scanning accepts.
const MAX_RESULTS: usize = 25_000;

pub(super) struct Sarif {
    out: Sink,
    paths: ReportPaths,
    fingerprints: Fingerprints,
    /// The results with their severities, in the order of the run.
    results: Vec<(Severity, String)>,
    /// The number of results that were removed because of the limit.
    missing: usize,
}

impl Sarif {
    pub(super) fn new(out: Sink) -> Self {
        let paths = ReportPaths::new(&["GITHUB_WORKSPACE", "CI_PROJECT_DIR"]);
        let fingerprints = Fingerprints::default();
        Self { out, paths, fingerprints, results: Vec::new(), missing: 0 }
    }

    /// Keeps the most severe results up to the limit, of equal ones the first.
    fn apply_limit(&mut self) {
        let mut severities: Vec<Severity> = self.results.iter().map(|(level, _)| *level).collect();
        severities.sort_by(|a, b| b.cmp(a));
        let Some(least) = severities.get(MAX_RESULTS - 1).copied() else { return };
        let more_severe = severities.partition_point(|severity| *severity > least);
        let mut room = MAX_RESULTS - more_severe;
        let before = self.results.len();
        self.results.retain(|(severity, _)| {
            let is_last_kept = *severity == least && room > 0;
            room -= usize::from(is_last_kept);
            *severity > least || is_last_kept
        });
        self.missing += before - self.results.len();
    }
}

impl Output for Sarif {
    fn file(&mut self, file: &CheckedFile) -> io::Result<()> {
        let linted = &file.linted;
        let artifact = linted.path.as_ref().map(|_| match self.paths.uri(linted) {
            (uri, true) => json!({"uri": uri, "uriBaseId": "%SRCROOT%"}),
            (uri, false) => json!({"uri": uri}),
        });
        let name = linted.path.as_ref().map(|_| self.paths.display(linted)).unwrap_or_default();
        let mut pointers = StablePointers::new(linted);
        for found in file.findings() {
            let print = self.fingerprints.of(&name, &pointers.of(found), found);
            let result = result(found, artifact.as_ref(), &print).to_string();
            self.results.push((found.severity, result));
            if self.results.len() >= 2 * MAX_RESULTS {
                self.apply_limit();
            }
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals) -> io::Result<()> {
        self.apply_limit();
        let tool = json!({
            "driver": {
                "name": "offerlint",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules::all().map(rule).collect::<Vec<_>>(),
            },
        });
        let root = json!({"%SRCROOT%": {"description": {"text": "The root of the repository."}}});
        write!(
            self.out,
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\
             \"columnKind\":\"unicodeCodePoints\",\"originalUriBaseIds\":{root},\"tool\":{tool},\"results\":["
        )?;
        for (index, (_, result)) in self.results.iter().enumerate() {
            write!(self.out, "{}\n{result}", if index > 0 { "," } else { "" })?;
        }
        let mut notifications: Vec<Value> = totals.faults.iter().map(notification).collect();
        if self.missing > 0 {
            let missing = counted(self.missing, "result");
            let text = format!(
                "{missing} not listed: the report has the {MAX_RESULTS} most severe ones, the most that GitHub accepts"
            );
            notifications.push(json!({"level": "warning", "message": {"text": text}}));
        }
        let is_successful = totals.faults.is_empty();
        let invocation = json!({
            "executionSuccessful": is_successful, "toolExecutionNotifications": notifications,
        });
        writeln!(self.out, "\n],\"invocations\":[{invocation}]}}]}}")?;
        self.out.flush()
    }
}

fn result(found: &Diagnostic, artifact: Option<&Value>, fingerprint: &str) -> Value {
    let mut location = json!({"logicalLocations": [{"fullyQualifiedName": found.pointer}]});
    if let Some(artifact) = artifact {
        location["physicalLocation"] = physical(artifact, found.range);
    }
    let mut result = json!({
        "ruleId": found.rule,
        "level": level(found.severity),
        "message": {"text": message(found)},
        "locations": [location],
        "partialFingerprints": {"offerlint/v1": fingerprint},
    });
    if let Some(index) = rules::all().position(|rule| rule.name == found.rule) {
        result["ruleIndex"] = index.into();
    }
    let Some(artifact) = artifact else { return result };
    if !found.labels.is_empty() {
        let related = found.labels.iter().map(|label| {
            json!({"physicalLocation": physical(artifact, label.range), "message": {"text": label.message}})
        });
        result["relatedLocations"] = related.collect();
    }
    if let Some(fix) = &found.fix {
        result["fixes"] = json!([fix_object(fix, artifact)]);
    }
    result
}

fn fix_object(fix: &Fix, artifact: &Value) -> Value {
    let is_safe = fix.applicability == Applicability::Safe;
    let warning = if is_safe { "" } else { " (may change the meaning)" };
    let replacement = |edit: &Edit| {
        json!({
            "deletedRegion": {"byteOffset": edit.start, "byteLength": edit.end - edit.start},
            "insertedContent": {"text": edit.replacement},
        })
    };
    json!({
        "description": {"text": format!("{}{warning}", fix.message)},
        "artifactChanges": [{
            "artifactLocation": artifact,
            "replacements": fix.edits.iter().map(replacement).collect::<Vec<_>>(),
        }],
    })
}

fn physical(artifact: &Value, range: Option<Range>) -> Value {
    let mut physical = json!({"artifactLocation": artifact});
    if let Some(Range { start, end, .. }) = range {
        physical["region"] = json!({
            "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
        });
    }
    physical
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        _ => "note",
    }
}

fn message(found: &Diagnostic) -> String {
    let text = finding_text::message_with_call(found);
    found.help.as_ref().map_or(text.clone(), |help| format!("{text} ({help})"))
}

fn rule(rule: &Rule) -> Value {
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

fn notification(fault: &FileError) -> Value {
    json!({"level": "error", "message": {"text": fault.to_string()}})
}
