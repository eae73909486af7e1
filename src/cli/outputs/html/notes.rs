//! The top of the page: the result, and notes on the run.

use std::fmt::Write;

use offerlint::inputs::display_path;

use super::escape::{name, sentence};
use crate::cli::count::counted;
use crate::cli::display_safe::escape_and_mask;
use crate::cli::totals::Totals;

/// The largest number of files in a list.
const MAX_FILES: usize = 20;

/// The result in one line.
pub(super) fn title(totals: &Totals) -> String {
    let counts = [(totals.errors, "error"), (totals.warnings, "warning"), (totals.infos, "note")];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, noun)| counted(count, noun)).collect();
    let files = counted(totals.files, "file");
    match (counts.is_empty(), totals.files) {
        (true, 0) if !totals.faults.is_empty() => "Nothing was checked".to_owned(),
        (true, 0) => "No problems".to_owned(),
        (true, _) => format!("No problems in {files}"),
        (false, 0) => counts.join(", "),
        (false, _) => format!("{} in {} of {files}", counts.join(", "), totals.files_with_findings),
    }
}

/// Notes on findings that are not listed, on fixes, on files that were not checked, and on errors of the run.
pub(super) fn notes(totals: &Totals, shown: usize) -> String {
    let all = totals.errors + totals.warnings + totals.infos;
    let findings = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 finding {one}")),
        count => Some(format!("{count} findings {many}")),
    };
    let notes = [
        findings(
            all - shown.min(all),
            "is not listed: the report is full",
            "are not listed: the report has the first ones, errors before others",
        ),
        findings(totals.fixed, "was fixed in this run", "were fixed in this run"),
        findings(totals.fixable, "can be fixed with `--fix`", "can be fixed with `--fix`"),
        findings(
            totals.unsafely_fixable,
            "can be fixed with `--fix --unsafe-fixes`; that may change what the payload means",
            "can be fixed with `--fix --unsafe-fixes`; that may change what the payloads mean",
        ),
        findings(totals.known, "is in the baseline", "are in the baseline"),
        findings(
            totals.allowed,
            "is allowed by the configuration",
            "are allowed by the configuration",
        ),
    ];
    let mut html = String::new();
    let notes: Vec<String> =
        notes.iter().flatten().map(|note| format!("<li>{}</li>\n", sentence(note))).collect();
    if !notes.is_empty() {
        let _ = writeln!(html, "<ul class=\"notes\">\n{}</ul>", notes.concat());
    }
    if !totals.faults.is_empty() {
        let faults = totals.faults.iter();
        let faults = faults.map(|fault| sentence(&escape_and_mask(&fault.to_string())));
        write_list("Errors of the run", "faults", faults, totals.faults.len(), &mut html);
    }
    if !totals.skipped.is_empty() {
        let skipped = totals.skipped.iter().map(|file| {
            let (path, reason) = (display_path(&file.path), file.reason.to_string());
            format!("<strong>{}</strong>: {}", name(&path), sentence(&reason))
        });
        write_list(
            "Files that were not checked",
            "skipped",
            skipped,
            totals.skipped.len(),
            &mut html,
        );
    }
    html
}

fn write_list(
    title: &str,
    class: &str,
    items: impl Iterator<Item = String>,
    count: usize,
    html: &mut String,
) {
    let _ = writeln!(html, "<section class=\"box {class}\">\n<h2>{title}</h2>\n<ul>");
    for item in items.take(MAX_FILES) {
        let _ = writeln!(html, "<li>{item}</li>");
    }
    if count > MAX_FILES {
        let _ = writeln!(html, "<li>and {} more</li>", count - MAX_FILES);
    }
    html.push_str("</ul>\n</section>\n");
}
