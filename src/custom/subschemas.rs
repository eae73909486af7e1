//! The parts of a schema, and where each part sends the value that it is given.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};
use url::Url;

use super::documents::{Documents, percent_decoded};
use crate::diagnostics::pointer::push_token;

/// How a part is applied by the part that contains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge<'s> {
    /// To the same value; asked what it evaluated, it judges the value again.
    Same,
    /// To the same value; what it evaluated can be told without judging.
    Passed,
    /// To the same value; what it evaluated does not matter.
    Apart,
    /// To the member with this name.
    Property(&'s str),
    /// To members whose names match.
    Pattern(&'s str),
    /// To the members that `properties` and `patternProperties` beside it leave.
    OtherProperties,
    /// To the members that nothing evaluated.
    UnevaluatedProperties,
    /// To the names of members.
    Name,
    /// To the item with this index.
    Item(usize),
    /// To the items that `prefixItems` beside it leaves.
    OtherItems,
    /// To the items that nothing evaluated.
    UnevaluatedItems,
    /// To any item.
    AnyItem,
    /// Not at all, unless something refers to it.
    Definition,
}

/// Where a schema or a named place of it begins.
#[derive(Clone)]
pub(super) struct At<'s> {
    pub(super) value: &'s Value,
    pub(super) pointer: String,
}

impl<'s> At<'s> {
    pub(super) fn step(&self, value: &'s Value, tokens: &[&str]) -> Self {
        let mut pointer = self.pointer.clone();
        for token in tokens {
            push_token(&mut pointer, token);
        }
        Self { value, pointer }
    }
}

/// What holds for a part whichever way it is reached.
pub(super) fn address(value: &Value) -> usize {
    std::ptr::from_ref(value) as usize
}

/// A part that has an `$id`, or the whole schema.
struct Resource<'s> {
    base: Url,
    root: At<'s>,
    /// Places by `$anchor` and `$dynamicAnchor`; whether it is the latter.
    anchors: HashMap<&'s str, (At<'s>, bool)>,
}

/// A schema with everything that its references may name.
pub(super) struct Subschemas<'s> {
    resources: Vec<Resource<'s>>,
    by_base: HashMap<Url, usize>,
    /// The places that a dynamic reference may mean, by name.
    places: BTreeMap<&'s str, Vec<At<'s>>>,
    /// The resource that a part belongs to.
    owners: HashMap<usize, usize>,
    /// The first part whose name another part of its resource has as well, and the name.
    doubled: Option<(At<'s>, String)>,
}

impl<'s> Subschemas<'s> {
    /// Enters the schema and the files that it refers to.
    pub(super) fn new(schema: &'s Value, documents: &'s Documents) -> Self {
        let mut all = Self {
            resources: Vec::new(),
            by_base: HashMap::new(),
            places: BTreeMap::new(),
            owners: HashMap::new(),
            doubled: None,
        };
        all.enter_document(At { value: schema, pointer: String::new() }, &documents.base);
        for (uri, document) in &documents.referenced {
            let name = uri.path_segments().and_then(Iterator::last).map(percent_decoded);
            let pointer = format!("{}#", name.unwrap_or_default());
            all.enter_document(At { value: document, pointer }, uri);
        }
        all
    }

    fn enter_document(&mut self, root: At<'s>, base: &Url) {
        let mut pending = vec![(root, None)];
        while let Some((at, parent)) = pending.pop() {
            let owner = self.enter(&at, parent, base);
            if parent.is_none() {
                self.by_base.entry(base.clone()).or_insert(owner);
            }
            let children = children(&at).into_iter().map(|(_, child)| (child, Some(owner)));
            pending.extend(children);
        }
    }

    /// Notes a part, and says which resource it belongs to.
    fn enter(&mut self, at: &At<'s>, parent: Option<usize>, document: &Url) -> usize {
        // Draft-04 writes `id`. Before 2019-09, `#name` as an identifier is an anchor.
        let id = |keyword| at.value.get(keyword).and_then(Value::as_str);
        let identifiers = [id("$id"), id("id")];
        let mut names = identifiers.into_iter().flatten();
        let named = names.find(|name| !name.starts_with('#'));
        let owner = match (parent, named) {
            (Some(parent), None) => parent,
            _ => {
                let outer = match parent {
                    Some(parent) => &self.resources[parent].base,
                    None => document,
                };
                let base = outer.join(named.unwrap_or(""));
                match (base, parent) {
                    (Ok(mut base), _) => {
                        base.set_fragment(None);
                        let number = self.resources.len();
                        if *self.by_base.entry(base.clone()).or_insert(number) < number {
                            let name = named.unwrap_or_default().to_owned();
                            self.doubled.get_or_insert_with(|| (at.clone(), name));
                        }
                        let root = at.clone();
                        self.resources.push(Resource { base, root, anchors: HashMap::new() });
                        self.resources.len() - 1
                    }
                    (Err(_), Some(parent)) => parent,
                    // Not even the whole schema has an address: then nothing can be referred to.
                    (Err(_), None) => 0,
                }
            }
        };
        self.owners.insert(address(at.value), owner);
        if let Some(resource) = self.resources.get_mut(owner) {
            let old = |name: Option<&'s str>| name.and_then(|name| name.strip_prefix('#'));
            for (name, dynamic) in [
                (old(identifiers[0]), false),
                (old(identifiers[1]), false),
                (id("$anchor"), false),
                (id("$dynamicAnchor"), true),
            ] {
                if let Some(name) = name.filter(|name| !name.is_empty()) {
                    if dynamic {
                        self.places.entry(name).or_default().push(at.clone());
                    }
                    let before = resource.anchors.insert(name, (at.clone(), dynamic));
                    if before.is_some_and(|(before, _)| address(before.value) != address(at.value))
                    {
                        self.doubled.get_or_insert_with(|| (at.clone(), name.to_owned()));
                    }
                }
            }
        }
        owner
    }

    /// A part that has a name in common with another, and the name: a reference to it may mean either.
    pub(super) fn doubled(&self) -> Option<&(At<'s>, String)> {
        self.doubled.as_ref()
    }

    /// The parts that a part sends values to, references included. Of the places that a dynamic
    /// reference may mean it is the one with this number.
    pub(super) fn targets(&mut self, at: &At<'s>, choice: usize) -> Vec<(Edge<'s>, At<'s>)> {
        let owner = self.owners.get(&address(at.value)).copied().unwrap_or(0);
        let mut targets = children(at);
        targets.retain(|(edge, _)| *edge != Edge::Definition);
        for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
            let Some(reference) = at.value.get(keyword).and_then(Value::as_str) else { continue };
            if let Some(target) = self.resolve(owner, reference, keyword, choice) {
                targets.push((Edge::Passed, target));
            }
        }
        // A reference may lead to where no schema is expected.
        for (_, target) in &targets {
            self.owners.entry(address(target.value)).or_insert(owner);
        }
        targets
    }

    /// In how many ways the dynamic references can be meant.
    pub(super) fn choices(&self) -> usize {
        self.places.values().fold(1, |ways, places| ways.saturating_mul(places.len()))
    }

    fn resolve(
        &mut self,
        owner: usize,
        reference: &str,
        keyword: &str,
        choice: usize,
    ) -> Option<At<'s>> {
        let mut target = self.resources.get(owner)?.base.join(reference).ok()?;
        let fragment = target.fragment().map(percent_decoded).unwrap_or_default();
        target.set_fragment(None);
        let found = *self.by_base.get(&target)?;
        let resource = &self.resources[found];
        let at = if fragment.is_empty() {
            resource.root.clone()
        } else if fragment.starts_with('/') {
            let value = resource.root.value.pointer(&fragment)?;
            At { value, pointer: format!("{}{fragment}", resource.root.pointer) }
        } else {
            let (at, dynamic) = resource.anchors.get(fragment.as_str())?;
            match keyword == "$dynamicRef" && *dynamic {
                true => self.dynamic(&fragment, choice).unwrap_or_else(|| at.clone()),
                false => at.clone(),
            }
        };
        self.owners.entry(address(at.value)).or_insert(found);
        Some(at)
    }

    fn dynamic(&self, name: &str, choice: usize) -> Option<At<'s>> {
        // A choice is a number with a digit for each name.
        let before = self.places.range(..name).map(|(_, places)| places.len());
        let places = self.places.get(name)?;
        let digit = choice / before.product::<usize>().max(1) % places.len();
        places.get(digit).cloned()
    }
}

/// The parts of a part.
fn children<'s>(at: &At<'s>) -> Vec<(Edge<'s>, At<'s>)> {
    let Some(schema) = at.value.as_object() else { return Vec::new() };
    let mut children = Vec::new();
    for (keyword, value) in schema {
        let named: Option<fn(&'s str) -> Edge<'s>> = match keyword.as_str() {
            "properties" => Some(Edge::Property),
            "patternProperties" => Some(Edge::Pattern),
            "dependentSchemas" => Some(|_| Edge::Passed),
            // What that came from is still known to the validator; lists of names are no parts.
            "dependencies" => Some(|_| Edge::Apart),
            "$defs" | "definitions" => Some(|_| Edge::Definition),
            _ => None,
        };
        let listed: Option<fn(usize) -> Edge<'s>> = match keyword.as_str() {
            "allOf" | "anyOf" | "oneOf" => Some(|_| Edge::Same),
            "prefixItems" => Some(Edge::Item),
            // Drafts before 2020-12: an array of `items` is what `prefixItems` is since.
            "items" if value.is_array() => Some(Edge::Item),
            _ => None,
        };
        if let (Some(edge), Some(members)) = (named, value.as_object()) {
            let members = members.iter();
            children.extend(
                members.map(|(name, value)| (edge(name), at.step(value, &[keyword, name]))),
            );
        } else if let (Some(edge), Some(items)) = (listed, value.as_array()) {
            let items = items.iter().enumerate();
            children.extend(
                items.map(|(i, value)| (edge(i), at.step(value, &[keyword, &i.to_string()]))),
            );
        } else if let Some(edge) = single(keyword, schema) {
            children.push((edge, at.step(value, &[keyword])));
        }
    }
    children
}

/// How a keyword applies the one schema that it has, if it has one.
fn single<'s>(keyword: &str, schema: &Map<String, Value>) -> Option<Edge<'s>> {
    Some(match keyword {
        "not" => Edge::Apart,
        "if" => Edge::Same,
        "then" | "else" if schema.contains_key("if") => Edge::Passed,
        "then" | "else" | "contentSchema" => Edge::Definition,
        "additionalProperties" => Edge::OtherProperties,
        "unevaluatedProperties" if !schema.contains_key("additionalProperties") => {
            Edge::UnevaluatedProperties
        }
        "unevaluatedProperties" => Edge::Definition,
        "propertyNames" => Edge::Name,
        "items" | "additionalItems" => Edge::OtherItems,
        "unevaluatedItems" if !schema.contains_key("items") => Edge::UnevaluatedItems,
        "unevaluatedItems" => Edge::Definition,
        "contains" => Edge::AnyItem,
        _ => return None,
    })
}
