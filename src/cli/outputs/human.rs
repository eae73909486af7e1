//! Findings with their source lines, for people.

use std::fmt;
use std::io::{self, Write};

use miette::{
    Diagnostic as MietteDiagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan,
    ThemeCharacters, ThemeStyles,
};
use offerlint::{Applicability, Diagnostic, Severity};

use super::output::{Output, Sink};
use super::source::Source;
use super::summary::{Summary, write_fixed};
use crate::cli::checked_file::CheckedFile;
use crate::cli::count::counted;
use crate::cli::display_safe::{defuse_commands, escape};
use crate::cli::totals::Totals;

pub(super) struct Human {
    out: Sink,
    handler: GraphicalReportHandler,
    summary: Summary,
    /// The number of findings that may still be drawn.
    room: Option<usize>,
    hidden: usize,
}

/// Labels beyond this number are counted, not drawn.
const MAX_LABELS: usize = 40;

impl Human {
    pub(super) fn new(out: Sink, colored: bool, summary: Summary, room: Option<usize>) -> Self {
        let styles = if colored { ThemeStyles::ansi() } else { ThemeStyles::none() };
        let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_links(false)
            .with_width(100)
            .with_context_lines(1)
            .without_cause_chain();
        Self { out, handler, summary, room, hidden: 0 }
    }

    fn draw(&mut self, found: &Diagnostic, source: Option<&Source>) -> io::Result<()> {
        match &mut self.room {
            Some(0) => {
                self.hidden += 1;
                return Ok(());
            }
            Some(room) => *room -= 1,
            None => {}
        }
        let mut text = String::new();
        self.handler
            .render_report(&mut text, &Shown { found, source })
            .map_err(io::Error::other)?;
        // A wrapped help continues on an indented line.
        let text = defuse_commands(text);
        self.out.write_all(text.trim_start_matches('\n').as_bytes())?;
        let more = found.labels.len().saturating_sub(MAX_LABELS);
        if more > 0 {
            writeln!(self.out, "  and {} more", counted(more, "place"))?;
        }
        writeln!(self.out)
    }
}

impl Output for Human {
    fn file(&mut self, file: &CheckedFile) -> io::Result<()> {
        if !file.linted.diagnostics.is_empty() {
            let linted = &file.linted;
            let source = file.name().map(|name| Source::new(&name, &linted.text, &linted.origin));
            for found in file.findings() {
                self.draw(found, source.as_ref())?;
            }
        }
        write_fixed(file, &mut self.out)
    }

    fn finish(&mut self, totals: &Totals) -> io::Result<()> {
        if self.hidden > 0 {
            writeln!(
                self.out,
                "{} not shown (--max-diagnostics)\n",
                counted(self.hidden, "more finding")
            )?;
        }
        self.summary.write(totals, &mut self.out)?;
        self.out.flush()
    }
}

/// A finding for miette.
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
        f.write_str(&escape(&self.found.message))?;
        if self.found.range.is_none() {
            write!(f, " ({})", escape(&self.found.pointer))?;
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
            _ => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let mut help = escape(self.found.help.as_deref().unwrap_or_default()).into_owned();
        if let Some(fix) = &self.found.fix {
            let how = match fix.applicability {
                Applicability::Safe => "--fix",
                Applicability::Unsafe => "--fix --unsafe-fixes",
            };
            if !help.is_empty() {
                help.push('\n');
            }
            help.push_str(&format!("{how} would {}", escape(&fix.message)));
        }
        (!help.is_empty()).then(|| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        self.source.map(|source| source as &dyn miette::SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (source, range) = (self.source?, self.found.range?);
        let own = source.underlined(range.span);
        let here = (!self.found.labels.is_empty()).then(|| "here".to_owned());
        let others = self.found.labels.iter().take(MAX_LABELS).filter_map(move |label| {
            let span = source.underlined(label.range?.span);
            Some(LabeledSpan::new_with_span(Some(escape(&label.message).into_owned()), span))
        });
        Some(Box::new(std::iter::once(LabeledSpan::new_primary_with_span(here, own)).chain(others)))
    }
}
