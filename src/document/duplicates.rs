//! Finds members whose name occurs more than once in their object.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::payload::key::{SLOTS, SPREAD};

use super::{Document, NodeId, Tag};

/// Up to this many members are compared pair by pair, and only if their digests meet.
const FEW: usize = 48;

pub(super) fn find(document: &mut Document<'_>) {
    let mut found: Vec<Vec<NodeId>> = Vec::new();
    let mut keys = Vec::with_capacity(FEW);
    for node in 0..document.len() {
        if document.tag(node) == Tag::Object {
            keys.clear();
            keys.extend(document.all_members(node).map(|(key, _)| key));
            if keys.len() > FEW || may_repeat(document, &keys) {
                group(document, &keys, &mut found);
            }
        }
    }
    let mut shadowed: Vec<NodeId> =
        found.iter().flat_map(|group| &group[..group.len() - 1]).copied().collect();
    shadowed.sort_unstable();
    document.shadowed = shadowed;
    document.duplicates = found;
}

/// A cheap test that a repeated name never passes unnoticed.
fn may_repeat(document: &Document<'_>, keys: &[NodeId]) -> bool {
    let mut seen = [0u64; SLOTS / 64];
    for &key in keys {
        // A name with an escape may be any.
        let Some(name) = document.key(key) else { return true };
        let digest = name.digest(SPREAD);
        let (word, bit) = (digest / 64, 1u64 << (digest % 64));
        if seen[word] & bit != 0 {
            return true;
        }
        seen[word] |= bit;
    }
    false
}

fn group(document: &Document<'_>, keys: &[NodeId], found: &mut Vec<Vec<NodeId>>) {
    let mut places: HashMap<Cow<'_, str>, usize> = HashMap::with_capacity(keys.len());
    let mut groups: Vec<Vec<NodeId>> = Vec::new();
    for &key in keys {
        let Some(name) = document.string(key) else { continue };
        let next = groups.len();
        let group = *places.entry(name.decode()).or_insert(next);
        if group == next {
            groups.push(Vec::new());
        }
        groups[group].push(key);
    }
    found.extend(groups.into_iter().filter(|group| group.len() > 1));
}
