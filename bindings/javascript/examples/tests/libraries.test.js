import assert from "node:assert/strict";
import { test } from "node:test";
import { expect } from "expect";
import { toBeCleanOffer } from "../matcher.js";
import { CreateOffer, UpdateOffer } from "../zod.js";

test("zod has the findings as issues at their paths", () => {
  const good = { name: "A", tracking_url: "https://track.example.com/c" };
  assert.deepEqual(CreateOffer.parse(good), good);
  const { error } = CreateOffer.safeParse({ name: "A", payout: "2" });
  const issues = error.issues.map((issue) => [issue.path, issue.params.rule]);
  assert.deepEqual(issues, [[["tracking_url"], "required-field-missing"], [["payout"], "type-mismatch"]]);
  assert.equal(error.issues[0].params.apiCode, "missing_tracking_url");
  const nested = UpdateOffer.safeParse({ offerEvents: [{}, { revenue: "1" }] });
  assert.ok(nested.error.issues.some((issue) => issue.path.join() === ["offerEvents", 1, "revenue"].join() && issue.path[1] === 1));
});

test("the matcher works with the expect of jest", () => {
  expect.extend({ toBeCleanOffer });
  expect({ payout: 1 }).toBeCleanOffer("tracklysms/update-offer");
  expect({ payout: "1" }).not.toBeCleanOffer("tracklysms/update-offer");
  expect({ payout: "1" }).toBeCleanOffer("tracklysms/update-offer", { off: ["type-mismatch"] });
  assert.throws(() => expect({ payout: "1" }).toBeCleanOffer("tracklysms/update-offer"), /error\[type-mismatch\] payout: /);
  assert.throws(() => expect({ payout: 1 }).not.toBeCleanOffer("tracklysms/update-offer"), /there are none/);
});
