//! OpenAPI documents of the contracts, for mock servers, code generators and documentation.

use serde_json::{Map, Value, json};

use crate::contract::contract_spec::{Contract, Role};
use crate::contract::endpoint::Endpoint;

/// The names of the providers, in the order of their contracts.
pub fn providers() -> Vec<&'static str> {
    let mut names: Vec<&str> = Contract::all().map(Contract::provider).collect();
    names.dedup();
    names
}

/// The OpenAPI 3.1 document of a provider: its paths, parameters, bodies, responses, documented errors
/// and examples. None if there is no such provider.
///
/// ```
/// let document = offerlint::openapi("tracklysms").unwrap();
/// assert_eq!(document["openapi"], "3.1.0");
/// assert!(document["paths"]["/v2/offers/{id}"]["put"]["requestBody"].is_object());
/// assert!(offerlint::openapi("unknown").is_none());
/// ```
pub fn openapi(provider: &str) -> Option<Value> {
    let contracts: Vec<Contract> =
        Contract::all().filter(|contract| contract.provider() == provider).collect();
    if contracts.is_empty() {
        return None;
    }
    let mut schemas = Map::new();
    for contract in &contracts {
        if contract.role() != Role::Query {
            let name = component(*contract);
            schemas.insert(name.clone(), embedded(contract.schema(), &name));
        }
    }
    let mut paths = Map::new();
    for contract in &contracts {
        let endpoint = contract.endpoint();
        let path = paths.entry(endpoint.path()).or_insert_with(|| json!({}));
        path[endpoint.method().to_ascii_lowercase()] = operation(endpoint);
    }
    Some(json!({
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": format!("{provider}: offers"),
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The contracts that offerlint checks. Rules between fields are not part of it.",
        },
        // The address is that of the account.
        "servers": [{"url": "/api"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }))
}

/// The name of a contract's schema: `create-offer` is `CreateOffer`.
fn component(contract: Contract) -> String {
    let name = contract.name().rsplit('/').next().unwrap_or_default();
    let capitalized = |word: &str| {
        let mut chars = word.chars();
        chars
            .next()
            .map(|first| first.to_ascii_uppercase())
            .into_iter()
            .chain(chars)
            .collect::<String>()
    };
    name.split('-').map(capitalized).collect()
}

/// A schema as a part of the document: its references lead to its place there.
fn embedded(mut schema: Value, name: &str) -> Value {
    if let Some(members) = schema.as_object_mut() {
        members.remove("$schema");
        members.remove("$id");
    }
    redirect(&mut schema, &format!("#/components/schemas/{name}"));
    schema
}

fn redirect(value: &mut Value, root: &str) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match (name.as_str(), &mut *value) {
                    ("$ref", Value::String(target)) => {
                        if let Some(inner) = target.strip_prefix('#') {
                            *target = format!("{root}{inner}");
                        }
                    }
                    _ => redirect(value, root),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| redirect(item, root)),
        _ => {}
    }
}

fn operation(endpoint: Endpoint) -> Value {
    let named = endpoint.request().unwrap_or(endpoint.response());
    let mut operation = json!({
        "operationId": component(named),
        "summary": named.summary(),
        "parameters": parameters(endpoint),
        "responses": responses(endpoint),
    });
    if let Some(request) = endpoint.request() {
        operation["requestBody"] = json!({"required": true, "content": content(request)});
    }
    operation
}

fn content(contract: Contract) -> Value {
    let reference = format!("#/components/schemas/{}", component(contract));
    let example: Value = serde_json::from_str(contract.example()).unwrap_or_default();
    json!({"application/json": {"schema": {"$ref": reference}, "examples": {"documented": {"value": example}}}})
}

/// The parameters of the path, and those of the query if the page documents them.
fn parameters(endpoint: Endpoint) -> Vec<Value> {
    let segments = endpoint.path().split('/');
    let names = segments.filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'));
    let in_path = |name: &str| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}});
    let mut all: Vec<Value> = names.map(in_path).collect();
    let query = endpoint.query().map(Contract::schema).unwrap_or_default();
    for (name, schema) in query["properties"].as_object().into_iter().flatten() {
        let mut schema = schema.clone();
        let description = schema.as_object_mut().and_then(|members| members.remove("description"));
        all.push(json!({
            "name": name, "in": "query", "required": false, "description": description.unwrap_or_default(),
            "schema": schema,
        }));
    }
    all
}

fn responses(endpoint: Endpoint) -> Value {
    let mut all = json!({
        "200": {"description": endpoint.response().summary(), "content": content(endpoint.response())},
    });
    let member = endpoint.response().spec().error_body.map(|body| body.member);
    for documented in endpoint.documented_errors() {
        let status = documented.error.status.to_string();
        let mut codes: Vec<&str> = Vec::new();
        let mut when: Vec<&str> = Vec::new();
        for error in endpoint.documented_errors() {
            if error.error.status == documented.error.status {
                codes.extend(error.error.code);
                when.push(error.when);
            }
        }
        all[&status] = json!({"description": when.join("; ")});
        if let Some(member) = member {
            let code = match codes.is_empty() {
                true => json!({"type": "string"}),
                false => json!({"type": "string", "examples": codes}),
            };
            let schema =
                json!({"type": "object", "required": [member], "properties": {member: code}});
            all[&status]["content"] = json!({"application/json": {"schema": schema}});
        }
    }
    all
}
