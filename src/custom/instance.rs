//! A document that is being validated, with limits on the work.

use std::cell::{Cell, OnceCell};

use serde_json::{Map, Number, Value};

use crate::json::{Document, NodeId, Tag};

/// Limits of the visits to values that the validator may make: for each node of the document, and the
/// minimum for small documents. A schema that applies itself twice to a member doubles the visits
/// with each level of the document.
const VISITS_PER_NODE: u64 = 1_000;
const MIN_VISITS: u64 = 100_000;
/// The number of errors for one document, those of the branches of `anyOf` and `oneOf` included. An error
/// counts once for itself and once for each level of its path, since it contains the path.
const MAX_ERRORS: u64 = 4_000_000;

/// A document that is being validated.
pub(super) struct Instance<'a> {
    pub(super) document: &'a Document<'a>,
    /// Remaining visits. At zero, arrays and objects look empty, which ends the validation.
    visits: Cell<u64>,
    /// Remaining errors.
    errors: Cell<u64>,
    /// The document as the schema crate's own tree, built when it is needed.
    tree: OnceCell<Value>,
}

impl<'a> Instance<'a> {
    pub(super) fn new(document: &'a Document<'a>) -> Self {
        let visits = MIN_VISITS + VISITS_PER_NODE * u64::from(document.len());
        let (visits, errors) = (Cell::new(visits), Cell::new(MAX_ERRORS));
        Self { document, visits, errors, tree: OnceCell::new() }
    }

    /// Whether the validation was ended early, which makes its result meaningless.
    pub(super) fn is_exhausted(&self) -> bool {
        self.visits.get() == 0
    }

    /// Counts a visit. Returns whether it is allowed.
    pub(super) fn visit(&self) -> bool {
        let left = self.visits.get().saturating_sub(1);
        self.visits.set(left);
        left > 0
    }

    pub(super) fn count_error(&self, node: NodeId) {
        let path =
            std::iter::successors(Some(node), |at| (*at != 0).then(|| self.document.parent(*at)));
        let left = self.errors.get().saturating_sub(path.count() as u64);
        self.errors.set(left);
        if left == 0 {
            self.visits.set(0);
        }
    }

    /// A value as the schema crate's own tree.
    pub(super) fn tree_at(&self, node: NodeId) -> Option<&Value> {
        if node == 0 {
            return Some(self.tree.get_or_init(|| to_value(self.document, 0)));
        }
        let parent = self.tree_at(self.document.parent(node))?;
        match self.document.key_of(node) {
            Some(key) => parent.get(self.document.string(key)?.decode().as_ref()),
            None => parent.get(self.document.ordinal(node) as usize),
        }
    }
}

/// The tree of the schema crate. Of repeated members it has the last one.
fn to_value(document: &Document<'_>, node: NodeId) -> Value {
    match document.tag(node) {
        Tag::Null => Value::Null,
        Tag::True => Value::Bool(true),
        Tag::False => Value::Bool(false),
        Tag::Number => Value::Number(to_number(document.raw(node))),
        Tag::String { .. } | Tag::Key { .. } => {
            document.string(node).map(|text| text.decode().into_owned()).into()
        }
        Tag::Array => document.items(node).map(|item| to_value(document, item)).collect(),
        Tag::Object => {
            let members = document.members(node);
            let named = members.filter_map(|(key, value)| {
                Some((document.string(key)?.decode().into_owned(), to_value(document, value)))
            });
            Value::Object(named.collect::<Map<_, _>>())
        }
    }
}

pub(super) fn to_number(raw: &str) -> Number {
    serde_json::from_str(raw).unwrap_or_else(|_| 0.into())
}
