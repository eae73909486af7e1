//! How many subschemas a schema applies to one and the same value. A reference can lead back to where it
//! came from, and a chain of 30 definitions, each of which refers to the next one twice, applies 2^30.

use std::collections::HashMap;

use jsonschema::{Draft, Registry, RegistryBuilder, uri};
use referencing::Resolver;
use serde_json::Value;
use url::Url;

use super::references::Loaded;
use crate::diagnostics::pointer::push_token;

/// The largest number of subschemas for one value.
const MAX_APPLIED: u64 = 10_000;
/// The largest number of subschemas for one value that apply each other in a row. The validator takes
/// stack for each of them at each level of a document.
const MAX_IN_A_ROW: usize = 64;

/// Keywords that apply their subschemas to the same value.
const SAME_VALUE: [&str; 12] = [
    "$ref",
    "$dynamicRef",
    "$recursiveRef",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "dependencies",
];

/// Refuses a schema that applies itself to the same value without end, or too many subschemas.
///
/// # Errors
/// The reason, with the place in the schema.
pub(super) fn check(
    schema: &Value,
    draft: Draft,
    base: &Url,
    loaded: &Loaded,
) -> Result<(), String> {
    let root = draft.create_resource_ref(schema);
    let registry = Registry::new().draft(draft).retriever(loaded.clone());
    let registry = registry.add(base, root).and_then(RegistryBuilder::prepare);
    let registry = registry.map_err(|error| error.to_string())?;
    let base = uri::from_str(base.as_str()).map_err(|error| error.to_string())?;
    let resolver = registry.resolver(base);
    let mut search = Search { costs: HashMap::new(), path: Vec::new(), pending: Vec::new() };
    search.pending.push(Subschema { schema, draft, resolver, place: "#".to_owned() });
    while let Some(subschema) = search.pending.pop() {
        search.cost(&subschema)?;
    }
    Ok(())
}

struct Subschema<'r> {
    schema: &'r Value,
    draft: Draft,
    resolver: Resolver<'r>,
    /// The file, `#` and the pointer; no file for the schema itself.
    place: String,
}

/// The work of a subschema for one value.
#[derive(Clone, Copy)]
struct Cost {
    /// The number of subschemas, itself included. One that is reached twice counts twice.
    applied: u64,
    /// How many of them apply each other in a row.
    in_a_row: usize,
}

struct Search<'r> {
    /// Known costs, by the address of the subschema.
    costs: HashMap<*const Value, Cost>,
    /// The subschemas that are being searched, each of which applies the next to the same value.
    path: Vec<*const Value>,
    /// Subschemas for members and items.
    pending: Vec<Subschema<'r>>,
}

impl<'r> Search<'r> {
    fn cost(&mut self, subschema: &Subschema<'r>) -> Result<Cost, String> {
        let address = std::ptr::from_ref(subschema.schema);
        if let Some(cost) = self.costs.get(&address) {
            return Ok(*cost);
        }
        if self.path.contains(&address) {
            return Err(subschema.refused(
                "it applies itself to the same value without end; remove a reference of the circle, or apply it to a \
                 member or an item",
            ));
        }
        let mut cost = Cost { applied: 1, in_a_row: 1 };
        self.path.push(address);
        for (keyword, target) in subschema.targets() {
            if !SAME_VALUE.contains(&keyword) {
                self.pending.push(target);
                continue;
            }
            // Refused before the stack of this function is exhausted.
            if self.path.len() >= MAX_IN_A_ROW {
                return Err(too_long(&target));
            }
            let below = self.cost(&target)?;
            cost.applied = cost.applied.saturating_add(below.applied);
            cost.in_a_row = cost.in_a_row.max(1 + below.in_a_row);
        }
        self.path.pop();
        // These need the results of the other keywords, which are applied again for that; so are nested ones.
        let asking = ["unevaluatedProperties", "unevaluatedItems"]
            .map(|keyword| u64::from(subschema.schema.get(keyword).is_some()));
        cost.applied = cost.applied.saturating_mul(1 + 2 * asking.iter().sum::<u64>());
        if cost.in_a_row > MAX_IN_A_ROW {
            return Err(too_long(subschema));
        }
        if cost.applied > MAX_APPLIED {
            return Err(subschema.refused(&format!(
                "it applies more than {MAX_APPLIED} subschemas to one value, repeated ones included; refer to each \
                 definition once"
            )));
        }
        self.costs.insert(address, cost);
        Ok(cost)
    }
}

fn too_long(subschema: &Subschema<'_>) -> String {
    subschema.refused(&format!(
        "more than {MAX_IN_A_ROW} of its subschemas apply each other to one value in a row; shorten the chain of \
         references"
    ))
}

impl<'r> Subschema<'r> {
    fn refused(&self, reason: &str) -> String {
        let pointer =
            self.place.strip_prefix('#').filter(|at| at.is_empty() || at.starts_with('/'));
        format!("{reason} (at {:?})", pointer.unwrap_or(&self.place))
    }

    /// The subschemas that it applies, by keyword.
    fn targets(&self) -> Vec<(&'r str, Self)> {
        let Some(members) = self.schema.as_object() else { return Vec::new() };
        let draft = self.draft.detect(self.schema);
        let resource = draft.create_resource_ref(self.schema);
        let Ok(resolver) = self.resolver.in_subresource(resource) else { return Vec::new() };
        let mut targets = Vec::new();
        // Until draft-07, keywords beside a reference are ignored.
        let only_reference = draft <= Draft::Draft7 && members.contains_key("$ref");
        for (keyword, value) in members {
            if only_reference && keyword != "$ref" {
                continue;
            }
            let child = |token: Option<&str>, schema| {
                let mut place = self.place.clone();
                push_token(&mut place, keyword);
                token.into_iter().for_each(|token| push_token(&mut place, token));
                let resolver = resolver.clone();
                (keyword.as_str(), Self { schema, draft, resolver, place })
            };
            match (keyword.as_str(), value) {
                ("$ref" | "$dynamicRef" | "$recursiveRef", Value::String(reference)) => {
                    targets.extend(self.reference(reference, &resolver).map(|to| (&**keyword, to)));
                }
                (
                    "properties" | "patternProperties" | "dependentSchemas" | "dependencies",
                    Value::Object(named),
                ) => {
                    targets.extend(named.iter().map(|(name, schema)| child(Some(name), schema)));
                }
                ("allOf" | "anyOf" | "oneOf" | "prefixItems" | "items", Value::Array(listed)) => {
                    let listed = listed.iter().enumerate();
                    targets.extend(listed.map(|(i, schema)| child(Some(&i.to_string()), schema)));
                }
                (
                    "not"
                    | "if"
                    | "then"
                    | "else"
                    | "items"
                    | "additionalItems"
                    | "contains"
                    | "unevaluatedItems"
                    | "additionalProperties"
                    | "unevaluatedProperties"
                    | "propertyNames",
                    schema,
                ) => targets.push(child(None, schema)),
                _ => {}
            }
        }
        targets
    }

    /// The subschema that a reference leads to. The validator reports one that leads nowhere.
    fn reference(&self, reference: &str, resolver: &Resolver<'r>) -> Option<Self> {
        let (schema, resolver, draft) = resolver.lookup(reference).ok()?.into_inner();
        let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let own = self.place.split('#').next().unwrap_or_default();
        let file = if file.is_empty() { own } else { file };
        Some(Self { schema, draft, resolver, place: format!("{file}#{pointer}") })
    }
}

#[cfg(test)]
mod tests;
