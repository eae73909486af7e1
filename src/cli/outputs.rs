//! The output formats, one file each. All are written while the run goes on.

mod concise;
mod diff;
mod excerpt;
mod finding_text;
mod fingerprints;
mod github;
mod gitlab;
mod html;
mod human;
mod json;
mod junit;
mod output;
mod rdjson;
mod report;
mod report_paths;
mod safe_json;
mod sarif;
mod source;
mod summary;

use std::cell::RefCell;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::rc::Rc;

use super::arguments::{Color, Format, OutputArgs};
use super::checked_file::CheckedFile;
use super::reserved_files::ReportFile;
use super::streams::{NamedStream, print_fault};
use super::totals::Totals;
use super::width;

pub(crate) use diff::DiffStyle;
pub(crate) use json::schema as json_schema;
pub(crate) use output::{Output, Sink};

use report::Report;

/// An output that is being written.
struct OpenOutput {
    output: Box<dyn Output>,
    /// The file of a report.
    report: Option<Report>,
}

/// All outputs of a run.
pub(crate) struct Outputs {
    outputs: Vec<OpenOutput>,
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
    pub(crate) fn open(
        args: &OutputArgs,
        reports: &[ReportFile],
        diff: bool,
        piped: bool,
    ) -> io::Result<Self> {
        let stream: Box<dyn Write> = match piped {
            true => Box::new(NamedStream::new("standard error", io::stderr())),
            false => Box::new(NamedStream::new("standard output", io::stdout())),
        };
        let shared = Shared(Rc::new(RefCell::new(BufWriter::new(stream))));
        let standard = || -> Sink { Box::new(shared.clone()) };
        let format = args.format.unwrap_or(Format::Human);
        let diff = diff.then(|| DiffStyle::for_standard_output(args.color, is_colored(args)));
        let open = |format, diff| OpenOutput {
            output: make(format, standard(), args, diff, width::of_standard_output()),
            report: None,
        };
        let mut outputs = vec![open(format, diff)];
        let in_github = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
        if matches!(format, Format::Human | Format::Concise) && in_github && diff.is_none() {
            outputs.push(open(Format::Github, None));
        }
        for report in reports {
            let file = Report::create(&report.path)?;
            let plain = OutputArgs { color: Color::Never, ..args.clone() };
            let output = make(report.format, Box::new(file.clone()), &plain, None, width::DEFAULT);
            outputs.push(OpenOutput { output, report: Some(file) });
        }
        Ok(Self { outputs, failure: None, has_faults: format == Format::Json })
    }

    /// Writes a file to every output. An output that fails or whose reader is gone is dropped; it is
    /// an error if none is left.
    pub(crate) fn file(&mut self, file: &CheckedFile) -> io::Result<()> {
        self.each(|open| open.output.file(file))
    }

    pub(crate) fn finish(mut self, totals: &Totals) -> io::Result<()> {
        if !self.has_faults {
            totals.faults.iter().for_each(print_fault);
        }
        let _ = self.each(|open| {
            open.output.finish(totals)?;
            open.report.as_ref().map_or(Ok(()), Report::commit)
        });
        if self.has_faults && self.failure.is_some() {
            totals.faults.iter().for_each(print_fault);
        }
        self.failure.map_or(Ok(()), Err)
    }

    fn each(&mut self, mut write: impl FnMut(&mut OpenOutput) -> io::Result<()>) -> io::Result<()> {
        let failure = &mut self.failure;
        let before = self.outputs.len();
        self.outputs.retain_mut(|output| match write(output) {
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

/// An output in a format.
pub(crate) fn make(
    format: Format,
    sink: Sink,
    args: &OutputArgs,
    diff: Option<DiffStyle>,
    width: usize,
) -> Box<dyn Output> {
    let colored = is_colored(args);
    let summary = summary::Summary {
        quiet: args.quiet,
        statistics: args.statistics,
        width: io::stdout().is_terminal().then_some(width),
    };
    if let Some(style) = diff {
        return Box::new(diff::Diff::new(sink, style, summary));
    }
    match format {
        Format::Human => {
            let max_findings = args.max_findings.unwrap_or(human::MAX_FINDINGS);
            let style = human::HumanStyle { colored, width, max_findings };
            Box::new(human::Human::new(sink, style, summary))
        }
        Format::Concise => Box::new(concise::Concise::new(sink, summary)),
        Format::Json => Box::new(json::Json::new(safe_json(sink))),
        Format::Jsonl => Box::new(json::JsonLines::new(safe_json(sink))),
        Format::Sarif => Box::new(sarif::Sarif::new(safe_json(sink))),
        Format::Github => Box::new(github::Github::new(sink)),
        Format::Gitlab => Box::new(gitlab::Gitlab::new(safe_json(sink))),
        Format::Junit => Box::new(junit::Junit::new(sink)),
        Format::Html => Box::new(html::Html::new(sink)),
        Format::Rdjson => Box::new(rdjson::Rdjson::new(safe_json(sink))),
    }
}

fn safe_json(sink: Sink) -> Sink {
    Box::new(safe_json::SafeJson(sink))
}

fn is_colored(args: &OutputArgs) -> bool {
    match args.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                && io::stdout().is_terminal()
        }
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
