// Payloads of gokart.
// Generated from the field tables by tests/declarations.rs.

/** A cost report. */
export interface UpdateOfferOfferCostReportInfo {
  /** The cost model: CPI or CPA. Required if: cost reporting requires it. */
  costType?: "CPI" | "CPA";
  /** The name of the app. Required if: cost reporting requires it. */
  appName?: string;
  /** The id of the app in its store. Required if: cost reporting requires it. */
  storeId?: string;
}

/** An offer event. */
export interface UpdateOfferOfferEvents {
  /** The id of the event. Required if: a MultiEvent offer requires it. */
  id?: string;
  /** The name of the event. Required if: a MultiEvent offer requires it. */
  name?: string;
  /** Whether the event is shown on the offer wall. Required if: a MultiEvent offer requires it. */
  showOnOfferWall?: boolean;
  /** The external key of the event, which postbacks name. Required if: a MultiEvent offer requires it. */
  eventId?: string;
  /** The position at which the event is displayed. Required if: a MultiEvent offer requires it. */
  displayOrder?: number;
  /** The position in the sequence; null if the event is independent. Required if: a MultiEvent offer requires it. */
  sequenceNumber?: number | null;
  /** The minimum time after the previous event; the page states no unit. */
  minTimeFromPreviousEvent?: number | null;
  /** The number of days within which the event can be completed. */
  deadlineDays?: number | null;
  /** The number of days that a conversion stays pending. Required if: a MultiEvent offer requires it. */
  pendingTime?: number | null;
  /** Whether the event has a revenue. Required if: a MultiEvent offer requires it. */
  hasRevenue?: boolean;
  /** The revenue of the event. Required if: a MultiEvent offer requires it. */
  revenue?: number | null;
  /** Whether the event has a reward. Required if: a MultiEvent offer requires it. */
  hasReward?: boolean;
  /** Whether the reward follows from the revenue by the default ratio. Required if: a MultiEvent offer requires it. */
  useDefaultRatio?: boolean;
  /** The reward of the event. Required if: a MultiEvent offer requires it. */
  reward?: number | null;
  /** The maximum number of conversions of the event per day. */
  dailyCap?: number | null;
  /** The maximum number of conversions of the event per week. */
  weeklyCap?: number | null;
  /** The maximum number of conversions of the event per month. */
  monthlyCap?: number | null;
  /** The maximum number of conversions of the event in total. */
  allTimeCap?: number | null;
}

/** A creative. */
export interface UpdateOfferCreatives {
  /** The position of the creative. */
  order: number;
  /** The URL of the file. */
  url: string;
  /** Additional information. */
  metadata?: string | null;
}

/** `gokart/update-offer`: A whole offer. */
export interface UpdateOffer {
  /** The id of the offer to update. */
  id: string;
  /** The tracking URL that people are redirected to. */
  trackingSystemLink: string;
  /** The attribution provider. */
  trackingSystem: string;
  /** The title that is displayed. */
  name: string;
  /** The advertiser's name for the campaign. Required if: cost reporting requires it. */
  advertiserCampaignName?: string;
  /** A short summary that draws attention. */
  headline: string;
  /** A brief description. */
  shortDescription?: string;
  /** The highlights. */
  keyPoints?: string;
  /** What has to be done to complete the offer. */
  offerDetails: string;
  /** Terms, conditions and disclaimers. */
  termsAndDisclaimers?: string;
  /** SingleEvent or MultiEvent. */
  offerType: "SingleEvent" | "MultiEvent";
  /** The revenue model: FlatRate or RevShare. */
  conversionType: "FlatRate" | "RevShare";
  /** The id of the advertiser. */
  advertiserId: string;
  /** Whether the offer is featured. */
  isFeatured?: boolean;
  /** The maximum number of conversions per day. */
  dailyCap?: number;
  /** The maximum number of conversions per week. */
  weeklyCap?: number;
  /** The maximum number of conversions per month. */
  monthlyCap?: number;
  /** The maximum number of conversions in total. */
  allTimeCap?: number;
  /** Whether the offer can be completed several times. */
  allowRepetitions?: boolean;
  /** The budget type, such as Daily. */
  budgetType: string;
  /** The amount of the budget. */
  budgetAmount: number;
  /** When the offer was launched. */
  launchDate: string;
  /** When the offer expires. */
  endDate?: string;
  /** The supported device types. */
  deviceTypes?: string | string[];
  /** The revenue of a conversion. Required if: a MultiEvent offer requires it; a SingleEvent offer requires it. */
  revenue?: number;
  /** What the user receives. Required if: a MultiEvent offer requires it. */
  reward?: number;
  /** How rewards are given, such as Automatic. Required if: a MultiEvent offer requires it. */
  rewardingType?: string;
  /** The number of days that a conversion stays pending. Required if: a MultiEvent offer requires it. */
  pendingTime?: number;
  /** The initial EPC (earnings per click), used until the offer has its own. */
  baselineEpc: string | number;
  /** Whether the baseline EPC is locked. */
  lockBaselineEpc: boolean;
  /** The id of the targeted age group. */
  ageId: string;
  /** The ids of the categories. */
  categoryIds: string[];
  /** The ids of the targeted countries. */
  countryIds: string[];
  /** The ids of the targeted states and regions. */
  countryStateIds?: string[];
  /** The targeted postal codes. */
  zipCodes?: string[];
  /** The ids of the targeted genders. */
  genderIds?: string[];
  /** Whether users of other genders see the offer at the bottom. */
  showAtBottomToAllUnselectedGenders?: boolean;
  /** The ids of the placements. */
  placementIds?: string[];
  /** Whether cost data is sent to Singular or AppsFlyer. */
  shouldSendCostData?: boolean;
  /** The cost data to report. Required if: cost reporting requires it. */
  offerCostReportInfo?: UpdateOfferOfferCostReportInfo[];
  /** The events of a multi-event offer. Required if: a MultiEvent offer requires it. */
  offerEvents?: UpdateOfferOfferEvents[];
  /** The creatives. */
  creatives: UpdateOfferCreatives[];
}

/** `gokart/update-offer-response`: The id of the offer that was updated. */
export interface UpdateOfferResponseFlat {
  /** The id of the offer that was updated. */
  Id?: string;
  /** The id of the updated offer, as the vendor's response envelope spells it. */
  id?: string;
}

/** `gokart/update-offer-response`: The id of the offer that was updated. The same may be in the member `data`. */
export type UpdateOfferResponse = UpdateOfferResponseFlat | { data: UpdateOfferResponseFlat };
