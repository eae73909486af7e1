// Starts `offerlint server` and connects it with the editor.

import { statSync } from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, State, type LanguageClientOptions } from "vscode-languageclient/node";

import { RuleTexts, runCommand } from "./commands.js";
import { findCommand } from "./findCommand.js";
import { pythonEnvironment } from "./python.js";
import { associateSchema } from "./schema.js";

let client: LanguageClient | undefined;
let status: vscode.StatusBarItem;
let starting: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const texts = new RuleTexts();
  status = vscode.window.createStatusBarItem("offerlint.status", vscode.StatusBarAlignment.Right);
  status.name = "offerlint";
  context.subscriptions.push(
    status,
    texts.register(),
    vscode.commands.registerCommand("offerlint.restart", () => restart(texts)),
    vscode.commands.registerCommand("offerlint.associateSchema", () => associateSchema(context)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("offerlint.path")) void restart(texts);
    }),
  );
  await restart(texts);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

/** Stops the server and starts it again. Calls wait for each other. */
function restart(texts: RuleTexts): Promise<void> {
  starting = starting.then(async () => {
    await client?.dispose();
    client = undefined;
    await start(texts);
  });
  return starting;
}

async function start(texts: RuleTexts): Promise<void> {
  const found = findCommand({
    setting: vscode.workspace.getConfiguration("offerlint").get("path", ""),
    folders: (process.env["PATH"] ?? "").split(path.delimiter),
    pythonEnvironment: await pythonEnvironment(),
    isWindows: process.platform === "win32",
    isFile: (file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false,
  });
  if ("reason" in found) {
    showStatus("$(warning) offerlint", `${found.reason} Click to try again.`, "offerlint.restart");
    void explainMissing(found.reason);
    return;
  }
  const documentSelector = [
    { language: "json" },
    { language: "jsonl" },
    { language: "ndjson" },
    { language: "plaintext", scheme: "untitled" },
    { pattern: "**/*.{ndjson,jsonl}" },
    { pattern: "**/offerlint.toml" },
  ];
  const options: LanguageClientOptions = {
    documentSelector,
    middleware: {
      executeCommand: async (command, args, next) => {
        const outcome = await runCommand(started, texts, command, args);
        return outcome === "done" ? undefined : next(command, outcome);
      },
    },
  };
  const server = { command: found.command, args: ["server"] };
  const started = new LanguageClient("offerlint", "offerlint", server, options);
  client = started;
  started.onDidChangeState(({ newState }) => {
    if (client !== started) return;
    if (newState === State.Running) {
      const version = started.initializeResult?.serverInfo?.version ?? "";
      showStatus("$(check) offerlint", `offerlint ${version} (${found.command})`, "offerlint.chooseContract");
    } else {
      showStatus("$(sync~spin) offerlint", "offerlint is not running. Click to restart.", "offerlint.restart");
    }
  });
  try {
    await started.start();
  } catch (error) {
    showStatus("$(error) offerlint", `offerlint cannot be started: ${String(error)}`, "offerlint.restart");
  }
}

function showStatus(text: string, tooltip: string, command: string): void {
  status.text = text;
  status.tooltip = tooltip;
  status.command = command;
  status.show();
}

async function explainMissing(reason: string): Promise<void> {
  const settings = "Open Settings";
  const chosen = await vscode.window.showErrorMessage(
    `offerlint: ${reason} Build it with "cargo install --path ." in a clone of its repository, install its wheel, or set offerlint.path.`,
    settings,
  );
  if (chosen === settings) await vscode.commands.executeCommand("workbench.action.openSettings", "offerlint.path");
}
