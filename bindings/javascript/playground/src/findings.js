// The list of findings.

import { rule } from "../../lib/offerlint.js";
import { element, prose } from "./elements.js";

/** Findings that the list shows at first, and how many more at a time. */
const STEP = 50;

export class Findings {
  #list = document.getElementById("findings");
  #empty = document.getElementById("empty");
  #more = document.getElementById("more");
  #found = [];
  #shown = 0;
  #actions;

  /** `actions`: `go(finding)`, `apply(finding)`, `off(finding)`. */
  constructor(actions) {
    this.#actions = actions;
    this.#more.addEventListener("click", () => {
      const next = this.#list.children.length;
      this.#append();
      this.#list.children[next]?.querySelector("button")?.focus();
    });
  }

  show(found) {
    this.#found = found;
    this.#shown = 0;
    this.#list.replaceChildren();
    this.#empty.hidden = found.length > 0;
    this.#append();
  }

  /** Moves the focus to a finding, or to the one that took its place. */
  focus(index) {
    const item = this.#list.children[Math.min(index, this.#list.children.length - 1)];
    (item?.querySelector("button") ?? document.getElementById("findings-title")).focus();
  }

  indexOf(found) {
    return this.#found.indexOf(found);
  }

  #append() {
    const next = this.#found.slice(this.#shown, this.#shown + STEP);
    this.#list.append(...next.map((found) => this.#item(found)));
    this.#shown += next.length;
    const left = this.#found.length - this.#shown;
    this.#more.hidden = left === 0;
    this.#more.textContent = `Show more (${left} left)`;
  }

  #item(found) {
    const { go, apply, off } = this.#actions;
    const place = found.line === null ? null : `line ${found.line}, column ${found.column}`;
    const head = element("div", { className: "head" }, [
      element("span", { className: `badge ${found.severity}`, textContent: found.severity }),
      element("code", { className: "rule", textContent: found.rule }),
      place === null
        ? element("span", { className: "quiet", textContent: found.pointer })
        : element("button", { type: "button", className: "place", textContent: place, onclick: () => go(found) }),
    ]);
    const fix =
      found.fix &&
      element("button", { type: "button", className: "fix", onclick: () => apply(found) }, [
        found.fix.applicability === "safe" ? "Fix: " : "Unsafe fix: ",
        ...prose(found.fix.message),
      ]);
    return element("li", { className: found.severity }, [
      head,
      element("p", { className: "text" }, prose(found.message)),
      found.help && element("p", { className: "help" }, prose(found.help)),
      ...found.related.map((label) =>
        element("p", { className: "help" }, [element("code", { textContent: label.pointer }), ": ", ...prose(label.message)]),
      ),
      element("div", { className: "foot" }, [
        fix,
        element("button", { type: "button", className: "link", textContent: "Turn this rule off", onclick: () => off(found) }),
        why(found),
      ]),
    ]);
  }
}

/** Evidence, answer of the API and explanation, made when they are opened. */
function why(found) {
  const details = element("details", {}, [element("summary", { textContent: "Why" })]);
  details.addEventListener("toggle", () => {
    if (details.children.length > 1) return;
    const known = rule(found.rule);
    const answer = found.httpStatus === null ? null : `${found.httpStatus} ${found.apiCode ?? ""}`.trim();
    details.append(
      ...known.explanation.split("\n\n").map((part) => element("p", {}, prose(part))),
      element("p", { className: "evidence" }, [element("b", { textContent: "Evidence " }), ...prose(known.evidence)]),
    );
    if (answer !== null) {
      details.append(element("p", { className: "evidence" }, [element("b", { textContent: "The API answers " }), element("code", { textContent: answer })]));
    }
  });
  return details;
}
