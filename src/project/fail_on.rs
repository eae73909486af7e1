//! The severity from which a finding makes a run fail.

use std::str::FromStr;

use crate::Severity;

/// The severity from which a finding makes a run fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FailOn {
    /// Errors only.
    #[default]
    Error,
    /// Errors and warnings.
    Warning,
    /// No finding.
    Never,
}

impl FailOn {
    /// Every value.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Never];

    /// The value's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Never => "never",
        }
    }

    /// Whether a finding of this severity makes a run fail.
    pub fn fails(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity == Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Never => false,
        }
    }
}

impl FromStr for FailOn {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let value = Self::ALL.into_iter().find(|value| value.name() == name);
        value.ok_or_else(|| format!("`{name}` is not error, warning or never"))
    }
}
