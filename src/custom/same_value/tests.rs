use std::time::{Duration, Instant};

use jsonschema::Draft;
use serde_json::{Value, json};
use url::Url;

use super::check;
use crate::custom::references::Loaded;

/// The reason why a schema is refused.
fn refused_as(schema: &Value, draft: Draft) -> Option<String> {
    let start = Instant::now();
    let base = Url::parse("json-schema:///folder/").unwrap();
    let refusal = check(schema, draft, &base, &Loaded::default()).err();
    assert!(start.elapsed() < Duration::from_secs(10), "{schema}");
    refusal
}

fn refused(schema: &Value) -> Option<String> {
    refused_as(schema, Draft::Draft202012)
}

/// Each definition is what `of` makes of two references to the one before.
fn doubling(levels: usize, of: impl Fn(Value) -> Value) -> Value {
    let mut definitions = json!({"a0": {"minimum": 1}});
    for level in 1..=levels {
        let before = json!({"$ref": format!("#/$defs/a{}", level - 1)});
        definitions[format!("a{level}")] = of(before);
    }
    json!({"$ref": format!("#/$defs/a{levels}"), "$defs": definitions})
}

#[test]
fn too_many_subschemas_for_one_value_are_refused() {
    let ways: [fn(Value) -> Value; 7] = [
        |part| json!({"allOf": [part, part]}),
        |part| json!({"anyOf": [part, part]}),
        |part| json!({"oneOf": [part, part]}),
        |part| json!({"if": part, "then": part, "else": {}}),
        |part| json!({"dependencies": {"x": part, "y": part, "z": ["x"]}}),
        |part| json!({"not": part, "dependentSchemas": {"x": part}}),
        |part| json!({"$ref": part["$ref"], "unevaluatedProperties": false}),
    ];
    for way in ways {
        let refusal = refused(&doubling(30, way)).unwrap();
        assert!(
            refusal.starts_with("it applies more than 10000 subschemas to one value"),
            "{refusal}"
        );
        assert!(refusal.contains("(at \"/$defs/a"), "{refusal}");
        assert_eq!(refused(&doubling(5, way)), None);
    }
    let for_members = |part: Value| json!({"properties": {"a": {"allOf": [part, part]}}});
    assert_eq!(refused(&doubling(30, for_members)), None, "each level applies two to a value");
}

#[test]
fn circles_are_refused() {
    let own = json!({"$ref": "#"});
    for (schema, at) in [
        (json!({"allOf": [own]}), ""),
        (json!({"$ref": "#/not", "not": {"anyOf": [{}, own]}}), ""),
        (json!({"$anchor": "x", "oneOf": [true, {"$ref": "#x"}]}), "#x"),
        (json!({"$dynamicAnchor": "x", "if": {"$dynamicRef": "#x"}}), "#x"),
        (json!({"$id": "https://a.example/b/c", "else": {"$ref": "/b/c"}}), "/b/c#"),
        (json!({"$ref": "#/x~1y/%31", "x/y": [0, {"allOf": [{"$ref": "#/x~1y/1"}]}]}), "/x~1y/1"),
        (
            json!({"items": {"$ref": "#/$defs/a"}, "$defs": {
                "a": {"dependentSchemas": {"b": {"$ref": "#/$defs/a"}}},
            }}),
            "/$defs/a",
        ),
    ] {
        let refusal = refused(&schema).unwrap();
        let begins =
            "it applies itself to the same value without end; remove a reference of the circle";
        assert!(refusal.starts_with(begins), "{refusal}");
        assert!(refusal.ends_with(&format!("(at {at:?})")), "{schema}: {refusal}");
    }
    let draft_7 = json!({"$ref": "#/definitions/a", "allOf": [own], "definitions": {"a": {}}});
    assert_eq!(refused_as(&draft_7, Draft::Draft7), None, "ignored beside a reference");
    assert!(refused_as(&draft_7, Draft::Draft201909).is_some());
}

#[test]
fn long_chains_are_refused() {
    let chain = |length: usize| {
        let part = |n: usize| (format!("a{n}"), json!({"$ref": format!("#/$defs/a{}", n + 1)}));
        let mut parts: serde_json::Map<_, _> = (1..length).map(part).collect();
        parts.insert(format!("a{length}"), json!({}));
        json!({"$ref": "#/$defs/a1", "$defs": parts})
    };
    assert_eq!(refused(&chain(63)), None);
    for length in [64, 65, 100, 100_000] {
        let refusal = refused(&chain(length)).unwrap();
        assert!(
            refusal.starts_with("more than 64 of its subschemas apply each other"),
            "{refusal}"
        );
    }
    // The second chain continues in the first one, which is known by then.
    let mut schema = chain(40);
    schema["properties"] = json!({"a": {"$ref": "#/$defs/b1"}});
    for n in 1..40 {
        schema["$defs"][format!("b{n}")] = json!({"not": {"$ref": format!("#/$defs/b{}", n + 1)}});
    }
    schema["$defs"]["b40"] = json!({"$ref": "#/$defs/a1"});
    assert!(refused(&schema).is_some());
}

#[test]
fn ordinary_schemas_are_not_refused() {
    let own = json!({"$ref": "#"});
    for schema in [
        json!({"properties": {"left": own, "right": own}}),
        json!({"properties": {"child": own}, "additionalProperties": own, "items": own}),
        json!({"patternProperties": {"^x-": own, "^y-": own}, "propertyNames": own}),
        json!({"prefixItems": [own, own], "contains": own, "unevaluatedItems": own}),
        json!({"oneOf": [{"properties": {"and": {"items": own}}}, {"properties": {"not": own}}]}),
        json!({"anyOf": [{"properties": {"a": own}}], "unevaluatedProperties": false}),
        json!({"properties": {"allOf": {"$ref": "#"}}, "const": {"$ref": "#"}}),
        // A tree that is made strict from outside.
        json!({"$id": "https://a.example/strict", "$dynamicAnchor": "node", "$ref": "tree", "$defs": {
            "tree": {"$id": "tree", "$dynamicAnchor": "node", "properties": {
                "children": {"items": {"$dynamicRef": "#node"}},
            }},
        }, "unevaluatedProperties": false}),
        json!({"allOf": [{"$ref": "#nowhere"}, true, 1]}),
        json!({"$defs": {"unused": {"$ref": "#/$defs/unused"}}}),
    ] {
        assert_eq!(refused(&schema), None, "{schema}");
    }
}

#[test]
fn large_schemas_take_linear_time() {
    let members: serde_json::Map<_, _> =
        (0..20_000).map(|n| (format!("p{n}"), json!({"$ref": "#/$defs/a"}))).collect();
    let definition = json!({"a": {"prefixItems": vec![json!({"$ref": "#"}); 20_000]}});
    assert_eq!(refused(&json!({"properties": members, "$defs": definition})), None);
}
