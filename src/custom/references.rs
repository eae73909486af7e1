//! Loads the files that the references of an own schema name.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::{Draft, Retrieve, Uri};
use serde_json::{Map, Value};
use url::Url;

use super::documents::{Documents, LoadDocument, percent_decoded};
use crate::diagnostics::display_safe::quoted;

/// The folder of the schemas as a URI. A reference that leaves the folder has another start.
const FOLDER: &str = "json-schema:///folder/";

/// The search for referenced files.
struct Search<'l> {
    /// The draft of the document that is being searched.
    draft: Draft,
    load: &'l LoadDocument<'l>,
    /// URIs of files and of parts with an `$id`.
    known: BTreeSet<Url>,
    /// The URI that a file is referred to by, and its path as a URI in [`FOLDER`].
    places: Vec<(Url, Url)>,
    referenced: BTreeMap<Url, Value>,
    /// References to other documents as URIs and as written.
    pending: Vec<(Url, String)>,
}

/// Loads every file that a schema refers to, directly or through other files.
///
/// # Errors
/// A reference that leaves the folder, or that names no readable schema of a known draft.
pub(super) fn load(
    path: &str,
    schema: &Value,
    draft: Draft,
    load: Option<&LoadDocument<'_>>,
) -> Result<Documents, String> {
    let base = Url::parse(FOLDER).and_then(|folder| folder.join(path));
    let base = base.map_err(|error| format!("{}: {error}", quoted(path)))?;
    let Some(load) = load else { return Ok(Documents { base, referenced: BTreeMap::new() }) };
    let mut search = Search {
        draft,
        load,
        known: BTreeSet::new(),
        places: Vec::new(),
        referenced: BTreeMap::new(),
        pending: Vec::new(),
    };
    search.enter(schema, &base, &base);
    while let Some((uri, reference)) = search.pending.pop() {
        search.follow(uri, &reference, draft)?;
    }
    Ok(Documents { base, referenced: search.referenced })
}

impl Search<'_> {
    /// Notes the identifiers and references of a document, whose file has the URI `file`.
    fn enter(&mut self, document: &Value, uri: &Url, file: &Url) {
        self.known.insert(uri.clone());
        let named = self.base_of(document, uri);
        self.places.push((named, file.clone()));
        self.walk(document, uri);
    }

    fn base_of(&self, schema: &Value, outer: &Url) -> Url {
        let keyword = if self.draft == Draft::Draft4 { "id" } else { "$id" };
        let id = schema.get(keyword).and_then(Value::as_str).filter(|id| !id.starts_with('#'));
        let mut base = id.and_then(|id| outer.join(id).ok()).unwrap_or_else(|| outer.clone());
        base.set_fragment(None);
        base
    }

    fn walk(&mut self, schema: &Value, outer: &Url) {
        match schema {
            Value::Array(items) => items.iter().for_each(|item| self.walk(item, outer)),
            Value::Object(members) => {
                let base = self.base_of(schema, outer);
                if base != *outer {
                    self.known.insert(base.clone());
                }
                self.walk_members(members, &base);
            }
            _ => {}
        }
    }

    fn walk_members(&mut self, members: &Map<String, Value>, base: &Url) {
        for (keyword, value) in members {
            match (keyword.as_str(), value) {
                ("$ref" | "$dynamicRef" | "$recursiveRef", Value::String(reference)) => {
                    if let Ok(mut uri) = base.join(reference) {
                        uri.set_fragment(None);
                        self.pending.push((uri, reference.clone()));
                    }
                }
                // Values, not schemas.
                ("const" | "enum" | "default" | "examples", _) => {}
                // Names of members or definitions, not keywords.
                (
                    "properties" | "patternProperties" | "dependentSchemas" | "dependencies"
                    | "$defs" | "definitions",
                    Value::Object(named),
                ) => named.values().for_each(|schema| self.walk(schema, base)),
                _ => self.walk(value, base),
            }
        }
    }

    fn follow(&mut self, uri: Url, reference: &str, root_draft: Draft) -> Result<(), String> {
        // The schemas of the drafts are built in.
        if self.known.contains(&uri) || uri.host_str() == Some("json-schema.org") {
            return Ok(());
        }
        let refused = |reason: &str| format!("the reference {} {reason}", quoted(reference));
        let Some((file, path)) = self.file_of(&uri) else {
            return Err(refused(match uri.scheme() {
                "http" | "https" => "leads to the network; nothing is fetched",
                _ => "leaves the folder of this configuration",
            }));
        };
        let document = (self.load)(&path)
            .map_err(|reason| refused(&format!("cannot be followed: {reason}")))?;
        self.draft = match document.get("$schema").and_then(Value::as_str) {
            None => root_draft,
            Some(named) => match Draft::from_schema_uri(named) {
                Draft::Unknown => return Err(refused("leads to a schema of an unknown draft")),
                draft => draft,
            },
        };
        self.enter(&document, &uri, &file);
        self.referenced.insert(uri, document);
        Ok(())
    }

    /// The file that a URI means, and its path in the folder. A file with an `$id` may name its
    /// neighbours by URIs beside that `$id`.
    fn file_of(&self, uri: &Url) -> Option<(Url, String)> {
        let in_folder = |file: Url| {
            let path = file.as_str().strip_prefix(FOLDER).map(percent_decoded)?;
            (!path.is_empty()).then_some((file, path))
        };
        if uri.scheme() == "json-schema" {
            return in_folder(uri.clone());
        }
        self.places.iter().filter(|(named, _)| named.scheme() == uri.scheme()).find_map(
            |(named, file)| {
                let beside = named.make_relative(uri)?;
                in_folder(file.join(&beside).ok()?)
            },
        )
    }
}

/// Serves the loaded files to the validator; refuses everything else.
#[derive(Clone, Default)]
pub(super) struct Loaded(pub(super) BTreeMap<Url, Value>);

impl Retrieve for Loaded {
    fn retrieve(
        &self,
        uri: &Uri<String>,
    ) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let found = Url::parse(uri.as_str()).ok().and_then(|mut uri| {
            uri.set_fragment(None);
            self.0.get(&uri).cloned()
        });
        found.ok_or_else(|| format!("nothing is fetched from {}", uri.as_str()).into())
    }
}
