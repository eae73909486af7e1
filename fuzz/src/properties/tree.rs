//! A JSON text as `serde_json` reads it, repeated members included.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

#[derive(Debug, PartialEq)]
pub(super) enum Tree {
    Scalar(Value),
    Array(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// Reads a text that may start with a byte order mark.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        serde_json::from_str(std::str::from_utf8(bytes).ok()?).ok()
    }

    /// The values that a JSON Pointer leads to: more than one where members are repeated.
    pub(super) fn find(&self, pointer: &str) -> Vec<&Self> {
        let mut found = vec![self];
        for token in pointer.split('/').skip(1) {
            let token = unescaped(token);
            found = found.into_iter().flat_map(|tree| tree.children(&token)).collect();
        }
        found
    }

    /// Whether this is an object without such a member.
    pub(super) fn lacks(&self, name: &str) -> bool {
        matches!(self, Self::Object(members) if members.iter().all(|(key, _)| key != name))
    }

    fn children<'t>(&'t self, token: &str) -> Vec<&'t Self> {
        match self {
            Self::Scalar(_) => Vec::new(),
            Self::Array(items) => {
                token.parse().ok().and_then(|at: usize| items.get(at)).into_iter().collect()
            }
            Self::Object(members) => {
                members.iter().filter(|(name, _)| name == token).map(|(_, value)| value).collect()
            }
        }
    }
}

/// A reference token without its escapes.
pub(super) fn unescaped(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Scalar(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Scalar(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Scalar(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Scalar(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::Scalar(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Scalar(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element()? {
            all.push(item);
        }
        Ok(Tree::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Tree, A::Error> {
        let mut all = Vec::new();
        while let Some(member) = members.next_entry()? {
            all.push(member);
        }
        Ok(Tree::Object(all))
    }
}
