//! The keys of a configuration file: the reader, its suggestions, the template and the schema use
//! these lists.

use serde_json::{Map, Value, json};

use super::fail_on::FailOn;
use super::on_unmatched::OnUnmatched;
use crate::{Contract, rules};

/// A key and its description.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) doc: &'static str,
}

const fn key(name: &'static str, doc: &'static str) -> Key {
    Key { name, doc }
}

pub(super) const TOP: [Key; 10] = [
    key(
        "fail-on",
        "The severity from which a finding makes the run fail: error (the default), warning or never.",
    ),
    key(
        "include",
        "Globs of the files that are checked when a folder is searched; all .json and NDJSON files by default.",
    ),
    key("exclude", "Globs of files that are not checked when a folder is searched."),
    key(
        "unmatched",
        "What happens to files of a folder that have no contract: warn (the default; the summary names them), error or ignore.",
    ),
    key(
        "line-limit",
        "The largest length of an NDJSON line, in bytes; a longer line is a finding.",
    ),
    key("rules", "The level of each rule: error, warning, info or off."),
    key(
        "files",
        "The contract of files, by glob; of several globs that match, the last one counts.",
    ),
    key(
        "contracts",
        "Contracts of your own: a JSON Schema, alone or on top of a built-in contract.",
    ),
    key("overrides", "Levels of rules for some files only."),
    key("allow", "Findings that are not reported, each with a reason."),
];

pub(super) const CONTRACT: [Key; 3] = [
    key(
        "schema",
        "The JSON Schema file (draft-04 to 2020-12), inside the folder of this configuration.",
    ),
    key("extends", "The built-in contract whose rules apply as well."),
    key("assert-formats", "Whether `format` is asserted; false by default."),
];

pub(super) const OVERRIDE: [Key; 2] = [
    key("files", "Globs of the files that the levels apply to."),
    key("rules", "The level of each rule."),
];

pub(super) const ALLOW: [Key; 4] = [
    key("files", "Globs of the files; all files if left out."),
    key("rule", "The rule whose findings are allowed."),
    key(
        "pointer",
        "A pattern of the JSON Pointers: `*` is one token, `**` any number; all places if left out.",
    ),
    key("reason", "Why the findings are right as they are."),
];

pub(super) const LEVELS: [&str; 4] = ["error", "warning", "info", "off"];

/// The rules of own contracts, named after the keywords of their schemas.
pub(super) const SCHEMA_RULES: [&str; 33] = [
    "schema/$ref",
    "schema/additionalItems",
    "schema/additionalProperties",
    "schema/anyOf",
    "schema/const",
    "schema/contains",
    "schema/contentEncoding",
    "schema/contentMediaType",
    "schema/dependentRequired",
    "schema/enum",
    "schema/exclusiveMaximum",
    "schema/exclusiveMinimum",
    "schema/falseSchema",
    "schema/format",
    "schema/items",
    "schema/maxItems",
    "schema/maxLength",
    "schema/maxProperties",
    "schema/maximum",
    "schema/minItems",
    "schema/minLength",
    "schema/minProperties",
    "schema/minimum",
    "schema/multipleOf",
    "schema/not",
    "schema/oneOf",
    "schema/pattern",
    "schema/propertyNames",
    "schema/required",
    "schema/type",
    "schema/unevaluatedItems",
    "schema/unevaluatedProperties",
    "schema/uniqueItems",
];

/// A commented configuration, which `offerlint init` writes. It sets the defaults.
pub const TEMPLATE: &str = r#"# Configuration of offerlint. Every key is optional; commented lines are examples.

# The severity from which a finding makes the run fail: "error", "warning" or "never".
fail-on = "error"

# Which files are checked when a folder is searched. Files named on the command line always are.
# include = ["payloads/**"]
# exclude = ["**/fixtures/**"]

# What happens to files of a folder that have no contract: "warn" (the summary names them), "error" or "ignore".
unmatched = "warn"

# The largest length of an NDJSON line, in bytes.
# line-limit = 67108864

# "error", "warning", "info" or "off" for each rule; `offerlint rules` lists them.
[rules]
# url-insecure-http = "error"
# url-too-long = "warning"

# The contract of files whose folders do not name it; `offerlint contracts` lists the contracts.
[files]
# "payloads/tune/**/*.json" = "tracklysms/create-offer"

# Other levels for some files.
# [[overrides]]
# files = ["legacy/**"]
# rules = { cap-below-one = "off" }

# Findings that are not reported, each with a reason.
# [[allow]]
# files = ["payloads/partner.json"]
# rule = "url-credentials"
# pointer = "/tracking_url"
# reason = "the partner's test server needs them"

# A contract of your own, alone or on top of a built-in one.
# [contracts."house/gokart"]
# schema = "schemas/house.json"
# extends = "gokart/update-offer"
"#;

/// The JSON Schema of a configuration, for editors.
pub fn configuration_schema() -> Value {
    let globs = json!({"type": ["string", "array"], "items": {"type": "string"}});
    let levels: Map<String, Value> = rules::all()
        .map(|rule| (rule.name.to_owned(), json!({"enum": LEVELS, "description": rule.summary})))
        .collect();
    let keywords = SCHEMA_RULES.map(|rule| rule.trim_start_matches("schema/")).join("|");
    let keywords = keywords.replace('$', "\\$");
    let levels = json!({
        "type": "object",
        "properties": levels,
        "patternProperties": {format!("^schema/({keywords})$"): {"enum": LEVELS}},
        "additionalProperties": false,
    });
    let names: Vec<&str> = Contract::all().map(|contract| contract.name()).collect();
    let value = |name: &str| match name {
        "fail-on" => json!({"enum": FailOn::ALL.map(FailOn::name)}),
        "include" | "exclude" => globs.clone(),
        "unmatched" => json!({"enum": OnUnmatched::NAMES}),
        "line-limit" => json!({"type": "integer", "minimum": 1}),
        "rules" => levels.clone(),
        "files" => json!({"type": "object", "additionalProperties": {"type": "string"}}),
        "contracts" => json!({
            "type": "object",
            "additionalProperties": object(&CONTRACT, &["schema"], |name| match name {
                "extends" => json!({"enum": names}),
                "assert-formats" => json!({"type": "boolean"}),
                _ => json!({"type": "string"}),
            }),
        }),
        "overrides" => json!({
            "type": "array",
            "items": object(&OVERRIDE, &["files", "rules"], |name| match name {
                "files" => globs.clone(),
                _ => levels.clone(),
            }),
        }),
        _ => json!({
            "type": "array",
            "items": object(&ALLOW, &["rule", "reason"], |name| match name {
                "files" => globs.clone(),
                _ => json!({"type": "string"}),
            }),
        }),
    };
    let mut schema = object(&TOP, &[], value);
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = "offerlint.toml".into();
    schema
}

fn object(keys: &[Key], required: &[&str], value: impl Fn(&str) -> Value) -> Value {
    let property = |key: &Key| {
        let mut schema = value(key.name);
        schema["description"] = key.doc.into();
        (key.name.to_owned(), schema)
    };
    let properties: Map<String, Value> = keys.iter().map(property).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}
