// Compiled by package.test.js with `tsc --strict`. Each expected error must be one.

import { contracts, fix, init, lint, Linter, rule, rules, schema, ValidationError } from "offerlint";
import type { ContractName, Diagnostic, Fix, Report, RuleName } from "offerlint";
import type { UpdateOffer } from "offerlint/gokart";
import type { CreateOffer, CreateOfferResponse, GetOffer, ListOffers } from "offerlint/tracklysms";

const offer: CreateOffer = { name: "A", tracking_url: "https://track.example.com/c", payout_type: "cpa" };
const report: Report = lint(offer, "tracklysms/create-offer", {
  now: new Date(),
  pathId: "x",
  query: [["a", "b"]],
  select: ["url-too-long"],
  off: "cap-order",
});
lint(new Uint8Array(1), "gokart/update-offer");
lint("{}", "gokart/update-offer", { query: { a: "b" } });
lint("{}", "gokart/update-offer", { query: "a=b", now: "2026-01-01T00:00:00Z" });
lint(JSON.parse("null"), "gokart/update-offer");

for (const found of report) {
  const one: Diagnostic = found;
  const fixed: Fix | null = one.fix;
  const start: number | null = one.start;
  const severity: "error" | "warning" | "info" = one.severity;
  const name: RuleName = one.rule;
  void [fixed, start, severity, name, one.fix?.edits[0]?.replacement, one.related[0]?.endLine];
}
const count: number = report.errors.length + report.warnings.length + report.throwIfErrors().length;

try {
  report.throwIfErrors();
} catch (error) {
  if (error instanceof ValidationError) {
    const inner: Report = error.report;
    void inner;
  }
}

const text: string = fix("{}", "gokart/update-offer").payload;
const bytes: Uint8Array = fix(new Uint8Array(1), "gokart/update-offer", { unsafe: true }).payload;
const value: CreateOffer = fix(offer, "tracklysms/create-offer").payload;

const linter = new Linter("gokart/update-offer", { off: ["cap-order"] });
const clean: boolean = linter.lint("{}").isClean;
linter[Symbol.dispose]();
{
  using scoped = new Linter("gokart/update-offer");
  scoped.fix("{}", { unsafe: true }).remaining.hasErrors;
}

const names: ContractName[] = contracts().map((one) => one.name);
const summary: string = rule("cap-order").bad.text + rules().map((one) => one.explanation).join();
const title: unknown = schema("gokart/update-offer")["title"];
const ready: Promise<void> = init(new URL("https://example.com/offerlint.wasm"));
const platform: "tune" | "everflow" | null | undefined = offer.external_platform;
const got: GetOffer = { offer: null as never };
const response: CreateOfferResponse = { offer: null as never };
const events: UpdateOffer["offerEvents"] = [{ id: "1", revenue: null }];
void [count, text, bytes, value, clean, names, summary, title, ready, platform, got, response, events];

// @ts-expect-error: no such contract
lint("{}", "tracklysms/create-ofer");
// @ts-expect-error: no such rule
lint("{}", "gokart/update-offer", { off: ["cap-ordr"] });
// @ts-expect-error: no such option
lint("{}", "gokart/update-offer", { pathID: "x" });
// @ts-expect-error: undefined is no payload
lint(undefined, "gokart/update-offer");
// @ts-expect-error: the name is missing
const incomplete: CreateOffer = { tracking_url: "https://track.example.com/c" };
// @ts-expect-error: not a documented value
const wrong: CreateOffer = { ...offer, payout_type: "cps" };
// @ts-expect-error: not a member
const unknown: CreateOffer = { ...offer, tracking_ulr: "x" };
// @ts-expect-error: a member of every listed offer
const page: ListOffers = { offers: [{}] };
// @ts-expect-error: reports are made by the package
new (report.constructor as typeof Report)();
void [incomplete, wrong, unknown, page];
