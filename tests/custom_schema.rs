//! Contracts from the user's own JSON Schemas.
#![cfg(all(feature = "custom-schema", feature = "cli"))]

use std::time::{Duration, Instant};

use offerlint::{Context, Contract, CustomContract, RuleSet};
use serde_json::{Value, json};

/// Rule, pointer, message, line and column.
type Found = (String, String, String, Option<(usize, usize)>);

fn lint(schema: Value, extends: Option<Contract>, text: &str) -> Vec<Found> {
    let contract = CustomContract::new("house/offer", &schema, extends).unwrap();
    let report = contract.lint(text.as_bytes(), &Context::default(), &RuleSet::default());
    assert_eq!(report.contract, "house/offer");
    let place = |found: &offerlint::Diagnostic| found.range.map(|r| (r.start.line, r.start.column));
    report
        .diagnostics
        .iter()
        .map(|f| (f.rule.to_string(), f.pointer.clone(), f.message.clone(), place(f)))
        .collect()
}

#[test]
fn findings_have_places_and_plain_words() {
    let schema = json!({
        "type": "object",
        "required": ["name"],
        "properties": {"payout": {"maximum": 100}, "geo": {"enum": ["US", "CA"]}},
        "additionalProperties": false,
    });
    let found = lint(schema, None, "{\n  \"payout\": 500,\n  \"goe\": 1,\n  \"geo\": \"UK\"\n}");
    let found: Vec<_> = found
        .iter()
        .map(|(rule, at, says, place)| (rule.as_str(), at.as_str(), says.as_str(), *place))
        .collect();
    assert_eq!(
        found,
        [
            ("schema/required", "/name", "the required member \"name\" is missing", Some((1, 1))),
            ("schema/maximum", "/payout", "500 is above 100", Some((2, 13))),
            ("schema/additionalProperties", "/goe", "\"goe\" is not allowed here", Some((3, 3))),
            ("schema/enum", "/geo", "\"UK\" is not one of [\"US\",\"CA\"]", Some((4, 10))),
        ]
    );
}

#[test]
fn house_rules_come_on_top_of_a_built_in_contract() {
    let schema = json!({"properties": {"payout": {"minimum": 1}}});
    let found = lint(
        schema,
        Some(Contract::TRACKLYSMS_UPDATE_OFFER),
        r#"{"payout": 0.5, "status": "gone"}"#,
    );
    let rules: Vec<_> = found.iter().map(|f| f.0.as_str()).collect();
    assert_eq!(rules, ["schema/minimum", "invalid-status"]);
}

#[test]
fn documents_that_are_not_json_have_one_finding() {
    let found = lint(json!({"type": "object"}), None, "{\"a\":}");
    assert_eq!((found.len(), found[0].0.as_str()), (1, "json-syntax"));
    assert_eq!(lint(json!({"type": "object"}), None, "{\"a\":1,\"a\":2}")[0].0, "duplicate-key");
}

#[test]
fn schemas_that_cannot_be_used_are_refused() {
    for schema in [
        json!({"type": "offer"}),
        json!({"$ref": "https://example.com/offer.json"}),
        json!({"$ref": "offer.json"}),
        json!({"$schema": "https://example.com/draft"}),
        json!({"pattern": "("}),
    ] {
        let error = CustomContract::new("house/offer", &schema, None).unwrap_err();
        assert!(
            error.to_string().starts_with("the schema of `house/offer` cannot be used"),
            "{error}"
        );
    }
}

#[test]
fn a_hostile_pattern_does_not_hang() {
    let schema = json!({"properties": {"name": {"pattern": "^(a+)+$"}}});
    let text = json!({"name": format!("{}!", "a".repeat(100_000))}).to_string();
    assert_eq!(lint(schema, None, &text)[0].0, "schema/pattern");
}

#[test]
fn suggestions_come_from_the_right_part_of_the_schema() {
    let schema = json!({"properties": {"caps": {
        "properties": {"daily": {}, "weekly": {}},
        "additionalProperties": false,
    }, "status": {"enum": ["active", "paused"]}}});
    let contract = CustomContract::new("house/offer", &schema, None).unwrap();
    let text = r#"{"caps": {"dialy": 1}, "status": "actve"}"#;
    let report = contract.lint(text.as_bytes(), &Context::default(), &RuleSet::default());
    let helps: Vec<_> =
        report.diagnostics.iter().map(|found| found.help.as_deref().unwrap()).collect();
    assert_eq!(helps, ["did you mean \"daily\"?", "did you mean \"active\"?"]);
}

#[test]
fn members_that_no_schema_allows_are_named_one_by_one() {
    let found = |schema: Value| {
        let found = lint(schema, None, "{\n  \"a\": 1,\n  \"b\": {}\n}");
        let short = |(rule, at, says, place): Found| format!("{rule} {at} {says} {place:?}");
        found.into_iter().map(short).collect::<Vec<_>>()
    };
    let both = |rule: &str| {
        [
            format!("{rule} /a \"a\" is not allowed here Some((2, 3))"),
            format!("{rule} /b \"b\" is not allowed here Some((3, 3))"),
        ]
    };
    let rule = "schema/additionalProperties";
    assert_eq!(found(json!({"additionalProperties": false})), both(rule));
    assert_eq!(found(json!({"additionalProperties": false, "properties": {"c": {}}})), both(rule));
    let referred =
        json!({"$ref": "#/$defs/none", "$defs": {"none": {"additionalProperties": false}}});
    assert_eq!(found(referred), both(rule));
    assert_eq!(found(json!({"propertyNames": false})), both("schema/propertyNames"));

    let rule = "schema/falseSchema";
    assert_eq!(found(json!({"properties": {"a": false, "b": false}})), both(rule));
    assert_eq!(found(json!({"patternProperties": {"^[ab]$": false}})), both(rule));
    // Named like the keyword, and still one member that is refused.
    let schema = json!({"properties": {"additionalProperties": false}});
    let found = lint(schema, None, r#"{"additionalProperties": {"x": 1}}"#);
    assert_eq!((found.len(), found[0].1.as_str()), (1, "/additionalProperties"));
    assert_eq!(lint(json!(false), None, "{}")[0].2, "the object is not allowed here");
    assert_eq!(lint(json!({"items": false}), None, "[1]")[0].2, "1 is not allowed here");
}

#[test]
fn many_findings_in_one_container_take_linear_time() {
    // Walking to each finding from the container's beginning takes minutes.
    let count = 100_000;
    let items = format!("[{}1]", "1,".repeat(count - 1));
    assert_eq!(lint(json!({"items": {"type": "string"}}), None, &items).len(), count);
    let members: Vec<String> = (0..count).map(|i| format!("\"k{i}\":1")).collect();
    let members = format!("{{{}}}", members.join(","));
    let found = lint(json!({"additionalProperties": false}), None, &members);
    assert_eq!((found.len(), found[count - 1].1.as_str()), (count, "/k99999"));
    let found = lint(json!({"additionalProperties": {"type": "null"}}), None, &members);
    assert_eq!((found.len(), found[count - 1].1.as_str()), (count, "/k99999"));
}

#[test]
fn schemas_that_apply_too_much_to_one_value_are_refused() {
    let mut definitions = json!({"a0": {}});
    for level in 1..=30 {
        let before = json!({"$ref": format!("#/$defs/a{}", level - 1)});
        definitions[format!("a{level}")] = json!({"allOf": [before, before]});
    }
    for (schema, reason) in [
        (
            json!({"$ref": "#/$defs/a30", "$defs": definitions}),
            "it applies more than 10000 subschemas to one value, repeated ones included; refer to each \
             definition once (at \"",
        ),
        (
            json!({"not": {"$ref": "#"}}),
            "it applies itself to the same value without end; remove a reference of the circle, or apply it \
             to a member or an item (at \"\")",
        ),
    ] {
        let start = Instant::now();
        let error = CustomContract::new("house/offer", &schema, None).unwrap_err().to_string();
        assert!(start.elapsed() < Duration::from_secs(1));
        let begins = format!("the schema of `house/offer` cannot be used: {reason}");
        assert!(error.starts_with(&begins), "{error}");
    }
}

/// A document of 120 levels, in which every `a` and `b` has the next level, and the last one `inner`.
fn deep(names: &[&str], inner: &str) -> String {
    (0..120).fold(inner.to_owned(), |text, level| {
        format!("{{\"{}\":{text}}}", names[level % names.len()])
    })
}

#[test]
fn schemas_that_double_with_each_level_come_to_an_end() {
    let own = json!({"$ref": "#"});
    let not_a_number = json!({"type": "object"});
    for schema in [
        json!({"properties": {"a": {"allOf": [own, own]}}}),
        json!({"properties": {"a": own}, "patternProperties": {"^a": own}}),
        json!({"patternProperties": {"a": own, "^a": own}}),
        json!({"allOf": [{"additionalProperties": own}, {"properties": {"a": own}}]}),
        json!({"anyOf": [{"additionalProperties": own}, {"properties": {"a": own}}]}),
        json!({"oneOf": [{"additionalProperties": own}, {"properties": {"a": own}}]}),
        json!({"properties": {"a": {"if": own, "then": own, "else": own}}}),
        json!({"properties": {"a": {"not": {"allOf": [own, {"not": own}]}}}}),
        json!({"anyOf": [{"properties": {"a": own}}], "unevaluatedProperties": false}),
        json!({"anyOf": [{}], "unevaluatedProperties": own}),
        json!({"$dynamicAnchor": "x", "additionalProperties": {"allOf": [{"$dynamicRef": "#x"}, own]}}),
    ] {
        let mut schema = schema;
        schema["type"] = not_a_number["type"].clone();
        let start = Instant::now();
        for inner in ["1", "{}"] {
            lint(schema.clone(), None, &deep(&["a"], inner));
        }
        assert!(start.elapsed() < Duration::from_secs(20), "{schema}: {:?}", start.elapsed());
    }
    // Every error would be reported 2^120 times.
    let schema = json!({"type": "object", "properties": {"a": {"allOf": [own, own]}}});
    let found = lint(schema.clone(), None, &deep(&["a"], "1"));
    assert_eq!((found.len(), found[0].0.as_str(), found[0].1.as_str()), (1, "schema/$ref", ""));
    assert!(found[0].2.starts_with("the document takes too many steps to be checked"));
    let found = lint(schema, None, r#"{"a": {"a": 1}}"#);
    assert!(found.iter().all(|found| found.0 == "schema/type"), "{found:?}");
    assert_eq!(found.len(), 4);
    // Each of 5000 wrong leaves in 16 levels would be reported 65,536 times.
    let leaves = format!("[{}1]", "1,".repeat(4999));
    let text = (0..16).fold(leaves, |text, _| format!("{{\"a\":{text}}}"));
    let twice = json!({"items": {"type": "string"}, "properties": {"a": {"allOf": [own, own]}}});
    let found = lint(twice, None, &text);
    assert_eq!((found.len(), found[0].0.as_str()), (1, "schema/$ref"));
    // Half the levels apply the schema once.
    let schema = json!({"type": "object", "properties": {"a": own, "b": {"allOf": [own, own]}}});
    assert_eq!(lint(schema, None, &deep(&["a", "b"], "{}")), []);
}

#[test]
fn long_lists_in_a_schema_do_not_slow_down_each_finding() {
    // Every option times every finding takes minutes.
    let count = 3000;
    let words: Vec<String> = (0..count).map(|i| format!("a-word-of-the-list-{i}")).collect();
    let wrong: Vec<String> = (0..count).map(|i| format!("a-wrod-of-the-lits-{i}")).collect();
    let members = |names: &[String]| -> Value {
        names.iter().map(|name| (name.clone(), json!({}))).collect::<serde_json::Map<_, _>>().into()
    };
    let objects: Vec<Value> = words.iter().map(|word| json!({"a": word})).collect();
    let text = |value: &Value| value.to_string();
    let start = Instant::now();
    for (schema, document) in [
        (json!({"items": {"enum": words}}), text(&json!(wrong))),
        (json!({"items": {"enum": objects}}), text(&json!(wrong))),
        (json!({"items": {"const": objects}}), text(&json!(wrong))),
        (
            json!({"properties": members(&words), "additionalProperties": false}),
            text(&members(&wrong)),
        ),
    ] {
        assert_eq!(lint(schema, None, &document).len(), count);
    }
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    let found = lint(json!({"enum": words}), None, "1");
    let says = "1 is not one of [\"a-word-of-the-list-0\",\"a-word-of-the-list-1\",\"a-word-of-th…";
    assert_eq!(found[0].2, says);
}

#[test]
fn chains_of_references_do_not_exhaust_the_stack() {
    let chain = |length: usize| {
        let part = |n: usize| json!({"allOf": [{"$ref": format!("#/$defs/p{}", n + 1)}]});
        let mut parts: serde_json::Map<_, _> =
            (0..length).map(|n| (format!("p{n}"), part(n))).collect();
        parts.insert(format!("p{length}"), json!({"items": {"$ref": "#"}}));
        json!({"$ref": "#/$defs/p0", "$defs": parts})
    };
    let deep = format!("{}{}", "[".repeat(120), "]".repeat(120));
    // The command's threads have 2 MiB. Without optimisation the validator takes many times as much.
    let stack = if cfg!(debug_assertions) { 64 << 20 } else { 2 << 20 };
    let thread = std::thread::Builder::new().stack_size(stack);
    let found = thread.spawn(move || lint(chain(30), None, &deep)).unwrap().join().unwrap();
    assert_eq!(found, []);
    let error = CustomContract::new("house/offer", &chain(1000), None).unwrap_err().to_string();
    assert!(
        error.contains("more than 64 of its subschemas apply each other to one value in a row"),
        "{error}"
    );
}

#[test]
fn the_schemas_of_the_built_in_contracts_can_be_own_ones() {
    for contract in Contract::all() {
        let path = format!("{}/schemas/{}.json", env!("CARGO_MANIFEST_DIR"), contract.name());
        let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        assert!(CustomContract::new("house/offer", &schema, None).is_ok(), "{}", contract.name());
    }
}

#[test]
fn schema_keyword_selects_the_draft() {
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "properties": {"a": {"$ref": "#/definitions/x", "minimum": 5}},
        "definitions": {"x": {"type": "number"}},
    });
    assert_eq!(lint(schema, None, "{\"a\": 0}"), []);
    let schema = json!({
        "$schema": "http://json-schema.org/draft-04/schema#",
        "properties": {"a": {"minimum": 0, "exclusiveMinimum": true}},
    });
    assert_eq!(lint(schema, None, "{\"a\": 0}").len(), 1);
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "items": [{"type": "string"}],
        "additionalItems": false,
    });
    assert_eq!(lint(schema.clone(), None, "[\"a\"]"), []);
    assert_eq!(lint(schema, None, "[\"a\", 1]").len(), 1);
}

#[test]
fn patterns_may_look_ahead() {
    let schema = json!({"properties": {"a": {"pattern": "^(?!test).+$"}}});
    assert_eq!(lint(schema.clone(), None, "{\"a\": \"offer\"}"), []);
    assert_eq!(lint(schema, None, "{\"a\": \"test1\"}")[0].0, "schema/pattern");
}

#[test]
fn exceeding_the_backtracking_limit_is_a_finding() {
    let schema = json!({"properties": {"a": {"pattern": "^(?:(a|a)\\1?)+$"}}});
    let text = json!({"a": format!("{}!", "a".repeat(60))}).to_string();
    let found = lint(schema, None, &text);
    assert_eq!((found.len(), found[0].0.as_str()), (1, "schema/pattern"));
    assert!(found[0].2.contains("too many backtracking steps"), "{}", found[0].2);
}

/// A folder with a configuration, schemas and payloads.
fn own_schemas(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// The status, standard output and standard error of a check of `v.ndjson` by `my/offer`.
fn check_own(folder: &tempfile::TempDir) -> (Option<i32>, String, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_offerlint"))
        .current_dir(folder.path())
        .args(["check", "--contract", "my/offer", "--format", "concise", "v.ndjson"])
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const OWN: &str = "[contracts.\"my/offer\"]\nschema = \"schemas/offer.json\"\n";

#[test]
fn references_lead_to_files_of_the_folder() {
    let folder = own_schemas(&[
        ("offerlint.toml", OWN),
        (
            "schemas/offer.json",
            r##"{"properties": {"payout": {"$ref": "parts/money.json#/$defs/amount"}, "again": {"$ref": "#/properties/payout"},
                "old": {"$ref": "./parts/draft%207.json"}, "up": {"$ref": "../common.json#limit"}}}"##,
        ),
        (
            "schemas/parts/money.json",
            r##"{"$defs": {"amount": {"maximum": 5, "$ref": "../../common.json#/$defs/number"}, "loop": {"items": {"$ref": "../offer.json"}}}}"##,
        ),
        // Draft-07 ignores what is beside a reference.
        (
            "schemas/parts/draft 7.json",
            r##"{"$schema": "http://json-schema.org/draft-07/schema#", "$ref": "#/definitions/a", "maximum": 1,
                "definitions": {"a": {"type": "integer"}}}"##,
        ),
        (
            "common.json",
            "\u{feff}{\"$defs\": {\"number\": {\"type\": \"number\"}, \"l\": {\"$anchor\": \"limit\", \"maximum\": 3}}}",
        ),
        (
            "v.ndjson",
            "{\"payout\": 6}\n{\"payout\": \"5\"}\n{\"again\": 7}\n{\"old\": 3}\n{\"old\": 3.5}\n{\"up\": 4}\n{\"payout\": 5, \"up\": 3}\n",
        ),
    ]);
    let (code, out, error) = check_own(&folder);
    assert_eq!((code, error.as_str()), (Some(1), ""), "{out}");
    let found: Vec<&str> =
        out.lines().filter_map(|line| line.strip_prefix("v.ndjson:")?.split(' ').nth(1)).collect();
    assert_eq!(
        found,
        [
            "error[schema/maximum]",
            "error[schema/type]",
            "error[schema/maximum]",
            "error[schema/type]",
            "error[schema/maximum]",
        ],
        "{out}"
    );
}

#[test]
fn a_schema_with_an_identifier_refers_to_its_neighbours() {
    let folder = own_schemas(&[
        ("offerlint.toml", OWN),
        (
            "schemas/offer.json",
            r#"{"$id": "https://acme.io/schemas/offer.json", "properties": {"payout": {"$ref": "money.json"}}}"#,
        ),
        ("schemas/money.json", r#"{"$id": "https://acme.io/schemas/money.json", "maximum": 5}"#),
        ("v.ndjson", "{\"payout\": 6}\n"),
    ]);
    let (code, out, error) = check_own(&folder);
    assert_eq!((code, error.as_str()), (Some(1), ""), "{out}");
    assert!(out.contains("error[schema/maximum]"), "{out}");
}

#[test]
fn references_out_of_the_folder_are_refused_by_name() {
    let outside = own_schemas(&[("outside.json", "{}")]);
    let absolute = outside.path().join("outside.json");
    let absolute = absolute.to_str().unwrap();
    for (reference, reason) in [
        ("../../outside.json", "leaves the folder"),
        (absolute, "leaves the folder"),
        (&format!("file://{absolute}"), "leaves the folder"),
        ("https://acme.io/x.json", "nothing is fetched"),
        ("missing.json", "missing.json"),
        ("link.json", "must be in the folder"),
        ("text.json", "is not JSON"),
        ("new.json", "unknown draft"),
    ] {
        let schema = format!(r#"{{"properties": {{"a": {{"$ref": "{reference}"}}}}}}"#);
        let folder = own_schemas(&[
            ("offerlint.toml", OWN),
            ("schemas/offer.json", &schema),
            ("schemas/text.json", "no"),
            ("schemas/new.json", r#"{"$schema": "https://json-schema.org/draft/2030-01/schema"}"#),
            ("v.ndjson", "{}\n"),
        ]);
        #[cfg(unix)]
        std::os::unix::fs::symlink(absolute, folder.path().join("schemas/link.json")).unwrap();
        let (code, out, error) = check_own(&folder);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{reference}");
        assert!(error.contains(&format!("the reference \"{reference}\"")), "{error}");
        assert!(error.contains(reason), "{error}");
    }
}

#[test]
fn cyclic_references_between_files_are_refused() {
    let folder = own_schemas(&[
        ("offerlint.toml", OWN),
        ("schemas/offer.json", r#"{"allOf": [{"$ref": "other.json"}]}"#),
        ("schemas/other.json", r#"{"anyOf": [{"$ref": "offer.json"}]}"#),
        ("v.ndjson", "{}\n"),
    ]);
    let (code, out, error) = check_own(&folder);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(error.contains("cannot be used"), "{error}");
}

#[test]
fn formats_are_asserted_where_the_contract_sets_the_option() {
    for (line, found) in [("", 0), ("assert-formats = false\n", 0), ("assert-formats = true\n", 2)]
    {
        let folder = own_schemas(&[
            ("offerlint.toml", &format!("{OWN}{line}")),
            (
                "schemas/offer.json",
                r#"{"properties": {"day": {"format": "date"}, "site": {"format": "uri"}}}"#,
            ),
            (
                "v.ndjson",
                "{\"day\": \"2026-02-30\", \"site\": \"no\"}\n{\"day\": \"2026-02-28\", \"site\": \"a:b\"}\n",
            ),
        ]);
        let (_, out, error) = check_own(&folder);
        assert_eq!(out.matches("error[schema/format]").count(), found, "{line}{out}{error}");
    }
    let folder = own_schemas(&[
        ("offerlint.toml", &format!("{OWN}assert-formats = \"yes\"\n")),
        ("schemas/offer.json", "{}"),
        ("v.ndjson", "{}\n"),
    ]);
    assert!(check_own(&folder).2.contains("true or false is expected here"));
}

#[test]
fn numbers_of_own_schemas_are_compared_exactly() {
    let big = "18446744073709551616";
    let next = "18446744073709551617";
    for (schema, value, valid) in [
        (format!(r#"{{"maximum": {big}}}"#), next, false),
        (format!(r#"{{"maximum": {next}}}"#), big, true),
        (format!(r#"{{"minimum": {next}}}"#), big, false),
        (format!(r#"{{"exclusiveMaximum": {big}}}"#), big, false),
        (format!(r#"{{"exclusiveMinimum": {big}}}"#), next, true),
        (format!(r#"{{"exclusiveMinimum": {big}}}"#), "18446744073709551616.0", false),
        (format!(r#"{{"const": {big}}}"#), next, false),
        (format!(r#"{{"const": {big}}}"#), "18446744073709551616.0", true),
        (format!(r#"{{"enum": [1, {big}]}}"#), next, false),
        (format!(r#"{{"enum": [1, {big}]}}"#), big, true),
        (r#"{"enum": [9007199254740993]}"#.into(), "9007199254740993.0", true),
        (r#"{"enum": [9007199254740993]}"#.into(), "9007199254740992", false),
        (r#"{"multipleOf": 2}"#.into(), next, false),
        (r#"{"multipleOf": 2}"#.into(), big, true),
        (r#"{"multipleOf": 0.01}"#.into(), "19.99", true),
        (r#"{"multipleOf": 0.01}"#.into(), "19.999", false),
        (r#"{"maximum": 0.3}"#.into(), "0.30000000000000001", false),
        (r#"{"uniqueItems": true}"#.into(), "[18446744073709551617, 18446744073709551616]", true),
        (r#"{"uniqueItems": true}"#.into(), "[1.0000000000000000001, 1]", true),
        (r#"{"uniqueItems": true}"#.into(), "[1.0, 1]", false),
        (r#"{"type": "integer"}"#.into(), "12345678901234567890.5", false),
        (r#"{"type": "integer"}"#.into(), "12345678901234567890.0", true),
        (r#"{"type": "integer"}"#.into(), "1e-400", false),
        (r#"{"type": "integer"}"#.into(), "1e30", true),
        (format!(r#"{{"minimum": 0.{}1}}"#, "0".repeat(400)), "0", false),
        (format!(r#"{{"minimum": 0.{}1}}"#, "0".repeat(400)), "1e-400", true),
        (r#"{"const": 1e400}"#.into(), "10e399", true),
        (r#"{"minimum": 1e-400}"#.into(), "0", false),
        (r#"{"minimum": 0}"#.into(), "-1e-400", false),
    ] {
        let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
        let contract = offerlint::CustomContract::new("my/offer", &schema, None).unwrap();
        let report = contract.lint(
            value.as_bytes(),
            &offerlint::Context::default(),
            &offerlint::RuleSet::default(),
        );
        let found = report.diagnostics.iter().filter(|found| found.rule.starts_with("schema/"));
        assert_eq!(found.count() == 0, valid, "{schema} {value}");
    }
}
