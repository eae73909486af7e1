// Payloads with mistakes: those of the folder demo/.

import createOffer from "../../../../demo/broken-create-offer.json";
import gokartUpdate from "../../../../demo/broken-gokart-update.json";

export const BROKEN = {
  "tracklysms/create-offer": createOffer,
  "gokart/update-offer": gokartUpdate,
};
