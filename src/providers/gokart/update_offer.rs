//! `PUT /v1/sdk-offer-management/{product}/offers/{id}`: the body.

use crate::contract::declare::payload;
use crate::contract::maybe::Maybe;
use crate::contract::object_spec::ObjectSpec;
use crate::fields::baseline_epc::BaselineEpc as EpcKind;
use crate::fields::boolean::Boolean;
use crate::fields::cap::Cap;
use crate::fields::date_time::WITH_OFFSET;
use crate::fields::device_types::DeviceTypes as DevicesKind;
use crate::fields::id_list::{Code, IdList};
use crate::fields::number::{AMOUNT, Number as NumberKind};
use crate::fields::objects::Objects;
use crate::fields::text::Text;
use crate::fields::url::Url;
use crate::fields::uuid::Uuid as UuidKind;
use crate::fields::values::{Number, Timestamp, TrackingUrl, Uuid};
use crate::fields::zip_codes::ZipCodes;
use crate::providers::gokart::conditions::{
    CONDITIONS, COST_DATA, DOUBTFUL_COLUMN, MULTI_EVENT, REVENUE,
};

use super::rules::{caps, cost_data, creatives, dates, events, identity, money, targeting};
use super::values::{
    BUDGET_TYPE, CONVERSION_TYPE, ConversionType, OFFER_TYPE, OfferType, REWARDING_TYPE,
    TRACKING_SYSTEM,
};
use super::{BaselineEpc, CostReport, Creative, DeviceTypes, Event, cost_report, creative, event};

payload! {
    /// A whole GoKart offer: the body of `PUT /v1/sdk-offer-management/{product}/offers/{id}`.
    ///
    /// It is made from [`RequiredFields`], so that no required field can be forgotten.
    ///
    /// ```
    /// use offerlint::gokart::{Creative, ConversionType, OfferType, RequiredFields, UpdateOffer};
    /// use offerlint::Payload;
    ///
    /// let id = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    /// let mut offer = UpdateOffer::from(RequiredFields {
    ///     id: id.into(),
    ///     tracking_system_link: "https://track.example.com/c".into(),
    ///     tracking_system: "AppsFlyer".into(),
    ///     name: "Coin Game".into(),
    ///     headline: "Play and win".into(),
    ///     offer_details: "Reach level 10".into(),
    ///     offer_type: OfferType::SingleEvent,
    ///     conversion_type: ConversionType::FlatRate,
    ///     advertiser_id: id.into(),
    ///     budget_type: "Daily".into(),
    ///     budget_amount: 1000.into(),
    ///     launch_date: "2026-03-01T00:00:00Z".into(),
    ///     baseline_epc: "5".into(),
    ///     lock_baseline_epc: false,
    ///     age_id: id.into(),
    ///     category_ids: vec![id.into()],
    ///     country_ids: vec![id.into()],
    ///     creatives: vec![Creative {
    ///         order: 0.into(),
    ///         url: "https://cdn.example.com/a.png".into(),
    ///         ..Creative::default()
    ///     }],
    /// });
    /// offer.revenue = offerlint::Maybe::Value(30.into());
    /// assert!(offer.lint().is_clean());
    /// ```
    pub struct UpdateOffer, required RequiredFields {
        /// The id of the offer to update.
        "id" id: Uuid = UuidKind;
        /// The tracking URL that people are redirected to.
        "trackingSystemLink" tracking_system_link: TrackingUrl = Url { extra: Some(&targeting::CLICK_MACRO) };
        /// The attribution provider.
        "trackingSystem" tracking_system: String = TRACKING_SYSTEM;
        /// The title that is displayed.
        "name" name: String = Text::TITLE;
        /// The advertiser's name for the campaign.
        "advertiserCampaignName" advertiser_campaign_name [required_if COST_DATA]: Maybe<String> = Text::ONE_LINE;
        /// A short summary that draws attention.
        "headline" headline: String = Text::TITLE;
        /// A brief description.
        "shortDescription" short_description [optional]: Maybe<String> = Text::MULTI_LINE;
        /// The highlights.
        "keyPoints" key_points [optional]: Maybe<String> = Text::MULTI_LINE;
        /// What has to be done to complete the offer.
        "offerDetails" offer_details: String = Text::REQUIRED_MULTI_LINE;
        /// Terms, conditions and disclaimers.
        "termsAndDisclaimers" terms_and_disclaimers [optional]: Maybe<String> = Text::MULTI_LINE;
        /// SingleEvent or MultiEvent.
        "offerType" offer_type: OfferType = OFFER_TYPE;
        /// The revenue model: FlatRate or RevShare.
        "conversionType" conversion_type: ConversionType = CONVERSION_TYPE;
        /// The id of the advertiser.
        "advertiserId" advertiser_id: Uuid = UuidKind;
        /// Whether the offer is featured.
        "isFeatured" is_featured [optional]: Maybe<bool> = Boolean;
        /// The maximum number of conversions per day.
        "dailyCap" daily_cap [optional]: Maybe<Number> = Cap;
        /// The maximum number of conversions per week.
        "weeklyCap" weekly_cap [optional]: Maybe<Number> = Cap;
        /// The maximum number of conversions per month.
        "monthlyCap" monthly_cap [optional]: Maybe<Number> = Cap;
        /// The maximum number of conversions in total.
        "allTimeCap" all_time_cap [optional]: Maybe<Number> = Cap;
        /// Whether the offer can be completed several times.
        "allowRepetitions" allow_repetitions [optional]: Maybe<bool> = Boolean;
        /// The budget type, such as Daily.
        "budgetType" budget_type: String = BUDGET_TYPE;
        /// The amount of the budget.
        "budgetAmount" budget_amount: Number = NumberKind::new(&money::BUDGET_POSITIVE);
        /// When the offer was launched.
        "launchDate" launch_date: Timestamp = WITH_OFFSET;
        /// When the offer expires.
        "endDate" end_date [optional]: Maybe<Timestamp> = WITH_OFFSET;
        /// The supported device types.
        "deviceTypes" device_types [optional]: Maybe<DeviceTypes> = DevicesKind;
        /// The revenue of a conversion.
        "revenue" revenue [required_if REVENUE]: Maybe<Number> = AMOUNT, remark DOUBTFUL_COLUMN;
        /// What the user receives.
        "reward" reward [required_if MULTI_EVENT]: Maybe<Number> = AMOUNT, remark DOUBTFUL_COLUMN;
        /// How rewards are given, such as Automatic.
        "rewardingType" rewarding_type [required_if MULTI_EVENT]: Maybe<String> = REWARDING_TYPE, remark DOUBTFUL_COLUMN;
        /// The number of days that a conversion stays pending.
        "pendingTime" pending_time [required_if MULTI_EVENT]: Maybe<Number> = AMOUNT, remark DOUBTFUL_COLUMN;
        /// The initial EPC (earnings per click), used until the offer has its own.
        "baselineEpc" baseline_epc: BaselineEpc = EpcKind;
        /// Whether the baseline EPC is locked.
        "lockBaselineEpc" lock_baseline_epc: bool = Boolean;
        /// The id of the targeted age group.
        "ageId" age_id: Uuid = UuidKind;
        /// The ids of the categories.
        "categoryIds" category_ids: Vec<Uuid> = IdList(None);
        /// The ids of the targeted countries.
        "countryIds" country_ids: Vec<Uuid> = IdList(Some(Code::Country));
        /// The ids of the targeted states and regions.
        "countryStateIds" country_state_ids [optional]: Maybe<Vec<Uuid>> = IdList(Some(Code::State));
        /// The targeted postal codes.
        "zipCodes" zip_codes [optional]: Maybe<Vec<String>> = ZipCodes;
        /// The ids of the targeted genders.
        "genderIds" gender_ids [optional]: Maybe<Vec<Uuid>> = IdList(Some(Code::Gender));
        /// Whether users of other genders see the offer at the bottom.
        "showAtBottomToAllUnselectedGenders" show_at_bottom_to_all_unselected_genders [optional]: Maybe<bool> = Boolean;
        /// The ids of the placements.
        "placementIds" placement_ids [optional]: Maybe<Vec<Uuid>> = IdList(None);
        /// Whether cost data is sent to Singular or AppsFlyer.
        "shouldSendCostData" should_send_cost_data [optional]: Maybe<bool> = Boolean;
        /// The cost data to report.
        "offerCostReportInfo" offer_cost_report_info [required_if COST_DATA]: Maybe<Vec<CostReport>> = Objects(&cost_report::SPEC);
        /// The events of a multi-event offer.
        "offerEvents" offer_events [required_if MULTI_EVENT]: Maybe<Vec<Event>> = Objects(&event::SPEC);
        /// The creatives.
        "creatives" creatives: Vec<Creative> = Objects(&creative::SPEC);
    }
}

pub(crate) static SPEC: ObjectSpec = ObjectSpec::new("a GoKart offer update", UpdateOffer::FIELDS)
    .closed()
    .conditions(&CONDITIONS)
    .rules(&[
        identity::body,
        targeting::empty_lists,
        targeting::states,
        targeting::gender_fallback,
        caps::offer,
        caps::events,
        money::budget,
        money::revenue_share,
        dates::order,
        events::single_event,
        events::distinct,
        cost_data::blank_texts,
        cost_data::tracking_system,
        cost_data::campaign_name,
        cost_data::ignored,
        creatives::orders,
    ]);
