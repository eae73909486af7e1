//! Findings that appear only after another one is fixed.

use offerlint::Diagnostic;

/// Rules whose finding suppresses other findings on the same value.
const SUPPRESSING_RULES: [&str; 24] = [
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

/// Whether fixing this finding may reveal others, because its rule suppresses them.
pub fn may_reveal(fixed: &Diagnostic) -> bool {
    SUPPRESSING_RULES.contains(&&*fixed.rule)
}
