//! The command line.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use offerlint::captures::CaptureFormat;
use offerlint::project::FailOn;

/// Finds every mistake in affiliate offer API payloads, with the reason and the fix.
#[derive(Debug, Parser)]
#[command(name = "offerlint", version, about, max_term_width = 80, after_help = START)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const START: &str = "\
Start with:
  offerlint check payloads      check a folder
  offerlint check --contract gokart/update-offer a.json
                                check one file
  offerlint explain cap-order   understand a finding
  offerlint init                write a commented offerlint.toml";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check JSON and NDJSON files and report every problem.
    Check(Box<CheckArgs>),
    /// Write the current findings to a baseline; later runs report only new ones.
    Baseline(Box<CheckArgs>),
    /// Explain rules, or error codes that an API answered.
    Explain(ExplainArgs),
    /// List the rules, or those of a contract.
    Rules(RulesArgs),
    /// List the contracts with their requests.
    Contracts,
    /// Print the JSON Schema of a contract, of offerlint.toml or of the JSON output, or the OpenAPI
    /// document of a provider.
    Schema(SchemaArgs),
    /// Print an example payload of a contract.
    Example(NameArgs),
    /// Write a commented offerlint.toml that fits the files of the current folder.
    Init,
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    Man,
    /// Run the language server for editors, over standard input and output.
    #[cfg(feature = "server")]
    Server,
}

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
/api.

Exit status: 0 without errors (warnings alone are 0), 1 with at least one error (see --fail-on), 2 if \
the command line is wrong or a file cannot be read or written, 130 or 143 if SIGINT (Ctrl-C) or SIGTERM \
ended the run early: findings up to then are printed. A second signal ends the run at once.";

#[derive(Debug, clap::Args)]
#[command(after_long_help = CONTRACTS, after_help = "--help explains how a file gets its contract.")]
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
    /// Turn on a rule that is off by default.
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
    /// One JSON object with everything.
    Json,
    /// One JSON object per line and finding.
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

#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// Rules, error codes such as missing_tracking_url, or HTTP statuses.
    #[arg(required = true, value_name = "RULE")]
    pub(crate) rules: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RulesArgs {
    /// Only rules that contain all of these words in their name, text or API error code.
    #[arg(value_name = "TEXT")]
    pub(crate) words: Vec<String>,

    /// Only rules of this contract, such as gokart/update-offer.
    #[arg(long, value_name = "NAME")]
    pub(crate) contract: Option<String>,

    /// Only rules of this severity; off: rules that must be turned on.
    #[arg(long, value_enum)]
    pub(crate) severity: Option<ListedSeverity>,

    /// The format of the list.
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    pub(crate) format: TableFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListedSeverity {
    /// Errors.
    Error,
    /// Warnings.
    Warning,
    /// Off by default.
    Off,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// A table for people.
    Text,
    /// A JSON array of objects.
    Json,
    /// The rule reference of the documentation.
    Markdown,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SchemaArgs {
    /// The contract, such as gokart/update-offer, or config or output; with --openapi the provider.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,

    /// Print one OpenAPI 3.1 document of all contracts of a provider.
    #[arg(long)]
    pub(crate) openapi: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct NameArgs {
    /// The contract, such as gokart/update-offer.
    #[arg(value_name = "CONTRACT")]
    pub(crate) contract: String,
}

fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    let help = |value| match value {
        FailOn::Error => "Errors only",
        FailOn::Warning => "Warnings, too",
        FailOn::Never => "Nothing",
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
