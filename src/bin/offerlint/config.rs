//! `offerlint.toml`: what a project says about its payloads.

mod keys;
mod read;

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobMatcher};
use offerlint::{Contract, CustomContract, Diagnostic, Level, RuleSet};

use crate::found;
use crate::interrupt;

pub(crate) use keys::{TEMPLATE, schema};

/// The name of a configuration file.
pub(crate) const FILE_NAME: &str = "offerlint.toml";

/// From which severity on a finding makes a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum FailOn {
    /// Errors only.
    Error,
    /// Warnings, too.
    Warning,
    /// Nothing.
    Never,
}

impl FailOn {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Never => "never",
        }
    }
}

/// A contract of a file.
#[derive(Clone)]
pub(crate) enum Judge {
    BuiltIn(Contract),
    Custom(Arc<CustomContract>),
}

impl Judge {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::BuiltIn(contract) => contract.name(),
            Self::Custom(contract) => contract.name(),
        }
    }
}

/// Findings that are not to be reported, and why.
pub(crate) struct Allow {
    files: Vec<PathGlob>,
    rule: String,
    pointer: Option<GlobMatcher>,
}

/// Levels of rules for some files.
pub(crate) struct Override {
    files: Vec<PathGlob>,
    rules: Vec<(String, Level)>,
}

/// One configuration file, understood.
#[derive(Default)]
pub(crate) struct Config {
    /// The file; empty for the defaults.
    pub(crate) path: PathBuf,
    /// The folder that its globs and files are relative to.
    folder: PathBuf,
    pub(crate) rules: Vec<(String, Level)>,
    pub(crate) overrides: Vec<Override>,
    pub(crate) files: Vec<(PathGlob, Judge)>,
    pub(crate) contracts: BTreeMap<String, Arc<CustomContract>>,
    pub(crate) include: Vec<PathGlob>,
    pub(crate) exclude: Vec<PathGlob>,
    pub(crate) fail_on: Option<FailOn>,
    pub(crate) line_limit: Option<usize>,
    pub(crate) allow: Vec<Allow>,
}

impl Config {
    /// Reads a configuration file.
    pub(crate) fn load(path: &Path) -> Result<Self, String> {
        let path = crate::target::absolute(path);
        // To understand a large schema may take long.
        interrupt::unless_caught(move || Self::load_at(&path))
            .map_err(|error| format!("no thread reads the configuration: {error}"))?
            .unwrap_or_else(|| Err("interrupted while the configuration was read".to_owned()))
    }

    fn load_at(path: &Path) -> Result<Self, String> {
        let named = |error: io::Error| format!("{}: {error}", path.display());
        let text = String::from_utf8(found::read(path).map_err(named)?)
            .map_err(|error| format!("{}: {}", path.display(), error.utf8_error()))?;
        Self::parse(&text, path).map_err(|error| format!("{}:{error}", path.display()))
    }

    /// Understands the text of the file at a path; an error begins with line and column.
    pub(crate) fn parse(text: &str, path: &Path) -> Result<Self, String> {
        read::config(text, path)
    }

    /// A file's path as globs see it: relative to the configuration's folder.
    fn relative<'p>(&self, file: &'p Path) -> &'p Path {
        file.strip_prefix(&self.folder).unwrap_or(file)
    }

    fn any(&self, globs: &[PathGlob], file: &Path) -> bool {
        let file = self.relative(file);
        globs.iter().any(|glob| glob.is_match(file))
    }

    /// Whether a file that was found in a folder is to be checked.
    pub(crate) fn wants(&self, file: &Path) -> bool {
        (self.include.is_empty() || self.any(&self.include, file)) && !self.any(&self.exclude, file)
    }

    /// The contract that the configuration gives a file; of several globs the last one counts.
    pub(crate) fn judge(&self, file: &Path) -> Option<&Judge> {
        let file = self.relative(file);
        self.files.iter().rev().find(|(glob, _)| glob.is_match(file)).map(|(_, judge)| judge)
    }

    /// The levels for a file: the general ones, then those of matching overrides in order.
    pub(crate) fn levels(&self, file: &Path) -> impl Iterator<Item = &(String, Level)> {
        let matching = self.overrides.iter().filter(|over| self.any(&over.files, file));
        let matching: Vec<&Override> = matching.collect();
        self.rules.iter().chain(matching.into_iter().flat_map(|over| &over.rules))
    }

    /// Whether a finding is allowed in a file.
    pub(crate) fn allows(&self, file: &Path, found: &Diagnostic) -> bool {
        self.allow.iter().any(|allow| {
            allow.rule == found.rule
                && (allow.files.is_empty() || self.any(&allow.files, file))
                && allow.pointer.as_ref().is_none_or(|glob| glob.is_match(&found.pointer))
        })
    }
}

/// Finds each file's configuration: one for all, none, or the nearest one upward.
pub(crate) enum Configs {
    One(Arc<Config>),
    Nearest(HashMap<PathBuf, Arc<Config>>),
}

impl Configs {
    pub(crate) fn new(named: Option<&Path>, isolated: bool) -> Result<Self, String> {
        match named {
            Some(path) => Config::load(path).map(|config| Self::One(Arc::new(config))),
            None if isolated => Ok(Self::One(Arc::new(Config::default()))),
            None => Ok(Self::Nearest(HashMap::new())),
        }
    }

    /// The configuration of the files in a folder, given absolutely.
    pub(crate) fn of_folder(&mut self, folder: &Path) -> Result<Arc<Config>, String> {
        let known = match self {
            Self::One(config) => return Ok(Arc::clone(config)),
            Self::Nearest(known) => known,
        };
        if let Some(config) = known.get(folder) {
            return Ok(Arc::clone(config));
        }
        let file = folder.join(FILE_NAME);
        if found::is_odd(&file) {
            return Err(found::refusal(&file, "config"));
        }
        let config = if file.is_file() {
            Arc::new(Config::load(&file)?)
        } else {
            match folder.parent() {
                Some(parent) => self.of_folder(parent)?,
                None => Arc::new(Config::default()),
            }
        };
        if let Self::Nearest(known) = self {
            known.insert(folder.to_owned(), Arc::clone(&config));
        }
        Ok(config)
    }
}

/// A glob over paths: `*` stays within a folder, `**` does not. As in .gitignore, a glob without a
/// slash matches in every folder, and one that matches a folder means everything in it.
pub(crate) struct PathGlob([GlobMatcher; 2]);

impl PathGlob {
    fn new(glob: &str) -> Result<Self, String> {
        bounded(glob)?;
        let plain = glob.strip_prefix("./").unwrap_or(glob);
        let plain = plain.trim_end_matches('/');
        let glob = match plain.strip_prefix('/') {
            Some(anchored) => anchored.to_owned(),
            None if plain.contains('/') => plain.to_owned(),
            None => format!("**/{plain}"),
        };
        Ok(Self([build(&glob)?, build(&format!("{glob}/**"))?]))
    }

    fn is_match(&self, path: &Path) -> bool {
        self.0.iter().any(|glob| glob.is_match(path))
    }
}

/// A glob over JSON Pointers: `*` is one reference token, `**` any number.
fn pointer_glob(glob: &str) -> Result<GlobMatcher, String> {
    bounded(glob)?;
    build(glob)
}

/// The longest glob, in characters, and the most opening braces of one. The crate that compiles
/// globs panics, or runs out of stack, when braces are nested hundreds deep.
const LONGEST: usize = 1024;
const BRACES: usize = 32;

fn bounded(glob: &str) -> Result<(), String> {
    if glob.chars().nth(LONGEST).is_some() {
        return Err(format!("a glob has at most {LONGEST} characters"));
    }
    match glob.matches('{').nth(BRACES) {
        Some(_) => Err(format!("a glob has at most {BRACES} opening braces")),
        None => Ok(()),
    }
}

fn build(glob: &str) -> Result<GlobMatcher, String> {
    let glob = GlobBuilder::new(glob).literal_separator(true).build();
    Ok(glob.map_err(|error| error.to_string())?.compile_matcher())
}

/// Levels applied to a ruleset; names were checked when they were read.
pub(crate) fn apply<'l>(ruleset: &mut RuleSet, levels: impl Iterator<Item = &'l (String, Level)>) {
    for (rule, level) in levels {
        let _ = ruleset.set(rule, *level);
    }
}
