// The page in headless Chromium.

import { chromium } from "playwright-core";
import { fileURLToPath } from "node:url";

const FLAGS =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

export const address = new URL("../dist/index.html", import.meta.url).href;
export const pictures = fileURLToPath(new URL("../dist/screenshots/", import.meta.url));

export const start = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS.split(" ") });

/** A page that is ready. Errors of the page and requests to anywhere are collected in `page.faults`. */
export async function open(browser, options = {}, url = address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
  page.on("request", (request) => request.url().startsWith(url.split("#")[0]) || page.faults.push(request.url()));
  await page.goto(url);
  await ready(page);
  return page;
}

export async function ready(page) {
  await page.waitForFunction(() => document.documentElement.dataset.ready !== undefined);
}

/** The text of the editor. Only what is visible is in the page, so texts of tests are short. */
export const text = (page) => page.locator(".cm-line").allTextContents().then((lines) => lines.join("\n"));

/** Replaces the text as a user would. */
export async function type(page, replacement) {
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(replacement);
}

/** The rules in the list of findings. */
export const listed = (page) => page.locator("#findings .rule").allTextContents();
