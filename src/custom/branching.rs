//! How often a schema judges one and the same value. References let a schema of thirty lines judge
//! a value a thousand million times, and one that does so twice a level, a deep document for ever.

mod patterns;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::Value;

use self::patterns::{Patterns, may_both_match};
use super::subschemas::{At, Edge, Subschemas, address};
use crate::quoted::quoted;

/// How many parts may judge one value, a part that is reached twice counting twice.
const LIMIT: u64 = 10_000;
/// How deep a document can be.
const NESTING: usize = 127;
/// What finding out may cost.
const WORK: usize = 20_000_000;
/// How many resources may share a dynamic anchor: each is a meaning of references that is followed.
const CHOICES: usize = 8;

/// Why a schema is refused, and the pointer to the part that it is refused for.
pub(super) struct Refusal {
    pub(super) reason: String,
    pub(super) pointer: String,
}

/// Refuses a schema that may judge one value too often.
pub(super) fn check(schema: &Value) -> Result<(), Refusal> {
    if let Some(pointer) = of_another_draft(schema) {
        let reason = "below its root another draft than 2020-12 begins".to_owned();
        return Err(Refusal { reason, pointer });
    }
    let mut subschemas = Subschemas::new(schema);
    if let Some((at, name)) = subschemas.doubled() {
        let reason = format!("two of its parts are named {}", quoted(name));
        return Err(Refusal { reason, pointer: at.pointer.clone() });
    }
    let choices = subschemas.choices();
    if choices > CHOICES {
        let reason = format!("more than {CHOICES} of its resources have the same `$dynamicAnchor`");
        return Err(Refusal { reason, pointer: String::new() });
    }
    for choice in 0..choices {
        Branching::new(schema, &mut subschemas, choice)?.run()?;
    }
    Ok(())
}

/// Where the validator would change to a draft with other keywords, whether a part is expected there
/// or only referred to.
fn of_another_draft(schema: &Value) -> Option<String> {
    let mut pending = vec![At { value: schema, pointer: String::new() }];
    while let Some(at) = pending.pop() {
        let draft = at.value.get("$schema").and_then(Value::as_str).unwrap_or_default();
        let is_old = draft.contains("json-schema.org/") && !draft.contains("/2020-12/");
        if is_old && !at.pointer.is_empty() {
            return Some(at.pointer);
        }
        match at.value {
            Value::Object(members) => {
                pending.extend(members.iter().map(|(name, value)| at.step(value, &[name])));
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                pending.extend(items.map(|(index, item)| at.step(item, &[&index.to_string()])));
            }
            _ => {}
        }
    }
    None
}

/// A part and where it sends its value, what is in it, and its names; parts by their numbers.
struct Part<'s> {
    pointer: String,
    same: Vec<usize>,
    below: Vec<(Edge<'s>, usize)>,
}

/// How often each part judges a value. A part comes before those that it sends the value to.
type Counts = Vec<(usize, u64)>;

struct Branching<'s> {
    parts: Vec<Part<'s>>,
    root: usize,
    patterns: Patterns<'s>,
    work: usize,
}

impl<'s> Branching<'s> {
    fn new(
        schema: &'s Value,
        subschemas: &mut Subschemas<'s>,
        choice: usize,
    ) -> Result<Self, Refusal> {
        let mut places = vec![At { value: schema, pointer: String::new() }];
        let mut numbers = HashMap::from([(address(schema), 0)]);
        let mut parts: Vec<Part<'s>> = Vec::new();
        while let Some(at) = places.get(parts.len()).cloned() {
            let mut part =
                Part { pointer: at.pointer.clone(), same: Vec::new(), below: Vec::new() };
            for (edge, target) in subschemas.targets(&at, choice) {
                let number = *numbers.entry(address(target.value)).or_insert_with(|| {
                    places.push(target);
                    places.len() - 1
                });
                match edge {
                    Edge::Same => part.same.push(number),
                    edge => part.below.push((edge, number)),
                }
            }
            parts.push(part);
        }
        let mut branching = Self { parts, root: 0, patterns: Patterns::default(), work: 0 };
        branching.sort()?;
        Ok(branching)
    }

    /// Numbers the parts anew, so that values go to higher numbers only.
    fn sort(&mut self) -> Result<(), Refusal> {
        let mut arriving = vec![0; self.parts.len()];
        for target in self.parts.iter().flat_map(|part| &part.same) {
            arriving[*target] += 1;
        }
        let mut order: Vec<usize> =
            (0..arriving.len()).filter(|part| arriving[*part] == 0).collect();
        let mut done = 0;
        while let Some(part) = order.get(done) {
            done += 1;
            for target in &self.parts[*part].same {
                arriving[*target] -= 1;
                if arriving[*target] == 0 {
                    order.push(*target);
                }
            }
        }
        if order.len() < self.parts.len() {
            return Err(self.endless(&arriving));
        }
        let mut numbers = vec![0; order.len()];
        for (number, part) in order.iter().enumerate() {
            numbers[*part] = number;
        }
        let mut sorted: Vec<(usize, Part<'s>)> =
            numbers.iter().copied().zip(self.parts.drain(..)).collect();
        sorted.sort_by_key(|(number, _)| *number);
        self.parts = sorted.into_iter().map(|(_, part)| part).collect();
        for part in &mut self.parts {
            let below = part.below.iter_mut().map(|(_, target)| target);
            part.same.iter_mut().chain(below).for_each(|target| *target = numbers[*target]);
        }
        self.root = numbers[0];
        Ok(())
    }

    /// Some parts still have others that send them values: one of them is in a circle.
    fn endless(&self, arriving: &[usize]) -> Refusal {
        let mut from: Vec<usize> = (0..arriving.len()).collect();
        for (number, part) in self.parts.iter().enumerate().filter(|(n, _)| arriving[*n] > 0) {
            part.same.iter().for_each(|target| from[*target] = number);
        }
        let mut at = arriving.iter().position(|count| *count > 0).unwrap_or(0);
        let mut passed = HashSet::new();
        while passed.insert(at) {
            at = from[at];
        }
        self.refuse("it applies itself to the same value without end", at)
    }

    fn refuse(&self, reason: impl Into<String>, part: usize) -> Refusal {
        Refusal { reason: reason.into(), pointer: self.parts[part].pointer.clone() }
    }

    /// Follows a value of every kind down to the deepest.
    fn run(&mut self) -> Result<(), Refusal> {
        let first = self.spread(BTreeMap::from([(self.root, 1)]))?;
        let mut known = HashSet::from([first.clone()]);
        let mut level = vec![first];
        for _ in 0..NESTING {
            let mut next = Vec::new();
            for counts in level {
                for arrivals in self.below(&counts)? {
                    let counts = self.spread(arrivals)?;
                    if !counts.is_empty() && known.insert(counts.clone()) {
                        next.push(counts);
                    }
                }
            }
            level = next;
        }
        Ok(())
    }

    /// What becomes of a value that arrives at some parts.
    fn spread(&mut self, mut arrivals: BTreeMap<usize, u64>) -> Result<Counts, Refusal> {
        let mut counts = Counts::new();
        let mut sum = 0_u64;
        while let Some((part, count)) = arrivals.pop_first() {
            sum = sum.saturating_add(count);
            if sum > LIMIT {
                let reason = format!("it may judge one value more than {LIMIT} times");
                return Err(self.refuse(reason, part));
            }
            counts.push((part, count));
            self.charge(1 + self.parts[part].same.len(), part)?;
            for target in &self.parts[part].same {
                let arrived = arrivals.entry(*target).or_default();
                *arrived = arrived.saturating_add(count);
            }
        }
        Ok(counts)
    }

    fn charge(&mut self, work: usize, part: usize) -> Result<(), Refusal> {
        self.work += work;
        match self.work > WORK {
            true => Err(self.refuse("its parts refer to each other in too many ways", part)),
            false => Ok(()),
        }
    }

    /// What arrives at the members, the names of members and the items of a value.
    fn below(&mut self, counts: &Counts) -> Result<Vec<BTreeMap<usize, u64>>, Refusal> {
        let active: Vec<(usize, u64)> = counts
            .iter()
            .copied()
            .filter(|(part, _)| !self.parts[*part].below.is_empty())
            .collect();
        let (mut names, mut patterns, mut items) = (BTreeSet::new(), BTreeSet::new(), 0);
        for (edge, _) in active.iter().flat_map(|(part, _)| &self.parts[*part].below) {
            match edge {
                Edge::Property(name) => _ = names.insert(*name),
                Edge::Pattern(pattern) => _ = patterns.insert(*pattern),
                Edge::Item(index) => items = items.max(index + 1),
                _ => {}
            }
        }
        let mut places = vec![Place::Name, Place::Unlisted];
        places.extend(names.into_iter().map(Place::Named));
        places.extend(patterns.into_iter().map(Place::Matching));
        places.extend((0..=items).map(Place::Item));
        let mut arrivals = Vec::with_capacity(places.len());
        for place in places {
            let mut arriving = BTreeMap::new();
            for (part, count) in &active {
                self.charge(1, *part)?;
                self.send(*part, *count, place, &mut arriving);
            }
            arrivals.push(arriving);
        }
        Ok(arrivals)
    }

    /// What a part sends to a place in its value.
    fn send(&mut self, part: usize, count: u64, place: Place<'s>, to: &mut BTreeMap<usize, u64>) {
        let mut listed = false;
        let mut others = Vec::new();
        let patterns = &mut self.patterns;
        for (edge, target) in &self.parts[part].below {
            let takes = match (*edge, place) {
                (Edge::Property(name), Place::Named(other)) => {
                    listed |= name == other;
                    name == other
                }
                (Edge::Pattern(pattern), Place::Named(name)) => {
                    let takes = patterns.matches(pattern, name);
                    listed |= takes;
                    takes
                }
                (Edge::Pattern(pattern), Place::Matching(other)) => {
                    listed |= pattern == other;
                    may_both_match(pattern, other)
                }
                (Edge::Item(index), Place::Item(other)) => {
                    listed |= index == other;
                    index == other
                }
                (Edge::Name, Place::Name) | (Edge::AnyItem, Place::Item(_)) => true,
                (Edge::OtherProperties, Place::Unlisted | Place::Named(_) | Place::Matching(_))
                | (Edge::OtherItems, Place::Item(_)) => {
                    others.push(*target);
                    false
                }
                _ => false,
            };
            if takes {
                *to.entry(*target).or_default() += count;
            }
        }
        for target in others.into_iter().filter(|_| !listed) {
            *to.entry(target).or_default() += count;
        }
    }
}

/// A place in a value, told apart as far as the schema does.
#[derive(Clone, Copy)]
enum Place<'s> {
    /// The name of a member.
    Name,
    Named(&'s str),
    /// A member whose name matches a pattern, and perhaps others.
    Matching(&'s str),
    /// A member that no name and no pattern is for.
    Unlisted,
    Item(usize),
}

#[cfg(test)]
mod tests;
