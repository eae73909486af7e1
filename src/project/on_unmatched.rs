//! The treatment of files that have no contract.

use std::str::FromStr;

/// The treatment of files that have no contract.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnUnmatched {
    /// The run fails.
    Error,
    /// The summary names them.
    #[default]
    Warn,
    /// They are not mentioned.
    Ignore,
}

impl OnUnmatched {
    pub(super) const NAMES: [&str; 3] = ["error", "warn", "ignore"];
}

impl FromStr for OnUnmatched {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "error" => Ok(Self::Error),
            "warn" => Ok(Self::Warn),
            "ignore" => Ok(Self::Ignore),
            _ => Err(format!("it must be one of {}", Self::NAMES.join(", "))),
        }
    }
}
