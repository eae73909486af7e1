// Reads the reports in Chromium with scripts turned off.

import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const [executablePath, folder, pictures] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

async function open(name, options = {}) {
  const context = await browser.newContext({ javaScriptEnabled: false, ...options });
  const page = await context.newPage();
  const url = `file://${folder}/${name}.html`;
  const requests = [];
  page.on("request", (request) => request.url() !== url && requests.push(request.url()));
  page.on("dialog", () => assert.fail("a dialog"));
  await page.goto(url);
  page.close = async () => {
    assert.deepEqual(requests, [], "the page requests something");
    await context.close();
  };
  return page;
}

const visible = (page, selector) =>
  page.evaluate((s) => [...document.querySelectorAll(s)].filter((e) => e.checkVisibility()).length, selector);
const shown = async (page) => {
  const [findings, empty] = await page.evaluate(() => {
    const isShown = (e) => e.checkVisibility();
    const files = [...document.querySelectorAll(".file")].filter(isShown);
    const count = (e) => [...e.querySelectorAll(".finding")].filter(isShown).length;
    return [files.reduce((sum, file) => sum + count(file), 0), files.filter((file) => count(file) === 0).length];
  });
  return { findings, empty };
};

for (const scripts of [false, true]) {
  const page = await open("report", { javaScriptEnabled: scripts });
  const all = (await shown(page)).findings;
  assert.ok(all > 40, `${all} findings`);
  const errors = await visible(page, ".finding.error");
  assert.ok(errors > 0 && errors < all);

  await page.check("#s-error", { force: true });
  assert.deepEqual(await shown(page), { findings: errors, empty: 0 });

  // A rule with warnings only: nothing is left together with "errors", not even the names of files.
  const label = await page.evaluate(() =>
    [...document.querySelectorAll("#by-rule option")].find((o) => o.text.startsWith("unknown-field")).text);
  await page.selectOption("#by-rule", { label });
  assert.deepEqual(await shown(page), { findings: 0, empty: 0 });
  await page.check("#s-all", { force: true });
  const count = Number(/\((\d+)\)$/.exec(label)[1]);
  assert.deepEqual(await shown(page), { findings: count, empty: 0 });

  await page.click("button[type=reset]");
  assert.equal((await shown(page)).findings, all);
  const option = await page.evaluate(() =>
    [...document.querySelectorAll("#by-file option")].find((o) => o.text.includes("lines.ndjson")).text);
  await page.selectOption("#by-file", { label: option });
  assert.equal(await visible(page, ".file"), 1);
  assert.equal((await shown(page)).findings, Number(/\((\d+)\)$/.exec(option)[1]));
  await page.click("button[type=reset]");

  // Links lead to the texts of their rules.
  await page.click(".finding a >> nth=0");
  assert.ok(await page.evaluate(() => document.querySelector(":target")?.matches(".rule")));
  const text = await page.textContent("body");
  assert.ok(!text.includes("0123456789abcdef"), "an API key is shown");
  assert.ok(text.includes("</script><script>alert(1)</script>"), "values are shown as text");
  assert.ok(text.includes("missing.json"), "errors of the run are shown");
  await page.close();
}

for (const colorScheme of ["light", "dark"]) {
  for (const [device, width, height] of [["desktop", 1200, 900], ["phone", 360, 780]]) {
    const page = await open("report", { colorScheme, viewport: { width, height } });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${device}: ${overflow} pixels too wide`);
    const contrasts = await page.evaluate(contrastsOfTexts);
    for (const [what, contrast] of contrasts) {
      assert.ok(contrast >= 4.5, `${colorScheme}: ${what} has the contrast ${contrast.toFixed(2)}`);
    }
    await page.screenshot({ path: `${pictures}/${device}-${colorScheme}.png` });
    await page.close();
  }
}

// On paper: no controls, and dark colours even if the screen is dark.
const printed = await open("report", { colorScheme: "dark" });
await printed.emulateMedia({ media: "print" });
assert.equal(await visible(printed, ".filters"), 0);
assert.equal(await printed.evaluate(() => getComputedStyle(document.body).color), "rgb(0, 0, 0)");
await printed.pdf({ path: `${pictures}/report.pdf` });
await printed.close();

for (const [name, title] of [["clean", "No problems in 1 file"], ["nothing", "Nothing was checked"]]) {
  const page = await open(name);
  assert.equal(await page.textContent("h1"), title);
  assert.equal(await visible(page, ".finding, .filters, .rules, .shown"), 0);
  await page.screenshot({ path: `${pictures}/${name}.png` });
  await page.close();
}

// 2,000 of 3,700 findings: all 700 errors, and the first 1,300 warnings.
const large = await open("large");
assert.equal(await visible(large, ".finding.error"), 700);
assert.equal(await visible(large, ".finding.warning"), 1300);
assert.match(await large.textContent(".notes"), /1700 findings are not listed/);
const begin = performance.now();
await large.check("#s-error", { force: true });
assert.equal((await shown(large)).findings, 700);
const elapsed = performance.now() - begin;
assert.ok(elapsed < 5000, `a filter takes ${elapsed} ms`);
await large.close();
await browser.close();
console.log(`filters, widths, contrasts and print: as wanted; 2,000 findings filtered in ${elapsed.toFixed(0)} ms`);

/** The contrasts of texts with what is behind them. Runs in the page. */
function contrastsOfTexts() {
  const parse = (color) => {
    const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number);
    return color.startsWith("color(") ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
  };
  const over = (top, below) => top.slice(0, 3).map((v, i) => v * top[3] + below[i] * (1 - top[3]));
  const behind = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.push(parse(getComputedStyle(e).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const luminance = (color) => {
    const [r, g, b] = color.slice(0, 3).map((v) => {
      const s = v / 255;
      return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const wanted = ".brand, h1, .notes li, .about, .badge, h3, .facts span, .facts a, .facts code, .number, .text, " +
    "mark, .help, .fix, .chip b, .chip span, button, .shown, footer p, .box li";
  const lowest = new Map();
  for (const element of document.querySelectorAll(wanted)) {
    const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(behind(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const what = `${element.className || element.tagName} in ${element.closest("[class]")?.className}`;
    lowest.set(what, Math.min(contrast, lowest.get(what) ?? 99));
  }
  return [...lowest];
}
