//! Settings that apply to all files of a project.

use std::sync::{Arc, PoisonError};

use super::configuration::Configuration;
use super::configuration_keys::SCHEMA_RULES;
use super::fail_on::FailOn;
use super::resolver::Project;
use crate::captures::Variables;
use crate::inputs::Layout;
use crate::{Context, Level, RuleSet, UnknownRule, did_you_mean};

impl Project {
    /// Uses one configuration for all files.
    #[must_use]
    pub fn with_configuration(mut self, configuration: Configuration) -> Self {
        self.configuration = Some(Arc::new(configuration));
        self
    }

    /// Uses a configuration instead of the file on disk with its path: the text that an editor has not
    /// saved.
    #[must_use]
    pub fn with_unsaved(self, configuration: Configuration) -> Self {
        let mut known = self.configurations.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(configuration.folder.clone(), Arc::new(configuration));
        drop(known);
        self
    }

    /// Gives all files the contract with this name, built in or of a file's configuration.
    #[must_use]
    pub fn with_contract(mut self, name: &str) -> Self {
        self.contract = Some(name.to_owned());
        self
    }

    /// Lints all files in this context.
    #[must_use]
    pub fn with_context(mut self, context: Context) -> Self {
        self.context = context;
        self
    }

    /// Sets the level of a rule for all files.
    ///
    /// # Errors
    /// There is no rule with this name.
    pub fn with_level(mut self, rule: &str, level: Level) -> Result<Self, UnknownRule> {
        if rule.starts_with("schema/") && !SCHEMA_RULES.contains(&rule) {
            let suggestion = did_you_mean(rule, SCHEMA_RULES.into_iter());
            return Err(UnknownRule { name: rule.to_owned(), suggestion });
        }
        RuleSet::default().set(rule, level)?;
        self.levels.push((rule.to_owned(), level));
        Ok(self)
    }

    /// Sets the severity from which a finding makes a run fail.
    #[must_use]
    pub fn with_fail_on(mut self, fail_on: FailOn) -> Self {
        self.fail_on = Some(fail_on);
        self
    }

    /// Sets the largest length of an NDJSON line, in bytes.
    #[must_use]
    pub fn with_line_limit(mut self, bytes: usize) -> Self {
        self.line_limit = Some(bytes);
        self
    }

    /// Sets the variables of captures.
    #[must_use]
    pub fn with_variables(mut self, variables: Variables) -> Self {
        self.variables = variables;
        self
    }

    /// Lints bodies of captures that are arrays item by item.
    #[must_use]
    pub fn with_each(mut self) -> Self {
        self.each = true;
        self
    }

    /// Reads all files in one layout, whatever their names are.
    #[must_use]
    pub fn with_layout(mut self, layout: Layout) -> Self {
        self.layout = Some(layout);
        self
    }
}
