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
        let document = std::str::from_utf8(payload).ok().map(Document::parse)?.ok()?;
        if document.tag(0) != Tag::Object {
            return None;
        }
        let names: Vec<_> = document
            .members(0)
            .filter_map(|(key, _)| document.string(key))
            .map(|name| name.decode())
            .collect();
        let names: Vec<&str> = names.iter().map(|name| &**name).collect();
        let known = |contract: Self| known_members(contract, &names);
        // Of equal contracts the first one, hence from the last to the first.
        let contracts: Vec<Self> = Self::all().collect();
        let best = contracts.into_iter().rev().max_by_key(|contract| {
            (known(*contract) as isize).wrapping_sub_unsigned(missing_fields(*contract, &names))
        })?;
        let count = known(best);
        let is_far_better =
            count >= MIN_KNOWN && count > 2 * known(self) && 2 * count > names.len();
        is_far_better.then_some(best)
    }
}

/// The number of names that are fields of the contract.
fn known_members(contract: Contract, names: &[&str]) -> usize {
    let forms = contract.spec().forms.iter();
    let known = forms.map(|form| names.iter().filter(|name| form.index(name).is_some()).count());
    known.max().unwrap_or(0)
}

/// The number of required fields without a member.
fn missing_fields(contract: Contract, names: &[&str]) -> usize {
    let fields = contract.spec().forms.first().map_or(&[][..], |form| form.fields);
    let required = fields.iter().filter(|field| field.presence == Presence::Required);
    required.filter(|field| !names.contains(&field.name)).count()
}
