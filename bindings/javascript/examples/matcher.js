// A matcher for vitest and jest: `expect(payload).toBeCleanOffer("tracklysms/create-offer")`.
// `expect.extend({ toBeCleanOffer })` in the file that the setting `setupFiles` names.

import { lint } from "offerlint";

export function toBeCleanOffer(payload, contract, options) {
  const report = lint(payload, contract, options);
  return {
    pass: report.isClean,
    message: () => (report.isClean ? `expected findings of ${contract}, but there are none` : String(report)),
  };
}
