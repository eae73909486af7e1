//! A finding as a `result` object.

use std::borrow::Cow;

use offerlint::{Applicability, Diagnostic, Edit, Fix, Range, Severity};
use serde::Serialize;

use crate::cli::outputs::finding_text;

/// A result. The members of objects are sorted by name, as in the rest of the report.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResultObject<'r> {
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
pub(super) struct Artifact {
    pub(super) uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) uri_base_id: Option<&'static str>,
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

pub(super) fn result<'r>(
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

pub(super) fn level(severity: Severity) -> &'static str {
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
