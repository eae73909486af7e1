//! The settings of the client: `offerlint.contract`, `offerlint.rules` and `offerlint.select`.

use offerlint::project::Project;
use offerlint::{Contract, Level, RuleSet, UnknownRule};
use serde_json::Value;

/// The settings of the client for a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClientSettings {
    /// The contract of JSON documents that have no other.
    pub(crate) contract: Option<String>,
    levels: Vec<(String, Level)>,
}

impl ClientSettings {
    /// Reads the value of the section `offerlint`, and what is wrong with it. Wrong settings have no
    /// effect.
    pub(crate) fn of(value: &Value) -> (Self, Vec<String>) {
        let mut errors = Vec::new();
        let mut wanted = Vec::new();
        for rule in value.get("select").and_then(Value::as_array).into_iter().flatten() {
            match rule.as_str() {
                Some(rule) => wanted.push((rule, Level::Default)),
                None => errors.push("offerlint.select must be a list of rule names".to_owned()),
            }
        }
        for (rule, level) in value.get("rules").and_then(Value::as_object).into_iter().flatten() {
            match level.as_str().map(str::parse) {
                Some(Ok(level)) => wanted.push((rule, level)),
                _ => errors.push(format!(
                    "offerlint.rules: the level of \"{}\" must be error, warning, info or off",
                    rule.escape_debug()
                )),
            }
        }
        let mut levels = Vec::new();
        for (rule, level) in wanted {
            match RuleSet::default().set(rule, level) {
                Ok(()) => levels.push((rule.to_owned(), level)),
                Err(error) => errors.push(error.to_string()),
            }
        }
        let contract = value.get("contract").and_then(Value::as_str);
        let contract = contract.filter(|name| !name.is_empty()).map(str::to_owned);
        (Self { contract, levels }, errors)
    }

    /// The project with the levels.
    pub(crate) fn apply(&self, project: Project) -> Result<Project, UnknownRule> {
        let mut levels = self.levels.iter();
        levels.try_fold(project, |project, (rule, level)| project.with_level(rule, *level))
    }
}

/// The built-in contract that a `"$schema"` names: its path ends with the contract's name.
pub(crate) fn contract_of_schema(schema: &str) -> Option<Contract> {
    let path = schema.split(['?', '#']).next().unwrap_or_default();
    let name = path.strip_suffix(".json").unwrap_or(path);
    Contract::all().find(|contract| {
        name.strip_suffix(contract.name())
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    })
}

#[cfg(test)]
mod tests {
    use super::{ClientSettings, contract_of_schema};
    use serde_json::json;

    #[test]
    fn wrong_settings_are_named_and_the_others_count() {
        let (settings, errors) = ClientSettings::of(&json!({
            "contract": "gokart/update-offer",
            "select": ["url-too-long", 3, "no-such-rule"],
            "rules": {"cap-order": "off", "url-invalid": "loud", "schema/enum": "warning"},
        }));
        assert_eq!(settings.contract.as_deref(), Some("gokart/update-offer"));
        let rules: Vec<&str> = settings.levels.iter().map(|(rule, _)| rule.as_str()).collect();
        assert_eq!(rules, ["url-too-long", "cap-order", "schema/enum"]);
        assert_eq!(errors.len(), 3, "{errors:?}");
        assert_eq!(ClientSettings::of(&json!(null)), (ClientSettings::default(), Vec::new()));
    }

    #[test]
    fn a_schema_names_a_contract_by_the_end_of_its_path() {
        let name = |schema| contract_of_schema(schema).map(|contract| contract.name());
        let wanted = Some("tracklysms/create-offer");
        assert_eq!(name("tracklysms/create-offer"), wanted);
        assert_eq!(name("../schemas/tracklysms/create-offer.json"), wanted);
        assert_eq!(name("https://a.example/schemas/tracklysms/create-offer.json#"), wanted);
        assert_eq!(name("https://a.example/xtracklysms/create-offer.json"), None);
        assert_eq!(name("https://json-schema.org/draft/2020-12/schema"), None);
    }
}
