//! Runs to print: documents with odd names, their findings, and findings that no rule would make.

use std::path::PathBuf;

use offerlint::inputs::{FileError, Layout};
use offerlint::project::{ContractRef, FailOn, Project};
use offerlint::{
    Applicability, Contract, CustomContract, Diagnostic, Edit, Fix, Label, Position, Range,
    Severity, Span,
};
use serde_json::json;

use super::super::choices::Choices;
use super::super::damaged;
use crate::cli::checked_file::CheckedFile;
use crate::cli::fixing::{self, Fixing};
use crate::cli::input_files::{Input, Source};

pub(super) struct Run {
    pub(super) checked: Vec<CheckedFile>,
    pub(super) faults: Vec<FileError>,
    pub(super) most_drawn: Option<usize>,
    /// Whether an API key may be in a file's name, which is not searched for keys.
    pub(super) may_show_keys: bool,
}

const NAMES: [&str; 10] = [
    "a.json",
    "größe 100%.json",
    "a:b,c.json",
    "line\nend\u{1b}[31m.json",
    "::error file=x::y.json",
    "##[error]x.json",
    " ::x",
    "]]>&<\".json",
    "\u{202e}nosj.a",
    "\u{9b}31m",
];

pub(super) fn run(choices: &mut Choices<'_>) -> Run {
    let mut run =
        Run { checked: Vec::new(), faults: Vec::new(), most_drawn: None, may_show_keys: false };
    for _ in 0..1 + choices.below(2) {
        let path = path(choices);
        run.may_show_keys |= path.to_string_lossy().contains("trk_");
        document(choices, path, &mut run);
    }
    if choices.below(4) == 1 {
        let message = choices.text();
        run.may_show_keys |= message.contains("trk_");
        run.faults.push(FileError::new(&path(choices), message));
        run.may_show_keys |=
            run.faults.iter().any(|fault| fault.file.as_deref().unwrap_or("").contains("trk_"));
    }
    run.most_drawn = [Some(8), Some(2), None][choices.below(3)];
    run
}

fn path(choices: &mut Choices<'_>) -> PathBuf {
    match choices.below(16) {
        0 => of_bytes(choices.bytes()),
        _ => choices.pick(&NAMES).into(),
    }
}

#[cfg(unix)]
fn of_bytes(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn of_bytes(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}

/// A document, linted and fixed as by the command.
fn document(choices: &mut Choices<'_>, path: PathBuf, run: &mut Run) {
    let layout = [Layout::Single, Layout::Lines, Layout::Items][choices.below(3)];
    let (contract, bytes) = match choices.below(4) {
        0 => (Contract::all().nth(choices.below(9)).expect("a contract"), choices.bytes().to_vec()),
        _ => {
            let made = damaged::payload(choices);
            (made.contract, made.text.into_bytes())
        }
    };
    let bytes = match layout {
        Layout::Items => [b"[".as_slice(), &bytes, b",\n", &bytes, b"]"].concat(),
        Layout::Lines => [&bytes, b"\n\n\xff\n".as_slice(), &bytes].concat(),
        Layout::Single | Layout::Capture(_) => bytes,
    };
    let contract = match choices.below(4) {
        1 => ContractRef::Custom(own(contract).into()),
        _ => ContractRef::BuiltIn(contract),
    };
    let project = Project::isolated("")
        .with_fail_on(FailOn::ALL[choices.below(3)])
        .with_line_limit(if choices.below(8) == 1 { 16 } else { 1 << 20 });
    let mut file = project.file(&path).expect("no configuration is read");
    file.settings = project.settings_with(&path, contract).expect("no configuration is read");
    file.layout = layout;
    let input = Input { source: Source::StandardInput, file };
    let lint = |text: &[u8]| input.file.settings.lint(text, layout).expect("there is a contract");
    let mut checked = CheckedFile::new(input.file.lint(bytes).expect("there is a contract"));
    let fixing = match choices.below(4) {
        0 => Fixing::Show { unsafe_too: true },
        1 => Fixing::Show { unsafe_too: false },
        2 => Fixing::Write { unsafe_too: true },
        _ => Fixing::Off,
    };
    fixing::fix_file(&mut checked, lint, &input, fixing);
    for _ in 0..choices.below(3) {
        let found = made_up(choices, &checked.linted.text);
        run.may_show_keys |= format!("{found:?}").contains("trk_");
        checked.linted.diagnostics.push(found);
    }
    if checked.linted.diagnostics.is_empty() && checked.after.is_none() {
        checked.linted.text = Vec::new();
    }
    if choices.below(8) == 1 {
        // As the findings on a request line are.
        (checked.linted.path, checked.linted.text) = (None, Vec::new());
        for found in &mut checked.linted.diagnostics {
            (found.range, found.fix) = (None, None);
            found.labels.iter_mut().for_each(|label| label.range = None);
        }
    }
    run.checked.push(checked);
}

/// An own contract that reports nearly every value.
fn own(contract: Contract) -> CustomContract {
    let schema = json!({
        "type": ["object", "null"],
        "required": ["name\u{1b}"],
        "additionalProperties": {"enum": ["::error::\n", 1], "pattern": "^a", "not": {"type": "string"}},
        "maxProperties": 1,
    });
    CustomContract::new("own/<contract>&", &schema, Some(contract)).expect("a schema")
}

/// A finding with any words at a place inside the text.
fn made_up(choices: &mut Choices<'_>, text: &[u8]) -> Diagnostic {
    let from = choices.below(text.len() + 1);
    let to = (from + choices.below(300)).min(text.len());
    let range = range(text, from, to);
    let mut label = Label::new(choices.text(), "this place");
    label.range = Some(range);
    let edit = Edit { start: from, end: to, replacement: choices.text() };
    let applicability =
        if choices.below(2) == 0 { Applicability::Safe } else { Applicability::Unsafe };
    let severity = [Severity::Error, Severity::Warning, Severity::Info][choices.below(3)];
    let mut finding = Diagnostic::new("type-mismatch", severity, String::new());
    finding.pointer = choices.text();
    finding.range = (choices.below(4) > 0).then_some(range);
    finding.message = choices.text();
    finding.help = (choices.below(2) == 1).then(|| choices.text().into());
    finding.labels = if choices.below(2) == 1 { vec![label] } else { Vec::new() };
    finding.fix = Some(Fix::new(choices.text(), applicability, vec![edit]));
    finding
}

fn range(text: &[u8], start: usize, end: usize) -> Range {
    let position = |at: usize| {
        let before = String::from_utf8_lossy(&text[..at]);
        let tail = before.rsplit('\n').next().unwrap_or_default();
        Position { line: before.matches('\n').count() + 1, column: tail.chars().count() + 1 }
    };
    Range { span: Span { start, end }, start: position(start), end: position(end) }
}
