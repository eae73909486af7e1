"""The two payloads as msgspec types: types, presence, enums, patterns and lengths of the schemas.
Types cannot express relations between fields (a MultiEvent offer needs events)."""

from typing import Annotated, Any, Literal, Optional, Union

from msgspec import UNSET, Meta, Struct, UnsetType

Url = Annotated[str, Meta(pattern=r'^[A-Za-z][A-Za-z0-9+-]*:[^\t\n\r <>"]*$')]
UUID = r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}"
Uuid = Annotated[str, Meta(pattern=f"^{UUID}$")]
Country = Annotated[str, Meta(pattern=f"^({UUID}|[A-Z]{{2}})$")]
State = Annotated[str, Meta(pattern=f"^({UUID}|[A-Z]{{2}}-[A-Z0-9]{{1,3}})$")]
Gender = Annotated[str, Meta(pattern=f"^({UUID}|[Mm][Aa][Ll][Ee]|[Ff][Ee][Mm][Aa][Ll][Ee])$")]
Date = Annotated[str, Meta(pattern=r"^[0-9]{4}-?(W?[0-9])")]
Name = Annotated[str, Meta(max_length=255)]
Text = Optional[str]
Number = Optional[float]
Flag = Optional[bool]


class CreateOffer(Struct):
    name: Name
    tracking_url: Url
    external_platform: Optional[Literal["tune", "everflow"]] = None
    external_id: Text = None
    advertiser_id: Text = None
    payout: Number = None
    payout_type: Union[Literal["cpa", "cpc"], UnsetType] = UNSET
    filter_bots: Flag = None
    status: Union[Literal["active", "paused"], UnsetType] = UNSET
    metadata: Optional[dict[str, str]] = None


class Event(Struct):
    id: Optional[Uuid] = None
    name: Text = None
    showOnOfferWall: Flag = None
    eventId: Text = None
    displayOrder: Number = None
    sequenceNumber: Number = None
    minTimeFromPreviousEvent: Number = None
    deadlineDays: Number = None
    pendingTime: Number = None
    hasRevenue: Flag = None
    revenue: Number = None
    hasReward: Flag = None
    useDefaultRatio: Flag = None
    reward: Number = None
    dailyCap: Number = None
    weeklyCap: Number = None
    monthlyCap: Number = None
    allTimeCap: Number = None


class CostReport(Struct):
    costType: Optional[Literal["CPI", "CPA"]] = None
    appName: Text = None
    storeId: Text = None


class Creative(Struct):
    order: int
    url: Url
    metadata: Text = None


class UpdateOffer(Struct, kw_only=True):
    id: Uuid
    trackingSystemLink: Url
    trackingSystem: str
    name: str
    advertiserCampaignName: Text = None
    headline: str
    shortDescription: Text = None
    keyPoints: Text = None
    offerDetails: str
    termsAndDisclaimers: Text = None
    offerType: Literal["SingleEvent", "MultiEvent"]
    conversionType: Literal["FlatRate", "RevShare"]
    advertiserId: Uuid
    isFeatured: Flag = None
    dailyCap: Number = None
    weeklyCap: Number = None
    monthlyCap: Number = None
    allTimeCap: Number = None
    allowRepetitions: Flag = None
    budgetType: str
    budgetAmount: float
    launchDate: Date
    endDate: Optional[Date] = None
    deviceTypes: Union[str, list[str], None] = None
    revenue: Number = None
    reward: Number = None
    rewardingType: Text = None
    pendingTime: Number = None
    baselineEpc: Union[str, float]
    lockBaselineEpc: bool
    ageId: Uuid
    categoryIds: list[Uuid]
    countryIds: list[Country]
    countryStateIds: Optional[list[State]] = None
    zipCodes: Optional[list[str]] = None
    genderIds: Optional[list[Gender]] = None
    showAtBottomToAllUnselectedGenders: Flag = None
    placementIds: Optional[list[Uuid]] = None
    shouldSendCostData: Flag = None
    offerCostReportInfo: Optional[list[CostReport]] = None
    offerEvents: Optional[list[Event]] = None
    creatives: list[Creative]


TYPES: dict[str, Any] = {
    "tracklysms/create-offer": CreateOffer,
    "gokart/update-offer": UpdateOffer,
}
