//! How a run's outcome is written: one small file a format, all written as the run goes on.

mod concise;
mod github;
mod gitlab;
mod harmless;
mod human;
pub(crate) mod json;
mod junit;
mod named;
mod rdjson;
mod sarif;
mod source;
mod summary;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::rc::Rc;

use clap::ValueEnum;
use offerlint::{Applicability, Diagnostic, Severity};

use crate::args::{Color, Format, OutputArgs};
use crate::input::Fault;
use crate::interrupt::{self, Signal};
use crate::unit::Checked;

pub(crate) use harmless::{complain, say, shown, shown_diff, shown_first, stated};
pub(crate) use named::{Named, standard_output};

/// What a run comes to.
#[derive(Default)]
pub(crate) struct Totals {
    pub(crate) files: usize,
    pub(crate) files_with_findings: usize,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) infos: usize,
    pub(crate) fixed: usize,
    pub(crate) fixable: usize,
    pub(crate) unsafely_fixable: usize,
    /// Findings that the configuration allows.
    pub(crate) allowed: usize,
    /// Findings that the baseline knows.
    pub(crate) known: usize,
    /// Entries of the baseline that are no longer needed.
    pub(crate) stale: usize,
    pub(crate) pruned: bool,
    pub(crate) skipped: usize,
    pub(crate) faults: Vec<Fault>,
    /// What ended the run before everything was checked.
    pub(crate) signal: Option<Signal>,
    /// Whether a finding makes the run fail.
    pub(crate) failing: bool,
    /// How many findings each rule has.
    pub(crate) by_rule: BTreeMap<String, usize>,
    pub(crate) last_with_findings: Option<PathBuf>,
}

impl Totals {
    pub(crate) fn add(&mut self, checked: &Checked) {
        if checked.path.is_some() && checked.origin.bytes == 0 {
            self.files += 1;
        }
        if !checked.diagnostics.is_empty()
            && checked.path.is_some()
            && self.last_with_findings != checked.path
        {
            self.files_with_findings += 1;
            self.last_with_findings.clone_from(&checked.path);
        }
        self.fixed += checked.fixed.len();
        for found in &checked.diagnostics {
            match found.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                _ => self.infos += 1,
            }
            match found.fix.as_ref().map(|fix| fix.applicability) {
                Some(Applicability::Safe) => self.fixable += 1,
                Some(Applicability::Unsafe) => self.unsafely_fixable += 1,
                None => {}
            }
            self.failing |= checked.plan.fails(found);
            match self.by_rule.get_mut(&*found.rule) {
                Some(count) => *count += 1,
                None => drop(self.by_rule.insert(found.rule.to_string(), 1)),
            }
        }
    }
}

/// The findings of a document, as long as there is time to write them.
fn findings(checked: &Checked) -> impl Iterator<Item = &Diagnostic> {
    checked.diagnostics.iter().take_while(|_| !interrupt::is_urgent())
}

/// One way of writing a run's outcome.
pub(crate) trait Output {
    /// Writes what came of a document or a part of one.
    fn checked(&mut self, checked: &Checked) -> io::Result<()>;

    /// Writes what comes last.
    fn finish(&mut self, totals: &Totals) -> io::Result<()>;
}

pub(crate) type Sink = Box<dyn Write>;

/// Everything that a run writes to.
pub(crate) struct Outputs {
    outputs: Vec<Box<dyn Output>>,
    /// Why an output could not be written; the first one of its kind.
    failure: Option<io::Error>,
    /// Whether faults are part of what standard output says.
    says_faults: bool,
}

impl Outputs {
    pub(crate) fn none() -> Self {
        Self { outputs: Vec::new(), failure: None, says_faults: false }
    }

    /// Opens what the command line asks for. When standard output is taken by a document, findings
    /// go to standard error.
    pub(crate) fn open(args: &OutputArgs, diff: bool, piped: bool) -> io::Result<Self> {
        let stream: Box<dyn Write> = match piped {
            true => Box::new(Named::new("standard error", io::stderr())),
            false => Box::new(Named::new("standard output", io::stdout())),
        };
        let shared = Shared(Rc::new(RefCell::new(BufWriter::new(stream))));
        let standard = || -> Sink { Box::new(shared.clone()) };
        let format = args.format.unwrap_or(Format::Human);
        let mut outputs = vec![make(format, standard(), args, diff)];
        let in_github = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
        if args.format.is_none() && in_github && !diff {
            outputs.push(make(Format::Github, standard(), args, false));
        }
        for wanted in &args.output {
            let (format, path) = wanted.split_once('=').unwrap_or((wanted, ""));
            let format = Format::from_str(format, true)
                .ok()
                .filter(|_| !path.is_empty())
                .ok_or_else(|| {
                    let formats: Vec<_> = Format::value_variants()
                        .iter()
                        .filter_map(|f| f.to_possible_value())
                        .collect();
                    let names: Vec<&str> = formats.iter().map(|value| value.get_name()).collect();
                    let message = format!(
                        "--output {} is not FORMAT=FILE; formats are {}",
                        wanted.escape_debug(),
                        names.join(", ")
                    );
                    io::Error::new(io::ErrorKind::InvalidInput, message)
                })?;
            let file = File::create(path).map_err(|error| {
                io::Error::new(error.kind(), format!("{}: {error}", shown(path)))
            })?;
            outputs.push(make(
                format,
                Box::new(BufWriter::new(Named::new(path, file))),
                &OutputArgs { color: Color::Never, output: Vec::new(), ..copy(args) },
                false,
            ));
        }
        Ok(Self { outputs, failure: None, says_faults: format == Format::Json })
    }

    /// Writes to every output. One that fails is dropped, and so is one whose reader has gone; an
    /// error only when none is left.
    pub(crate) fn checked(&mut self, checked: &Checked) -> io::Result<()> {
        self.each(|output| output.checked(checked))
    }

    pub(crate) fn finish(mut self, totals: &Totals) -> io::Result<()> {
        if !self.says_faults {
            totals.faults.iter().for_each(complain);
        }
        let _ = self.each(|output| output.finish(totals));
        if self.says_faults && self.failure.is_some() {
            totals.faults.iter().for_each(complain);
        }
        self.failure.map_or(Ok(()), Err)
    }

    fn each(&mut self, mut write: impl FnMut(&mut dyn Output) -> io::Result<()>) -> io::Result<()> {
        let failure = &mut self.failure;
        let before = self.outputs.len();
        self.outputs.retain_mut(|output| match write(output.as_mut()) {
            Ok(()) => true,
            Err(error) => {
                if error.kind() != io::ErrorKind::BrokenPipe {
                    failure.get_or_insert(error);
                }
                false
            }
        });
        match before > 0 && self.outputs.is_empty() {
            true => Err(io::ErrorKind::BrokenPipe.into()),
            false => Ok(()),
        }
    }
}

fn copy(args: &OutputArgs) -> OutputArgs {
    let OutputArgs { format, color, quiet, statistics, max_diagnostics, .. } = *args;
    OutputArgs { format, color, quiet, statistics, max_diagnostics, output: Vec::new() }
}

/// An output in a format.
pub(crate) fn make(format: Format, sink: Sink, args: &OutputArgs, diff: bool) -> Box<dyn Output> {
    let colored = match args.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                && io::stdout().is_terminal()
        }
    };
    let summary = summary::Summary { quiet: args.quiet, statistics: args.statistics };
    match format {
        Format::Human => {
            Box::new(human::Human::new(sink, colored, summary, args.max_diagnostics, diff))
        }
        Format::Concise => Box::new(concise::Concise::new(sink, summary)),
        Format::Json => Box::new(json::Json::new(sink)),
        Format::Jsonl => Box::new(json::JsonLines::new(sink)),
        Format::Sarif => Box::new(sarif::Sarif::new(sink)),
        Format::Github => Box::new(github::Github::new(sink)),
        Format::Gitlab => Box::new(gitlab::Gitlab::new(sink)),
        Format::Junit => Box::new(junit::Junit::new(sink)),
        Format::Rdjson => Box::new(rdjson::Rdjson::new(sink)),
    }
}

/// "1 error", "2 errors".
pub(crate) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// A path as a URI reference: every byte that is not plain is percent-encoded.
fn uri(path: &std::path::Path) -> String {
    let mut uri = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(*byte as char)
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// Hands out fingerprints that are stable between runs and unique within one: of the same rule,
/// place and message, the second one differs.
#[derive(Default)]
struct Fingerprints {
    used: HashMap<String, usize>,
}

impl Fingerprints {
    fn of(&mut self, file: &str, found: &offerlint::Diagnostic) -> String {
        let text = format!("{file}\u{0}{}\u{0}{}\u{0}{}", found.rule, found.pointer, found.message);
        let first = crate::baseline::fingerprint(text.as_bytes());
        let count = self.used.entry(first.clone()).or_default();
        *count += 1;
        match *count {
            1 => first,
            count => crate::baseline::fingerprint(format!("{text}\u{0}{count}").as_bytes()),
        }
    }
}

/// Standard output, shared by everything that writes to it, so that nothing is cut in two.
#[derive(Clone)]
struct Shared(Rc<RefCell<BufWriter<Box<dyn Write>>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.borrow_mut().flush()
    }
}
