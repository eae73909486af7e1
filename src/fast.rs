//! The fast path: reads a payload once, from front to back, and decides whether it is clean.
//!
//! It builds no tree. A field type that has no check here, or a rule that its check does not know,
//! sends the payload to the full check, so everything works without this room, only slower. Checks
//! are registered in `registry.rs`; `docs/performance-notes.md` has what paid and what did not.

mod check;
mod cursor;
mod date_time;
mod decode;
mod list;
mod lookup;
mod metadata;
mod object;
mod quoted_key;
mod registry;
mod text;
mod url;
mod uuid;
mod value;

pub(crate) use object::FastContract;
