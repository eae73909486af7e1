//! Every rule there is, and the severities that a run gives them.

use std::collections::BTreeMap;

use crate::contract::{document_rules, path_id, placeholders, presence};
use crate::diagnostics::rule::{Rule, Severity};
use crate::{gokart, kind, suggest, tracklysms};

/// The rules of each file that declares some, in the order of the documentation.
const ALL: &[&[&Rule]] = &[
    document_rules::RULES,
    presence::RULES,
    kind::typed::RULES,
    kind::list::RULES,
    kind::id_list::RULES,
    kind::order::RULES,
    kind::number::RULES,
    kind::text::RULES,
    kind::url::RULES,
    kind::url_host::RULES,
    kind::url_text::RULES,
    kind::uuid::RULES,
    kind::date_time::RULES,
    tracklysms::vocabulary::RULES,
    kind::metadata::RULES,
    tracklysms::rules::external::RULES,
    tracklysms::rules::identity::RULES,
    path_id::RULES,
    tracklysms::rules::lifecycle::RULES,
    tracklysms::rules::listing::RULES,
    kind::page_number::RULES,
    gokart::vocabulary::RULES,
    gokart::rules::identity::RULES,
    gokart::rules::targeting::RULES,
    placeholders::RULES,
    kind::baseline_epc::RULES,
    kind::zip_codes::RULES,
    kind::device_types::RULES,
    kind::cap::RULES,
    gokart::rules::caps::RULES,
    gokart::rules::money::RULES,
    gokart::rules::dates::RULES,
    gokart::rules::events::RULES,
    gokart::rules::event_amounts::RULES,
    gokart::rules::cost_data::RULES,
    kind::store_id::RULES,
    gokart::rules::creatives::RULES,
];

/// Every rule, in the order of the documentation.
pub fn rules() -> impl Iterator<Item = &'static Rule> + Clone {
    ALL.iter().flat_map(|rules| rules.iter().copied())
}

/// The rule with this name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.name == name)
}

/// What a run makes of a rule's findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not reported.
    Off,
    /// Reported as [`Severity::Info`].
    Info,
    /// Reported as [`Severity::Warning`].
    Warning,
    /// Reported as [`Severity::Error`].
    Error,
    /// Reported with the rule's own severity, even if it is off by default.
    Default,
}

impl Level {
    /// What becomes of a finding with this severity.
    fn of(self, severity: Severity) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
            Self::Default => Some(severity),
        }
    }
}

/// What the names of rules begin with that a custom contract's schema brings.
const CUSTOM: &str = "schema/";

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
        write!(f, "unknown rule `{}`", self.name)?;
        match self.suggestion {
            Some(name) => write!(f, "; did you mean `{name}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownRule {}

/// The levels that a run gives to rules; a rule that is not set keeps its own.
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
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    levels: BTreeMap<String, Level>,
    selects: bool,
}

impl RuleSet {
    /// Gives a rule a level. The rules of custom contracts are named `schema/<keyword>`.
    ///
    /// # Errors
    /// The name is not a rule's.
    pub fn set(&mut self, name: &str, level: Level) -> Result<(), UnknownRule> {
        if rule(name).is_none() && !name.starts_with(CUSTOM) {
            return Err(unknown_rule(name));
        }
        self.levels.insert(name.to_owned(), level);
        self.selects = self
            .levels
            .iter()
            .any(|(name, level)| *level != Level::Off && rules().any(|r| !r.on && r.name == name));
        Ok(())
    }

    /// The level that was set for a rule.
    pub fn level(&self, name: &str) -> Option<Level> {
        self.levels.get(name).copied()
    }

    /// Whether a rule that is off by default was selected.
    pub(crate) fn selects(&self) -> bool {
        self.selects
    }

    /// The severity of a finding whose contract gives it `severity`; none if it is not reported.
    pub(crate) fn severity(&self, rule: &Rule, severity: Severity) -> Option<Severity> {
        match self.levels.get(rule.name) {
            None => rule.on.then_some(severity),
            Some(level) => level.of(severity),
        }
    }

    /// The same for a finding of a custom contract, whose rules are all on.
    #[cfg(feature = "custom-schema")]
    pub(crate) fn custom_severity(&self, rule: &str) -> Option<Severity> {
        self.levels.get(rule).map_or(Some(Severity::Error), |level| level.of(Severity::Error))
    }
}

/// The error for a rule name that does not exist, with a suggestion.
pub fn unknown_rule(name: &str) -> UnknownRule {
    let suggestion = suggest::closest(name, rules().map(|rule| rule.name));
    UnknownRule { name: name.to_owned(), suggestion }
}
