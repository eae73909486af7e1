//! The providers, and what is known of all of them: contracts, endpoints, rules.

mod contract_rules;
#[cfg(test)]
#[allow(dead_code, unreachable_pub, unused_imports)]
mod example;
mod examples;
pub mod gokart;
mod likely_contract;
mod openapi;
pub mod tracklysms;

pub use openapi::{openapi, providers};

use std::str::FromStr;

use serde::{Deserialize, Deserializer};

use crate::contract::contract_spec::Contract;
use crate::contract::endpoint::Endpoint;
use crate::contract::provider::Provider;
use crate::contract::request_line::{RequestLine, UnknownRequest};
use crate::contract::{document_rules, expected_type, path_id, placeholders, presence};
use crate::diagnostics::display_safe::display_raw;
use crate::diagnostics::rule::Rule;
use crate::diagnostics::rule_set::{Level, RuleSet, UnknownRule};
use crate::diagnostics::suggest;
use crate::fields;
use crate::linter::Linter;

/// Every provider, in the order of the documentation.
static PROVIDERS: [&Provider; 2] = [&tracklysms::contracts::PROVIDER, &gokart::contracts::PROVIDER];

/// The rules that do not belong to one provider, file by file.
static GENERAL_RULES: &[&[&Rule]] = &[
    document_rules::RULES,
    presence::RULES,
    expected_type::RULES,
    fields::list::RULES,
    fields::id_list::RULES,
    fields::integer::RULES,
    fields::number::RULES,
    fields::text::rules::RULES,
    fields::url::RULES,
    fields::url::host::RULES,
    fields::url::text_rules::RULES,
    fields::uuid::RULES,
    fields::date_time::RULES,
    fields::metadata::RULES,
    path_id::RULES,
    fields::page_number::RULES,
    fields::baseline_epc::RULES,
    fields::zip_codes::RULES,
    fields::device_types::RULES,
    fields::cap::RULES,
    fields::store_id::RULES,
    placeholders::RULES,
];

impl Contract {
    /// Every contract, in the order of the documentation.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        PROVIDERS.iter().flat_map(|provider| provider.contracts.iter().copied())
    }

    /// The contract with a name, or the only one whose name ends with `/` and the name:
    /// `create-offer` for `tracklysms/create-offer`.
    ///
    /// # Errors
    /// No contract has the name, or several have the end.
    ///
    /// ```
    /// use offerlint::Contract;
    ///
    /// assert_eq!(Contract::by_name_or_end("create-offer"), Ok(Contract::TRACKLYSMS_CREATE_OFFER));
    /// assert_eq!(
    ///     Contract::by_name_or_end("update-offer").unwrap_err().to_string(),
    ///     "`update-offer` may be `tracklysms/update-offer` or `gokart/update-offer`",
    /// );
    /// ```
    pub fn by_name_or_end(name: &str) -> Result<Self, UnknownContract> {
        name.parse().or_else(|unknown| {
            let mut ending = contracts_ending(name);
            ending.next().filter(|_| ending.next().is_none()).ok_or(unknown)
        })
    }

    /// The rules that may report something in a payload of this contract, in the order of the
    /// documentation. A few of them may never find anything: the rules of a provider's requests are listed
    /// for each of its requests.
    ///
    /// ```
    /// use offerlint::{Contract, rules};
    ///
    /// assert!(Contract::GOKART_UPDATE_OFFER.rules().any(|rule| *rule == rules::CAP_ORDER));
    /// assert!(!Contract::TRACKLYSMS_CREATE_OFFER.rules().any(|rule| *rule == rules::CAP_ORDER));
    /// ```
    pub fn rules(self) -> impl Iterator<Item = &'static Rule> {
        let applies = contract_rules::applies(self);
        let general = GENERAL_RULES.iter().flat_map(|rules| rules.iter().copied());
        let provider = PROVIDERS.iter().find(|provider| provider.contracts.contains(&self));
        let of_provider = provider.into_iter().flat_map(|provider| provider.rules);
        let of_provider = of_provider.flat_map(|rules| rules.iter().copied());
        general
            .filter(move |rule| applies(rule))
            .chain(of_provider.filter(move |rule| rule.bad.contract().role() == self.role()))
    }

    /// The contract that the last two folders of a path name, as in
    /// `payloads/tracklysms/create-offer/summer.json`.
    pub fn from_folders<'p>(folders: impl DoubleEndedIterator<Item = &'p str>) -> Option<Self> {
        let folders: Vec<&str> = folders.collect();
        folders.windows(2).rev().find_map(|pair| {
            Self::all().find(|contract| contract.name().split('/').eq(pair.iter().copied()))
        })
    }
}

fn contracts_ending(end: &str) -> impl Iterator<Item = Contract> {
    Contract::all().filter(move |contract| {
        let start = contract.name().strip_suffix(end);
        start.is_some_and(|start| start.ends_with('/')) && !end.is_empty()
    })
}

/// A contract name that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownContract {
    /// The name that was given.
    pub name: String,
    /// The name that was probably meant.
    pub suggestion: Option<&'static str>,
}

impl std::fmt::Display for UnknownContract {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = display_raw(&self.name);
        let ending: Vec<_> = contracts_ending(&self.name).map(Contract::name).collect();
        if ending.len() > 1 {
            return write!(f, "`{shown}` may be `{}`", ending.join("` or `"));
        }
        write!(f, "unknown contract `{shown}`")?;
        match self.suggestion {
            Some(name) => write!(f, "; did you mean `{name}`?"),
            None => {
                let names: Vec<_> = Contract::all().map(Contract::name).collect();
                write!(f, "; the contracts are {}", names.join(", "))
            }
        }
    }
}

impl std::error::Error for UnknownContract {}

impl FromStr for Contract {
    type Err = UnknownContract;

    fn from_str(name: &str) -> Result<Self, UnknownContract> {
        Self::all().find(|contract| contract.name() == name).ok_or_else(|| {
            let ending = contracts_ending(name).map(Self::name).next();
            let names = Self::all().map(Self::name);
            let ends = names.clone().filter_map(|name| Some(name.split_once('/')?.1));
            let suggestion = ending
                .or_else(|| suggest::closest(name, names))
                .or_else(|| contracts_ending(suggest::closest(name, ends)?).map(Self::name).next());
            UnknownContract { name: name.to_owned(), suggestion }
        })
    }
}

/// Reads the name of a contract.
impl<'de> Deserialize<'de> for Contract {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl Endpoint {
    /// Every endpoint, in the order of the documentation.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        let contracts: Vec<Contract> = Contract::all().collect();
        let mut endpoints: Vec<Self> = Vec::new();
        for endpoint in contracts.into_iter().map(Contract::endpoint) {
            if !endpoints.contains(&endpoint) {
                endpoints.push(endpoint);
            }
        }
        endpoints.into_iter()
    }
}

impl FromStr for RequestLine {
    type Err = UnknownRequest;

    /// Reads `METHOD TARGET`, the target with or without scheme, host and the `/api` prefix.
    fn from_str(line: &str) -> Result<Self, UnknownRequest> {
        Self::parse(line, Endpoint::all())
    }
}

/// Every rule, in the order of the documentation.
pub fn all_rules() -> impl Iterator<Item = &'static Rule> + Clone {
    let of_providers = PROVIDERS.iter().flat_map(|provider| provider.rules);
    GENERAL_RULES.iter().chain(of_providers).flat_map(|rules| rules.iter().copied())
}

/// The rule with this name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    all_rules().find(|rule| rule.name == name)
}

/// The prefix of the rules of a custom contract, which come from its JSON Schema.
const CUSTOM: &str = "schema/";

/// The error for a rule name that does not exist, with a suggestion.
pub fn unknown_rule(name: &str) -> UnknownRule {
    let suggestion = suggest::closest(name, all_rules().map(|rule| rule.name));
    UnknownRule { name: name.to_owned(), suggestion }
}

impl RuleSet {
    /// Gives a rule a level. The rules of custom contracts are named `schema/<keyword>`.
    ///
    /// # Errors
    /// No rule has this name.
    pub fn set(&mut self, name: &str, level: Level) -> Result<(), UnknownRule> {
        let rule = rule(name);
        if rule.is_none() && !name.starts_with(CUSTOM) {
            return Err(unknown_rule(name));
        }
        let selects = level != Level::Off && rule.is_some_and(|rule| !rule.on);
        self.insert(name, level, selects);
        Ok(())
    }
}

impl Linter {
    /// Gives a rule a level.
    ///
    /// # Errors
    /// No rule has this name.
    pub fn with_rule(mut self, name: &str, level: Level) -> Result<Self, UnknownRule> {
        self.rule_set_mut().set(name, level)?;
        Ok(self)
    }
}
