//! One JSON object with everything in it.

use std::io::{self, Write};

use offerlint::{Diagnostic, Severity};
use serde::Serialize;

use crate::fixing::fixable;
use crate::input::Fault;

use super::Outcome;

/// The version of this format; it changes when a member goes or changes its meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Output<'o> {
    version: u32,
    diagnostics: Vec<Entry<'o>>,
    fixed: Vec<Entry<'o>>,
    errors: &'o [Fault],
    skipped: usize,
    summary: Summary,
}

#[derive(Serialize)]
struct Entry<'o> {
    file: Option<&'o str>,
    contract: &'o str,
    #[serde(flatten)]
    diagnostic: &'o Diagnostic,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    files_with_findings: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    fixed: usize,
    fixable: usize,
    unsafely_fixable: usize,
}

pub(crate) fn write(outcome: &Outcome, out: &mut impl Write) -> io::Result<()> {
    let parameters = outcome.parameters.iter().map(|diagnostic| Entry {
        file: None,
        contract: outcome.parameters_contract,
        diagnostic,
    });
    let entries = |pick: fn(&crate::check::Checked) -> &[Diagnostic]| {
        outcome.checked.iter().flat_map(move |checked| {
            pick(checked).iter().map(|diagnostic| Entry {
                file: Some(&checked.name),
                contract: checked.contract,
                diagnostic,
            })
        })
    };
    let (safe, risky) = fixable(outcome.all());
    let output = Output {
        version: VERSION,
        diagnostics: parameters.chain(entries(|checked| &checked.diagnostics)).collect(),
        fixed: entries(|checked| &checked.fixed).collect(),
        errors: &outcome.faults,
        skipped: outcome.skipped,
        summary: Summary {
            files: outcome.checked.len(),
            files_with_findings: outcome.files_with_findings(),
            errors: outcome.count(Severity::Error),
            warnings: outcome.count(Severity::Warning),
            infos: outcome.count(Severity::Info),
            fixed: outcome.fixed(),
            fixable: safe,
            unsafely_fixable: risky,
        },
    };
    serde_json::to_writer_pretty(&mut *out, &output)?;
    writeln!(out)
}
