//! Every finding of a payload, as `rule pointer`.

use offerlint::Context;
use offerlint::Contract;
use serde_json::Value;

use super::merge;

/// No finding.
pub const NONE: [&str; 0] = [];

/// The findings of a text.
pub fn named(text: &str, contract: Contract) -> Vec<String> {
    named_in(text, contract, &Context::default())
}

/// The same in a context, whose parameters are checked, too.
pub fn named_in(text: &str, contract: Contract, context: &Context) -> Vec<String> {
    let found = super::findings(text, contract, context, None);
    found.into_iter().map(|(rule, at)| format!("{rule} {at}")).collect()
}

/// Those of a clean payload with these members laid over it.
pub fn over(contract: Contract, members: Value) -> Vec<String> {
    let mut base: Value = serde_json::from_str(super::base(contract)).unwrap();
    merge(&mut base, &members);
    named(&base.to_string(), contract)
}

/// The same over an offer with two events.
pub fn events(members: Value) -> Vec<String> {
    let mut base = super::multi_event();
    merge(&mut base, &members);
    named(&base.to_string(), Contract::GOKART_UPDATE_OFFER)
}

pub fn create(members: Value) -> Vec<String> {
    over(Contract::TRACKLYSMS_CREATE_OFFER, members)
}

pub fn update(members: Value) -> Vec<String> {
    named(&members.to_string(), Contract::TRACKLYSMS_UPDATE_OFFER)
}

pub fn gokart(members: Value) -> Vec<String> {
    over(Contract::GOKART_UPDATE_OFFER, members)
}
