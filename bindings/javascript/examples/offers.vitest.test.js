// Run by vitest.

import { expect, test } from "vitest";
import { toBeCleanOffer } from "./matcher.js";

expect.extend({ toBeCleanOffer });

test("an offer of ours is clean", () => {
  expect({ payout: 3.0, status: "paused" }).toBeCleanOffer("tracklysms/update-offer");
});

test("a wrong offer fails with its findings", () => {
  expect({ payout: "3.00" }).not.toBeCleanOffer("tracklysms/update-offer");
  expect(() => expect({ payout: "3.00" }).toBeCleanOffer("tracklysms/update-offer")).toThrow(/type-mismatch/);
});
