//! How often a schema judges one and the same value. References let a schema of thirty lines judge
//! a value a thousand million times, and one that does so twice a level, a deep document for ever.

mod below;
mod patterns;

use std::collections::{BTreeMap, HashMap, HashSet};

use jsonschema::Draft;
use serde_json::Value;

use self::below::Below;
use self::patterns::Patterns;
use super::documents::Documents;
use super::subschemas::{At, Edge, Subschemas, address};
use crate::diagnostics::display_safe::quoted;

/// How many parts may judge one value, a part that is reached twice counting twice.
const LIMIT: u64 = 10_000;
/// How many parts may hand a value on, one after the other: the validator takes stack for each of
/// them at each level of a document.
const CHAIN: usize = 64;
/// How deep a document can be.
const NESTING: usize = 127;
/// What finding out may cost.
const WORK: usize = 20_000_000;
/// In how many ways dynamic references may be meant: each is followed.
const CHOICES: usize = 16;

/// Why a schema is refused, and the pointer to the part that it is refused for.
pub(super) struct Refusal {
    pub(super) reason: String,
    pub(super) pointer: String,
}

/// Refuses a schema that may judge one value too often.
pub(super) fn check(schema: &Value, documents: &Documents, draft: Draft) -> Result<(), Refusal> {
    let own_draft = |document: &Value| {
        let uri = document.get("$schema").and_then(Value::as_str);
        uri.map_or(draft, Draft::from_schema_uri)
    };
    let referenced = documents.referenced.values();
    let of_referenced = || {
        let mut found = referenced.map(|document| of_another_draft(document, own_draft(document)));
        found.find_map(|pointer| pointer)
    };
    if let Some(pointer) = of_another_draft(schema, draft).or_else(of_referenced) {
        let reason = "a part below its root has a `$schema` of another draft".to_owned();
        return Err(Refusal { reason, pointer });
    }
    let mut subschemas = Subschemas::new(schema, documents);
    if let Some((at, name)) = subschemas.doubled() {
        let reason = format!("two of its parts are named {}", quoted(name));
        return Err(Refusal { reason, pointer: at.pointer.clone() });
    }
    let choices = subschemas.choices();
    if choices > CHOICES {
        let reason = format!("its dynamic references may be meant in more than {CHOICES} ways");
        return Err(Refusal { reason, pointer: String::new() });
    }
    let mut work = 0;
    for choice in 0..choices {
        let mut branching = Branching::new(schema, &mut subschemas, choice)?;
        branching.work = work;
        branching.run()?;
        branching.chains()?;
        work = branching.work;
    }
    Ok(())
}

/// Where the validator would change to a draft with other keywords, whether a part is expected there
/// or only referred to.
fn of_another_draft(schema: &Value, root: Draft) -> Option<String> {
    let mut pending = vec![At { value: schema, pointer: String::new() }];
    while let Some(at) = pending.pop() {
        let uri = at.value.get("$schema").and_then(Value::as_str).unwrap_or_default();
        let differs = uri.contains("json-schema.org/") && Draft::from_schema_uri(uri) != root;
        if differs && !at.pointer.is_empty() {
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

/// A part and where it sends its value, and what is in it; parts by their numbers.
struct Part<'s> {
    pointer: String,
    same: Vec<(usize, Edge<'s>)>,
    below: Below<'s>,
    /// How often it asks the parts that judge the same value what they evaluated.
    asks: u64,
    /// Whether `unevaluatedProperties` asks.
    for_members: bool,
    /// Whether the members that it evaluates are the same for every value.
    settled: bool,
}

impl<'s> Part<'s> {
    fn new(at: &At<'s>) -> Self {
        let given =
            |keyword| at.value.get(keyword).is_some_and(|value| *value != Value::Bool(true));
        let for_members = given("unevaluatedProperties");
        let depending = ["anyOf", "oneOf", "if", "dependentSchemas", "$dynamicRef"];
        Self {
            pointer: at.pointer.clone(),
            same: Vec::new(),
            below: Below::default(),
            asks: u64::from(for_members) + u64::from(given("unevaluatedItems")),
            for_members,
            settled: depending.iter().all(|keyword| at.value.get(keyword).is_none()),
        }
    }
}

/// How often a part judges a value, and how often it is asked what of it was evaluated. To answer it
/// asks those that it sends the value to, each of which judges the value once more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Count {
    judged: u64,
    asked: u64,
}

impl Count {
    /// How often a part asks that does so of its own accord, too.
    fn asked_by(self, asks: u64) -> u64 {
        self.asked.saturating_add(self.judged.saturating_mul(asks))
    }
}

/// The counts of each part. A part comes before those that it sends the value to.
type Counts = Vec<(usize, Count)>;

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
            let mut part = Part::new(&at);
            for (edge, target) in subschemas.targets(&at, choice) {
                let number = *numbers.entry(address(target.value)).or_insert_with(|| {
                    places.push(target);
                    places.len() - 1
                });
                match edge {
                    Edge::Same | Edge::Passed | Edge::Apart => part.same.push((number, edge)),
                    edge => part.below.push(edge, number),
                }
            }
            parts.push(part);
        }
        let mut branching = Self { parts, root: 0, patterns: Patterns::default(), work: 0 };
        branching.sort()?;
        branching.settle();
        Ok(branching)
    }

    /// Numbers the parts anew, so that values go to higher numbers only.
    fn sort(&mut self) -> Result<(), Refusal> {
        let mut arriving = vec![0; self.parts.len()];
        for (target, _) in self.parts.iter().flat_map(|part| &part.same) {
            arriving[*target] += 1;
        }
        let mut order: Vec<usize> =
            (0..arriving.len()).filter(|part| arriving[*part] == 0).collect();
        let mut done = 0;
        while let Some(part) = order.get(done) {
            done += 1;
            for (target, _) in &self.parts[*part].same {
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
            let same = part.same.iter_mut().map(|(target, _)| target);
            let targets = same.chain(part.below.targets());
            targets.for_each(|target| *target = numbers[*target]);
        }
        self.root = numbers[0];
        Ok(())
    }

    /// Where the members that are evaluated are the same for every value, the validator finds them out
    /// beforehand and asks nobody.
    fn settle(&mut self) {
        for number in (0..self.parts.len()).rev() {
            let part = &self.parts[number];
            let mut asked = part.same.iter().filter(|(_, edge)| *edge != Edge::Apart);
            let settled = part.settled
                && asked.all(|(target, _)| {
                    self.parts[*target].settled && !self.parts[*target].for_members
                });
            let part = &mut self.parts[number];
            part.settled = settled;
            part.asks -= u64::from(settled && part.for_members);
        }
    }

    /// Refuses chains of parts that stack would not suffice for.
    fn chains(&self) -> Result<(), Refusal> {
        let mut lengths = vec![1; self.parts.len()];
        for (number, part) in self.parts.iter().enumerate().rev() {
            let longest = part.same.iter().map(|(target, _)| lengths[*target]).max();
            lengths[number] = 1 + longest.unwrap_or_default();
            if lengths[number] > CHAIN {
                let reason = format!("more than {CHAIN} of its parts hand a value on in a row");
                return Err(self.refuse(reason, number));
            }
        }
        Ok(())
    }

    /// Some parts still have others that send them values: one of them is in a circle.
    fn endless(&self, arriving: &[usize]) -> Refusal {
        let mut from: Vec<usize> = (0..arriving.len()).collect();
        for (number, part) in self.parts.iter().enumerate().filter(|(n, _)| arriving[*n] > 0) {
            part.same.iter().for_each(|(target, _)| from[*target] = number);
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
        let first = self.spread(BTreeMap::from([(self.root, Count { judged: 1, asked: 0 })]))?;
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
    fn spread(&mut self, mut arrivals: BTreeMap<usize, Count>) -> Result<Counts, Refusal> {
        let mut counts = Counts::new();
        let mut sum = 0_u64;
        while let Some((part, count)) = arrivals.pop_first() {
            sum = sum.saturating_add(count.judged).saturating_add(count.asked);
            if sum > LIMIT {
                let reason = format!("it may judge one value more than {LIMIT} times");
                return Err(self.refuse(reason, part));
            }
            counts.push((part, count));
            self.charge(1 + self.parts[part].same.len(), part)?;
            let asked = count.asked_by(self.parts[part].asks);
            for (target, edge) in &self.parts[part].same {
                let arrived = arrivals.entry(*target).or_default();
                arrived.judged = arrived.judged.saturating_add(count.judged);
                if *edge == Edge::Same {
                    arrived.judged = arrived.judged.saturating_add(asked);
                }
                if *edge != Edge::Apart {
                    arrived.asked = arrived.asked.saturating_add(asked);
                }
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
}

#[cfg(test)]
mod tests;
