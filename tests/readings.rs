//! How ambiguities of the pages are read: what is reported, and above all what is not.

mod support;

#[path = "readings/documents.rs"]
mod documents;
#[path = "readings/presence.rs"]
mod presence;
#[path = "readings/responses.rs"]
mod responses;
#[path = "readings/urls.rs"]
mod urls;
#[path = "readings/values.rs"]
mod values;
