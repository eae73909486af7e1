//! The contract that a payload probably has.

use crate::contract::contract_spec::Contract;
use crate::contract::object_spec::Presence;
use crate::json::{Document, Tag};

/// The least number of known members on which a guess is based.
const MIN_KNOWN: usize = 3;

impl Contract {
    /// The contract that fits the members of a payload far better than this one; none if there is none,
    /// or if the payload is no object.
    ///
    /// ```
    /// use offerlint::Contract;
    ///
    /// let gokart = Contract::GOKART_UPDATE_OFFER;
    /// assert_eq!(Contract::TRACKLYSMS_CREATE_OFFER.better_match(gokart.sample().as_bytes()), Some(gokart));
    /// assert_eq!(gokart.better_match(gokart.sample().as_bytes()), None);
    /// ```
    pub fn better_match(self, payload: &[u8]) -> Option<Self> {
        let names = member_names(payload)?;
        let best = best_match(&names)?;
        let is_far_better = known_members(best, &names) > 2 * known_members(self, &names);
        is_far_better.then_some(best)
    }

    /// The contract that a payload probably has; none if it has too few members of any.
    ///
    /// ```
    /// use offerlint::Contract;
    ///
    /// let gokart = Contract::GOKART_UPDATE_OFFER;
    /// assert_eq!(Contract::likely(gokart.sample().as_bytes()), Some(gokart));
    /// assert_eq!(Contract::likely(b"{\"name\": \"offerlint\", \"version\": \"1.0\"}"), None);
    /// ```
    pub fn likely(payload: &[u8]) -> Option<Self> {
        best_match(&member_names(payload)?)
    }
}

/// The names of the members of an object.
fn member_names(payload: &[u8]) -> Option<Vec<String>> {
    let document = std::str::from_utf8(payload).ok().map(Document::parse)?.ok()?;
    if document.tag(0) != Tag::Object {
        return None;
    }
    let names = document.members(0).filter_map(|(key, _)| document.string(key));
    Some(names.map(|name| name.decode().into_owned()).collect())
}

/// The contract that has most of the names and lacks few of its required fields.
fn best_match(names: &[String]) -> Option<Contract> {
    // Of equal contracts the first one, hence from the last to the first.
    let contracts: Vec<Contract> = Contract::all().collect();
    let best = contracts.into_iter().rev().max_by_key(|contract| {
        let known = known_members(*contract, names) as isize;
        known.wrapping_sub_unsigned(missing_fields(*contract, names))
    })?;
    let count = known_members(best, names);
    (count >= MIN_KNOWN && 2 * count > names.len()).then_some(best)
}

/// The number of names that are fields of the contract.
fn known_members(contract: Contract, names: &[String]) -> usize {
    let forms = contract.spec().forms.iter();
    let known = forms.map(|form| names.iter().filter(|name| form.index(name).is_some()).count());
    known.max().unwrap_or(0)
}

/// The number of required fields without a member.
fn missing_fields(contract: Contract, names: &[String]) -> usize {
    let fields = contract.spec().forms.first().map_or(&[][..], |form| form.fields);
    let required = fields.iter().filter(|field| field.presence == Presence::Required);
    required.filter(|field| !names.iter().any(|name| name == field.name)).count()
}
