//! The command line.

use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand, ValueEnum};

/// Validates and lints affiliate offer API payloads.
#[derive(Debug, Parser)]
#[command(name = "offerlint", version, about, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check JSON files and report every problem.
    Check(Box<CheckArgs>),
    /// Explain rules: what they report, why, and how to mend it.
    Explain(ExplainArgs),
    /// List all rules.
    Rules(RulesArgs),
    /// Print the JSON Schema of a contract.
    Schema(SchemaArgs),
    /// List the contracts with their requests.
    Contracts,
}

const CONTRACTS: &str = "\
The contract of a file comes from --contract, from a request line, or from the folders that it is in:
.../tracklysms/create-offer/summer.json is a tracklysms/create-offer.

  method and path                                      --request                 --response
  POST /v2/offers                                      tracklysms/create-offer   tracklysms/create-offer-response
  PUT  /v2/offers/{id}                                 tracklysms/update-offer   tracklysms/update-offer-response
  GET  /v2/offers/{id}                                 (no body)                 tracklysms/get-offer
  GET  /v2/offers                                      (no body)                 tracklysms/list-offers
  PUT  /v1/sdk-offer-management/{product}/offers/{id}  gokart/update-offer       gokart/update-offer-response

A query on its own is a tracklysms/list-offers-query. Scheme, host and /api prefix may stand before a path.

Exit status: 0 without errors (warnings alone are 0), 1 with at least one, 2 if the command line or a file is at fault.";

#[derive(Debug, clap::Args)]
#[command(after_long_help = CONTRACTS, after_help = "--help shows how a file's contract is told.")]
pub(crate) struct CheckArgs {
    /// Files, folders (searched for .json files) and - for standard input; the current folder if
    /// none is given.
    pub(crate) paths: Vec<PathBuf>,

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

    /// The present moment in RFC 3339; without it no rule looks at a clock.
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<String>,

    /// How findings are written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,

    /// When to use colour.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,

    /// Apply safe fixes.
    #[arg(long)]
    pub(crate) fix: bool,

    /// With --fix or --diff: apply fixes that may change the meaning, too.
    #[arg(long)]
    pub(crate) unsafe_fixes: bool,

    /// Show what --fix would change, and change nothing.
    #[arg(long, conflicts_with = "fix")]
    pub(crate) diff: bool,

    /// Turn on a rule that is off by default.
    #[arg(long, value_name = "RULE", value_delimiter = ',', action = ArgAction::Append)]
    pub(crate) select: Vec<String>,

    /// Report a rule's findings as errors.
    #[arg(long, value_name = "RULE", value_delimiter = ',', action = ArgAction::Append)]
    pub(crate) error: Vec<String>,

    /// Report a rule's findings as warnings.
    #[arg(long, value_name = "RULE", value_delimiter = ',', action = ArgAction::Append)]
    pub(crate) warn: Vec<String>,

    /// Do not report a rule's findings.
    #[arg(long, value_name = "RULE", value_delimiter = ',', action = ArgAction::Append)]
    pub(crate) off: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Findings with source lines, for people.
    Human,
    /// One JSON object, for machines.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    Always,
    Never,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// The rules to explain.
    #[arg(required = true, value_name = "RULE")]
    pub(crate) rules: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RulesArgs {
    /// How the rules are written.
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    pub(crate) format: TableFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// A table for people.
    Text,
    /// A JSON array of objects.
    Json,
    /// The reference that the documentation holds.
    Markdown,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SchemaArgs {
    /// The contract, such as gokart/update-offer.
    #[arg(value_name = "CONTRACT")]
    pub(crate) contract: String,
}
