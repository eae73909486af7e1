//! Findings with their source lines, for people.

use std::fmt;
use std::io::{self, IsTerminal, Write};

use miette::{
    Diagnostic as MietteDiagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan,
    ThemeCharacters, ThemeStyles,
};
use offerlint::{Applicability, Diagnostic, Severity};

use crate::check::Checked;
use crate::fixing::fixable;

use super::source::Source;
use super::{Outcome, counted, shown};

/// How findings are drawn.
pub(crate) struct Style {
    handler: GraphicalReportHandler,
}

/// More labels than this are counted, not drawn.
const MOST_LABELS: usize = 6;

/// Whether standard output wants colour.
pub(crate) fn is_colored() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && io::stdout().is_terminal()
}

impl Style {
    pub(crate) fn new(colored: bool) -> Self {
        let styles = if colored { ThemeStyles::ansi() } else { ThemeStyles::none() };
        let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_links(false)
            .with_width(100)
            .with_context_lines(1)
            .without_cause_chain();
        Self { handler }
    }
}

/// A finding as miette wants it.
struct Shown<'d> {
    found: &'d Diagnostic,
    source: Option<&'d Source>,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.found.fmt(f)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.found.message)?;
        if self.found.range.is_none() {
            write!(f, " ({})", shown(&self.found.pointer))?;
        }
        Ok(())
    }
}

impl std::error::Error for Shown<'_> {}

impl MietteDiagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(format!("{}[{}]", self.found.severity.name(), self.found.rule)))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.found.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let mut help = self.found.help.as_deref().unwrap_or_default().to_owned();
        if let Some(fix) = &self.found.fix {
            let how = match fix.applicability {
                Applicability::Safe => "--fix",
                Applicability::Unsafe => "--fix --unsafe-fixes",
            };
            if !help.is_empty() {
                help.push('\n');
            }
            help.push_str(&format!("{how} would {}", fix.message));
        }
        (!help.is_empty()).then(|| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        self.source.map(|source| source as &dyn miette::SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (source, range) = (self.source?, self.found.range?);
        let own = source.underlined(range.span.start, range.span.end);
        let here = if self.found.labels.is_empty() { None } else { Some("here".to_owned()) };
        let others = self.found.labels.iter().take(MOST_LABELS).filter_map(move |label| {
            let span = source.underlined(label.range?.span.start, label.range?.span.end);
            Some(LabeledSpan::new_with_span(Some(label.message.clone()), span))
        });
        Some(Box::new(std::iter::once(LabeledSpan::new_primary_with_span(here, own)).chain(others)))
    }
}

pub(crate) fn write(
    outcome: &Outcome,
    style: &Style,
    quiet_findings: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    if !quiet_findings {
        for found in &outcome.parameters {
            write_one(&Shown { found, source: None }, style, out)?;
        }
        for checked in &outcome.checked {
            write_file(checked, style, out)?;
        }
    }
    for fault in &outcome.faults {
        let name =
            fault.file.as_deref().map(|file| format!("{}: ", shown(file))).unwrap_or_default();
        writeln!(io::stderr(), "error: {name}{}", shown(&fault.message))?;
    }
    for checked in outcome.checked.iter().filter(|checked| !checked.fixed.is_empty()) {
        let verb = if checked.before.is_some() { "would fix" } else { "fixed" };
        let mut rules: Vec<&str> = checked.fixed.iter().map(|found| &*found.rule).collect();
        rules.dedup();
        writeln!(
            out,
            "{}: {verb} {} ({})",
            shown(&checked.name),
            counted(checked.fixed.len(), "finding"),
            rules.join(", ")
        )?;
    }
    writeln!(out, "{}", summary(outcome))
}

fn write_file(checked: &Checked, style: &Style, out: &mut impl Write) -> io::Result<()> {
    if checked.diagnostics.is_empty() {
        return Ok(());
    }
    let source = Source::new(&checked.name, &checked.text);
    for found in &checked.diagnostics {
        write_one(&Shown { found, source: Some(&source) }, style, out)?;
    }
    Ok(())
}

fn write_one(shown: &Shown<'_>, style: &Style, out: &mut impl Write) -> io::Result<()> {
    let mut text = String::new();
    style.handler.render_report(&mut text, shown).map_err(io::Error::other)?;
    let text = text.trim_start_matches('\n');
    out.write_all(text.as_bytes())?;
    let hidden = shown.found.labels.len().saturating_sub(MOST_LABELS);
    if hidden > 0 {
        writeln!(out, "  and {} more", counted(hidden, "place"))?;
    }
    writeln!(out)
}

/// Such as `3 errors, 2 warnings in 2 of 140 files; 2 fixable with --fix`.
fn summary(outcome: &Outcome) -> String {
    let files = outcome.checked.len();
    let mut parts = Vec::new();
    for (severity, noun) in
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "note")]
    {
        let count = outcome.count(severity);
        if count > 0 {
            parts.push(counted(count, noun));
        }
    }
    let mut line = if parts.is_empty() {
        format!("no problems in {}", counted(files, "file"))
    } else {
        let with = outcome.files_with_findings();
        format!("{} in {with} of {}", parts.join(", "), counted(files, "file"))
    };
    let (safe, risky) = fixable(outcome.all());
    match (safe, risky) {
        (0, 0) => {}
        (0, risky) => line.push_str(&format!("; {risky} fixable with --fix --unsafe-fixes")),
        (safe, 0) => line.push_str(&format!("; {safe} fixable with --fix")),
        (safe, risky) => {
            line.push_str(&format!(
                "; {safe} fixable with --fix, {risky} more with --unsafe-fixes"
            ));
        }
    }
    if outcome.skipped > 0 {
        line.push_str(&format!("; {} skipped (no contract)", counted(outcome.skipped, "file")));
    }
    line
}
