//! The values that the Tracklysms pages list.

use crate::diagnostics::rule::{ApiError, Evidence, Fixable, Severity, rules};
use crate::fields::enum_field::{EnumField, FixIgnores};
use crate::fields::values::enum_type;
use crate::providers::tracklysms::examples;

rules! {
    /// Reports an `external_platform` that is neither null nor exactly "tune" or "everflow"; the
    /// string "null" is not null. Tracklysms answers with `invalid_external_platform`, also if the
    /// value has the wrong type. Write one of the two values in lower case, or null.
    INVALID_EXTERNAL_PLATFORM = "invalid-external-platform": "`external_platform` is not tune, everflow or null" {
        severity: Severity::Error,
        evidence: Evidence::Stated(examples::REQUEST_PAGES),
        api: Some(ApiError::new(400, "invalid_external_platform")),
        fix: Fixable::Mixed,
    }
    bad: examples::update(r#"{"external_platform": "TUNE"}"#).at(&["/external_platform"]),
    good: examples::update(r#"{"external_platform": "tune"}"#),

    /// Reports a `payout_type` that is not exactly "cpa" or "cpc". Tracklysms answers with
    /// `invalid_payout_type`, also if the value has the wrong type. Write one of the two values in
    /// lower case.
    INVALID_PAYOUT_TYPE = "invalid-payout-type": "`payout_type` is not cpa or cpc" {
        severity: Severity::Error,
        evidence: Evidence::Stated(examples::REQUEST_PAGES),
        api: Some(ApiError::new(400, "invalid_payout_type")),
        fix: Fixable::Safe,
    }
    bad: examples::create(r#"{"payout_type": "CPA"}"#).at(&["/payout_type"]),
    good: examples::create(r#"{"payout_type": "cpa"}"#),

    /// Reports a `status` that is not one of the listed values: active and paused on creation;
    /// archived as well on update, in responses and in the filter of the list. Tracklysms answers a
    /// request with `invalid_status`, also if the value has the wrong type. Write one of the values
    /// in lower case.
    INVALID_STATUS = "invalid-status": "`status` is not one of the listed values" {
        severity: Severity::Error,
        evidence: Evidence::Stated(examples::REQUEST_PAGES),
        api: Some(ApiError::new(400, "invalid_status")),
        fix: Fixable::Safe,
    }
    bad: examples::update(r#"{"status": "Archived"}"#).at(&["/status"]),
    good: examples::update(r#"{"status": "archived"}"#),
}

enum_type! {
    /// The external affiliate platform of an offer.
    pub enum ExternalPlatform {
        /// TUNE.
        #[default]
        Tune = "tune",
        /// Everflow.
        Everflow = "everflow",
    }
}

enum_type! {
    /// What an offer pays for.
    pub enum PayoutType {
        /// Cost per action.
        #[default]
        Cpa = "cpa",
        /// Cost per click.
        Cpc = "cpc",
    }
}

enum_type! {
    /// The status of an offer.
    pub enum Status {
        /// Running.
        #[default]
        Active = "active",
        /// Stopped for now.
        Paused = "paused",
        /// Soft-deleted; cannot be set on creation.
        Archived = "archived",
    }
}

const COMMON: EnumField = EnumField {
    values: (&[]),
    rule: &INVALID_STATUS,
    any_type: true,
    nullable: false,
    checks_null: true,
    fix_ignores: FixIgnores::SurroundingSpace,
};

/// `external_platform`.
pub(crate) const PLATFORM: EnumField = EnumField {
    values: (ExternalPlatform::VALUES),
    rule: &INVALID_EXTERNAL_PLATFORM,
    nullable: true,
    ..COMMON
};

/// `payout_type`.
pub(crate) const PAYOUT_TYPE: EnumField =
    EnumField { values: (PayoutType::VALUES), rule: &INVALID_PAYOUT_TYPE, ..COMMON };

/// `status` on creation.
pub(crate) const INITIAL_STATUS: EnumField =
    EnumField { values: (&["active", "paused"]), ..COMMON };

/// `status` on update and in a query.
pub(crate) const STATUS: EnumField = EnumField { values: (Status::VALUES), ..COMMON };

/// `payout_type` in a response, where null has a finding of its own.
pub(crate) const PRINTED_PAYOUT_TYPE: EnumField = EnumField { checks_null: false, ..PAYOUT_TYPE };

/// `status` in a response, likewise.
pub(crate) const PRINTED_STATUS: EnumField = EnumField { checks_null: false, ..STATUS };
