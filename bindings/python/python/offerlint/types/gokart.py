"""Payloads of gokart as TypedDicts.

Generated from the field tables by generate_types.py.
"""

from __future__ import annotations

from typing import Literal, TypedDict

__all__ = [
    "UpdateOffer",
    "UpdateOfferCreatives",
    "UpdateOfferOfferCostReportInfo",
    "UpdateOfferOfferEvents",
    "UpdateOfferResponse",
    "UpdateOfferResponseWrapped",
]


class UpdateOfferOfferCostReportInfo(TypedDict, total=False):
    """A cost report."""

    costType: Literal["CPI", "CPA"]
    """The cost model: CPI or CPA. Required if: cost reporting requires it."""
    appName: str
    """The name of the app. Required if: cost reporting requires it."""
    storeId: str
    """The id of the app in its store. Required if: cost reporting requires it."""


class UpdateOfferOfferEvents(TypedDict, total=False):
    """An offer event."""

    id: str
    """The id of the event. Required if: a MultiEvent offer requires it."""
    name: str
    """The name of the event. Required if: a MultiEvent offer requires it."""
    showOnOfferWall: bool
    """Whether the event is shown on the offer wall. Required if: a MultiEvent offer requires it."""
    eventId: str
    """The external key of the event, which postbacks name. Required if: a MultiEvent offer requires it."""
    displayOrder: int | float
    """The position at which the event is displayed. Required if: a MultiEvent offer requires it."""
    sequenceNumber: int | float | None
    """The position in the sequence; null if the event is independent. Required if: a MultiEvent offer requires it."""
    minTimeFromPreviousEvent: int | float | None
    """The minimum time after the previous event; the page states no unit."""
    deadlineDays: int | float | None
    """The number of days within which the event can be completed."""
    pendingTime: int | float | None
    """The number of days that a conversion stays pending. Required if: a MultiEvent offer requires it."""
    hasRevenue: bool
    """Whether the event has a revenue. Required if: a MultiEvent offer requires it."""
    revenue: int | float | None
    """The revenue of the event. Required if: a MultiEvent offer requires it."""
    hasReward: bool
    """Whether the event has a reward. Required if: a MultiEvent offer requires it."""
    useDefaultRatio: bool
    """Whether the reward follows from the revenue by the default ratio. Required if: a MultiEvent offer requires it."""
    reward: int | float | None
    """The reward of the event. Required if: a MultiEvent offer requires it."""
    dailyCap: int | float | None
    """The maximum number of conversions of the event per day."""
    weeklyCap: int | float | None
    """The maximum number of conversions of the event per week."""
    monthlyCap: int | float | None
    """The maximum number of conversions of the event per month."""
    allTimeCap: int | float | None
    """The maximum number of conversions of the event in total."""


class _UpdateOfferCreativesRequired(TypedDict):
    """The required members of `UpdateOfferCreatives`."""

    order: int
    """The position of the creative."""
    url: str
    """The URL of the file."""


class UpdateOfferCreatives(_UpdateOfferCreativesRequired, total=False):
    """A creative."""

    metadata: str | None
    """Additional information."""


class _UpdateOfferRequired(TypedDict):
    """The required members of `UpdateOffer`."""

    id: str
    """The id of the offer to update."""
    trackingSystemLink: str
    """The tracking URL that people are redirected to."""
    trackingSystem: str
    """The attribution provider."""
    name: str
    """The title that is displayed."""
    headline: str
    """A short summary that draws attention."""
    offerDetails: str
    """What has to be done to complete the offer."""
    offerType: Literal["SingleEvent", "MultiEvent"]
    """SingleEvent or MultiEvent."""
    conversionType: Literal["FlatRate", "RevShare"]
    """The revenue model: FlatRate or RevShare."""
    advertiserId: str
    """The id of the advertiser."""
    budgetType: str
    """The budget type, such as Daily."""
    budgetAmount: int | float
    """The amount of the budget."""
    launchDate: str
    """When the offer was launched."""
    baselineEpc: str | int | float
    """The initial EPC (earnings per click), used until the offer has its own."""
    lockBaselineEpc: bool
    """Whether the baseline EPC is locked."""
    ageId: str
    """The id of the targeted age group."""
    categoryIds: list[str]
    """The ids of the categories."""
    countryIds: list[str]
    """The ids of the targeted countries."""
    creatives: list[UpdateOfferCreatives]
    """The creatives."""


class UpdateOffer(_UpdateOfferRequired, total=False):
    """`gokart/update-offer`: a whole offer."""

    advertiserCampaignName: str
    """The advertiser's name for the campaign. Required if: cost reporting requires it."""
    shortDescription: str
    """A brief description."""
    keyPoints: str
    """The highlights."""
    termsAndDisclaimers: str
    """Terms, conditions and disclaimers."""
    isFeatured: bool
    """Whether the offer is featured."""
    dailyCap: int | float
    """The maximum number of conversions per day."""
    weeklyCap: int | float
    """The maximum number of conversions per week."""
    monthlyCap: int | float
    """The maximum number of conversions per month."""
    allTimeCap: int | float
    """The maximum number of conversions in total."""
    allowRepetitions: bool
    """Whether the offer can be completed several times."""
    endDate: str
    """When the offer expires."""
    deviceTypes: str | list[str]
    """The supported device types."""
    revenue: int | float
    """The revenue of a conversion. Required if: a MultiEvent offer requires it; a SingleEvent offer requires it."""
    reward: int | float
    """What the user receives. Required if: a MultiEvent offer requires it."""
    rewardingType: str
    """How rewards are given, such as Automatic. Required if: a MultiEvent offer requires it."""
    pendingTime: int | float
    """The number of days that a conversion stays pending. Required if: a MultiEvent offer requires it."""
    countryStateIds: list[str]
    """The ids of the targeted states and regions."""
    zipCodes: list[str]
    """The targeted postal codes."""
    genderIds: list[str]
    """The ids of the targeted genders."""
    showAtBottomToAllUnselectedGenders: bool
    """Whether users of other genders see the offer at the bottom."""
    placementIds: list[str]
    """The ids of the placements."""
    shouldSendCostData: bool
    """Whether cost data is sent to Singular or AppsFlyer."""
    offerCostReportInfo: list[UpdateOfferOfferCostReportInfo]
    """The cost data to report. Required if: cost reporting requires it."""
    offerEvents: list[UpdateOfferOfferEvents]
    """The events of a multi-event offer. Required if: a MultiEvent offer requires it."""


class UpdateOfferResponse(TypedDict, total=False):
    """`gokart/update-offer-response`: the id of the offer that was updated."""

    Id: str
    """The id of the offer that was updated."""
    id: str
    """The id of the updated offer, as the vendor's response envelope spells it."""


class UpdateOfferResponseWrapped(TypedDict):
    """The same in the member `data`."""

    data: UpdateOfferResponse
