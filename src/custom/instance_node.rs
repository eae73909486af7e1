//! A parsed document as the schema crate reads it, so that no second tree is built.

use std::borrow::Cow;
use std::collections::HashSet;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, Node, NodeIdentity, Object, cmp, unique};
use serde_json::{Number, Value};

use super::instance::{Instance, to_number};
use crate::json::decimal::Decimal;
use crate::json::{NodeId, Tag};

/// Documents as instances.
pub(super) struct DocumentJson;

impl Json for DocumentJson {
    type Node<'a> = InstanceNode<'a>;
    type PreparedKey = String;
    type StringBuffer = ();

    // A lookup walks the members, so one walk for several names is better.
    const KEYS_PER_LOOKUP: usize = 1 << 16;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>(
        _buffer: &mut (),
        string: &str,
        f: impl FnOnce(Self::Node<'_>) -> T,
    ) -> T {
        f(InstanceNode::Name(string))
    }
}

/// A value of a document, or the name of a member as a value.
#[derive(Clone, Copy)]
pub(super) enum InstanceNode<'a> {
    Value(&'a Instance<'a>, NodeId),
    Name(&'a str),
}

impl<'a> InstanceNode<'a> {
    pub(super) fn root(instance: &'a Instance<'a>) -> Self {
        Self::Value(instance, 0)
    }

    /// Counts a visit. Nothing is returned when no visit is left.
    fn visit(instance: &'a Instance<'a>, node: NodeId) -> Option<Self> {
        instance.visit().then_some(Self::Value(instance, node))
    }

    fn tree(self) -> Cow<'a, Value> {
        match self {
            Self::Value(instance, node) => {
                instance.tree_at(node).map_or(Cow::Owned(Value::Null), Cow::Borrowed)
            }
            Self::Name(name) => Cow::Owned(name.into()),
        }
    }
}

impl<'a> Node<'a, DocumentJson> for InstanceNode<'a> {
    type Object = Container<'a>;
    type Array = Container<'a>;
    type Number = InstanceNumber<'a>;

    fn as_object(&self) -> Option<Container<'a>> {
        match *self {
            Self::Value(instance, node) if instance.document.tag(node) == Tag::Object => {
                Some(Container { instance, node })
            }
            _ => None,
        }
    }

    fn as_array(&self) -> Option<Container<'a>> {
        match *self {
            Self::Value(instance, node) if instance.document.tag(node) == Tag::Array => {
                Some(Container { instance, node })
            }
            _ => None,
        }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match *self {
            Self::Value(instance, node) => Some(instance.document.string(node)?.decode()),
            Self::Name(name) => Some(Cow::Borrowed(name)),
        }
    }

    fn as_number(&self) -> Option<InstanceNumber<'a>> {
        match *self {
            Self::Value(instance, node) if instance.document.tag(node) == Tag::Number => {
                Some(InstanceNumber(instance.document.raw(node)))
            }
            _ => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        match *self {
            Self::Value(instance, node) => match instance.document.tag(node) {
                Tag::True => Some(true),
                Tag::False => Some(false),
                _ => None,
            },
            Self::Name(_) => None,
        }
    }

    fn is_null(&self) -> bool {
        self.json_type() == JsonType::Null
    }

    fn is_number(&self) -> bool {
        self.json_type() == JsonType::Number
    }

    fn json_type(&self) -> JsonType {
        match *self {
            Self::Value(instance, node) => match instance.document.tag(node) {
                Tag::Null => JsonType::Null,
                Tag::True | Tag::False => JsonType::Boolean,
                Tag::Number => JsonType::Number,
                Tag::String { .. } | Tag::Key { .. } => JsonType::String,
                Tag::Array => JsonType::Array,
                Tag::Object => JsonType::Object,
            },
            Self::Name(_) => JsonType::String,
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match expected {
            Value::String(text) => self.as_string().is_some_and(|own| own == *text),
            Value::Number(_) => self.as_number().is_some_and(|own| {
                cmp::equal(&Value::Number(own.to_number().into_owned()), expected)
            }),
            _ => self.json_type() == JsonType::from(expected) && cmp::equal(&self.tree(), expected),
        }
    }

    /// The schema crate calls this once for each error.
    fn to_value(&self) -> Cow<'a, Value> {
        if let Self::Value(instance, node) = *self {
            instance.count_error(node);
        }
        self.tree()
    }

    fn identity(&self) -> Option<NodeIdentity> {
        Some(match *self {
            Self::Value(instance, node) => {
                NodeIdentity::tagged(std::ptr::from_ref(instance) as usize, node)
            }
            // Only one name is a value at a time.
            Self::Name(_) => NodeIdentity::new(0),
        })
    }
}

/// An array or an object.
#[derive(Clone, Copy)]
pub(super) struct Container<'a> {
    instance: &'a Instance<'a>,
    node: NodeId,
}

impl<'a> Container<'a> {
    fn children(self) -> Children<'a> {
        let end = self.instance.document.after(self.node);
        Children { instance: self.instance, next: self.node + 1, end }
    }
}

impl<'a> Object<'a, DocumentJson> for Container<'a> {
    type Node = InstanceNode<'a>;
    type MemberName = Cow<'a, str>;
    type MembersIter = Members<'a>;

    fn len(&self) -> usize {
        self.instance.document.count(self.node)
    }

    fn get(&self, name: &String) -> Option<InstanceNode<'a>> {
        InstanceNode::visit(self.instance, self.instance.document.member(self.node, name)?)
    }

    fn members(&self) -> Members<'a> {
        Members(self.children())
    }
}

impl<'a> Array<'a, DocumentJson> for Container<'a> {
    type Node = InstanceNode<'a>;
    type ElementsIter = Children<'a>;

    fn len(&self) -> usize {
        self.instance.document.count(self.node)
    }

    fn elements(&self) -> Children<'a> {
        self.children()
    }

    fn is_unique(&self) -> bool {
        let document = self.instance.document;
        let items = || document.items(self.node);
        let texts: Option<HashSet<_>> =
            items().map(|item| Some(document.string(item)?.decode())).collect();
        match texts {
            Some(texts) => texts.len() == items().count(),
            None => {
                let items = self.elements().map(|item| item.tree());
                unique::is_unique(&items.collect::<Vec<_>>())
            }
        }
    }
}

/// The items of an array.
pub(super) struct Children<'a> {
    instance: &'a Instance<'a>,
    next: NodeId,
    end: NodeId,
}

impl<'a> Iterator for Children<'a> {
    type Item = InstanceNode<'a>;

    fn next(&mut self) -> Option<InstanceNode<'a>> {
        let node = self.next;
        if node >= self.end {
            return None;
        }
        self.next = self.instance.document.after(node);
        InstanceNode::visit(self.instance, node)
    }
}

/// The members of an object.
pub(super) struct Members<'a>(Children<'a>);

impl<'a> Iterator for Members<'a> {
    type Item = (Cow<'a, str>, InstanceNode<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let document = self.0.instance.document;
        while self.0.next < self.0.end {
            let key = self.0.next;
            self.0.next = key + 1;
            let value = self.0.next()?;
            if !document.is_shadowed(key) {
                return Some((document.string(key)?.decode(), value));
            }
        }
        None
    }
}

/// A number as it is written.
pub(super) struct InstanceNumber<'a>(&'a str);

impl JsonNumber for InstanceNumber<'_> {
    fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|number: &f64| number.is_finite())
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.0)
    }

    fn to_number(&self) -> Cow<'_, Number> {
        Cow::Owned(to_number(self.0))
    }

    fn is_integer(&self) -> bool {
        !self.0.contains(['.', 'e', 'E']) || Decimal::parse(self.0).is_whole()
    }
}
