//! A contract of a file, built in or the project's own.

use std::sync::Arc;

use crate::{Contract, CustomContract};

/// A contract of a file.
#[derive(Clone, Debug)]
pub enum ContractRef {
    /// One of the library's contracts.
    BuiltIn(Contract),
    /// A contract that the configuration defines by a JSON Schema.
    Custom(Arc<CustomContract>),
}

impl ContractRef {
    /// The contract's name.
    pub fn name(&self) -> &str {
        match self {
            Self::BuiltIn(contract) => contract.name(),
            Self::Custom(contract) => contract.name(),
        }
    }
}
