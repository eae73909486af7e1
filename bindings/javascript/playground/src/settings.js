// Rule levels and facts about the request.

import { rules } from "../../lib/offerlint.js";
import { element, prose } from "./elements.js";

const FACTS = [
  ["now", "Present moment", "2026-03-01T00:00:00Z"],
  ["pathId", "Path parameter {id}", "664f1a2b3c4d5e6f7a8b9c0d"],
  ["product", "Path parameter {product}", "publisher"],
  ["query", "Query", "status=active&page=1"],
];

/** The lists of options by level. */
const LISTS = { error: "error", warning: "warn", off: "off", default: "select" };

export class Settings {
  levels = {};
  facts = {};
  #onChange;
  #selects = new Map();
  #inputs = new Map();

  constructor(onChange) {
    this.#onChange = onChange;
    this.#addFacts();
    // The list is long, so it is made when it is opened.
    document.getElementById("rules").addEventListener("toggle", () => this.#addLevels(), { once: true });
    document.getElementById("levels-reset").addEventListener("click", () => {
      this.restore({ facts: this.facts });
      this.#onChange();
    });
    this.#tell();
  }

  /** The options of a linter. */
  options() {
    const options = Object.fromEntries(Object.entries(this.facts).filter(([, value]) => value !== ""));
    for (const [name, level] of Object.entries(this.levels)) (options[LISTS[level]] ??= []).push(name);
    return options;
  }

  /** Replaces all settings, from a link. */
  restore({ levels = {}, facts = {} }) {
    const names = new Set(rules().map((rule) => rule.name));
    const isKnown = ([name, level]) => names.has(name) && Object.hasOwn(LISTS, level);
    this.levels = Object.fromEntries(Object.entries(levels).filter(isKnown));
    for (const [name, select] of this.#selects) select.value = this.levels[name] ?? "";
    this.facts = {};
    for (const [name, input] of this.#inputs) {
      input.value = typeof facts[name] === "string" ? facts[name] : "";
      if (input.value !== "") this.facts[name] = input.value;
    }
    this.#tell();
  }

  setLevel(name, level) {
    if (level === "") delete this.levels[name];
    else this.levels[name] = level;
    if (this.#selects.has(name)) this.#selects.get(name).value = level;
    this.#tell();
    this.#onChange();
  }

  /** Shows the error of a fact, such as a time that cannot be read; null removes it. */
  showError(message) {
    for (const [name, input] of this.#inputs) {
      const own = message !== null && message.startsWith(`${name}:`);
      input.setAttribute("aria-invalid", String(own));
      document.getElementById(`${name}-error`).textContent = own ? message : "";
    }
  }

  #addFacts() {
    const rows = FACTS.map(([name, label, placeholder]) => {
      const input = element("input", { id: name, placeholder, autocomplete: "off", spellcheck: false });
      input.setAttribute("aria-describedby", `${name}-error`);
      input.addEventListener("input", () => {
        this.facts[name] = input.value.trim();
        this.#tell();
        this.#onChange();
      });
      this.#inputs.set(name, input);
      return element("div", { className: "field" }, [
        element("label", { htmlFor: name, textContent: label }),
        input,
        element("p", { className: "wrong", id: `${name}-error` }),
      ]);
    });
    document.getElementById("context").append(...rows);
  }

  #addLevels() {
    const list = document.getElementById("levels");
    for (const rule of rules()) {
      const own = rule.isOn ? rule.severity : "off";
      const names = [["", `Default (${own})`], ["error", "Error"], ["warning", "Warning"], ["off", "Off"]];
      if (!rule.isOn) names.splice(1, 0, ["default", `On (${rule.severity})`]);
      const select = element("select", { id: `level-${rule.name}` }, names.map(([value, text]) => element("option", { value, textContent: text })));
      select.value = this.levels[rule.name] ?? "";
      select.addEventListener("change", () => this.setLevel(rule.name, select.value));
      this.#selects.set(rule.name, select);
      const label = element("label", { htmlFor: select.id }, [element("code", { textContent: rule.name }), element("span", {}, prose(rule.summary))]);
      const item = element("li", {}, [label, select]);
      item.dataset.text = `${rule.name} ${rule.summary}`.toLowerCase();
      list.append(item);
    }
    const filter = document.getElementById("rule-filter");
    const apply = () => {
      const words = filter.value.toLowerCase().split(/\s+/);
      for (const item of list.children) item.hidden = !words.every((word) => item.dataset.text.includes(word));
    };
    filter.addEventListener("input", apply);
    // Something may have been typed before the list was made.
    apply();
  }

  #tell() {
    const changed = Object.keys(this.levels).length;
    document.getElementById("levels-state").textContent = changed === 0 ? "all default" : `${changed} changed`;
    const given = Object.values(this.facts).filter((value) => value !== "").length;
    document.getElementById("request-state").textContent = given === 0 ? "none given" : `${given} given`;
  }
}
