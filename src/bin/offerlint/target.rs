//! What the files of a run are held against: contract, context and levels.

use std::path::{Component, Path};

use offerlint::{
    Context, Contract, Diagnostic, Endpoint, Level, RequestLine, Ruleset, lint_parameters,
};

use crate::args::CheckArgs;

/// What the command line says about every file.
pub(crate) struct Target {
    /// The contract, unless each file's folders tell it.
    pub(crate) contract: Option<Contract>,
    /// The endpoint of the request line.
    pub(crate) endpoint: Option<Endpoint>,
    pub(crate) context: Context,
    pub(crate) ruleset: Ruleset,
}

impl Target {
    /// Reads the command line; the error says what is wrong with it.
    pub(crate) fn from_args(args: &CheckArgs) -> Result<Self, String> {
        let named: Option<Contract> = args
            .contract
            .as_deref()
            .map(str::parse)
            .transpose()
            .map_err(|e: offerlint::UnknownContract| e.to_string())?;
        let line = args.request.as_deref().or(args.response.as_deref());
        let line: Option<RequestLine> = line
            .map(str::parse)
            .transpose()
            .map_err(|error: offerlint::UnknownRequest| error.to_string())?;
        let mut context = Context::default();
        let mut contract = named;
        let mut endpoint = None;
        if let Some(line) = line {
            endpoint = Some(line.endpoint);
            context = line.context;
            let of_line = if args.request.is_some() {
                line.endpoint.request()
            } else {
                Some(line.endpoint.response())
            };
            contract = agree(named, of_line, line.endpoint, args)?;
        }
        if let Some(now) = args.now.as_deref() {
            context.now = Some(now.parse().map_err(|error| {
                format!("--now {now}: {error}; write a time such as 2026-03-01T00:00:00Z")
            })?);
        }
        Ok(Self { contract, endpoint, context, ruleset: ruleset(args)? })
    }

    /// The findings on the request line itself.
    pub(crate) fn parameters(&self) -> Vec<Diagnostic> {
        let endpoint =
            self.endpoint.map(|endpoint| lint_parameters(endpoint, &self.context, &self.ruleset));
        endpoint.unwrap_or_default()
    }

    /// The contract of a file: the command line's, or that of the nearest folders.
    pub(crate) fn contract_of(&self, path: &Path) -> Option<Contract> {
        self.contract.or_else(|| {
            let absolute = std::path::absolute(path).ok()?;
            let folders: Vec<&str> = absolute
                .parent()?
                .components()
                .filter_map(|component| match component {
                    Component::Normal(name) => name.to_str(),
                    _ => None,
                })
                .collect();
            Contract::from_folders(folders.into_iter())
        })
    }
}

/// The contract of a request line, which a named one must equal.
fn agree(
    named: Option<Contract>,
    of_line: Option<Contract>,
    endpoint: Endpoint,
    args: &CheckArgs,
) -> Result<Option<Contract>, String> {
    let Some(of_line) = of_line else {
        if !args.paths.is_empty() || named.is_some() {
            return Err(format!(
                "{} {} has no body to check; its response is checked with --response",
                endpoint.method(),
                endpoint.path()
            ));
        }
        return Ok(None);
    };
    match named {
        Some(named) if named != of_line => Err(format!(
            "--contract {named} does not agree with the request line, which means {of_line}"
        )),
        _ => Ok(Some(of_line)),
    }
}

fn ruleset(args: &CheckArgs) -> Result<Ruleset, String> {
    let mut ruleset = Ruleset::default();
    let levels = [
        (&args.select, Level::Default),
        (&args.warn, Level::Warning),
        (&args.error, Level::Error),
        (&args.off, Level::Off),
    ];
    for (names, level) in levels {
        for name in names {
            ruleset.set(name, level).map_err(|error| error.to_string())?;
        }
    }
    Ok(ruleset)
}
