//! A third provider, for the test that nothing below `providers/` has to change for one.
//! `docs/adding-a-provider.md` walks through these files.

mod contracts;
mod create_link;
mod response;
mod tests;
