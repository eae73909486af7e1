//! Project and request line from the arguments.

use std::path::Path;
use std::sync::Arc;

use offerlint::captures::Variables;
use offerlint::inputs::{ImplicitFile, Layout};
use offerlint::project::{Configuration, ContractRef, LintedFile, Project};
use offerlint::{Context, Contract, Endpoint, Level, Linter, RequestLine, UnknownRequest};

use super::arguments::CheckArgs;
use super::command_hints::unknown_rule;

/// Project and request line of a run.
pub(crate) struct Resolution {
    pub(crate) project: Project,
    /// The endpoint of the request line.
    pub(crate) endpoint: Option<Endpoint>,
    /// The contract of the bodies of the request line.
    contract: Option<Contract>,
}

impl Resolution {
    /// Reads the arguments. The error says what is wrong with them.
    pub(crate) fn from_args(args: &CheckArgs) -> Result<Self, String> {
        let given = &args.contract;
        let line = given.request.as_deref().or(given.response.as_deref());
        let line: Option<RequestLine> =
            line.map(str::parse).transpose().map_err(|e: UnknownRequest| e.to_string())?;
        let endpoint = line.as_ref().map(|line| line.endpoint);
        let contract =
            endpoint.map(|endpoint| contract_of_line(endpoint, args)).transpose()?.flatten();
        let mut context = line.map_or_else(Context::default, |line| line.context);
        if let Some(now) = given.now.as_deref() {
            let parsed = now.parse();
            context.now = Some(parsed.map_err(|error| {
                let now = now.escape_debug();
                format!("--now {now}: {error}; write a time such as 2026-03-01T00:00:00Z")
            })?);
        }
        let mut project = project(args)?.with_context(context);
        let name = contract.map(Contract::name).or(given.contract.as_deref());
        if let Some(name) = name {
            project = project.with_contract(name);
        }
        Ok(Self { project, endpoint, contract })
    }

    /// The findings on the request line.
    pub(crate) fn lint_request_line(&self) -> Result<Option<LintedFile>, String> {
        let Some(endpoint) = self.endpoint else { return Ok(None) };
        let contract = self.contract.unwrap_or_else(|| {
            endpoint.query().or(endpoint.request()).unwrap_or(endpoint.response())
        });
        let contract = ContractRef::BuiltIn(contract);
        let settings = self.project.settings_with(Path::new("request"), contract);
        let settings = settings.map_err(|error| error.to_string())?;
        let found = Linter::new(endpoint.response())
            .with_context(settings.context().clone())
            .with_rule_set(settings.rule_set().clone())
            .lint_parameters();
        Ok(Some(LintedFile::without_file(Arc::clone(&settings), found)))
    }
}

/// The project without contract and context.
fn project(args: &CheckArgs) -> Result<Project, String> {
    let mut project = match &args.files.config {
        Some(path) => {
            let configuration = Configuration::load(path).map_err(|error| error.to_string())?;
            Project::discover("").with_configuration(configuration)
        }
        None if args.files.isolated => Project::isolated(""),
        None => Project::discover(""),
    };
    let rules = &args.rules;
    for (names, level) in [
        (&rules.select, Level::Default),
        (&rules.warn, Level::Warning),
        (&rules.error, Level::Error),
        (&rules.off, Level::Off),
    ] {
        for name in names {
            project = project.with_level(name, level).map_err(|error| unknown_rule(&error))?;
        }
    }
    if let Some(fail_on) = rules.fail_on {
        project = project.with_fail_on(fail_on);
    }
    if let Some(format) = args.files.input {
        project = project.with_layout(Layout::Capture(format));
    }
    if args.files.each {
        project = project.with_each();
    }
    if let Some(path) = &args.files.environment {
        let text = ImplicitFile(path).read().map_err(|error| error.to_string());
        let text =
            text.and_then(|bytes| String::from_utf8(bytes).map_err(|error| error.to_string()));
        let variables =
            text.and_then(|text| Variables::parse(&text).map_err(|error| error.to_string()));
        let variables = variables.map_err(|error| format!("{}: {error}", path.display()))?;
        project = project.with_variables(variables);
    }
    if let Some(limit) = args.files.line_limit {
        project = project.with_line_limit(limit);
    }
    Ok(project)
}

/// The contract of the bodies of a request line. `--contract` must be the same.
fn contract_of_line(endpoint: Endpoint, args: &CheckArgs) -> Result<Option<Contract>, String> {
    let given = &args.contract;
    let of_line = match given.request {
        Some(_) => endpoint.request(),
        None => Some(endpoint.response()),
    };
    let named = given.contract.as_deref();
    let Some(of_line) = of_line else {
        if !args.paths.is_empty() || named.is_some() {
            let (method, path) = (endpoint.method(), endpoint.path());
            return Err(format!(
                "{method} {path} has no body to check; check its response with --response"
            ));
        }
        return Ok(None);
    };
    match named.map(Contract::by_name_or_end) {
        Some(Ok(named)) if named != of_line => {
            Err(format!("--contract is {named}, but the request line has {of_line}"))
        }
        Some(Err(error)) => Err(error.to_string()),
        _ => Ok(Some(of_line)),
    }
}
