//! Providers: contracts and rules.

use crate::diagnostics::rule::Rule;

use super::contract_spec::Contract;

/// The contracts and the rules of one provider.
pub(crate) struct Provider {
    /// The contracts, in the order of the documentation.
    pub(crate) contracts: &'static [Contract],
    /// The rules of the provider, file by file, in the order of the documentation.
    pub(crate) rules: &'static [&'static [&'static Rule]],
}
