//! The bench `table` with another allocator, which peers that build trees gain from.
//! `cargo bench --bench table_mimalloc`

#![allow(missing_docs)]

#[path = "table.rs"]
mod table;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    table::main();
}
