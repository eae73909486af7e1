//! Messages, help and fixes of findings: the value seen, the value required and the fixed value, each
//! written by hand.

mod support;

#[path = "wording/members.rs"]
mod members;
#[path = "wording/numbers_and_dates.rs"]
mod numbers_and_dates;
#[path = "wording/texts_and_urls.rs"]
mod texts_and_urls;
#[path = "wording/unknown_names.rs"]
mod unknown_names;
#[path = "wording/words.rs"]
mod words;
