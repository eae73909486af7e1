// The editor: CodeMirror with JSON, findings as squiggles, and fixes in their tooltips.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { element, prose } from "./elements.js";

const colors = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--code-key)" },
  { tag: tags.string, color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-value)" },
]);

/** Message and help in the tooltip of a finding. */
function tooltip(found) {
  const parts = [element("div", {}, prose(found.message))];
  if (found.help !== null) parts.push(element("div", { className: "quiet" }, prose(found.help)));
  return element("div", {}, parts);
}

const findingKeys = [
  { key: "F8", run: nextDiagnostic },
  { key: "Shift-F8", run: previousDiagnostic },
];

export class Editor {
  #view;

  constructor(parent, onChange) {
    this.#view = new EditorView({
      parent,
      state: EditorState.create({
        extensions: [
          lineNumbers(),
          lintGutter(),
          history(),
          drawSelection(),
          bracketMatching(),
          highlightActiveLine(),
          indentUnit.of("  "),
          EditorView.lineWrapping,
          json(),
          syntaxHighlighting(colors),
          // Tab is free, so that the keyboard can leave the editor.
          keymap.of([...findingKeys, ...historyKeymap, ...defaultKeymap]),
          EditorView.contentAttributes.of({
            "aria-label": "Payload as JSON",
            "aria-describedby": "editor-help",
            spellcheck: "false",
            tabindex: "0",
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) onChange();
          }),
        ],
      }),
    });
  }

  get text() {
    return this.#view.state.doc.toString();
  }

  /** Replaces the part of the text that differs, so that the cursor stays and undo works. */
  set text(text) {
    const old = this.text;
    let start = 0;
    const shorter = Math.min(old.length, text.length);
    while (start < shorter && old[start] === text[start]) start += 1;
    let same = 0;
    while (same < shorter - start && old[old.length - 1 - same] === text[text.length - 1 - same]) same += 1;
    this.edit([{ start, end: old.length - same, replacement: text.slice(start, text.length - same) }]);
  }

  /** Applies edits in offsets of the current text. */
  edit(edits) {
    const changes = edits.map(({ start, end, replacement }) => ({ from: start, to: end, insert: replacement }));
    this.#view.dispatch({ changes, userEvent: "input.fix" });
  }

  /** Selects a range and moves the focus to it. */
  select(start, end) {
    this.#view.dispatch({ selection: { anchor: start, head: end }, effects: EditorView.scrollIntoView(start, { y: "center" }) });
    this.#view.focus();
  }

  show(findings, apply) {
    const length = this.#view.state.doc.length;
    const placed = findings.filter((found) => found.start !== null);
    const marks = placed.map((found) => ({
      from: Math.min(found.start, length),
      to: Math.min(Math.max(found.end, found.start), length),
      severity: found.severity,
      source: found.rule,
      message: found.message,
      renderMessage: () => tooltip(found),
      actions: found.fix === null ? [] : [{ name: `Fix: ${found.fix.message}`, apply: () => apply(found) }],
    }));
    this.#view.dispatch(setDiagnostics(this.#view.state, marks));
  }
}
