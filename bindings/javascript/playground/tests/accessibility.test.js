// axe-core finds nothing serious, and screen readers get names and announcements.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { open, start } from "./browser.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => (browser = await start()));
after(() => browser.close());

/** The violations that axe-core calls serious or critical. */
async function serious(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join("\n")}`);
}

for (const [name, options] of [
  ["light", {}],
  ["dark", { colorScheme: "dark" }],
  ["phone", { viewport: { width: 390, height: 844 }, isMobile: true }],
]) {
  test(`axe-core finds nothing serious: ${name}`, async () => {
    // The page's own policy forbids scripts that are added, such as axe-core.
    const page = await open(browser, { ...options, bypassCSP: true });
    await page.selectOption("#contract", "gokart/update-offer");
    await page.click("#example-bad");
    for (const details of await page.locator(".settings > details > summary").all()) await details.click();
    // The list of rules is long, and all its lines are alike.
    await page.fill("#rule-filter", "url-");
    for (const why of (await page.locator("#findings summary").all()).slice(0, 3)) await why.click();
    await page.locator(".cm-content").focus();
    await page.keyboard.press("F8");
    assert.deepEqual(await serious(page), []);
    await page.click("#example-good");
    assert.deepEqual(await serious(page), []);
    await page.context().close();
  });
}

test("controls have names, and the summary is announced", async () => {
  const page = await open(browser);
  for (const [role, name] of [
    ["textbox", "Payload as JSON"],
    ["combobox", "Contract"],
    ["combobox", "Theme"],
    ["button", "Open file…"],
    ["button", "Copy link"],
    ["button", /^Fix all safe/],
    ["heading", "Findings"],
  ]) {
    assert.equal(await page.getByRole(role, { name, exact: true }).count(), 1, `${role} ${name}`);
  }
  assert.equal(await page.locator("#summary").getAttribute("aria-live"), "polite");
  await page.context().close();
});
