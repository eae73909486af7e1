//! The arguments of `check`; `baseline` takes some of them.

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use offerlint::captures::CaptureFormat;
use offerlint::project::FailOn;

/// How a file gets its contract.
const CONTRACTS: &str = "\
The contract of a file comes from --contract, from a request line, from offerlint.toml, or from the \
nearest two folders that name one: .../tracklysms/create-offer/summer.json has the contract \
tracklysms/create-offer.

  request line                     contract of the body
  POST /v2/offers                  tracklysms/create-offer
  PUT  /v2/offers/{id}             tracklysms/update-offer
  PUT  /v1/sdk-offer-management/{product}/offers/{id}
                                   gokart/update-offer

With --response the same lines give tracklysms/create-offer-response, \
tracklysms/update-offer-response and gokart/update-offer-response, GET /v2/offers/{id} gives \
tracklysms/get-offer, and GET /v2/offers gives tracklysms/list-offers.

A query alone has the contract tracklysms/list-offers-query. A path may begin with scheme, host and \
/api.";

const EXIT_STATUS: &str = "\
Exit status: 0 without errors (warnings alone are 0), 1 with at least one error (see --fail-on), 2 if \
the command line is wrong or a file cannot be read or written, 130 or 143 if SIGINT (Ctrl-C) or SIGTERM \
ended the run early: findings up to then are printed. A second signal ends the run at once.";

const BASELINE_EXIT_STATUS: &str = "\
Exit status: 0 if the baseline is written, 2 if the command line is wrong or a file cannot be read or \
written, 130 or 143 if SIGINT (Ctrl-C) or SIGTERM ended the run early. An incomplete baseline is not \
written.";

/// The end of the help of `baseline`.
pub(super) fn end_of_baseline_help() -> String {
    format!("{CONTRACTS}\n\n{BASELINE_EXIT_STATUS}")
}

#[derive(Debug, clap::Args)]
#[command(after_long_help = format!("{CONTRACTS}\n\n{EXIT_STATUS}"), after_help = "--help explains how a file gets its contract.")]
pub(crate) struct CheckArgs {
    /// Files, folders (searched for .json, .ndjson and .jsonl files) and - for standard input; the
    /// current folder if none is given.
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten, next_help_heading = "Contract and context")]
    pub(crate) contract: ContractArgs,

    #[command(flatten, next_help_heading = "Files")]
    pub(crate) files: FileArgs,

    #[command(flatten, next_help_heading = "Rules")]
    pub(crate) rules: RuleArgs,

    #[command(flatten, next_help_heading = "Fixes")]
    pub(crate) fixes: FixArgs,

    #[command(flatten, next_help_heading = "Output")]
    pub(crate) output: OutputArgs,
}

impl CheckArgs {
    /// The given options of `check` that `baseline` does not have.
    pub(crate) fn only_for_check(&self) -> impl Iterator<Item = &'static str> {
        let Self { files, rules, output, .. } = self;
        let given = [
            files.watch,
            files.show_files,
            files.show_settings,
            rules.fail_on.is_some(),
            rules.no_baseline,
            rules.prune,
            output.format.is_some(),
            !output.output.is_empty(),
            output.quiet,
            output.statistics,
            output.max_findings.is_some(),
        ];
        ONLY_FOR_CHECK.into_iter().zip(given).filter_map(|(name, given)| given.then_some(name))
    }
}

/// Options of `check` that `baseline` refuses, and `--fix` and `--diff` with a message of their own.
const ONLY_FOR_CHECK: [&str; 11] = [
    "watch",
    "show-files",
    "show-settings",
    "fail-on",
    "no-baseline",
    "prune",
    "format",
    "output",
    "quiet",
    "statistics",
    "max-findings",
];

/// Leaves the options that `baseline` refuses out of its help.
pub(super) fn hidden_in_baseline(argument: clap::Arg) -> clap::Arg {
    let name = argument.get_long().unwrap_or_default();
    let is_refused =
        ONLY_FOR_CHECK.contains(&name) || ["fix", "unsafe-fixes", "diff"].contains(&name);
    argument.hide(is_refused)
}

#[derive(Debug, clap::Args)]
pub(crate) struct ContractArgs {
    /// The contract of every file, such as tracklysms/create-offer.
    #[arg(long, value_name = "NAME")]
    pub(crate) contract: Option<String>,

    /// The request whose body the files are, such as 'PUT /v2/offers/664f1a2b3c4d5e6f7a8b9c0d'; its
    /// path and query are checked too.
    #[arg(long, value_name = "LINE", conflicts_with = "response")]
    pub(crate) request: Option<String>,

    /// The request whose response the files are, such as 'GET /v2/offers?status=active'.
    #[arg(long, value_name = "LINE")]
    pub(crate) response: Option<String>,

    /// The current time in RFC 3339, for rules that compare with it; the system clock is never read.
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct FileArgs {
    /// Read every file as a capture of HTTP calls; .har, .postman_collection.json, .http, .rest and .sh
    /// files are recognised.
    #[arg(long, value_name = "FORMAT", value_parser = capture_format(), conflicts_with = "ndjson")]
    pub(crate) input: Option<CaptureFormat>,

    /// The values of variables in captures: a Postman environment, or an object of names and values.
    #[arg(long, value_name = "FILE")]
    pub(crate) environment: Option<PathBuf>,

    /// Read every file as one payload per line, as .ndjson and .jsonl files are.
    #[arg(long, conflicts_with = "each")]
    pub(crate) ndjson: bool,

    /// Check the items of a file, or of a body in a capture, whose top level is an array one by one.
    #[arg(long)]
    pub(crate) each: bool,

    /// The largest length of an NDJSON line, in bytes; a longer line is a finding [default: 67108864].
    #[arg(long, value_name = "BYTES", value_parser = positive)]
    pub(crate) line_limit: Option<usize>,

    /// The name of standard input in outputs; it also selects contract and configuration.
    #[arg(long, value_name = "FILE")]
    pub(crate) stdin_filename: Option<PathBuf>,

    /// Search files that .gitignore excludes, too.
    #[arg(long)]
    pub(crate) no_ignore: bool,

    /// Search hidden files and folders, too.
    #[arg(long)]
    pub(crate) hidden: bool,

    /// Check again whenever a file changes, until Ctrl-C.
    #[arg(long, conflicts_with_all = ["fix", "diff", "prune", "show_files", "show_settings"])]
    pub(crate) watch: bool,

    /// List the files that would be checked with their contracts, and stop.
    #[arg(long)]
    pub(crate) show_files: bool,

    /// Use this configuration for every file instead of the nearest offerlint.toml.
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(crate) config: Option<PathBuf>,

    /// Use no configuration.
    #[arg(long)]
    pub(crate) isolated: bool,

    /// Print the settings that apply to each file, and stop.
    #[arg(long)]
    pub(crate) show_settings: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RuleArgs {
    /// Turn on a rule that is off by default; may be given several times, also with commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) select: Vec<String>,

    /// Report a rule's findings as errors.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) error: Vec<String>,

    /// Report a rule's findings as warnings.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) warn: Vec<String>,

    /// Do not report a rule's findings.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) off: Vec<String>,

    /// The severity from which a finding makes the run fail [default: error].
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on())]
    pub(crate) fail_on: Option<FailOn>,

    /// The baseline of known findings [default: .offerlint-baseline.json if it exists].
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline")]
    pub(crate) baseline: Option<PathBuf>,

    /// Report known findings, too.
    #[arg(long)]
    pub(crate) no_baseline: bool,

    /// Remove entries from the baseline whose findings are gone.
    #[arg(long)]
    pub(crate) prune: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct FixArgs {
    /// Apply safe fixes.
    #[arg(long)]
    pub(crate) fix: bool,

    /// With --fix or --diff: apply fixes that may change the meaning, too.
    #[arg(long)]
    pub(crate) unsafe_fixes: bool,

    /// Show what --fix would change, and change nothing; in a file or a pipe it is a patch for
    /// git apply -p0 and patch -p0.
    #[arg(long, conflicts_with = "fix")]
    pub(crate) diff: bool,
}

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct OutputArgs {
    /// The format of findings on standard output [default: human].
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,

    /// Write findings to a file as well; may be given several times.
    #[arg(long, value_name = "FORMAT=FILE")]
    pub(crate) output: Vec<String>,

    /// When to use colour.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,

    /// Print findings, but no summary.
    #[arg(long, short)]
    pub(crate) quiet: bool,

    /// Count the findings of each rule.
    #[arg(long)]
    pub(crate) statistics: bool,

    /// Print at most this many findings in the human format and count the others; 0 prints all
    /// [default: 200].
    #[arg(long, value_name = "N", alias = "max-diagnostics")]
    pub(crate) max_findings: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Findings with source lines, for people.
    Human,
    /// One line per finding: file:line:column: severity[rule] message.
    Concise,
    /// One JSON object with findings, faults of files and the summary.
    Json,
    /// One JSON object per finding, each on a line of its own.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// A GitLab Code Quality report.
    Gitlab,
    /// JUnit XML.
    Junit,
    /// Reviewdog's JSON.
    Rdjson,
    /// A page for browsers: one file, no script.
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    let help = |value| match value {
        FailOn::Error => "Errors make it fail",
        FailOn::Warning => "Warnings and errors make it fail",
        FailOn::Never => "No finding makes it fail",
    };
    let values = FailOn::ALL.map(|value| PossibleValue::new(value.name()).help(help(value)));
    PossibleValuesParser::new(values).try_map(|name| name.parse::<FailOn>())
}

fn capture_format() -> impl TypedValueParser<Value = CaptureFormat> {
    let names = CaptureFormat::ALL.map(CaptureFormat::name);
    PossibleValuesParser::new(names).try_map(|name| name.parse::<CaptureFormat>())
}

fn positive(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err("a number of bytes above 0 is expected".into()),
    }
}
