//! The output formats, one file each. All are written while the run goes on.

mod concise;
mod diff;
mod fingerprints;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod output;
mod rdjson;
mod report_paths;
mod sarif;
mod source;
mod summary;

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::rc::Rc;

use clap::ValueEnum;

use super::arguments::{Color, Format, OutputArgs};
use super::checked_file::CheckedFile;
use super::display_safe::escape;
use super::streams::{NamedStream, print_fault};
use super::totals::Totals;

pub(crate) use json::schema as json_schema;
pub(crate) use output::{Output, Sink};

/// All outputs of a run.
pub(crate) struct Outputs {
    outputs: Vec<Box<dyn Output>>,
    /// The first error of an output.
    failure: Option<io::Error>,
    /// Whether the format of standard output contains the errors of files.
    has_faults: bool,
}

impl Outputs {
    pub(crate) fn none() -> Self {
        Self { outputs: Vec::new(), failure: None, has_faults: false }
    }

    /// Opens the outputs that the command line names. If a document is piped to standard output,
    /// findings go to standard error.
    pub(crate) fn open(args: &OutputArgs, diff: bool, piped: bool) -> io::Result<Self> {
        let stream: Box<dyn Write> = match piped {
            true => Box::new(NamedStream::new("standard error", io::stderr())),
            false => Box::new(NamedStream::new("standard output", io::stdout())),
        };
        let shared = Shared(Rc::new(RefCell::new(BufWriter::new(stream))));
        let standard = || -> Sink { Box::new(shared.clone()) };
        let format = args.format.unwrap_or(Format::Human);
        let mut outputs = vec![make(format, standard(), args, diff)];
        let in_github = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
        if args.format.is_none() && in_github && !diff {
            outputs.push(make(Format::Github, standard(), args, false));
        }
        for value in &args.output {
            let (format, path) = parse_output(value)?;
            let file = File::create(path).map_err(|error| {
                io::Error::new(error.kind(), format!("{}: {error}", escape(path)))
            })?;
            let sink = Box::new(BufWriter::new(NamedStream::new(path, file)));
            let OutputArgs { quiet, statistics, max_diagnostics, .. } = *args;
            let plain = OutputArgs {
                format: None,
                output: Vec::new(),
                color: Color::Never,
                quiet,
                statistics,
                max_diagnostics,
            };
            outputs.push(make(format, sink, &plain, false));
        }
        Ok(Self { outputs, failure: None, has_faults: format == Format::Json })
    }

    /// Writes a file to every output. An output that fails or whose reader is gone is dropped; it is
    /// an error if none is left.
    pub(crate) fn file(&mut self, file: &CheckedFile) -> io::Result<()> {
        self.each(|output| output.file(file))
    }

    pub(crate) fn finish(mut self, totals: &Totals) -> io::Result<()> {
        if !self.has_faults {
            totals.faults.iter().for_each(print_fault);
        }
        let _ = self.each(|output| output.finish(totals));
        if self.has_faults && self.failure.is_some() {
            totals.faults.iter().for_each(print_fault);
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

/// Format and file of `--output FORMAT=FILE`.
fn parse_output(value: &str) -> io::Result<(Format, &str)> {
    let (name, path) = value.split_once('=').unwrap_or((value, ""));
    match Format::from_str(name, true) {
        Ok(format) if !path.is_empty() => Ok((format, path)),
        _ => {
            let formats: Vec<_> =
                Format::value_variants().iter().filter_map(Format::to_possible_value).collect();
            let names: Vec<&str> = formats.iter().map(|value| value.get_name()).collect();
            let (value, names) = (value.escape_debug(), names.join(", "));
            let message = format!("--output {value} is not FORMAT=FILE; formats are {names}");
            Err(io::Error::new(io::ErrorKind::InvalidInput, message))
        }
    }
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
        Format::Human if diff => Box::new(diff::Diff::new(sink, colored, summary)),
        Format::Human => Box::new(human::Human::new(sink, colored, summary, args.max_diagnostics)),
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

/// Standard output, shared by the outputs that write to it through one buffer.
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
