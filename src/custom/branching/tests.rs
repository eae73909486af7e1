use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::check;
use crate::custom::references::load;

/// The pointer that a schema is refused at; none if it is not.
fn refused(schema: &Value) -> Option<String> {
    let start = Instant::now();
    let draft = jsonschema::Draft::Draft202012;
    let documents = load("", schema, draft, None).expect("nothing is loaded");
    let refusal = check(schema, &documents, draft).err();
    assert!(start.elapsed() < Duration::from_secs(30), "{schema}");
    refusal.map(|refusal| format!("{} at {}", refusal.reason, refusal.pointer))
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
fn one_value_judged_too_often_is_refused() {
    let ways: [fn(Value) -> Value; 7] = [
        |part| json!({"allOf": [part, part]}),
        |part| json!({"anyOf": [part, part]}),
        |part| json!({"oneOf": [part, part]}),
        |part| json!({"if": part, "then": part, "else": {}}),
        |part| json!({"dependencies": {"x": part, "y": part, "z": ["x"]}}),
        |part| json!({"not": part, "dependentSchemas": {"x": part}}),
        |part| json!({"properties": {"a": {"allOf": [part, part]}}}),
    ];
    for way in ways {
        assert!(refused(&doubling(30, way)).is_some_and(|at| at.starts_with("it may judge")));
        assert_eq!(refused(&doubling(5, way)), None);
    }
}

#[test]
fn schemas_that_double_with_each_level_are_refused() {
    let own = json!({"$ref": "#"});
    for schema in [
        json!({"properties": {"a": {"allOf": [own, own]}}}),
        json!({"properties": {"a": own}, "patternProperties": {"^a": own}}),
        json!({"patternProperties": {"a": own, "b": own}}),
        json!({"allOf": [{"additionalProperties": own}, {"properties": {"a": own}}]}),
        json!({"items": own, "contains": own}),
        json!({"prefixItems": [own], "contains": own}),
        json!({"anyOf": [{"items": own}, {"items": own}]}),
        json!({"$anchor": "x", "items": {"allOf": [{"$ref": "#x"}, {"$ref": "#"}]}}),
        json!({"$id": "https://a.example/b/c", "items": {"allOf": [{"$ref": "/b/c"}, own]}}),
        json!({"$ref": "#/x~1y/%31", "x/y": [0, {"items": {"allOf": [own, own]}}]}),
        json!({"$dynamicAnchor": "x", "items": {"allOf": [{"$dynamicRef": "#x"}, own]}}),
    ] {
        assert!(refused(&schema).is_some_and(|at| at.starts_with("it may judge")), "{schema}");
    }
}

#[test]
fn circles_are_refused() {
    let schema = json!({"$defs": {
        "a": {"anyOf": [{"$ref": "#/$defs/b"}]},
        "b": {"not": {"$ref": "#/$defs/a"}},
    }, "properties": {"x": {"$ref": "#/$defs/a"}}});
    let refusal = refused(&schema).unwrap();
    assert!(refusal.starts_with("it applies itself to the same value without end at /$defs/"));
}

#[test]
fn what_can_be_followed_in_several_ways_is_refused() {
    let anchored = |count: usize| {
        let resource =
            |n: usize| (format!("r{n}"), json!({"$id": format!("r{n}"), "$dynamicAnchor": "x"}));
        json!({"$defs": (0..count).map(resource).collect::<serde_json::Map<_, _>>()})
    };
    assert_eq!(refused(&anchored(16)), None);
    for (schema, begins) in [
        (
            json!({"$defs": {"a": {"$anchor": "x"}, "b": {"$anchor": "x"}}}),
            "two of its parts are named \"x\" at /$defs/",
        ),
        (
            json!({"$anchor": "x", "contentSchema": {"$dynamicAnchor": "x"}}),
            "two of its parts are named \"x\" at /contentSchema",
        ),
        (
            json!({"$id": "https://a.example/b", "items": {"$id": "b"}}),
            "two of its parts are named \"b\" at /items",
        ),
        (anchored(17), "its dynamic references may be meant in more than 16 ways"),
        (
            json!({"$ref": "#/x", "x": {"$schema": "http://json-schema.org/draft-07/schema#"}}),
            "a part below its root has a `$schema` of another draft at /x",
        ),
    ] {
        assert!(refused(&schema).is_some_and(|at| at.starts_with(begins)), "{schema}");
    }
    // A name for each resource, and one for two kinds of references.
    let schema =
        json!({"$anchor": "x", "$dynamicAnchor": "x", "items": {"$id": "a", "$anchor": "x"}});
    assert_eq!(refused(&schema), None);
}

#[test]
fn ordinary_schemas_are_not_refused() {
    let own = json!({"$ref": "#"});
    for schema in [
        json!({"properties": {"left": own, "right": own}}),
        json!({"properties": {"child": own}, "additionalProperties": own}),
        json!({"properties": {"child": own}, "patternProperties": {"^x-": own, "^y-": own}}),
        json!({"patternProperties": {"^x-": own}, "additionalProperties": own, "items": own}),
        json!({"prefixItems": [own, own], "items": own}),
        json!({"propertyNames": own, "additionalProperties": own}),
        json!({"oneOf": [{"properties": {"and": {"items": own}}}, {"properties": {"not": own}}]}),
        // Different kinds of nodes whose children have the same name.
        json!({
            "properties": {"left": {"$ref": "#/$defs/a"}, "right": {"$ref": "#/$defs/b"}},
            "$defs": {"a": {"properties": {"x": own}}, "b": {"properties": {"x": own}}},
        }),
        // A tree that is made strict from outside.
        json!({"$id": "https://a.example/strict", "$dynamicAnchor": "node", "$ref": "tree", "$defs": {
            "tree": {"$id": "tree", "$dynamicAnchor": "node", "properties": {
                "children": {"items": {"$dynamicRef": "#node"}},
            }},
        }, "unevaluatedProperties": false}),
        json!({"$ref": "https://elsewhere.example/", "allOf": [{"$ref": "#nowhere"}, true, 1]}),
    ] {
        assert_eq!(refused(&schema), None, "{schema}");
    }
}

#[test]
fn asking_what_was_evaluated_counts() {
    let nested = |keyword: &str, levels: usize| {
        (0..levels).fold(json!({}), |part, _| json!({"allOf": [part], keyword: {"type": "number"}}))
    };
    for keyword in ["unevaluatedProperties", "unevaluatedItems"] {
        assert_eq!(refused(&nested(keyword, 4)), None);
        let refusal = refused(&nested(keyword, 12)).unwrap();
        assert!(refusal.starts_with("it may judge one value more than"), "{refusal}");
    }
    let own = json!({"$ref": "#"});
    for schema in [
        // An item that is wrong is judged twice, and so is each in it.
        json!({"type": "array", "unevaluatedItems": own}),
        json!({"anyOf": [{"properties": {"a": own}}], "unevaluatedProperties": false}),
        json!({"anyOf": [{}], "unevaluatedProperties": own}),
        json!({"contains": own, "unevaluatedItems": false}),
    ] {
        assert!(refused(&schema).is_some_and(|at| at.starts_with("it may judge")), "{schema}");
    }
    for schema in [
        json!({"properties": {"a": own}, "unevaluatedProperties": own}),
        json!({"allOf": [{"properties": {"a": own}}], "unevaluatedProperties": false}),
        json!({"prefixItems": [own], "unevaluatedItems": false}),
    ] {
        assert_eq!(refused(&schema), None, "{schema}");
    }
}

#[test]
fn large_schemas_are_checked_in_linear_time_or_refused() {
    let members = |count: usize, name: fn(usize) -> String| -> Value {
        (0..count).map(|n| (name(n), json!({}))).collect::<serde_json::Map<_, _>>().into()
    };
    let plain = |n| format!("p{n}");
    assert_eq!(refused(&json!({"properties": members(20_000, plain)})), None);
    assert_eq!(refused(&json!({"prefixItems": vec![json!({}); 20_000]})), None);
    let few = json!({"^p1": {}, "^x-": {}, "[0-9]$": {}, "^.{1,5}$": {}, "_id$": {}});
    let ordinary = json!({"properties": members(2000, plain), "patternProperties": few});
    assert_eq!(refused(&ordinary), None);
    for schema in [
        json!({"patternProperties": members(4000, plain)}),
        json!({"properties": members(2000, plain), "patternProperties": members(2000, plain)}),
    ] {
        let refusal = refused(&schema).unwrap();
        assert!(refusal.starts_with("its parts refer to each other in too many ways"), "{refusal}");
    }
}
