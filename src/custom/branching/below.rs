//! Where a part sends the members, the names of members and the items of its value.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::patterns::Beginning;
use super::{Branching, Count, Refusal};
use crate::custom::subschemas::Edge;

/// What finding a name, comparing two patterns, and matching a name with a pattern cost.
const STEP: usize = 1;
const COMPARISON: usize = 4;
const MATCH: usize = 100;
/// How much text is as good as none.
const CHUNK: usize = 64;

/// The parts below a part, by what they are for.
#[derive(Default)]
pub(super) struct Below<'s> {
    named: HashMap<&'s str, usize>,
    matching: Vec<(Beginning<'s>, usize)>,
    /// For other members than those.
    others: Vec<(usize, Times)>,
    names: Vec<usize>,
    items: Vec<usize>,
    /// For items behind those.
    rest: Vec<(usize, Times)>,
    contained: Vec<usize>,
}

/// How often a part judges a member or an item each time that the whole is judged.
#[derive(Clone, Copy)]
enum Times {
    Once,
    /// Also whenever it is asked what was evaluated.
    Asked,
}

impl Times {
    fn of(self, count: Count, asks: u64) -> u64 {
        match self {
            Self::Once => count.judged,
            Self::Asked => count.judged.saturating_add(count.asked_by(asks)),
        }
    }
}

impl<'s> Below<'s> {
    pub(super) fn push(&mut self, edge: Edge<'s>, target: usize) {
        match edge {
            Edge::Property(name) => _ = self.named.insert(name, target),
            Edge::Pattern(pattern) => self.matching.push((Beginning::of(pattern), target)),
            Edge::OtherProperties => self.others.push((target, Times::Once)),
            Edge::UnevaluatedProperties => self.others.push((target, Times::Asked)),
            Edge::Name => self.names.push(target),
            Edge::Item(_) => self.items.push(target),
            Edge::OtherItems => self.rest.push((target, Times::Once)),
            Edge::UnevaluatedItems => self.rest.push((target, Times::Asked)),
            Edge::AnyItem => self.contained.push(target),
            Edge::Same | Edge::Passed | Edge::Apart | Edge::Definition => {}
        }
    }

    /// Every number of a part, to be changed.
    pub(super) fn targets(&mut self) -> impl Iterator<Item = &mut usize> {
        let others = self.others.iter_mut().chain(&mut self.rest).map(|(target, _)| target);
        let matching = self.matching.iter_mut().map(|(_, target)| target);
        let plain = self.names.iter_mut().chain(&mut self.items).chain(&mut self.contained);
        self.named.values_mut().chain(matching).chain(others).chain(plain)
    }

    fn is_for_members(&self) -> bool {
        !(self.named.is_empty() && self.matching.is_empty() && self.others.is_empty())
    }

    fn is_for_items(&self) -> bool {
        !(self.items.is_empty() && self.rest.is_empty() && self.contained.is_empty())
    }
}

type Arrivals = BTreeMap<usize, Count>;

fn add(to: &mut Arrivals, target: usize, judged: u64) {
    let count = to.entry(target).or_default();
    count.judged = count.judged.saturating_add(judged);
}

impl<'s> Branching<'s> {
    /// What arrives at the members, the names of members and the items of a value.
    pub(super) fn below(&mut self, counts: &[(usize, Count)]) -> Result<Vec<Arrivals>, Refusal> {
        let mut arrivals = Vec::new();
        let mut names = Arrivals::new();
        for (part, count) in counts {
            self.charge(STEP, *part)?;
            for target in &self.parts[*part].below.names {
                add(&mut names, *target, count.judged);
            }
        }
        arrivals.push(names);
        let of = |wanted: fn(&Below<'s>) -> bool| -> Vec<(usize, Count)> {
            counts.iter().copied().filter(|(part, _)| wanted(&self.parts[*part].below)).collect()
        };
        let (members, items) = (of(Below::is_for_members), of(Below::is_for_items));
        self.members(&members, &mut arrivals)?;
        self.items(&items, &mut arrivals)?;
        arrivals.retain(|arriving| !arriving.is_empty());
        Ok(arrivals)
    }

    /// Members told apart by name, by a pattern that they match, and those that are not listed.
    fn members(
        &mut self,
        active: &[(usize, Count)],
        to: &mut Vec<Arrivals>,
    ) -> Result<(), Refusal> {
        let mut names = BTreeSet::new();
        let mut patterns = BTreeSet::new();
        for (part, _) in active {
            let below = &self.parts[*part].below;
            names.extend(below.named.keys().copied());
            patterns.extend(below.matching.iter().map(|(pattern, _)| *pattern));
        }
        let mut unlisted = Arrivals::new();
        for name in names {
            let mut arriving = Arrivals::new();
            for (part, count) in active {
                self.charge(STEP, *part)?;
                let mut listed = false;
                if let Some(target) = self.parts[*part].below.named.get(name) {
                    listed = true;
                    add(&mut arriving, *target, count.judged);
                }
                for index in 0..self.parts[*part].below.matching.len() {
                    let (pattern, target) = self.parts[*part].below.matching[index];
                    if self.is_match(pattern.pattern, name, *part)? {
                        listed = true;
                        add(&mut arriving, target, count.judged);
                    }
                }
                if !listed {
                    self.send_others(*part, *count, &mut arriving);
                }
            }
            to.push(arriving);
        }
        for wanted in patterns {
            let mut arriving = Arrivals::new();
            for (part, count) in active {
                let mut listed = false;
                let compared = self.parts[*part].below.matching.len();
                let length = wanted.pattern.len() / CHUNK;
                self.charge(STEP + compared * (COMPARISON + length), *part)?;
                let mut sent = 0;
                for (pattern, target) in &self.parts[*part].below.matching {
                    listed |= *pattern == wanted;
                    if pattern.meets(wanted) {
                        sent += 1;
                        add(&mut arriving, *target, count.judged);
                    }
                }
                self.charge(COMPARISON * sent, *part)?;
                if !listed {
                    self.send_others(*part, *count, &mut arriving);
                }
            }
            to.push(arriving);
        }
        for (part, count) in active {
            self.send_others(*part, *count, &mut unlisted);
        }
        to.push(unlisted);
        Ok(())
    }

    fn send_others(&self, part: usize, count: Count, to: &mut Arrivals) {
        let part = &self.parts[part];
        for (target, times) in &part.below.others {
            add(to, *target, times.of(count, part.asks));
        }
    }

    fn is_match(&mut self, pattern: &'s str, name: &'s str, part: usize) -> Result<bool, Refusal> {
        self.charge(STEP + (pattern.len() + name.len()) / CHUNK, part)?;
        if let Some(known) = self.patterns.known(pattern, name) {
            return Ok(known);
        }
        self.charge(MATCH + name.len(), part)?;
        Ok(self.patterns.matches(pattern, name))
    }

    /// Items told apart by their index, as far as parts are for single ones.
    fn items(&mut self, active: &[(usize, Count)], to: &mut Vec<Arrivals>) -> Result<(), Refusal> {
        let longest = active.iter().map(|(part, _)| self.parts[*part].below.items.len()).max();
        for index in 0..=longest.unwrap_or_default() {
            let mut arriving = Arrivals::new();
            for (number, count) in active {
                self.charge(STEP, *number)?;
                let part = &self.parts[*number];
                match part.below.items.get(index) {
                    Some(target) => add(&mut arriving, *target, count.judged),
                    None => part.below.rest.iter().for_each(|(target, times)| {
                        add(&mut arriving, *target, times.of(*count, part.asks));
                    }),
                }
                for target in &part.below.contained {
                    add(&mut arriving, *target, Times::Asked.of(*count, part.asks));
                }
            }
            to.push(arriving);
        }
        Ok(())
    }
}
