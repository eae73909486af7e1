//! Findings with their source lines, for people.

use std::fmt;
use std::io::{self, Write};

use miette::{
    Diagnostic as MietteDiagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan,
    ThemeCharacters, ThemeStyles,
};
use offerlint::{Applicability, Diagnostic, Severity};

use crate::fixing;
use crate::unit::Checked;

use super::harmless::without_commands;
use super::source::Source;
use super::summary::Summary;
use super::{Output, Sink, Totals, counted, findings, shown, shown_first};

pub(super) struct Human {
    out: Sink,
    handler: GraphicalReportHandler,
    colored: bool,
    summary: Summary,
    /// How many more findings are drawn.
    room: Option<usize>,
    hidden: usize,
    /// Whether diffs are shown instead of findings.
    diff: bool,
}

/// More labels than this are counted, not drawn.
const MOST_LABELS: usize = 40;

impl Human {
    pub(super) fn new(
        out: Sink,
        colored: bool,
        summary: Summary,
        room: Option<usize>,
        diff: bool,
    ) -> Self {
        let styles = if colored { ThemeStyles::ansi() } else { ThemeStyles::none() };
        let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_links(false)
            .with_width(100)
            .with_context_lines(1)
            .without_cause_chain();
        Self { out, handler, colored, summary, room, hidden: 0, diff }
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
        // A help that is too wide goes on in a line that begins with blanks.
        let text = without_commands(text);
        self.out.write_all(text.trim_start_matches('\n').as_bytes())?;
        let more = found.labels.len().saturating_sub(MOST_LABELS);
        if more > 0 {
            writeln!(self.out, "  and {} more", counted(more, "place"))?;
        }
        writeln!(self.out)
    }
}

impl Output for Human {
    fn checked(&mut self, checked: &Checked) -> io::Result<()> {
        if self.diff {
            fixing::write_diff(checked, self.colored, &mut self.out)?;
        } else if !checked.diagnostics.is_empty() {
            let name = checked.name();
            let source = name.map(|name| Source::new(&name, &checked.text, &checked.origin));
            for found in findings(checked) {
                self.draw(found, source.as_ref())?;
            }
        }
        if !checked.fixed.is_empty() {
            let verb = if checked.after.is_some() { "would fix" } else { "fixed" };
            let mut rules: Vec<&str> = checked.fixed.iter().map(|found| &*found.rule).collect();
            rules.sort_unstable();
            rules.dedup();
            let name = checked.name().unwrap_or_default();
            let count = counted(checked.fixed.len(), "finding");
            writeln!(self.out, "{}: {verb} {count} ({})", shown_first(&name), rules.join(", "))?;
        }
        Ok(())
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
        f.write_str(&shown(&self.found.message))?;
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
            _ => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let mut help = shown(self.found.help.as_deref().unwrap_or_default()).into_owned();
        if let Some(fix) = &self.found.fix {
            let how = match fix.applicability {
                Applicability::Safe => "--fix",
                Applicability::Unsafe => "--fix --unsafe-fixes",
            };
            if !help.is_empty() {
                help.push('\n');
            }
            help.push_str(&format!("{how} would {}", shown(&fix.message)));
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
        let others = self.found.labels.iter().take(MOST_LABELS).filter_map(move |label| {
            let span = source.underlined(label.range?.span);
            Some(LabeledSpan::new_with_span(Some(shown(&label.message).into_owned()), span))
        });
        Some(Box::new(std::iter::once(LabeledSpan::new_primary_with_span(here, own)).chain(others)))
    }
}
