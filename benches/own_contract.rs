//! Own contracts against the jsonschema crate with the same schemas, on clean payloads.
//! `cargo bench --bench own_contract`
//!
//! The feature `custom-schema` builds `serde_json` with arbitrary precision, which slows the peer down.
//! `--no-default-features --features fast` measures the peer as its users have it. The full check of the
//! built-in contract is the yardstick between the two builds: it uses neither crate.

#![allow(missing_docs)]

#[allow(dead_code)]
#[path = "table.rs"]
mod table;

use offerlint::{Contract, Linter};
use serde_json::{Value, json};
use table::contenders::{Contender, Corpus, contender, text};

const REFERENCE: &str = "Value + jsonschema";

fn main() {
    // `cargo test` runs benches without arguments of their own.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    for (contract, count) in
        [(Contract::TRACKLYSMS_CREATE_OFFER, 4000), (Contract::GOKART_UPDATE_OFFER, 400)]
    {
        let corpus = Corpus::new(contract, count, 0);
        let mean = corpus.bytes() / corpus.payloads.len();
        for (name, schema) in
            [("schema of the contract", contract.schema()), ("house rules", house_rules())]
        {
            println!("\n{contract}, {} payloads of {mean} bytes, {name}", corpus.payloads.len());
            table::table(&corpus, &contenders(contract, &schema), REFERENCE);
        }
    }
}

/// A small schema as a user writes it for the rules of the house.
fn house_rules() -> Value {
    json!({
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {"type": "string", "minLength": 1, "maxLength": 200},
            "status": {"enum": ["active", "paused", "pending", "archived"]},
            "payout": {"type": "number", "minimum": 0, "maximum": 100_000},
            "tracking_url": {"type": "string", "pattern": "^https?://"},
            "tags": {"type": "array", "maxItems": 500, "items": {"type": "string"}},
        },
        "not": {"required": ["internal_note"]},
    })
}

fn contenders(contract: Contract, schema: &Value) -> Vec<Contender> {
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(schema)
        .expect("the schema compiles");
    let linter = Linter::new(contract);
    vec![
        #[cfg(feature = "custom-schema")]
        own_contract(schema),
        contender(REFERENCE, move |bytes| {
            let value: Value = serde_json::from_str(text(bytes)).expect("the corpus is JSON");
            usize::from(validator.is_valid(&value))
        }),
        contender("serde_json: Value", |bytes| {
            usize::from(serde_json::from_str::<Value>(text(bytes)).is_ok())
        }),
        contender("yardstick: built-in contract, full check", move |bytes| {
            linter.full_check(bytes).diagnostics.len()
        }),
    ]
}

#[cfg(feature = "custom-schema")]
fn own_contract(schema: &Value) -> Contender {
    use offerlint::{Context, CustomContract, RuleSet, SchemaOptions};

    let options = SchemaOptions { assert_formats: true, ..SchemaOptions::default() };
    let own = CustomContract::with_options("my/offer", schema, options).expect("the schema is one");
    let (context, rule_set) = (Context::default(), RuleSet::default());
    contender("offerlint: own contract", move |bytes| {
        let report = own.lint(bytes, &context, &rule_set);
        assert!(report.is_clean(), "{report}");
        report.diagnostics.len()
    })
}
