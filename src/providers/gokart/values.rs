//! The values that the GoKart page lists, and the words that the vendor lists elsewhere.

use crate::diagnostics::rule::{Evidence, Fixable, Severity, rules};
use crate::fields::enum_field::{EnumField, FixIgnores};
use crate::fields::keyword::KeywordField;
use crate::fields::values::enum_type;
use crate::providers::gokart::examples;

rules! {
    /// Reports an `offerType` that is a string, but not exactly SingleEvent or MultiEvent. The page
    /// lists these two values, and which fields are required depends on them. Write one of the two
    /// in this spelling.
    INVALID_OFFER_TYPE = "invalid-offer-type": "`offerType` is not SingleEvent or MultiEvent" {
        severity: Severity::Error,
        evidence: Evidence::Stated(examples::PAGE),
        fix: Fixable::Safe,
    }
    bad: examples::update(r#"{"offerType": "multiEvent"}"#).at(&["/offerType"]),
    good: examples::multi_event(r#"{"offerType": "MultiEvent"}"#),

    /// Reports a `conversionType` that is a string, but not exactly FlatRate or RevShare. The page
    /// lists these two values, and they decide whether amounts are money or percentages. Write one
    /// of the two in this spelling.
    INVALID_CONVERSION_TYPE = "invalid-conversion-type": "`conversionType` is not FlatRate or RevShare" {
        severity: Severity::Error,
        evidence: Evidence::Stated(examples::PAGE),
        fix: Fixable::Safe,
    }
    bad: examples::update(r#"{"conversionType": "flat_rate"}"#).at(&["/conversionType"]),
    good: examples::update(r#"{"conversionType": "FlatRate"}"#),

    /// Reports a `costType` that is a string, but not exactly CPI or CPA, also while no cost data
    /// is sent. The page lists these two as the supported values. Write one of the two in upper
    /// case.
    INVALID_COST_TYPE = "invalid-cost-type": "`costType` is not CPI or CPA" {
        severity: Severity::Error,
        evidence: Evidence::Stated(examples::PAGE),
        fix: Fixable::Safe,
    }
    bad: examples::update(
        r#"{"offerCostReportInfo": [{"costType": "cpi", "appName": "Coin Game", "storeId": "com.example.app"}]}"#,
    ).at(&["/offerCostReportInfo/0/costType"]),
    good: examples::update(
        r#"{"offerCostReportInfo": [{"costType": "CPI", "appName": "Coin Game", "storeId": "com.example.app"}]}"#,
    ),

    /// Reports a `trackingSystem` that is not one of the 44 names on the vendor's page on creating
    /// offers; letter case is ignored. Another name is probably a typing error; it is a warning
    /// because the update page has no list. Use a name from the list.
    TRACKING_SYSTEM_UNKNOWN = "tracking-system-unknown": "`trackingSystem` is not in the vendor's list" {
        evidence: Evidence::Vendor("GoKart, Create Offers"),
        fix: Fixable::Unsafe,
    }
    bad: examples::update(r#"{"trackingSystem": "AppFlyer"}"#).at(&["/trackingSystem"]),
    good: examples::update(r#"{"trackingSystem": "Appsflyer"}"#),

    /// Reports a `budgetType` other than Daily, Total, Lifetime and AllTime; letter case is
    /// ignored. The vendor's guide describes a daily and a total (lifetime) budget, and no page
    /// prints the value of the second. Write Daily, or one of the other three for the total budget.
    BUDGET_TYPE_UNKNOWN = "budget-type-unknown": "`budgetType` is not Daily, Total, Lifetime or AllTime" {
        evidence: Evidence::Vendor("GoKart guide on budget and conversion caps"),
    }
    bad: examples::update(r#"{"budgetType": "Weekly"}"#).at(&["/budgetType"]),
    good: examples::update(r#"{"budgetType": "Daily"}"#),

    /// Reports a `rewardingType` other than Automatic and Manual; letter case is ignored. The
    /// vendor's guide describes these two ways of rewarding. Write one of them.
    REWARDING_TYPE_UNKNOWN = "rewarding-type-unknown": "`rewardingType` is not Automatic or Manual" {
        evidence: Evidence::Vendor("GoKart guide on manual and automatic rewarding"),
    }
    bad: examples::update(r#"{"rewardingType": "Auto"}"#).at(&["/rewardingType"]),
    good: examples::update(r#"{"rewardingType": "Manual"}"#),
}

enum_type! {
    /// Whether an offer has one conversion or several.
    pub enum OfferType {
        /// One.
        #[default]
        SingleEvent = "SingleEvent",
        /// Several, listed in `offerEvents`.
        MultiEvent = "MultiEvent",
    }
}

enum_type! {
    /// How an offer earns.
    pub enum ConversionType {
        /// A fixed amount a conversion.
        #[default]
        FlatRate = "FlatRate",
        /// A percentage of the purchase.
        RevShare = "RevShare",
    }
}

enum_type! {
    /// The cost model that is reported.
    pub enum CostType {
        /// Cost per install.
        #[default]
        Cpi = "CPI",
        /// Cost per action.
        Cpa = "CPA",
    }
}

const fn choice(
    values: &'static [&'static str],
    rule: &'static crate::diagnostics::rule::Rule,
) -> EnumField {
    EnumField {
        values: (values),
        rule,
        any_type: false,
        nullable: false,
        checks_null: false,
        fix_ignores: FixIgnores::SpacesAndUnderscores,
    }
}

/// `offerType`.
pub(crate) const OFFER_TYPE: EnumField = choice(OfferType::VALUES, &INVALID_OFFER_TYPE);
/// `conversionType`.
pub(crate) const CONVERSION_TYPE: EnumField =
    choice(ConversionType::VALUES, &INVALID_CONVERSION_TYPE);
/// `costType`.
pub(crate) const COST_TYPE: EnumField =
    EnumField { fix_ignores: FixIgnores::Case, ..choice(CostType::VALUES, &INVALID_COST_TYPE) };

/// `trackingSystem`.
pub(crate) const TRACKING_SYSTEM: KeywordField = KeywordField {
    noun: "tracking system",
    keywords: &[
        "AppsFlyer",
        "Singular",
        "Impact",
        "Adjust",
        "CJAffiliate",
        "TUNE",
        "CAKE",
        "Everflow",
        "PerformCB",
        "MAF",
        "Lootably",
        "Sharesale",
        "AdAction",
        "AdGateMedia",
        "RevenueUniverse",
        "HangMyAds",
        "Torox",
        "AyeTstudios",
        "Besitos",
        "Rakuten",
        "AdGateReward",
        "AdJoe",
        "AdMantum",
        "AdscendMedia",
        "AdworkMedia",
        "Bitlabs",
        "Cpalead",
        "JustTrack",
        "KashKick",
        "Kiwiwall",
        "MyChips",
        "Notik",
        "Personaly",
        "RevenueHut",
        "Tapjoy",
        "Tenjin",
        "TimeWall",
        "Wannads",
        "Branch",
        "Kochava",
        "CustomTracking",
        "AWIN",
        "AppSamurai",
        "GoKart",
    ],
    unknown: &TRACKING_SYSTEM_UNKNOWN,
};

/// `budgetType`.
pub(crate) const BUDGET_TYPE: KeywordField = KeywordField {
    noun: "budget type",
    keywords: &["Daily", "Total", "Lifetime", "AllTime"],
    unknown: &BUDGET_TYPE_UNKNOWN,
};

/// `rewardingType`.
pub(crate) const REWARDING_TYPE: KeywordField = KeywordField {
    noun: "rewarding type",
    keywords: &["Automatic", "Manual"],
    unknown: &REWARDING_TYPE_UNKNOWN,
};
