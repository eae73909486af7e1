// What a user does on the page.

import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { contracts, lint, rules } from "../../dist/node.js";
import { address, listed, open, pictures, ready, start, text, type } from "./browser.js";

let browser;
let page;
before(async () => (browser = await start()));
after(() => browser.close());
beforeEach(async () => (page = await open(browser)));
afterEach(async () => {
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

const UPDATE = "tracklysms/update-offer";
const summary = (page) => page.locator("#summary").textContent();
const names = (payload, contract, options) => [...lint(payload, contract, options)].map((one) => one.rule);

/** Waits until the list has this number of findings: it is updated after a pause in typing. */
const list = (page, count) => page.waitForFunction((count) => document.querySelectorAll("#findings li").length === count, count);

test("it starts with a payload that has findings, from a file, offline", async () => {
  const expected = names(readFileSync(new URL("../../../../demo/broken-create-offer.json", import.meta.url), "utf8"), "tracklysms/create-offer");
  assert.deepEqual(await listed(page), expected);
  assert.equal(await page.locator(".cm-lintRange").count() > 0, true);
});

test("the whole page has less than 1 MB", () => {
  assert.ok(statSync(fileURLToPath(address)).size < 1_000_000);
});

test("first findings come soon", async () => {
  const times = [];
  for (let load = 0; load < 7; load++) {
    await page.reload();
    await ready(page);
    times.push(Number(await page.locator("html").getAttribute("data-ready")));
  }
  console.log(`# first findings after ${Math.min(...times)} to ${Math.max(...times)} ms (wanted: 300)`);
  // Ten times what is wanted: a busy machine passes, a page that waits for something does not.
  assert.ok(Math.min(...times) < 3000, `${times} ms`);
});

test("findings follow typing", async () => {
  await type(page, '{"name": "A", "tracking_url": "https://track.example.com/c"}');
  await list(page, 0);
  assert.equal(await summary(page), "No findings");
  await page.keyboard.press("Backspace");
  await list(page, 1);
  assert.deepEqual(await listed(page), ["json-syntax"]);
  assert.equal(await summary(page), "1 error");
});

test("the list has message, help, place and evidence", async () => {
  const payload = '{\n  "payout_type": "CPA"\n}';
  await page.selectOption("#contract", UPDATE);
  await type(page, payload);
  await list(page, 1);
  const [found] = lint(payload, UPDATE);
  const item = page.locator("#findings li");
  const shown = (await item.textContent()).replace(/\s+/g, " ");
  for (const part of [found.message, found.help, found.fix.message, "line 2, column 18"]) {
    assert.ok(shown.includes(part.replaceAll("`", "")), `${part} in ${shown}`);
  }
  await item.locator("summary").click();
  const known = rules().find((one) => one.name === found.rule);
  await page.waitForFunction(() => document.querySelectorAll("#findings details p").length > 0);
  const why = await item.locator("details").textContent();
  assert.ok(why.includes(known.evidence.replaceAll("`", "")), why);
  assert.ok(why.includes(`${found.httpStatus} ${found.apiCode}`), why);
  await item.locator(".place").click();
  assert.equal(await page.evaluate(() => getSelection().toString()), '"CPA"');
});

test("another contract gives its findings", async () => {
  await type(page, "{}");
  for (const { name } of contracts()) {
    await page.selectOption("#contract", name);
    assert.deepEqual((await listed(page)).slice(0, 50), names("{}", name).slice(0, 50), name);
  }
});

test("a fix is applied by a click, and can be undone", async () => {
  await page.selectOption("#contract", UPDATE);
  await type(page, '{"name": "é🎯", "payout_type": "CPA"}');
  await list(page, 1);
  await page.locator(".fix").click();
  assert.equal(await text(page), '{"name": "é🎯", "payout_type": "cpa"}');
  assert.deepEqual(await listed(page), []);
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+z");
  await list(page, 1);
  assert.equal(await text(page), '{"name": "é🎯", "payout_type": "CPA"}');
});

test("all safe fixes are applied at once, unsafe ones are not", async () => {
  await page.selectOption("#contract", UPDATE);
  await type(page, '{"payout_type": "CPA", "external_platform": "TUNE", "external_id": "1", "metadata": null}');
  await page.waitForFunction(() => document.getElementById("fix-safe").textContent === "Fix all safe (2)");
  await page.click("#fix-safe");
  assert.equal(await text(page), '{"payout_type": "cpa", "external_platform": "tune", "external_id": "1", "metadata": null}');
  assert.equal(await page.locator("#fix-safe").isDisabled(), true);
  assert.equal(await page.locator(".fix").count(), 1);
});

test("levels change the findings", async () => {
  await page.selectOption("#contract", UPDATE);
  await type(page, '{"payout_type": "CPA"}');
  await list(page, 1);
  await page.locator("#findings .link").click();
  assert.equal(await summary(page), "No findings");
  await page.locator("#rules > summary").click();
  await page.fill("#rule-filter", "payout-type");
  await page.waitForSelector("#levels li", { state: "attached" });
  assert.equal(await page.locator("#levels li:visible").count(), 1);
  assert.equal(await page.locator("#level-invalid-payout-type").inputValue(), "off");
  await page.selectOption("#level-invalid-payout-type", "warning");
  assert.equal(await summary(page), "1 warning");
  await page.click("#levels-reset");
  assert.equal(await summary(page), "1 error");
  assert.equal(await page.locator("#levels li").count(), rules().length);
});

test("facts of the request are used, and wrong ones are reported at their field", async () => {
  await page.selectOption("#contract", UPDATE);
  await type(page, '{"payout": 1}');
  await page.locator(".settings summary").first().click();
  await page.fill("#pathId", "x");
  assert.deepEqual(await listed(page), names('{"payout": 1}', UPDATE, { pathId: "x" }));
  await page.fill("#now", "yesterday");
  assert.equal(await page.getAttribute("#now", "aria-invalid"), "true");
  assert.match(await page.textContent("#now-error"), /write a time such as/);
  await page.fill("#now", "2026-01-01T00:00:00Z");
  assert.equal(await page.getAttribute("#now", "aria-invalid"), "false");
});

test("the link restores payload, contract, levels and facts", async () => {
  const payload = '{"name": "é🎯 </script>", "payout_type": "CPA"}';
  await page.selectOption("#contract", UPDATE);
  await type(page, payload);
  await list(page, 1);
  await page.locator("#findings .link").click();
  await page.locator(".settings summary").first().click();
  await page.fill("#pathId", "x");
  await page.click("#link");
  await page.waitForFunction(() => location.hash !== "");
  const other = await open(browser, {}, page.url());
  assert.equal(await text(other), payload);
  assert.equal(await other.inputValue("#contract"), UPDATE);
  assert.equal(await other.inputValue("#pathId"), "x");
  assert.deepEqual(await listed(other), await listed(page));
  await other.context().close();
  const damaged = await open(browser, {}, `${address}#1,AAAA`);
  assert.ok((await listed(damaged)).length > 0);
  assert.deepEqual(damaged.faults, []);
  await damaged.context().close();
});

test("no link is made of a payload with an API key, or of a very large one", async () => {
  const key = `trk_${"a1".repeat(16)}`;
  for (const payload of [`{"name": "${key}"}`, `{"name": "${key}`, `{"name": "\\u0074${key.slice(1)}"}`]) {
    await type(page, payload);
    await page.click("#link");
    await page.waitForFunction(() => document.getElementById("message").textContent.includes("API key"));
    assert.ok(!(await page.textContent("main .findings")).includes(key));
    await page.evaluate(() => (document.getElementById("message").textContent = ""));
  }
  let seed = 1;
  const noise = () => ((seed = (seed * 48271) % 2147483647)).toString(36);
  const buffer = Buffer.from(JSON.stringify(Array.from({ length: 40_000 }, noise)));
  await page.setInputFiles("#file", { name: "large.json", mimeType: "application/json", buffer });
  await page.waitForFunction(() => document.getElementById("message").textContent === "large.json is loaded.");
  await page.click("#link");
  await page.waitForFunction(() => document.getElementById("message").textContent.includes("too large"));
  assert.equal(new URL(page.url()).hash, "");
});

async function drop(page, name, content) {
  const transfer = await page.evaluateHandle(
    ([name, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], name));
      return transfer;
    },
    [name, content],
  );
  await page.dispatchEvent(".cm-content", "dragenter", { dataTransfer: transfer });
  assert.equal(await page.locator("#drop").isVisible(), true);
  await page.dispatchEvent(".cm-content", "drop", { dataTransfer: transfer });
}

test("a dropped file is linted", async () => {
  await page.selectOption("#contract", UPDATE);
  await drop(page, "offer.json", '{"payout_type": "CPA"}');
  await page.waitForFunction(() => document.getElementById("message").textContent === "offer.json is loaded.");
  assert.equal(await text(page), '{"payout_type": "CPA"}');
  assert.equal(await page.locator("#drop").isVisible(), false);
  assert.deepEqual(await listed(page), ["invalid-payout-type"]);
});

test("NDJSON is linted and fixed line by line", async () => {
  await page.selectOption("#contract", UPDATE);
  const lines = ['{"payout": 1}', '{"name": "é🎯", "payout_type": "CPA"}', "", '{"payout_type": "CPC"}', '{"payout": }', ""];
  await page.setInputFiles("#file", { name: "offers.ndjson", mimeType: "application/x-ndjson", buffer: Buffer.from(lines.join("\n")) });
  await page.waitForFunction(() => document.getElementById("summary").textContent === "3 errors in 4 lines");
  const places = await page.locator("#findings .place").allTextContents();
  assert.deepEqual(places, ["line 2, column 31", "line 4, column 17", "line 5, column 12"]);
  await page.locator("#findings .place").nth(1).click();
  assert.equal(await page.evaluate(() => getSelection().toString()), '"CPC"');
  await page.click("#fix-safe");
  const fixed = lines.map((line) => line.replace("CPA", "cpa").replace("CPC", "cpc"));
  assert.equal(await text(page), fixed.join("\n"));
});

test("the keyboard alone reaches and operates everything", async () => {
  await page.selectOption("#contract", UPDATE);
  await type(page, '{"payout_type": "CPA"}');
  await list(page, 1);
  // F8 in the editor goes to the finding, and its fix is in the tooltip.
  await page.keyboard.press("F8");
  assert.equal(await page.evaluate(() => getSelection().toString()), '"CPA"');
  // Tab leaves the editor and comes to the fix in the list.
  const reached = [];
  for (let tab = 0; tab < 12; tab++) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => document.activeElement.className || document.activeElement.id));
    if (reached.at(-1) === "fix") break;
  }
  assert.equal(reached.at(-1), "fix", reached.join());
  await page.keyboard.press("Enter");
  assert.equal(await text(page), '{"payout_type": "cpa"}');
  assert.equal(await page.evaluate(() => document.activeElement.id), "findings-title");
  const focusable = await page.evaluate(() =>
    [...document.querySelectorAll("button, select, input:not([hidden]), summary, .cm-content")].every((one) => one.tabIndex >= 0),
  );
  assert.ok(focusable);
});

test("while typing in 100 KB it lints without a pause", async () => {
  await page.selectOption("#contract", "gokart/update-offer");
  const payload = JSON.parse(contracts().find((one) => one.name === "gokart/update-offer").example);
  const event = JSON.stringify(payload.offerEvents[0]);
  payload.offerEvents = [];
  for (let size = 0, n = 0; size < 100_000; n++, size += event.length) {
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
    const own = { id, eventId: `event-${n}`, displayOrder: n, sequenceNumber: n + 1, name: n % 100 ? `Event ${n}` : "" };
    payload.offerEvents.push({ ...JSON.parse(event), ...own });
  }
  const buffer = Buffer.from(JSON.stringify(payload, null, 1));
  assert.ok(buffer.length >= 100_000);
  await page.setInputFiles("#file", { name: "offer.json", mimeType: "application/json", buffer });
  await page.waitForFunction(() => document.getElementById("message").textContent === "offer.json is loaded.");
  await page.locator(".cm-content").focus();
  const times = [];
  for (let key = 0; key < 60; key++) {
    await page.keyboard.press(key % 2 ? "Backspace" : "Space");
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    times.push(Number(await page.locator("html").getAttribute("data-lint-ms")));
  }
  assert.ok((await listed(page)).length > 0);
  const median = times.sort((a, b) => a - b)[times.length >> 1];
  console.log(`# 100 KB: ${median} ms a change (median of ${times.length}; wanted: 10), ${times.at(-1)} ms at most`);
  assert.ok(median < 100, `${times} ms`);
});

test("it works from a server too, without a request to anywhere", async () => {
  const server = createServer((request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(readFileSync(fileURLToPath(address)));
  });
  server.unref();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const served = await open(browser, {}, `http://127.0.0.1:${server.address().port}/`);
  assert.ok((await listed(served)).length > 0);
  assert.deepEqual(served.faults, []);
  await served.context().close();
  server.close();
});

test("screenshots: light, dark, phone, settings", async () => {
  await page.screenshot({ path: `${pictures}light.png` });
  await page.locator("#rules > summary").click();
  await page.locator("#rules").scrollIntoViewIfNeeded();
  await page.screenshot({ path: `${pictures}settings.png`, fullPage: true });
  const dark = await open(browser, { colorScheme: "dark" });
  await dark.selectOption("#contract", "gokart/update-offer");
  await dark.click("#example-bad");
  await dark.locator("#findings summary").first().click();
  await dark.screenshot({ path: `${pictures}dark.png` });
  const phone = await open(browser, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no horizontal scrolling");
  await phone.screenshot({ path: `${pictures}phone.png`, fullPage: true });
  const back = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.notEqual(await back(dark), await back(page));
  await dark.selectOption("#theme", "light");
  assert.equal(await back(dark), await back(page));
  await dark.context().close();
  await phone.context().close();
});
