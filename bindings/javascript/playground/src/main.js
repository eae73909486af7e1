// The page: a payload, a contract, levels; findings while typing.

import { contracts, Linter } from "../../lib/offerlint.js";
import { check, fixAll } from "./documents.js";
import { Editor } from "./editor.js";
import { element } from "./elements.js";
import { BROKEN } from "./examples.js";
import { acceptFiles } from "./files.js";
import { Findings } from "./findings.js";
import * as link from "./link.js";
import { load } from "./module.js";
import { Settings } from "./settings.js";
import { chooseTheme } from "./theme.js";

/** The rule that finds API keys. */
const KEY_RULE = "leaked-api-key";

/** The longest fragment: browsers cut longer addresses when they are pasted. */
const MAX_LINK = 100_000;

/** Milliseconds without a key press after which the list is updated. */
const LIST_DELAY = 60;

const at = (id) => document.getElementById(id);

chooseTheme();
load().then(start, (error) => {
  at("message").textContent = `The page cannot start: ${error.message}`;
});

async function start() {
  const known = contracts();
  const contract = at("contract");
  for (const provider of new Set(known.map((one) => one.provider))) {
    const own = known.filter((one) => one.provider === provider);
    const options = own.map(({ name }) => element("option", { value: name, textContent: name }));
    contract.append(element("optgroup", { label: provider }, options));
  }

  let linter = null;
  let scheduled = false;
  let listing = 0;

  const editor = new Editor(at("editor"), schedule);
  const settings = new Settings(renew);
  const findings = new Findings({
    go: (found) => editor.select(found.start, found.end),
    apply(found) {
      const index = findings.indexOf(found);
      editor.edit(found.fix.edits);
      lint();
      findings.focus(index);
    },
    off(found) {
      const index = findings.indexOf(found);
      settings.setLevel(found.rule, "off");
      findings.focus(index);
    },
  });

  /** Makes the linter again after the contract or a setting has changed. */
  function renew() {
    let made;
    try {
      made = new Linter(contract.value, settings.options());
    } catch (error) {
      settings.showError(error.message);
      return;
    }
    settings.showError(null);
    const { role, method, path } = chosen();
    at("endpoint").textContent = `${role === "request" ? "body" : role} of ${method} ${path}`;
    linter?.free();
    linter = made;
    lint();
  }

  /** Lints before the next frame is painted, however many changes there were. */
  function schedule() {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(() => {
      if (!scheduled) return;
      const found = mark();
      clearTimeout(listing);
      listing = setTimeout(() => findings.show(found), LIST_DELAY);
    });
  }

  /** Lints and shows everything at once. */
  function lint() {
    clearTimeout(listing);
    findings.show(mark());
  }

  /** Lints, marks the findings in the editor, and returns them. */
  function mark() {
    scheduled = false;
    if (linter === null) return [];
    const start = performance.now();
    const { count, findings: found } = check(linter, editor.text);
    editor.show(found.slice(0, 1000), applyInEditor);
    tell(count, found);
    document.documentElement.dataset.lintMs = (performance.now() - start).toFixed(2);
    return found;
  }

  function applyInEditor(found) {
    editor.edit(found.fix.edits);
    lint();
  }

  function tell(count, found) {
    const of = (severity) => found.filter((one) => one.severity === severity).length;
    const parts = [];
    for (const [severity, one] of [["error", "error"], ["warning", "warning"], ["info", "note"]]) {
      const number = of(severity);
      if (number > 0) parts.push(`${number} ${one}${number === 1 ? "" : "s"}`);
    }
    const where = count === 1 ? "" : ` in ${count} lines`;
    at("summary").textContent = found.length === 0 ? `No findings${where}` : `${parts.join(", ")}${where}`;
    at("summary").className = of("error") > 0 ? "error" : found.length > 0 ? "warning" : "clean";
    const safe = found.filter((one) => one.fix?.applicability === "safe").length;
    at("fix-safe").disabled = safe === 0;
    at("fix-safe").textContent = safe === 0 ? "Fix all safe" : `Fix all safe (${safe})`;
  }

  function say(message) {
    at("message").textContent = message;
    setTimeout(() => at("message").textContent === message && (at("message").textContent = ""), 4000);
  }

  function show(text) {
    editor.text = text;
    lint();
  }

  const pretty = (text) => JSON.stringify(JSON.parse(text), null, 2);
  const chosen = () => known.find((one) => one.name === contract.value);

  contract.addEventListener("change", renew);
  at("example-good").addEventListener("click", () => show(pretty(chosen().example)));
  at("example-bad").addEventListener("click", () => show(BROKEN[contract.value] ?? broken(chosen().example)));
  at("fix-safe").addEventListener("click", () => {
    show(fixAll(linter, editor.text));
    at("findings-title").focus();
  });
  at("link").addEventListener("click", async () => {
    if (hasKey()) {
      say("The payload contains an API key. Remove it before you share a link.");
      return;
    }
    const state = { contract: contract.value, text: editor.text, levels: settings.levels, facts: settings.facts };
    const fragment = await link.fragment(state);
    if (fragment.length > MAX_LINK) {
      say("The payload is too large for a link.");
      return;
    }
    history.replaceState(null, "", fragment);
    try {
      await navigator.clipboard.writeText(location.href);
      say("The link is copied. It contains the payload.");
    } catch {
      say("The link is in the address bar. It contains the payload.");
    }
  });
  acceptFiles(
    (text, name) => {
      show(text);
      say(`${name} is loaded.`);
    },
    (message) => say(message),
  );
  window.addEventListener("hashchange", restore);

  /** Whether the text contains an API key: plainly, or as the rule finds it, whatever contract and levels are. */
  function hasKey() {
    if (/trk_[0-9a-z]{32}/i.test(editor.text)) return true;
    const strict = new Linter("tracklysms/update-offer", { error: KEY_RULE });
    const { findings: found } = check(strict, editor.text);
    strict.free();
    return found.some((one) => one.rule === KEY_RULE);
  }

  /** An example without its first member, and with a number as a text. */
  function broken(example) {
    const payload = JSON.parse(example);
    delete payload[Object.keys(payload)[0]];
    return JSON.stringify(payload, null, 2);
  }

  async function restore() {
    const state = await link.decode(location.hash);
    if (state === null) return false;
    if (known.some((one) => one.name === state.contract)) contract.value = state.contract;
    settings.restore(state);
    renew();
    show(state.text);
    return true;
  }

  if (!(await restore())) {
    renew();
    show(BROKEN[contract.value]);
  }
  document.documentElement.dataset.ready = performance.now().toFixed(0);
}
