//! The severities that a run gives to rules.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::display_safe::display_raw;
use super::rule::{Rule, Severity};

/// The level that a run gives to a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Level {
    /// Not reported.
    Off,
    /// Reported as [`Severity::Info`].
    Info,
    /// Reported as [`Severity::Warning`].
    Warning,
    /// Reported as [`Severity::Error`].
    Error,
    /// Reported with the rule's own severity, even if the rule is off by default.
    Default,
}

impl Level {
    const ALL: [Self; 5] = [Self::Off, Self::Info, Self::Warning, Self::Error, Self::Default];

    /// The name in lower case, such as `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
            Self::Default => "default",
        }
    }

    /// The severity of a finding that has `severity` by itself; none if it is not reported.
    pub(crate) fn apply(self, severity: Severity) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
            Self::Default => Some(severity),
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A text that is not one of the names of a type, such as a level, a severity or an enum value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownName {
    /// The text.
    pub name: String,
    /// The names that exist.
    pub expected: String,
}

impl UnknownName {
    pub(crate) fn new(name: &str, expected: impl Into<String>) -> Self {
        Self { name: name.to_owned(), expected: expected.into() }
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is unknown; it must be {}", display_raw(&self.name), self.expected)
    }
}

impl std::error::Error for UnknownName {}

impl FromStr for Level {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .into_iter()
            .find(|level| level.name() == name)
            .ok_or_else(|| UnknownName::new(name, "off, info, warning, error or default"))
    }
}

impl FromStr for Severity {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let all = [Self::Info, Self::Warning, Self::Error];
        all.into_iter()
            .find(|severity| severity.name() == name)
            .ok_or_else(|| UnknownName::new(name, "info, warning or error"))
    }
}

/// A rule name that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRule {
    /// The name that was given.
    pub name: String,
    /// The name that was probably meant.
    pub suggestion: Option<&'static str>,
}

impl std::fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "unknown rule `{}`", display_raw(&self.name))?;
        match self.suggestion {
            Some(name) => write!(f, "; did you mean `{name}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownRule {}

/// The levels that a run gives to rules. Every other rule keeps its own severity.
///
/// ```
/// use offerlint::{Level, RuleSet};
///
/// let mut rule_set = RuleSet::default();
/// rule_set.set("url-insecure-http", Level::Off)?;
/// rule_set.set("url-too-long", Level::Default)?;
/// assert!(rule_set.set("url-to-long", Level::Default).is_err());
/// # Ok::<(), offerlint::UnknownRule>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleSet {
    levels: BTreeMap<String, Level>,
    selects: bool,
}

impl RuleSet {
    /// Gives a rule a level. The caller knows that the rule exists.
    pub(crate) fn insert(&mut self, name: &str, level: Level, selects: bool) {
        self.levels.insert(name.to_owned(), level);
        self.selects |= selects;
    }

    /// The level that was set for a rule.
    pub fn level(&self, name: &str) -> Option<Level> {
        self.levels.get(name).copied()
    }

    /// Whether a rule that is off by default was selected.
    pub(crate) fn selects(&self) -> bool {
        self.selects
    }

    /// The severity of a finding that has `severity` by itself; none if it is not reported.
    pub(crate) fn severity(&self, rule: &Rule, severity: Severity) -> Option<Severity> {
        match self.levels.get(rule.name) {
            None => rule.on.then_some(severity),
            Some(level) => level.apply(severity),
        }
    }

    /// The severity of a finding of a custom contract, whose rules are all on.
    #[cfg(feature = "custom-schema")]
    pub(crate) fn custom_severity(&self, rule: &str) -> Option<Severity> {
        self.levels.get(rule).map_or(Some(Severity::Error), |level| level.apply(Severity::Error))
    }
}
