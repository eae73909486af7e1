// Payloads of tracklysms.
// Generated from the field tables by tests/declarations.rs.

/** `tracklysms/create-offer`: A new offer. */
export interface CreateOffer {
  /** The name that is displayed, at most 255 characters. */
  name: string;
  /** The URL that clicks are sent to. */
  tracking_url: string;
  /** The external affiliate platform: tune, everflow or null. */
  external_platform?: "tune" | "everflow" | null;
  /** The id of the offer on that platform. */
  external_id?: string | null;
  /** The id of the advertiser. */
  advertiser_id?: string | null;
  /** The amount paid; 0 by default. */
  payout?: number;
  /** The payout model: cpa (the default) or cpc. */
  payout_type?: "cpa" | "cpc";
  /** Whether suspected bot clicks are flagged and left out of reports; false by default. */
  filter_bots?: boolean;
  /** The status to start with: active (the default) or paused. */
  status?: "active" | "paused";
  /** Additional pairs of strings. */
  metadata?: Record<string, string>;
}

/** `tracklysms/update-offer`: Changes to an offer. */
export interface UpdateOffer {
  /** The name that is displayed, at most 255 characters. */
  name?: string;
  /** The URL that clicks are sent to. */
  tracking_url?: string;
  /** The external affiliate platform: tune, everflow or null. */
  external_platform?: "tune" | "everflow" | null;
  /** The id of the offer on that platform. */
  external_id?: string | null;
  /** The id of the advertiser. */
  advertiser_id?: string | null;
  /** The amount paid. */
  payout?: number;
  /** The payout model: cpa or cpc. */
  payout_type?: "cpa" | "cpc";
  /** Whether suspected bot clicks are flagged and left out of reports. */
  filter_bots?: boolean;
  /** The status: active, paused or archived (a soft delete). */
  status?: "active" | "paused" | "archived";
  /** Additional pairs of strings, merged key by key into those that the offer has. */
  metadata?: Record<string, string>;
}

/** `tracklysms/get-offer`: One offer. */
export interface GetOfferFlat {
  /** The id of the offer. */
  id: string;
  /** The name that is displayed. */
  name: string;
  /** The URL that clicks are sent to. */
  tracking_url: string;
  /** The external affiliate platform: tune, everflow or null. */
  external_platform: "tune" | "everflow" | null;
  /** The id of the offer on that platform. */
  external_id: string | null;
  /** The id of the advertiser. */
  advertiser_id: string | null;
  /** The amount paid. */
  payout: number;
  /** The payout model: cpa or cpc. */
  payout_type: "cpa" | "cpc";
  /** Whether suspected bot clicks are filtered. */
  filter_bots: boolean;
  /** The status: active, paused or archived. */
  status: "active" | "paused" | "archived";
  /** Additional pairs of strings. */
  metadata: Record<string, unknown>;
  /** When the offer was created; UTC where no offset is printed. */
  created_at: string;
  /** When the offer was last changed; UTC where no offset is printed. */
  updated_at: string;
  /** A readable name that follows the offer's name, printed by Create and Update only. */
  slug?: string;
}

/** `tracklysms/get-offer`: One offer. The same may be in the member `offer`. */
export type GetOffer = GetOfferFlat | { offer: GetOfferFlat };

/** A Tracklysms offer. */
export interface ListOffersOffers {
  /** The id of the offer. */
  id: string;
  /** The name that is displayed. */
  name: string;
  /** The URL that clicks are sent to. */
  tracking_url: string;
  /** The external affiliate platform: tune, everflow or null. */
  external_platform: "tune" | "everflow" | null;
  /** The id of the offer on that platform. */
  external_id: string | null;
  /** The id of the advertiser. */
  advertiser_id: string | null;
  /** The amount paid. */
  payout: number;
  /** The payout model: cpa or cpc. */
  payout_type: "cpa" | "cpc";
  /** Whether suspected bot clicks are filtered. */
  filter_bots: boolean;
  /** The status: active, paused or archived. */
  status: "active" | "paused" | "archived";
  /** Additional pairs of strings. */
  metadata: Record<string, unknown>;
  /** When the offer was created; UTC where no offset is printed. */
  created_at: string;
  /** When the offer was last changed; UTC where no offset is printed. */
  updated_at: string;
  /** A readable name that follows the offer's name, printed by Create and Update only. */
  slug?: string;
}

/** The pagination. */
export interface ListOffersPagination {
  /** The number of this page, from 1. */
  page: number;
  /** The maximum number of offers on a page. */
  per_page: number;
  /** The total number of offers. */
  total: number;
  /** The total number of pages. */
  total_pages: number;
}

/** `tracklysms/list-offers`: A page of offers. */
export interface ListOffers {
  /** The offers on this page. */
  offers: ListOffersOffers[];
  /** The position of this page among all pages. */
  pagination: ListOffersPagination;
}

/** `tracklysms/create-offer-response`: The offer that was created. */
export interface CreateOfferResponseFlat {
  /** The id of the offer. */
  id: string;
  /** The name that is displayed. */
  name: string;
  /** The URL that clicks are sent to. */
  tracking_url: string;
  /** The external affiliate platform: tune, everflow or null. */
  external_platform: "tune" | "everflow" | null;
  /** The id of the offer on that platform. */
  external_id: string | null;
  /** The id of the advertiser. */
  advertiser_id: string | null;
  /** The amount paid. */
  payout: number;
  /** The payout model: cpa or cpc. */
  payout_type: "cpa" | "cpc";
  /** Whether suspected bot clicks are filtered. */
  filter_bots: boolean;
  /** The status: active, paused or archived. */
  status: "active" | "paused" | "archived";
  /** Additional pairs of strings. */
  metadata: Record<string, unknown>;
  /** When the offer was created; UTC where no offset is printed. */
  created_at: string;
  /** When the offer was last changed; UTC where no offset is printed. */
  updated_at: string;
  /** A readable name that follows the offer's name, printed by Create and Update only. */
  slug?: string;
}

/** `tracklysms/create-offer-response`: The offer that was created. The same may be in the member `offer`. */
export type CreateOfferResponse = CreateOfferResponseFlat | { offer: CreateOfferResponseFlat };

/** `tracklysms/update-offer-response`: The offer after the changes. */
export interface UpdateOfferResponseFlat {
  /** The id of the offer. */
  id: string;
  /** The name that is displayed. */
  name: string;
  /** The URL that clicks are sent to. */
  tracking_url: string;
  /** The external affiliate platform: tune, everflow or null. */
  external_platform: "tune" | "everflow" | null;
  /** The id of the offer on that platform. */
  external_id: string | null;
  /** The id of the advertiser. */
  advertiser_id: string | null;
  /** The amount paid. */
  payout: number;
  /** The payout model: cpa or cpc. */
  payout_type: "cpa" | "cpc";
  /** Whether suspected bot clicks are filtered. */
  filter_bots: boolean;
  /** The status: active, paused or archived. */
  status: "active" | "paused" | "archived";
  /** Additional pairs of strings. */
  metadata: Record<string, unknown>;
  /** When the offer was created; UTC where no offset is printed. */
  created_at: string;
  /** When the offer was last changed; UTC where no offset is printed. */
  updated_at: string;
  /** A readable name that follows the offer's name, printed by Create and Update only. */
  slug?: string;
}

/** `tracklysms/update-offer-response`: The offer after the changes. The same may be in the member `offer`. */
export type UpdateOfferResponse = UpdateOfferResponseFlat | { offer: UpdateOfferResponseFlat };

/** `tracklysms/list-offers-query`: The offers to list, as an object. */
export interface ListOffersQuery {
  /** The status to filter by; without it everything but archived offers is listed. */
  status?: "active" | "paused" | "archived";
  /** The page to return; 1 by default. */
  page?: number | string;
  /** The number of offers on a page; 50 by default, at most 100. */
  per_page?: number | string;
}
