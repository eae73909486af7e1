//! The OpenAPI documents: every endpoint is there, references lead somewhere, and examples match.

use offerlint::{Contract, openapi, providers};
use serde_json::Value;

fn references(value: &Value, all: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value.as_str().filter(|_| name == "$ref") {
                    Some(target) => all.push(target.to_owned()),
                    None => references(value, all),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, all)),
        _ => {}
    }
}

#[test]
fn every_endpoint_is_described() {
    assert_eq!(providers(), ["tracklysms", "gokart"]);
    for contract in Contract::all() {
        let document = openapi(contract.provider()).unwrap();
        let endpoint = contract.endpoint();
        let method = endpoint.method().to_ascii_lowercase();
        let operation = &document["paths"][endpoint.path()][method];
        assert!(operation["responses"]["200"]["content"].is_object(), "{endpoint}");
        assert_eq!(
            operation["requestBody"].is_object(),
            endpoint.request().is_some(),
            "{endpoint}"
        );
        for error in endpoint.documented_errors() {
            let response = &operation["responses"][error.error.status.to_string()];
            assert!(response["description"].as_str().unwrap().contains(error.when), "{endpoint}");
        }
        let parameters = operation["parameters"].as_array().unwrap();
        let in_path = parameters.iter().filter(|parameter| parameter["in"] == "path").count();
        assert_eq!(in_path, endpoint.path().matches('{').count());
    }
    let document = openapi("tracklysms").unwrap();
    let list = document["paths"]["/v2/offers"]["get"]["parameters"].as_array().unwrap();
    let names: Vec<&str> =
        list.iter().map(|parameter| parameter["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["page", "per_page", "status"]);
}

#[test]
fn references_lead_somewhere_and_examples_match() {
    for provider in providers() {
        let document = openapi(provider).unwrap();
        let mut all = Vec::new();
        references(&document, &mut all);
        assert!(!all.is_empty());
        for target in &all {
            let pointer = target.strip_prefix('#').unwrap();
            assert!(document.pointer(pointer).is_some(), "{target}");
        }
        for path in document["paths"].as_object().unwrap().values() {
            for operation in path.as_object().unwrap().values() {
                let bodies = [&operation["requestBody"], &operation["responses"]["200"]];
                for body in bodies.into_iter().filter(|body| !body.is_null()) {
                    let content = &body["content"]["application/json"];
                    // The document itself is the base of the references.
                    let mut schema = document.clone();
                    schema["$ref"] = content["schema"]["$ref"].clone();
                    let validator = jsonschema::draft202012::new(&schema).unwrap();
                    let example = &content["examples"]["documented"]["value"];
                    assert!(example.is_object() && validator.is_valid(example), "{content}");
                }
            }
        }
    }
}
