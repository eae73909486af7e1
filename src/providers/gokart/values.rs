//! The values that the GoKart page lists, and the words that the vendor lists elsewhere.

use crate::diagnostics::rule::{Evidence, Fixable, Severity, rules};
use crate::fields::enum_field::{EnumField, FixIgnores};
use crate::fields::keyword::KeywordField;
use crate::fields::values::enum_type;
use crate::providers::gokart::examples;

rules! {
    /// `offerType` is a string, but not exactly SingleEvent or MultiEvent.
    INVALID_OFFER_TYPE = "invalid-offer-type": "`offerType` is not SingleEvent or MultiEvent" {
        severity: Severity::Error,
        evidence: Evidence::Stated(examples::PAGE),
        fix: Fixable::Safe,
    }
    bad: examples::update(r#"{"offerType": "multiEvent"}"#).at(&["/offerType"]),
    good: examples::multi_event(r#"{"offerType": "MultiEvent"}"#),

    /// `conversionType` is a string, but not exactly FlatRate or RevShare.
    INVALID_CONVERSION_TYPE = "invalid-conversion-type": "`conversionType` is not FlatRate or RevShare" {
        severity: Severity::Error,
        evidence: Evidence::Stated(examples::PAGE),
        fix: Fixable::Safe,
    }
    bad: examples::update(r#"{"conversionType": "flat_rate"}"#).at(&["/conversionType"]),
    good: examples::update(r#"{"conversionType": "FlatRate"}"#),

    /// `costType` is a string, but not exactly CPI or CPA. It is judged even while no cost data is
    /// sent.
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

    /// `trackingSystem` is not one of the 44 systems that the vendor's create page lists, in any
    /// case. The update page gives no list, and its own example is spelled differently.
    TRACKING_SYSTEM_UNKNOWN = "tracking-system-unknown": "`trackingSystem` is not in the vendor's list" {
        evidence: Evidence::Vendor("GoKart, Create Offers"),
        fix: Fixable::Unsafe,
    }
    bad: examples::update(r#"{"trackingSystem": "AppFlyer"}"#).at(&["/trackingSystem"]),
    good: examples::update(r#"{"trackingSystem": "Appsflyer"}"#),

    /// `budgetType` is not Daily, Total, Lifetime or AllTime, in any case. The vendor describes a
    /// daily and a total (lifetime) budget; the word for the second is printed nowhere.
    BUDGET_TYPE_UNKNOWN = "budget-type-unknown": "`budgetType` is no budget that the vendor describes" {
        evidence: Evidence::Vendor("GoKart guide on budget and conversion caps"),
    }
    bad: examples::update(r#"{"budgetType": "Weekly"}"#).at(&["/budgetType"]),
    good: examples::update(r#"{"budgetType": "Daily"}"#),

    /// `rewardingType` is not Automatic or Manual, in any case, the two ways that the vendor
    /// describes.
    REWARDING_TYPE_UNKNOWN = "rewarding-type-unknown": "`rewardingType` is no way of rewarding that the vendor describes" {
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
