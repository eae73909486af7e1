//! The query of a usual URL, 64 bytes at a time.

use crate::contract::duplicate_filter::DuplicateFilter;
use crate::json::name_hash::hash_name;

use super::Word;

/// So many parameters are compared at a glance.
const MOST_NAMES: usize = 16;

/// The query, if there is one, and the names of its parameters.
pub(super) struct Query {
    stage: Stage,
    /// Where a name began that did not end in the words before.
    name: Option<usize>,
    /// 1 if the next word begins with a name.
    matches_prefix: u64,
    names: DuplicateFilter<MOST_NAMES>,
    /// Whether a name looks like the rest of an entity.
    slips: bool,
}

/// Where the reading stands.
#[derive(PartialEq)]
enum Stage {
    BeforeQuery,
    Query,
    BehindQuery,
}

impl Query {
    /// Nothing of a URL was read.
    pub(super) fn new() -> Self {
        Self {
            stage: Stage::BeforeQuery,
            name: None,
            matches_prefix: 0,
            names: DuplicateFilter::new(),
            slips: false,
        }
    }

    /// Reads the next word of the URL; whether nothing looks like an entity.
    #[inline]
    pub(super) fn read(&mut self, text: &[u8], start: usize, word: &Word) -> bool {
        // The bytes of the query, and those that names begin behind.
        let (mut inside, mut matches_prefix) = (u64::MAX, 0);
        if self.stage != Stage::Query {
            let question = word.question & word.question.wrapping_neg();
            let fragment = word.hash != 0 && word.hash.trailing_zeros() < question.trailing_zeros();
            if fragment {
                self.stage = Stage::BehindQuery;
            }
            if self.stage == Stage::BehindQuery || question == 0 {
                return true;
            }
            self.stage = Stage::Query;
            inside = !(question | (question - 1));
            matches_prefix = question;
        }
        let hash = word.hash & word.hash.wrapping_neg();
        if hash != 0 {
            self.stage = Stage::BehindQuery;
            inside &= hash | (hash - 1);
        }
        matches_prefix |= word.ampersand & inside;
        let mut starts = matches_prefix << 1 | self.matches_prefix;
        let mut ends = (word.ampersand | word.equals | word.hash) & inside;
        self.matches_prefix = matches_prefix >> 63;
        // Perhaps that of an entity such as &#38;.
        if starts & hash != 0 {
            return false;
        }
        if let Some(name) = self.name
            && ends != 0
        {
            self.add(text, name, start + ends.trailing_zeros() as usize);
            self.name = None;
        }
        while starts != 0 {
            let first = starts.trailing_zeros();
            starts &= starts - 1;
            ends &= u64::MAX << first;
            if ends == 0 {
                self.name = Some(start + first as usize);
                break;
            }
            self.add(text, start + first as usize, start + ends.trailing_zeros() as usize);
        }
        true
    }

    /// Adds the name between two places.
    #[inline(always)]
    fn add(&mut self, text: &[u8], start: usize, end: usize) {
        let name = &text[start..end];
        // None of these bytes ends a name.
        self.slips |= text[start..].starts_with(b"amp;");
        // Lists repeat their name.
        if !name.is_empty() && !name.ends_with(b"[]") {
            self.names.add(hash_name(&text[start..], name.len()));
        }
    }

    /// At the end of the URL: whether all names are different, and no slips of HTML.
    #[inline]
    pub(super) fn names_differ(&mut self, text: &[u8], end: usize) -> bool {
        if let Some(name) = self.name {
            self.add(text, name, end);
        }
        self.names.all_differ() && !self.slips
    }
}
