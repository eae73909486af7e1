//! The command line.

mod check;

use clap::{Parser, Subcommand, ValueEnum};

pub(crate) use check::{CheckArgs, Color, FixArgs, Format, OutputArgs, RuleArgs};

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
    #[command(mut_args(check::hidden_in_baseline), after_long_help = check::end_of_baseline_help())]
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
