//! Which rules may report something in a payload of a contract.

use std::collections::BTreeSet;

use crate::contract::contract_spec::{Contract, Role};
use crate::contract::object_spec::ObjectSpec;
use crate::contract::{path_id, presence};
use crate::diagnostics::rule::Rule;

/// General rules that concern only what their example is: a request or a response.
static ROLE_RULES: [&Rule; 3] =
    [&presence::UNKNOWN_FIELD, &presence::READ_ONLY_FIELD, &presence::RESPONSE_FIELD_MISSING];

/// Whether a general rule applies to a contract.
pub(super) fn applies(contract: Contract) -> impl Fn(&Rule) -> bool {
    let own = names_of_fields(contract);
    let of_fields: BTreeSet<&str> = Contract::all().flat_map(names_of_fields).collect();
    move |rule| {
        let has_role = || rule.bad.contract().role() == contract.role();
        // An error of one API is checked for its contracts only.
        let has_provider =
            || rule.api.is_none() || rule.bad.contract().provider() == contract.provider();
        if path_id::RULES.contains(&rule) {
            contract.role() == Role::Request && has_role()
        } else if ROLE_RULES.contains(&rule) {
            has_role()
        } else {
            !of_fields.contains(rule.name) || (own.contains(rule.name) && has_provider())
        }
    }
}

/// The names of the rules that the field types of a contract declare.
fn names_of_fields(contract: Contract) -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    for form in contract.spec().forms {
        add_names(form, &mut names);
    }
    names
}

fn add_names(object: &'static ObjectSpec, names: &mut BTreeSet<&'static str>) {
    for field in object.fields {
        let rules = field.field_type.rules().iter().flat_map(|rules| rules.iter());
        names.extend(rules.map(|rule| rule.name));
        if let Some(object) = field.field_type.object() {
            add_names(object, names);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use crate::{Contract, rules};

    #[test]
    fn every_rule_belongs_to_a_contract() {
        let listed: BTreeSet<&str> =
            Contract::all().flat_map(Contract::rules).map(|rule| rule.name).collect();
        assert!(rules::all().all(|rule| listed.contains(rule.name)));
    }

    #[test]
    fn no_finding_is_of_an_unlisted_rule() {
        let cases = include_str!("../../tests/conformance/cases.ndjson");
        let mut count = 0;
        for case in cases.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
            let contract: Contract = case["contract"].as_str().unwrap().parse().unwrap();
            let listed: BTreeSet<&str> = contract.rules().map(|rule| rule.name).collect();
            for found in case["findings"].as_array().unwrap() {
                let rule = found["rule"].as_str().unwrap();
                assert!(listed.contains(rule), "{contract}: {rule}");
                count += 1;
            }
        }
        assert!(count > 100);
    }
}
