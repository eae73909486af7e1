//! A project, and the settings of its files.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::configuration::{Configuration, ConfigurationError};
use super::configuration_search::{contract_of_file, nearest_configuration};
use super::contract_ref::ContractRef;
use super::fail_on::FailOn;
use super::file_settings::FileSettings;
use super::input_file::InputFile;
use super::skipped_file::{SkipReason, reason};
use crate::captures::Variables;
use crate::inputs::{Layout, capture_by_content, clean_path, without_dot};
use crate::{Context, Contract, Level, RuleSet};

/// The line limit of NDJSON unless a project sets another one: 64 MiB.
const LINE_LIMIT: usize = 64 << 20;

/// Settings by contract, configuration and levels, so that files share them.
type SettingsKey = (String, PathBuf, Vec<(String, u8)>);

/// A folder tree with its configurations, and settings that apply to all files.
///
/// Relative paths are relative to the project's folder. Configurations are read when a file needs
/// them, and once.
#[derive(Debug)]
pub struct Project {
    /// The folder as given.
    pub(super) folder: PathBuf,
    /// The folder from the root, clean.
    root: PathBuf,
    /// The one configuration of all files; none if each file has the nearest one upward.
    pub(super) configuration: Option<Arc<Configuration>>,
    pub(super) contract: Option<String>,
    pub(super) context: Context,
    pub(super) levels: Vec<(String, Level)>,
    pub(super) fail_on: Option<FailOn>,
    pub(super) line_limit: Option<usize>,
    pub(super) variables: Variables,
    pub(super) layout: Option<Layout>,
    pub(super) each: bool,
    pub(super) configurations: Mutex<HashMap<PathBuf, Arc<Configuration>>>,
    settings: Mutex<HashMap<SettingsKey, Arc<FileSettings>>>,
}

impl Project {
    /// A project in which each file has the nearest `offerlint.toml` upward. An empty path is the
    /// working folder.
    pub fn discover(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        let root = std::path::absolute(Path::new(".").join(&folder));
        Self {
            root: clean_path(root.as_deref().unwrap_or(&folder)),
            folder,
            configuration: None,
            contract: None,
            context: Context::default(),
            levels: Vec::new(),
            fail_on: None,
            line_limit: None,
            variables: Variables::default(),
            layout: None,
            each: false,
            configurations: Mutex::default(),
            settings: Mutex::default(),
        }
    }

    /// A project without configurations.
    pub fn isolated(folder: impl Into<PathBuf>) -> Self {
        Self { configuration: Some(Arc::default()), ..Self::discover(folder) }
    }

    /// A path from the root, clean.
    pub fn absolute(&self, path: &Path) -> PathBuf {
        clean_path(&self.root.join(path))
    }

    /// The configuration of a file.
    ///
    /// # Errors
    /// The configuration cannot be read or is not valid.
    pub fn configuration(&self, path: &Path) -> Result<Arc<Configuration>, ConfigurationError> {
        self.configuration_of(&self.absolute(path))
    }

    pub(super) fn configuration_of(
        &self,
        absolute: &Path,
    ) -> Result<Arc<Configuration>, ConfigurationError> {
        if let Some(configuration) = &self.configuration {
            return Ok(Arc::clone(configuration));
        }
        let mut known = self.configurations.lock().unwrap_or_else(PoisonError::into_inner);
        nearest_configuration(absolute.parent().unwrap_or(Path::new("/")), &mut known)
    }

    /// The settings of a file. Its contract comes from [`Project::with_contract`], from `[files]` of
    /// its configuration, or from its nearest two folders.
    ///
    /// # Errors
    /// The configuration cannot be read or is not valid, or does not have the contract.
    pub fn settings(&self, path: &Path) -> Result<Arc<FileSettings>, ConfigurationError> {
        let absolute = self.absolute(path);
        self.settings_of(&absolute, self.configuration_of(&absolute)?)
    }

    pub(super) fn settings_of(
        &self,
        absolute: &Path,
        configuration: Arc<Configuration>,
    ) -> Result<Arc<FileSettings>, ConfigurationError> {
        let contract = match &self.contract {
            // A full name, which may be the project's own, comes before the end of one.
            Some(name) => Some(match configuration.contract(name) {
                Some(contract) => contract,
                None => match configuration.own_contract_ending(name) {
                    Some(contract) => contract,
                    None => Contract::by_name_or_end(name)
                        .map(ContractRef::BuiltIn)
                        .map_err(|error| ConfigurationError(error.to_string()))?,
                },
            }),
            None => contract_of_file(absolute, &configuration),
        };
        Ok(self.shared(contract, configuration, absolute))
    }

    /// The settings of a file with a given contract.
    ///
    /// # Errors
    /// The configuration cannot be read or is not valid.
    pub fn settings_with(
        &self,
        path: &Path,
        contract: ContractRef,
    ) -> Result<Arc<FileSettings>, ConfigurationError> {
        Ok(self.shared(Some(contract), self.configuration(path)?, &self.absolute(path)))
    }

    fn shared(
        &self,
        contract: Option<ContractRef>,
        configuration: Arc<Configuration>,
        file: &Path,
    ) -> Arc<FileSettings> {
        let levels: Vec<&(String, Level)> =
            configuration.levels(file).chain(&self.levels).collect();
        let key = (
            contract.as_ref().map_or("", ContractRef::name).to_owned(),
            configuration.path.clone(),
            levels.iter().map(|(rule, level)| (rule.clone(), *level as u8)).collect(),
        );
        let mut known = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        let settings = known.entry(key).or_insert_with(|| {
            let mut rule_set = RuleSet::default();
            for (rule, level) in levels {
                // The names were checked when they were read.
                let _ = rule_set.set(rule, *level);
            }
            Arc::new(FileSettings {
                contract,
                rule_set,
                fail_on: self.fail_on.or(configuration.fail_on).unwrap_or_default(),
                line_limit: self.line_limit.or(configuration.line_limit).unwrap_or(LINE_LIMIT),
                context: self.context.clone(),
                variables: self.variables.clone(),
                each: self.each,
                configuration: Arc::clone(&configuration),
            })
        });
        Arc::clone(settings)
    }

    /// A file with its settings.
    ///
    /// # Errors
    /// The configuration cannot be read or is not valid.
    pub fn file(&self, path: &Path) -> Result<InputFile, ConfigurationError> {
        let absolute = self.absolute(path);
        let settings = self.settings_of(&absolute, self.configuration_of(&absolute)?)?;
        Ok(self.input_file(path.to_owned(), absolute, settings))
    }

    pub(super) fn input_file(
        &self,
        path: PathBuf,
        absolute: PathBuf,
        settings: Arc<FileSettings>,
    ) -> InputFile {
        let mut layout = self.layout.unwrap_or_else(|| Layout::of_path(&path));
        if layout == Layout::Single
            && !settings.has_contract()
            && let Some(format) = capture_by_content(&absolute)
        {
            layout = Layout::Capture(format);
        }
        let path = match path.starts_with(".") {
            true => without_dot(&path).to_owned(),
            false => path,
        };
        InputFile { path, absolute, layout, settings }
    }

    /// Why a file without a contract has none, if its folders are nearly those of one.
    pub fn near_contract(&self, absolute: &Path, settings: &FileSettings) -> Option<SkipReason> {
        let reason = reason(absolute, settings.configuration());
        matches!(reason, SkipReason::NearContract { .. }).then_some(reason)
    }

    /// The configurations that were read.
    pub fn configurations(&self) -> Vec<Arc<Configuration>> {
        let known = self.configurations.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<_> = known.values().chain(&self.configuration).cloned().collect();
        all.retain(|configuration| configuration.path().is_some());
        all.sort_by(|a, b| a.path.cmp(&b.path));
        all.dedup_by(|a, b| a.path == b.path);
        all
    }
}
