//! Findings with their source lines, for people.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

use miette::{
    Diagnostic as MietteDiagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan,
    SourceCode, ThemeCharacters, ThemeStyles,
};
use offerlint::project::ContractRef;
use offerlint::{Call, Contract, Diagnostic, Severity};

use super::excerpt::{Excerpt, Mark};
use super::finding_text;
use super::output::{Output, Sink};
use super::source::Source;
use super::summary::{Summary, write_fixed};
use crate::cli::checked_file::CheckedFile;
use crate::cli::count::counted;
use crate::cli::display_safe::{defuse_commands, escape};
use crate::cli::totals::Totals;
use crate::cli::width::wrapped_at;

pub(super) struct Human {
    out: Sink,
    handler: GraphicalReportHandler,
    style: HumanStyle,
    summary: Summary,
    /// The number of findings that may still be drawn; none without a limit.
    room: Option<usize>,
    hidden: BTreeMap<(Severity, Cow<'static, str>), usize>,
    /// The call of the last finding.
    call: Option<Arc<Call>>,
}

/// How findings are drawn.
#[derive(Clone, Copy)]
pub(super) struct HumanStyle {
    pub(super) colored: bool,
    /// Columns.
    pub(super) width: usize,
    /// The number of findings that are drawn; 0 without a limit.
    pub(super) max_findings: usize,
}

/// The number of findings that are drawn unless the command line has another one.
pub(super) const MAX_FINDINGS: usize = 200;

/// Labels beyond this number are counted, not drawn.
const MAX_LABELS: usize = 40;

/// Fewer findings on missing and unknown fields than this are drawn whatever the payload looks like.
const MIN_ABOUT_FIELDS: usize = 5;

/// The largest number of rules whose hidden findings are counted in the end.
const MAX_COUNTED_RULES: usize = 20;

impl Human {
    pub(super) fn new(out: Sink, style: HumanStyle, summary: Summary) -> Self {
        let styles = if style.colored { ThemeStyles::ansi() } else { ThemeStyles::none() };
        let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_links(false)
            .with_width(style.width)
            .with_context_lines(1)
            .without_cause_chain();
        let room = (style.max_findings > 0).then_some(style.max_findings);
        Self { out, handler, style, summary, room, hidden: BTreeMap::new(), call: None }
    }

    /// Draws findings at one place: one snippet, and a line for each if there are several.
    fn draw(&mut self, mut found: &[&Diagnostic], source: Option<&Source>) -> io::Result<()> {
        if let Some(room) = &mut self.room {
            let (drawn, hidden) = found.split_at(found.len().min(*room));
            *room -= drawn.len();
            for finding in hidden {
                let key = (finding.severity, finding.rule.clone());
                *self.hidden.entry(key).or_default() += 1;
            }
            found = drawn;
        }
        let Some(first) = found.first() else { return Ok(()) };
        let marks = if found.len() == 1 { marks(first, source) } else { own_mark(first, source) };
        let excerpt = source.map(|source| Excerpt::new(source, marks, self.style.width));
        let shown = Shown { found, excerpt: excerpt.filter(|_| first.range.is_some()) };
        let mut text = String::new();
        self.handler.render_report(&mut text, &shown).map_err(io::Error::other)?;
        if found.len() > 1 {
            text.extend(found.iter().map(|finding| self.item(finding)));
        }
        // A wrapped help continues on an indented line.
        let text = defuse_commands(text);
        self.out.write_all(text.trim_start_matches('\n').as_bytes())?;
        let more = first.labels.len().saturating_sub(MAX_LABELS);
        if more > 0 && found.len() == 1 {
            writeln!(self.out, "  and {} more", counted(more, "place"))?;
        }
        writeln!(self.out)
    }

    /// The call of a capture as a heading, if the findings begin another one.
    fn write_call(&mut self, found: &[&Diagnostic]) -> io::Result<()> {
        let call = found.first().and_then(|first| first.call.clone());
        if call == self.call || self.room == Some(0) {
            return Ok(());
        }
        self.call = call;
        let Some(call) = &self.call else { return Ok(()) };
        let heading = escape(&finding_text::call(call)).into_owned();
        match self.style.colored {
            true => writeln!(self.out, "\x1b[1m{heading}\x1b[0m\n"),
            false => writeln!(self.out, "{heading}\n"),
        }
    }

    /// One of several findings at a place, wrapped.
    fn item(&self, found: &Diagnostic) -> String {
        let heading = format!("{}[{}]", found.severity.name(), found.rule);
        let wrap = |text: &str, first: &str, rest: &str| {
            let options =
                wrapped_at(self.style.width).initial_indent(first).subsequent_indent(rest);
            textwrap::fill(&escape(text), options) + "\n"
        };
        let mut item = wrap(&format!("{heading} {}", finding_text::message(found)), "  ", "      ");
        if self.style.colored {
            let code = if found.severity == Severity::Error { 31 } else { 33 };
            item = item.replacen(&heading, &format!("\x1b[{code}m{heading}\x1b[0m"), 1);
        }
        for line in finding_text::help(found).lines() {
            item.push_str(&wrap(line, "      ", "        "));
        }
        item
    }

    /// One block instead of the findings that follow from a wrong contract.
    fn draw_likely_contract(&mut self, file: &CheckedFile, likely: &str) -> io::Result<()> {
        let (name, contract) =
            (file.name().unwrap_or_default(), file.linted.settings.contract_name());
        let text = format!(
            "{name}: it is checked as {contract}, but it looks like {likely}\n  help: move it or check it \
             with --contract {likely}; {} about its fields not shown (--max-findings 0 shows them)\n",
            counted(file.findings().filter(|found| is_about_fields(found)).count(), "finding"),
        );
        writeln!(self.out, "{}", defuse_commands(escape_lines(&text)))
    }
}

/// The contract that the payload of a file probably has instead of its own.
pub(super) fn likely_contract(file: &CheckedFile) -> Option<Contract> {
    let about_fields = file.findings().filter(|found| is_about_fields(found)).count();
    let Ok(ContractRef::BuiltIn(own)) = file.linted.settings.contract() else { return None };
    (about_fields >= MIN_ABOUT_FIELDS).then(|| own.better_match(&file.linted.text)).flatten()
}

/// Whether a finding says that the payload has other fields than its contract.
fn is_about_fields(found: &Diagnostic) -> bool {
    ["required-field-missing", "unknown-field"].contains(&&*found.rule)
}

fn escape_lines(text: &str) -> String {
    text.lines().map(|line| escape(line).into_owned() + "\n").collect()
}

impl Output for Human {
    fn file(&mut self, file: &CheckedFile) -> io::Result<()> {
        let linted = &file.linted;
        if !linted.diagnostics.is_empty() {
            // The text is copied and masked, so only for findings that are drawn.
            let source = if self.room == Some(0) { None } else { Source::of(linted) };
            let likely = self.room.and_then(|_| likely_contract(file));
            if let Some(likely) = likely {
                self.draw_likely_contract(file, likely.name())?;
            }
            let shown = |found: &&Diagnostic| likely.is_none() || !is_about_fields(found);
            let found: Vec<&Diagnostic> = file.findings().filter(shown).collect();
            let together = |a: &&Diagnostic, b: &&Diagnostic| {
                a.range.is_some()
                    && a.call == b.call
                    && a.range.map(|range| range.span) == b.range.map(|range| range.span)
            };
            for group in found.chunk_by(together) {
                self.write_call(group)?;
                self.draw(group, source.as_ref())?;
            }
        }
        write_fixed(file, &mut self.out)
    }

    fn finish(&mut self, totals: &Totals) -> io::Result<()> {
        let hidden: usize = self.hidden.values().sum();
        if hidden > 0 {
            let count = counted(hidden, "more finding");
            writeln!(self.out, "{count} not shown (--max-findings 0 shows all):")?;
            let mut rules: Vec<_> = self.hidden.iter().collect();
            rules.sort_by_key(|((severity, _), count)| {
                (std::cmp::Reverse(*severity), std::cmp::Reverse(**count))
            });
            for ((severity, rule), count) in rules.iter().take(MAX_COUNTED_RULES) {
                writeln!(self.out, "{count:>7}  {}[{rule}]", severity.name())?;
            }
            let rest = rules.len().saturating_sub(MAX_COUNTED_RULES);
            if rest > 0 {
                writeln!(
                    self.out,
                    "         and {} (--statistics lists all)",
                    counted(rest, "more rule")
                )?;
            }
            writeln!(self.out)?;
        }
        self.summary.write(totals, &mut self.out)?;
        self.out.flush()
    }
}

fn own_mark(found: &Diagnostic, source: Option<&Source>) -> Vec<Mark> {
    let place = source.zip(found.range).map(|(source, range)| source.place(range.span));
    place.map(|(start, end)| Mark { start, end, text: None }).into_iter().collect()
}

fn marks(found: &Diagnostic, source: Option<&Source>) -> Vec<Mark> {
    let mut marks = own_mark(found, source);
    let (Some(own), Some(source)) = (marks.first_mut(), source) else { return marks };
    own.text = (!found.labels.is_empty()).then(|| "here".to_owned());
    let others = found.labels.iter().take(MAX_LABELS).filter_map(|label| {
        let (start, end) = source.place(label.range?.span);
        Some(Mark { start, end, text: Some(escape(&label.message).into_owned()) })
    });
    marks.extend(others);
    marks
}

/// Findings at one place, for miette.
struct Shown<'d> {
    found: &'d [&'d Diagnostic],
    excerpt: Option<Excerpt<'d>>,
}

impl Shown<'_> {
    fn only(&self) -> Option<&Diagnostic> {
        if let [only] = self.found { Some(only) } else { None }
    }

    fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|found| found.severity == severity).count()
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.found.fmt(f)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(only) = self.only() {
            return f.write_str(&escape(&only.message));
        }
        let counts = [Severity::Error, Severity::Warning, Severity::Info].map(|severity| {
            let noun = if severity == Severity::Info { "note" } else { severity.name() };
            (self.count(severity), noun)
        });
        let counts: Vec<String> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, noun)| counted(count, noun))
            .collect();
        write!(f, "{} at one place", counts.join(", "))
    }
}

impl std::error::Error for Shown<'_> {}

impl MietteDiagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let first = self.found.first()?;
        let have_one_path = self.found.iter().all(|found| found.pointer == first.pointer);
        let path = if have_one_path { first.field_path() } else { String::new() };
        let path = escape(&path).into_owned();
        let Some(only) = self.only() else {
            return (!path.is_empty()).then(|| Box::new(path) as Box<dyn fmt::Display>);
        };
        let space = if path.is_empty() { "" } else { " " };
        Some(Box::new(format!("{}[{}]{space}{path}", only.severity.name(), only.rule)))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.found.iter().map(|found| found.severity).max()? {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            _ => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let help = finding_text::help(self.only()?);
        let lines: Vec<_> = help.lines().map(escape).collect();
        (!help.is_empty()).then(|| Box::new(lines.join("\n")) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let mut marks = self.excerpt.as_ref()?.marks.iter();
        let (own, text) = marks.next()?;
        let own = LabeledSpan::new_primary_with_span(text.clone(), *own);
        let others = marks.map(|(span, text)| LabeledSpan::new_with_span(text.clone(), *span));
        Some(Box::new(std::iter::once(own).chain(others)))
    }
}
