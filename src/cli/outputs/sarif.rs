//! SARIF 2.1.0, for code scanning.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use offerlint::inputs::FileError;
use offerlint::project::StablePointers;
use offerlint::{Applicability, Diagnostic, Edit, Fix, Range, Rule, Severity, rules};
use serde::Serialize;
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
    /// The place of each rule in the report's list of rules.
    rule_indices: HashMap<&'static str, usize>,
    fingerprints: Fingerprints,
    /// The results with their severities, in the order of the run.
    results: Vec<(Severity, String)>,
    /// The number of findings of each severity, the most severe last.
    counts: BTreeMap<Severity, usize>,
    /// The number of results that are not listed because of the limit.
    missing: usize,
}

impl Sarif {
    pub(super) fn new(out: Sink) -> Self {
        let paths = ReportPaths::new(&["GITHUB_WORKSPACE", "CI_PROJECT_DIR"]);
        let fingerprints = Fingerprints::default();
        let rule_indices = rules::all().map(|rule| rule.name).zip(0..).collect();
        let (results, counts) = (Vec::new(), BTreeMap::new());
        Self { out, paths, rule_indices, fingerprints, results, counts, missing: 0 }
    }

    /// Counts a finding. True if there is no room for it: as many results are as severe or more.
    fn is_beyond_limit(&mut self, severity: Severity) -> bool {
        let more_severe: usize = self.counts.range(severity..).map(|(_, count)| count).sum();
        *self.counts.entry(severity).or_default() += 1;
        more_severe >= MAX_RESULTS
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
        let artifact = linted.path.as_ref().map(|_| {
            let (uri, is_in_root) = self.paths.uri(linted);
            Artifact { uri, uri_base_id: is_in_root.then_some("%SRCROOT%") }
        });
        let name = linted.path.as_ref().map(|_| self.paths.display(linted)).unwrap_or_default();
        let mut pointers = StablePointers::new(linted);
        for found in file.findings() {
            if self.is_beyond_limit(found.severity) {
                self.missing += 1;
                continue;
            }
            let print = self.fingerprints.of(&name, &pointers.of(found), found);
            let index = self.rule_indices.get(&*found.rule).copied();
            let result = result(found, index, artifact.as_ref(), &print);
            self.results.push((found.severity, serde_json::to_string(&result)?));
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

/// A result. The members of objects are sorted by name, as in the rest of the report.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultObject<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[FixObject<'r>; 1]>,
    level: &'static str,
    locations: [Location<'r>; 1],
    message: Text<'r>,
    partial_fingerprints: PartialFingerprints<'r>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<RelatedLocation<'r>>,
    rule_id: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
}

#[derive(Serialize)]
struct Text<'r> {
    text: Cow<'r, str>,
}

#[derive(Serialize)]
struct PartialFingerprints<'r> {
    #[serde(rename = "offerlint/v1")]
    print: &'r str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'r> {
    logical_locations: [LogicalLocation<'r>; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    physical_location: Option<PhysicalLocation<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'r> {
    fully_qualified_name: &'r str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RelatedLocation<'r> {
    message: Text<'r>,
    physical_location: PhysicalLocation<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'r> {
    artifact_location: &'r Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

/// A file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    end_column: usize,
    end_line: usize,
    start_column: usize,
    start_line: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixObject<'r> {
    artifact_changes: [ArtifactChange<'r>; 1],
    description: Text<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'r> {
    artifact_location: &'r Artifact,
    replacements: Vec<Replacement<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'r> {
    deleted_region: DeletedRegion,
    inserted_content: Text<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DeletedRegion {
    byte_length: usize,
    byte_offset: usize,
}

fn result<'r>(
    found: &'r Diagnostic,
    rule_index: Option<usize>,
    artifact: Option<&'r Artifact>,
    print: &'r str,
) -> ResultObject<'r> {
    let related = |artifact| {
        let labels = found.labels.iter();
        labels.map(move |label| RelatedLocation {
            message: Text { text: Cow::Borrowed(&label.message) },
            physical_location: physical(artifact, label.range),
        })
    };
    let fix = found.fix.as_ref().zip(artifact);
    ResultObject {
        fixes: fix.map(|(fix, artifact)| [fix_object(fix, artifact)]),
        level: level(found.severity),
        locations: [Location {
            logical_locations: [LogicalLocation { fully_qualified_name: &found.pointer }],
            physical_location: artifact.map(|artifact| physical(artifact, found.range)),
        }],
        message: Text { text: Cow::Owned(message(found)) },
        partial_fingerprints: PartialFingerprints { print },
        related_locations: artifact.into_iter().flat_map(related).collect(),
        rule_id: &found.rule,
        rule_index,
    }
}

fn fix_object<'r>(fix: &'r Fix, artifact: &'r Artifact) -> FixObject<'r> {
    let is_safe = fix.applicability == Applicability::Safe;
    let warning = if is_safe { "" } else { " (may change the meaning)" };
    let replacement = |edit: &'r Edit| Replacement {
        deleted_region: DeletedRegion {
            byte_length: edit.end - edit.start,
            byte_offset: edit.start,
        },
        inserted_content: Text { text: Cow::Borrowed(&edit.replacement) },
    };
    FixObject {
        artifact_changes: [ArtifactChange {
            artifact_location: artifact,
            replacements: fix.edits.iter().map(replacement).collect(),
        }],
        description: Text { text: Cow::Owned(format!("{}{warning}", fix.message)) },
    }
}

fn physical(artifact: &Artifact, range: Option<Range>) -> PhysicalLocation<'_> {
    let region = range.map(|Range { start, end, .. }| Region {
        end_column: end.column,
        end_line: end.line,
        start_column: start.column,
        start_line: start.line,
    });
    PhysicalLocation { artifact_location: artifact, region }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        _ => "note",
    }
}

fn message(found: &Diagnostic) -> String {
    let mut text = finding_text::message_with_call(found);
    if let Some(help) = &found.help {
        [" (", help, ")"].iter().for_each(|part| text.push_str(part));
    }
    text
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
