//! What findings say, and what their fixes make of a payload: the value seen, the value wanted, and
//! the mended value, each written down by hand.

mod support;

#[path = "wording/members.rs"]
mod members;
#[path = "wording/numbers_and_dates.rs"]
mod numbers_and_dates;
#[path = "wording/texts_and_urls.rs"]
mod texts_and_urls;
#[path = "wording/words.rs"]
mod words;
