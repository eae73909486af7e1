"""Payloads of tracklysms as TypedDicts.

Generated from the field tables by generate_types.py.
"""

from __future__ import annotations

from typing import Literal, TypedDict

__all__ = [
    "CreateOffer",
    "CreateOfferResponse",
    "CreateOfferResponseWrapped",
    "GetOffer",
    "GetOfferWrapped",
    "ListOffers",
    "ListOffersOffers",
    "ListOffersPagination",
    "ListOffersQuery",
    "UpdateOffer",
    "UpdateOfferResponse",
    "UpdateOfferResponseWrapped",
]


class _CreateOfferRequired(TypedDict):
    """The required members of `CreateOffer`."""

    name: str
    """The name that is displayed, at most 255 characters."""
    tracking_url: str
    """The URL that clicks are sent to."""


class CreateOffer(_CreateOfferRequired, total=False):
    """`tracklysms/create-offer`: a new offer."""

    external_platform: Literal["tune", "everflow"] | None
    """The external affiliate platform: tune, everflow or null."""
    external_id: str | None
    """The id of the offer on that platform."""
    advertiser_id: str | None
    """The id of the advertiser."""
    payout: int | float
    """The amount paid; 0 by default."""
    payout_type: Literal["cpa", "cpc"]
    """The payout model: cpa (the default) or cpc."""
    filter_bots: bool
    """Whether suspected bot clicks are flagged and left out of reports; false by default."""
    status: Literal["active", "paused"]
    """The status to start with: active (the default) or paused."""
    metadata: dict[str, str]
    """Additional pairs of strings."""


class UpdateOffer(TypedDict, total=False):
    """`tracklysms/update-offer`: changes to an offer."""

    name: str
    """The name that is displayed, at most 255 characters."""
    tracking_url: str
    """The URL that clicks are sent to."""
    external_platform: Literal["tune", "everflow"] | None
    """The external affiliate platform: tune, everflow or null."""
    external_id: str | None
    """The id of the offer on that platform."""
    advertiser_id: str | None
    """The id of the advertiser."""
    payout: int | float
    """The amount paid."""
    payout_type: Literal["cpa", "cpc"]
    """The payout model: cpa or cpc."""
    filter_bots: bool
    """Whether suspected bot clicks are flagged and left out of reports."""
    status: Literal["active", "paused", "archived"]
    """The status: active, paused or archived (a soft delete)."""
    metadata: dict[str, str]
    """Additional pairs of strings, merged key by key into those that the offer has."""


class _GetOfferRequired(TypedDict):
    """The required members of `GetOffer`."""

    id: str
    """The id of the offer."""
    name: str
    """The name that is displayed."""
    tracking_url: str
    """The URL that clicks are sent to."""
    external_platform: Literal["tune", "everflow"] | None
    """The external affiliate platform: tune, everflow or null."""
    external_id: str | None
    """The id of the offer on that platform."""
    advertiser_id: str | None
    """The id of the advertiser."""
    payout: int | float
    """The amount paid."""
    payout_type: Literal["cpa", "cpc"]
    """The payout model: cpa or cpc."""
    filter_bots: bool
    """Whether suspected bot clicks are filtered."""
    status: Literal["active", "paused", "archived"]
    """The status: active, paused or archived."""
    metadata: dict[str, object]
    """Additional pairs of strings."""
    created_at: str
    """When the offer was created; UTC where no offset is printed."""
    updated_at: str
    """When the offer was last changed; UTC where no offset is printed."""


class GetOffer(_GetOfferRequired, total=False):
    """`tracklysms/get-offer`: one offer."""

    slug: str
    """A readable name that follows the offer's name, printed by Create and Update only."""


class GetOfferWrapped(TypedDict):
    """The same in the member `offer`."""

    offer: GetOffer


class _ListOffersOffersRequired(TypedDict):
    """The required members of `ListOffersOffers`."""

    id: str
    """The id of the offer."""
    name: str
    """The name that is displayed."""
    tracking_url: str
    """The URL that clicks are sent to."""
    external_platform: Literal["tune", "everflow"] | None
    """The external affiliate platform: tune, everflow or null."""
    external_id: str | None
    """The id of the offer on that platform."""
    advertiser_id: str | None
    """The id of the advertiser."""
    payout: int | float
    """The amount paid."""
    payout_type: Literal["cpa", "cpc"]
    """The payout model: cpa or cpc."""
    filter_bots: bool
    """Whether suspected bot clicks are filtered."""
    status: Literal["active", "paused", "archived"]
    """The status: active, paused or archived."""
    metadata: dict[str, object]
    """Additional pairs of strings."""
    created_at: str
    """When the offer was created; UTC where no offset is printed."""
    updated_at: str
    """When the offer was last changed; UTC where no offset is printed."""


class ListOffersOffers(_ListOffersOffersRequired, total=False):
    """A Tracklysms offer."""

    slug: str
    """A readable name that follows the offer's name, printed by Create and Update only."""


class ListOffersPagination(TypedDict):
    """The pagination."""

    page: int | float
    """The number of this page, from 1."""
    per_page: int | float
    """The maximum number of offers on a page."""
    total: int | float
    """The total number of offers."""
    total_pages: int | float
    """The total number of pages."""


class ListOffers(TypedDict):
    """`tracklysms/list-offers`: a page of offers."""

    offers: list[ListOffersOffers]
    """The offers on this page."""
    pagination: ListOffersPagination
    """The position of this page among all pages."""


class _CreateOfferResponseRequired(TypedDict):
    """The required members of `CreateOfferResponse`."""

    id: str
    """The id of the offer."""
    name: str
    """The name that is displayed."""
    tracking_url: str
    """The URL that clicks are sent to."""
    external_platform: Literal["tune", "everflow"] | None
    """The external affiliate platform: tune, everflow or null."""
    external_id: str | None
    """The id of the offer on that platform."""
    advertiser_id: str | None
    """The id of the advertiser."""
    payout: int | float
    """The amount paid."""
    payout_type: Literal["cpa", "cpc"]
    """The payout model: cpa or cpc."""
    filter_bots: bool
    """Whether suspected bot clicks are filtered."""
    status: Literal["active", "paused", "archived"]
    """The status: active, paused or archived."""
    metadata: dict[str, object]
    """Additional pairs of strings."""
    created_at: str
    """When the offer was created; UTC where no offset is printed."""
    updated_at: str
    """When the offer was last changed; UTC where no offset is printed."""


class CreateOfferResponse(_CreateOfferResponseRequired, total=False):
    """`tracklysms/create-offer-response`: the offer that was created."""

    slug: str
    """A readable name that follows the offer's name, printed by Create and Update only."""


class CreateOfferResponseWrapped(TypedDict):
    """The same in the member `offer`."""

    offer: CreateOfferResponse


class _UpdateOfferResponseRequired(TypedDict):
    """The required members of `UpdateOfferResponse`."""

    id: str
    """The id of the offer."""
    name: str
    """The name that is displayed."""
    tracking_url: str
    """The URL that clicks are sent to."""
    external_platform: Literal["tune", "everflow"] | None
    """The external affiliate platform: tune, everflow or null."""
    external_id: str | None
    """The id of the offer on that platform."""
    advertiser_id: str | None
    """The id of the advertiser."""
    payout: int | float
    """The amount paid."""
    payout_type: Literal["cpa", "cpc"]
    """The payout model: cpa or cpc."""
    filter_bots: bool
    """Whether suspected bot clicks are filtered."""
    status: Literal["active", "paused", "archived"]
    """The status: active, paused or archived."""
    metadata: dict[str, object]
    """Additional pairs of strings."""
    created_at: str
    """When the offer was created; UTC where no offset is printed."""
    updated_at: str
    """When the offer was last changed; UTC where no offset is printed."""


class UpdateOfferResponse(_UpdateOfferResponseRequired, total=False):
    """`tracklysms/update-offer-response`: the offer after the changes."""

    slug: str
    """A readable name that follows the offer's name, printed by Create and Update only."""


class UpdateOfferResponseWrapped(TypedDict):
    """The same in the member `offer`."""

    offer: UpdateOfferResponse


class ListOffersQuery(TypedDict, total=False):
    """`tracklysms/list-offers-query`: the offers to list, as an object."""

    status: Literal["active", "paused", "archived"]
    """The status to filter by; without it everything but archived offers is listed."""
    page: int | str
    """The page to return; 1 by default."""
    per_page: int | str
    """The number of offers on a page; 50 by default, at most 100."""
