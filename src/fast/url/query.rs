//! The query of a common URL, 64 bytes at a time.

use crate::contract::duplicate_filter::DuplicateFilter;
use crate::json::name_hash::hash_name;

use super::Word;

/// The largest number of parameters that are compared here.
const MAX_NAMES: usize = 16;

/// The query, if there is one, and the names of its parameters.
pub(super) struct Query {
    stage: Stage,
    /// The start of a name that did not end in the words before.
    name: Option<usize>,
    /// 1 if the next word starts with a name.
    starts_next: u64,
    names: DuplicateFilter<MAX_NAMES>,
    /// Whether a name looks like the rest of an HTML entity.
    has_entity: bool,
}

/// The part of the URL that is read.
#[derive(PartialEq)]
enum Stage {
    BeforeQuery,
    Query,
    AfterQuery,
}

impl Query {
    /// The state before the first word.
    pub(super) fn new() -> Self {
        Self {
            stage: Stage::BeforeQuery,
            name: None,
            starts_next: 0,
            names: DuplicateFilter::new(),
            has_entity: false,
        }
    }

    /// Reads the next word of the URL. False if something looks like an HTML entity.
    #[inline(always)]
    pub(super) fn read(&mut self, text: &[u8], start: usize, word: &Word) -> bool {
        // The bytes of the query, and those that are followed by a name.
        let (mut inside, mut before_names) = (u64::MAX, 0);
        if self.stage != Stage::Query {
            let question = word.question & word.question.wrapping_neg();
            let fragment = word.hash != 0 && word.hash.trailing_zeros() < question.trailing_zeros();
            if fragment {
                self.stage = Stage::AfterQuery;
            }
            if self.stage == Stage::AfterQuery || question == 0 {
                return true;
            }
            self.stage = Stage::Query;
            inside = !(question | (question - 1));
            before_names = question;
        }
        let hash = word.hash & word.hash.wrapping_neg();
        if hash != 0 {
            self.stage = Stage::AfterQuery;
            inside &= hash | (hash - 1);
        }
        before_names |= word.ampersand & inside;
        let mut starts = before_names << 1 | self.starts_next;
        let mut ends = (word.ampersand | word.equals | word.hash) & inside;
        self.starts_next = before_names >> 63;
        // The hash may belong to an entity such as &#38;.
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

    /// Adds the name between two offsets.
    #[inline(always)]
    fn add(&mut self, text: &[u8], start: usize, end: usize) {
        let name = &text[start..end];
        // None of these bytes ends a name.
        self.has_entity |= text[start..].first_chunk() == Some(b"amp;");
        // Lists repeat their name.
        if !name.is_empty() && name.last_chunk() != Some(b"[]") {
            self.names.add(hash_name(&text[start..], name.len()));
        }
    }

    /// Ends the URL. True if all names are different and none looks like an HTML entity.
    #[inline(always)]
    pub(super) fn names_differ(&mut self, text: &[u8], end: usize) -> bool {
        if let Some(name) = self.name {
            self.add(text, name, end);
        }
        self.names.all_differ() && !self.has_entity
    }
}
