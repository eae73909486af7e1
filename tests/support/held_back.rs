//! Findings that appear only after another one is fixed.

use offerlint::Diagnostic;

/// Rules whose finding suppresses other findings on the same value.
const HOLDS_BACK: [&str; 24] = [
    "baseline-epc-number",
    "type-mismatch",
    "null-not-allowed",
    "null-optional",
    "uuid-format",
    "datetime-invalid",
    "url-invalid",
    "invalid-external-platform",
    "invalid-payout-type",
    "invalid-status",
    "invalid-offer-type",
    "invalid-conversion-type",
    "invalid-cost-type",
    "tracking-system-unknown",
    "unknown-field",
    "required-field-missing",
    "multi-event-field-missing",
    "cost-field-missing",
    "single-event-revenue-missing",
    "string-surrounding-whitespace",
    "read-only-field",
    "metadata-value-not-string",
    "cap-below-one",
    "datetime-nonstandard-profile",
];

/// What a fix of a finding may bring to light: anything where the finding held something back,
/// otherwise nothing.
pub fn may_reveal(fixed: &Diagnostic) -> bool {
    HOLDS_BACK.contains(&&*fixed.rule)
}
