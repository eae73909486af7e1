//! Finds members whose name occurs more than once in their object.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::payload::key::{SLOTS, SPREAD};

use super::{Document, NodeId, Tag};

/// Of so many members at most one hopes that no two digests meet.
const FEW: usize = 48;

pub(super) fn find(document: &mut Document<'_>) {
    let mut found: Vec<Vec<NodeId>> = Vec::new();
    for node in 0..document.len() {
        if document.tag(node) == Tag::Object && may_repeat(document, node) {
            let keys: Vec<NodeId> = document.all_members(node).map(|(key, _)| key).collect();
            group(document, &keys, &mut found);
        }
    }
    let mut shadowed: Vec<NodeId> =
        found.iter().flat_map(|group| &group[..group.len() - 1]).copied().collect();
    shadowed.sort_unstable();
    document.shadowed = shadowed;
    document.duplicates = found;
}

/// A cheap test that a repeated name never passes unnoticed.
fn may_repeat(document: &Document<'_>, object: NodeId) -> bool {
    let mut seen = [0u64; SLOTS / 64];
    document.all_members(object).enumerate().any(|(count, (key, _))| {
        // A name with an escape may be any.
        let Some(name) = document.key(key) else { return true };
        let digest = name.digest(SPREAD);
        let (word, bit) = (digest / 64, 1u64 << (digest % 64));
        let is_met = seen[word] & bit != 0;
        seen[word] |= bit;
        is_met || count >= FEW
    })
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
