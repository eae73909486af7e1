//! The generated TypeScript declarations are those that the field tables and rules give.
//! `OFFERLINT_BLESS=1 cargo test -p offerlint-javascript` brings them up to date.

#[path = "declarations/interfaces.rs"]
mod interfaces;

use std::fs;
use std::path::Path;

use offerlint::{Contract, rules};

#[track_caller]
fn assert_current(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("types").join(name);
    if std::env::var_os("OFFERLINT_BLESS").is_some() {
        fs::write(&path, text).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == text,
        "{} has drifted; run the tests with OFFERLINT_BLESS=1",
        path.display()
    );
}

#[test]
fn payload_types_are_those_of_the_field_tables() {
    for provider in ["tracklysms", "gokart"] {
        let contracts = Contract::all().filter(|contract| contract.provider() == provider);
        assert_current(&format!("{provider}.d.ts"), &interfaces::module(provider, contracts));
    }
    assert!(
        Contract::all().all(|contract| ["tracklysms", "gokart"].contains(&contract.provider()))
    );
}

#[test]
fn names_are_those_of_contracts_and_rules() {
    let text = format!(
        "// Generated from the library by tests/declarations.rs.\n\n\
         /** The name of a contract. */\nexport type ContractName ={};\n\n\
         /** The name of a rule. */\nexport type RuleName ={};\n",
        union(Contract::all().map(Contract::name)),
        union(rules::all().map(|rule| rule.name)),
    );
    assert_current("names.d.ts", &text);
}

fn union<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(|name| format!("\n  | \"{name}\"")).collect()
}
