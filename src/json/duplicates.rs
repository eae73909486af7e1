//! Finds members whose name occurs more than once in their object.

use std::borrow::Cow;
use std::collections::HashMap;

use super::name_hash::{self, HASH_MULTIPLIER};
use super::{Document, NodeId};

/// In a larger object a new name is no longer compared with those before it, one by one.
pub(super) const SMALL_LIST: u32 = 96;

/// So many numbers are told apart.
const NUMBERS: usize = 512;

/// The names of an object, as far as they are told apart by a number for each.
#[derive(Default)]
pub(super) struct Names([u64; NUMBERS / 64]);

impl Names {
    /// Adds the name that a text begins with; false if it is certainly new.
    #[inline]
    pub(super) fn add(&mut self, text: &[u8], length: usize) -> bool {
        let number = name_hash::hash_name(text, length).wrapping_mul(HASH_MULTIPLIER);
        let number = (number >> (64 - NUMBERS.ilog2())) as usize;
        let (word, bit) = (number / 64, 1u64 << (number % 64));
        let is_met = self.0[word] & bit != 0;
        self.0[word] |= bit;
        is_met
    }
}

/// Finds the repeated names of the objects in which there may be some.
pub(super) fn find(document: &mut Document<'_>, objects: &[NodeId]) {
    let mut found: Vec<Vec<NodeId>> = Vec::new();
    for object in objects {
        let keys: Vec<NodeId> = document.all_members(*object).map(|(key, _)| key).collect();
        group(document, &keys, &mut found);
    }
    let mut shadowed: Vec<NodeId> =
        found.iter().flat_map(|group| &group[..group.len() - 1]).copied().collect();
    shadowed.sort_unstable();
    document.shadowed = shadowed;
    document.duplicates = found;
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
