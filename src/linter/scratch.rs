//! State that a thread or a linter keeps from one payload to the next.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU8, Ordering};

#[cfg(feature = "fast")]
use crate::contract::contract_spec::Contract;
use crate::contract::field_values::{FieldValues, MAX_KEPT};
#[cfg(feature = "fast")]
use crate::fast::FastContract;
use crate::json::{Document, Node};

/// Whether the next payload is likely to have findings, estimated from the previous ones. If so, the fast
/// path is not tried.
#[derive(Debug, Default)]
pub(super) struct Expectation(AtomicU8);

impl Expectation {
    #[inline]
    pub(super) fn findings(&self) -> bool {
        self.0.load(Ordering::Relaxed) >= 8
    }

    /// One clean payload in four makes the attempt worthwhile.
    #[inline]
    pub(super) fn learn(&self, is_clean: bool) {
        let before = self.0.load(Ordering::Relaxed);
        let after = if is_clean { before.saturating_sub(3) } else { (before + 1).min(16) };
        if after != before {
            self.0.store(after, Ordering::Relaxed);
        }
    }
}

/// Memory that is kept from one payload to the next, for each thread.
#[derive(Default)]
pub(super) struct Scratch {
    pub(super) field_values: FieldValues,
    pub(super) nodes: Vec<Node>,
    /// The texts of a value in memory.
    pub(super) text: Vec<u8>,
    #[cfg(feature = "fast")]
    tables: Vec<(Contract, &'static FastContract)>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = const { RefCell::new(Scratch::EMPTY) };
}

/// Runs a function with the thread's scratch memory, or with new memory while that is in use.
#[inline]
pub(super) fn with_scratch<T>(run: impl FnOnce(&mut Scratch) -> T) -> T {
    SCRATCH.with(|scratch| match scratch.try_borrow_mut() {
        Ok(mut scratch) => run(&mut scratch),
        Err(_) => run(&mut Scratch::default()),
    })
}

impl Scratch {
    const EMPTY: Self = Self {
        field_values: FieldValues::EMPTY,
        nodes: Vec::new(),
        text: Vec::new(),
        #[cfg(feature = "fast")]
        tables: Vec::new(),
    };

    /// Keeps the memory of a document, unless it is large.
    pub(super) fn keep_nodes(&mut self, document: Document<'_>) {
        let nodes = document.into_nodes();
        if nodes.capacity() <= MAX_KEPT {
            self.nodes = nodes;
        }
    }

    /// The tables of a contract's fast path.
    #[cfg(feature = "fast")]
    #[inline]
    pub(super) fn tables(&mut self, contract: Contract) -> &'static FastContract {
        let is_same = |(known, _): &&(Contract, _)| std::ptr::eq(known.spec(), contract.spec());
        if let Some((_, tables)) = self.tables.iter().find(is_same) {
            return tables;
        }
        let tables = FastContract::of(contract.spec());
        self.tables.push((contract, tables));
        tables
    }
}
