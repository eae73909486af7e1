// The extension's part of the server's commands: what to ask the user before, and what to show after.

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

const RULE_SCHEME = "offerlint-rule";

interface RuleText {
  name: string;
  markdown: string;
}

/** Shows the texts of rules as previews. */
export class RuleTexts implements vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();

  register(): vscode.Disposable {
    return vscode.workspace.registerTextDocumentContentProvider(RULE_SCHEME, this);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? "";
  }

  async show(text: RuleText): Promise<void> {
    const uri = vscode.Uri.from({ scheme: RULE_SCHEME, path: `/${text.name}.md` });
    this.texts.set(uri.path, text.markdown);
    await vscode.commands.executeCommand("markdown.showPreview", uri);
  }
}

/** The document of the active editor. */
function activeDocument(): string | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) void vscode.window.showInformationMessage("offerlint: open a document first.");
  return uri?.toString();
}

/** Runs a command of the server. Returns false if the server is to run it with these arguments. */
export async function runCommand(
  client: LanguageClient,
  texts: RuleTexts,
  command: string,
  args: unknown[],
): Promise<unknown[] | "done"> {
  switch (command) {
    case "offerlint.explain": {
      const rule = typeof args[0] === "string" ? args[0] : await chooseRule(client);
      if (rule === undefined) return "done";
      await texts.show(await client.sendRequest<RuleText>("offerlint/explain", { rule }));
      return "done";
    }
    case "offerlint.fixAll": {
      const uri = typeof args[0] === "string" ? args[0] : activeDocument();
      return uri === undefined ? "done" : [uri];
    }
    case "offerlint.chooseContract": {
      const uri = typeof args[0] === "string" ? args[0] : activeDocument();
      if (uri === undefined) return "done";
      if (typeof args[1] === "string") return [uri, args[1]];
      const contract = await chooseContract(client, uri);
      return contract === undefined ? "done" : [uri, contract];
    }
    default:
      return args;
  }
}

/** Rules of the diagnostics at the cursor first, then all. */
async function chooseRule(client: LanguageClient): Promise<string | undefined> {
  const all = await client.sendRequest<{ name: string; summary: string }[]>("offerlint/rules", {});
  const here = rulesAtCursor();
  const items = all.map(({ name, summary }) => ({ label: name, description: summary }));
  items.sort((a, b) => Number(here.has(b.label)) - Number(here.has(a.label)));
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: "Which rule?",
    matchOnDescription: true,
  });
  return chosen?.label;
}

function rulesAtCursor(): Set<string> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return new Set();
  const found = vscode.languages.getDiagnostics(editor.document.uri);
  const here = found.filter((one) => one.source === "offerlint" && one.range.contains(editor.selection.active));
  return new Set(here.map((one) => String(typeof one.code === "object" ? one.code.value : one.code)));
}

async function chooseContract(client: LanguageClient, uri: string): Promise<string | undefined> {
  const answer = await client.sendRequest<{ contracts: string[]; contract: string | null }>(
    "offerlint/contracts",
    { uri },
  );
  const items = answer.contracts.map((label) => ({
    label,
    description: label === answer.contract ? "current" : "",
    contract: label,
  }));
  items.push({ label: "None", description: "the contract that the file has by itself", contract: "" });
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: "Which contract does this document have?" });
  return chosen?.contract;
}
