//! What each file is held against: contract, context, levels.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, LazyLock};

use offerlint::{
    Context, Contract, Diagnostic, Endpoint, Level, Linter, RequestLine, RuleSet, Severity,
};

use crate::args::CheckArgs;
use crate::config::{self, Config, Configs, FailOn, Judge};

/// What the command line says about every file.
pub(crate) struct Target {
    /// The contract that the command line names.
    named: Option<Named>,
    /// The endpoint of the request line.
    pub(crate) endpoint: Option<Endpoint>,
    pub(crate) context: Context,
    levels: Vec<(String, Level)>,
    fail_on: Option<FailOn>,
    configs: Configs,
    plans: HashMap<PlanKey, Arc<Plan>>,
}

#[derive(Clone)]
enum Named {
    Contract(Contract),
    /// A name that only a configuration can know.
    Custom(String),
}

/// Files with the same contract, configuration and overrides share a plan.
type PlanKey = (String, PathBuf, Vec<(String, u8)>);

/// How a file is judged.
pub(crate) struct Plan {
    pub(crate) judge: Judge,
    pub(crate) config: Arc<Config>,
    pub(crate) ruleset: RuleSet,
    pub(crate) fail_on: FailOn,
}

/// Lints one payload.
pub(crate) type Lint<'p> = dyn FnMut(&[u8]) -> Vec<Diagnostic> + 'p;

impl Plan {
    /// What lints one payload after the other.
    pub(crate) fn linter<'p>(&'p self, context: &'p Context) -> Box<Lint<'p>> {
        match &self.judge {
            Judge::BuiltIn(contract) => {
                let linter = Linter::new(*contract)
                    .with_context(context.clone())
                    .with_rule_set(self.ruleset.clone());
                Box::new(move |bytes| linter.lint_document(bytes).diagnostics)
            }
            Judge::Custom(contract) => {
                Box::new(|bytes| contract.lint(bytes, context, &self.ruleset).diagnostics)
            }
        }
    }

    /// Whether findings of a rule would be reported.
    pub(crate) fn judges(&self, name: &str) -> bool {
        match self.ruleset.level(name) {
            Some(level) => level != Level::Off,
            None => offerlint::rules::find(name).is_none_or(|rule| rule.on),
        }
    }

    /// Whether a finding makes the run fail.
    pub(crate) fn fails(&self, found: &Diagnostic) -> bool {
        match self.fail_on {
            FailOn::Error => found.severity == Severity::Error,
            FailOn::Warning => found.severity >= Severity::Warning,
            FailOn::Never => false,
        }
    }
}

impl Target {
    /// Reads the command line; the error says what is wrong with it.
    pub(crate) fn from_args(args: &CheckArgs) -> Result<Self, String> {
        let configs = Configs::new(args.files.config.as_deref(), args.files.isolated)?;
        let target = &args.target;
        let line = target.request.as_deref().or(target.response.as_deref());
        let line: Option<RequestLine> = line
            .map(str::parse)
            .transpose()
            .map_err(|e: offerlint::UnknownRequest| e.to_string())?;
        let mut named = target.contract.as_deref().map(|name| match name.parse() {
            Ok(contract) => Named::Contract(contract),
            Err(_) => Named::Custom(name.to_owned()),
        });
        let mut context = Context::default();
        let mut endpoint = None;
        if let Some(line) = line {
            endpoint = Some(line.endpoint);
            context = line.context;
            let of_line = match target.request {
                Some(_) => line.endpoint.request(),
                None => Some(line.endpoint.response()),
            };
            named = agree(named, of_line, line.endpoint, args)?;
        }
        if let Some(now) = target.now.as_deref() {
            let parsed = now.parse();
            context.now = Some(parsed.map_err(|error| {
                format!(
                    "--now {}: {error}; write a time such as 2026-03-01T00:00:00Z",
                    now.escape_debug()
                )
            })?);
        }
        let levels = levels(args)?;
        let fail_on = args.rules.fail_on;
        Ok(Self { named, endpoint, context, levels, fail_on, configs, plans: HashMap::new() })
    }

    /// The plan for the request line itself.
    pub(crate) fn line_plan(&mut self) -> Result<Arc<Plan>, String> {
        let folder = std::env::current_dir().map_err(|error| error.to_string())?;
        let contract = self.endpoint.map(|endpoint| match (&self.named, endpoint) {
            (Some(Named::Contract(contract)), _) => *contract,
            (_, endpoint) => endpoint.query().or(endpoint.request()).unwrap_or(endpoint.response()),
        });
        let contract = contract.unwrap_or(Contract::TRACKLYSMS_LIST_OFFERS_QUERY);
        let config = self.configs.of_folder(&folder)?;
        Ok(self.make(Judge::BuiltIn(contract), config, &folder.join("request")))
    }

    /// The findings on the request line itself.
    pub(crate) fn parameters(&self, plan: &Plan) -> Vec<Diagnostic> {
        let lint = |endpoint: Endpoint| {
            Linter::new(endpoint.response())
                .with_context(self.context.clone())
                .with_rule_set(plan.ruleset.clone())
                .lint_parameters()
        };
        self.endpoint.map(lint).unwrap_or_default()
    }

    /// The configuration of a file.
    pub(crate) fn config_of(&mut self, path: &Path) -> Result<Arc<Config>, String> {
        let absolute = absolute(path);
        self.configs.of_folder(absolute.parent().unwrap_or(Path::new("/")))
    }

    /// How a file is judged: by the command line, the configuration, or its nearest folders. None
    /// if its contract cannot be told.
    pub(crate) fn plan(&mut self, path: &Path) -> Result<Option<Arc<Plan>>, String> {
        let config = self.config_of(path)?;
        let absolute = absolute(path);
        let judge = match &self.named {
            Some(Named::Contract(contract)) => Some(Judge::BuiltIn(*contract)),
            Some(Named::Custom(name)) => Some(custom(&config, name)?),
            None => config.judge(&absolute).cloned().or_else(|| of_folders(&absolute, &config)),
        };
        Ok(judge.map(|judge| self.make(judge, config, &absolute)))
    }

    fn make(&mut self, judge: Judge, config: Arc<Config>, path: &Path) -> Arc<Plan> {
        let levels: Vec<(String, Level)> =
            config.levels(path).chain(&self.levels).cloned().collect();
        let fingerprint = levels.iter().map(|(rule, level)| (rule.clone(), *level as u8)).collect();
        let key = (judge.name().to_owned(), config.path.clone(), fingerprint);
        let fail_on = self.fail_on.or(config.fail_on).unwrap_or(FailOn::Error);
        let plan = self.plans.entry(key).or_insert_with(|| {
            let mut ruleset = RuleSet::default();
            config::apply(&mut ruleset, levels.iter());
            Arc::new(Plan { judge, config, ruleset, fail_on })
        });
        Arc::clone(plan)
    }
}

/// A path from the root, without `.` and `..`.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    let is_clean = |component| matches!(component, Component::Normal(_) | Component::RootDir);
    if path.is_absolute() && path.components().all(is_clean) {
        return path.to_owned();
    }
    // The working folder is asked for once: a run does not change it.
    static HERE: LazyLock<PathBuf> = LazyLock::new(|| std::env::current_dir().unwrap_or_default());
    let absolute = HERE.join(path);
    let mut clean = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::ParentDir => drop(clean.pop()),
            Component::CurDir => {}
            component => clean.push(component),
        }
    }
    clean
}

fn custom(config: &Config, name: &str) -> Result<Judge, String> {
    match config.contracts.get(name) {
        Some(contract) => Ok(Judge::Custom(Arc::clone(contract))),
        None => {
            Err(name.parse::<Contract>().err().map_or_else(String::new, |error| error.to_string()))
        }
    }
}

/// The contract that the nearest two folders of a path name, built in or the configuration's own.
fn of_folders(path: &Path, config: &Config) -> Option<Judge> {
    let folders: Vec<&str> = path
        .parent()?
        .components()
        .filter_map(|component| match component {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    folders.windows(2).rev().find_map(|pair| {
        let name = pair.join("/");
        let own = config.contracts.get(&name).map(|contract| Judge::Custom(Arc::clone(contract)));
        own.or_else(|| name.parse().ok().map(Judge::BuiltIn))
    })
}

/// The contract of a request line, which a named one must equal.
fn agree(
    named: Option<Named>,
    of_line: Option<Contract>,
    endpoint: Endpoint,
    args: &CheckArgs,
) -> Result<Option<Named>, String> {
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
        Some(Named::Contract(named)) if named != of_line => Err(format!(
            "--contract {named} does not agree with the request line, which means {of_line}"
        )),
        Some(Named::Custom(name)) => {
            Err(name.parse::<Contract>().err().map_or_else(String::new, |error| error.to_string()))
        }
        _ => Ok(Some(Named::Contract(of_line))),
    }
}

fn levels(args: &CheckArgs) -> Result<Vec<(String, Level)>, String> {
    let rules = &args.rules;
    let given = [
        (&rules.select, Level::Default),
        (&rules.warn, Level::Warning),
        (&rules.error, Level::Error),
        (&rules.off, Level::Off),
    ];
    let mut levels = Vec::new();
    let mut checked = RuleSet::default();
    for (names, level) in given {
        for name in names {
            checked.set(name, level).map_err(|error| error.to_string())?;
            levels.push((name.clone(), level));
        }
    }
    Ok(levels)
}
