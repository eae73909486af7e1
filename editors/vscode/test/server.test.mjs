// The server with the protocol library of Visual Studio Code.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import {
  CodeActionKind,
  CodeActionRequest,
  CompletionRequest,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExecuteCommandRequest,
  ExitNotification,
  HoverRequest,
  LSPErrorCodes,
  InitializedNotification,
  InitializeRequest,
  ApplyWorkspaceEditRequest,
  DiagnosticRefreshRequest,
  RegistrationRequest,
  ConfigurationRequest,
  ShutdownRequest,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";

const offerlint = process.env.OFFERLINT ?? path.resolve(import.meta.dirname, "../../../target/debug/offerlint");
const folder = mkdtempSync(path.join(tmpdir(), "offerlint-"));
const uri = pathToFileURL(path.join(folder, "tracklysms/update-offer/a.json")).toString();
const text = '{"payout": "2.50", "payuot": 1}';
const applied = [];
let child;
let connection;
let exit;

before(async () => {
  child = spawn(offerlint, ["server"], { stdio: ["pipe", "pipe", "inherit"] });
  exit = new Promise((resolve) => child.on("exit", resolve));
  connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.onRequest(RegistrationRequest.type, () => {});
  connection.onRequest(DiagnosticRefreshRequest.type, () => {});
  connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => ({ select: ["archive-is-delete"] })));
  connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
    applied.push(edit);
    return { applied: true };
  });
  connection.listen();
  const { capabilities } = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).toString(), name: "folder" }],
    // What Visual Studio Code says of itself, as far as the server reads it.
    capabilities: {
      general: { positionEncodings: ["utf-16"] },
      textDocument: {
        diagnostic: { dynamicRegistration: true, relatedDocumentSupport: false },
        publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] }, dataSupport: true },
        codeAction: {
          isPreferredSupport: true,
          codeActionLiteralSupport: { codeActionKind: { valueSet: ["", "quickfix", "source", "source.fixAll"] } },
        },
        completion: { completionItem: { snippetSupport: true } },
      },
      workspace: {
        applyEdit: true,
        configuration: true,
        didChangeWatchedFiles: { dynamicRegistration: true },
        diagnostics: { refreshSupport: true },
        workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] },
      },
    },
  });
  assert.equal(capabilities.positionEncoding, "utf-16");
  assert.equal(capabilities.textDocumentSync.change, 2);
  connection.sendNotification(InitializedNotification.type, {});
  connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: "json", version: 1, text },
  });
});

after(async () => {
  await connection.sendRequest(ShutdownRequest.type);
  connection.sendNotification(ExitNotification.type);
  assert.equal(await exit, 0);
  connection.dispose();
});

/** Pulls diagnostics, again if the server cancels because the settings came meanwhile, as an editor does. */
async function pull(params) {
  for (;;) {
    try {
      return await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri }, ...params });
    } catch (error) {
      if (error.code !== LSPErrorCodes.ServerCancelled || !error.data.retriggerRequest) throw error;
    }
  }
}

test("diagnostics are pulled", async () => {
  const report = await pull({});
  assert.equal(report.kind, "full");
  assert.deepEqual(report.items.map((item) => item.code), ["type-mismatch", "unknown-field"]);
  const { resultId } = report;
  const again = await pull({ previousResultId: resultId });
  assert.ok(again.kind === "unchanged" || again.resultId !== resultId);
});

test("safe fixes are preferred and applied at once by the action of on-save", async () => {
  const range = { start: { line: 0, character: 12 }, end: { line: 0, character: 12 } };
  const actions = await connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range,
    context: { diagnostics: [] },
  });
  const preferred = actions.filter((action) => action.isPreferred);
  assert.deepEqual(preferred.map((action) => action.title), ["Write 2.50"]);
  const [all] = await connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range,
    context: { diagnostics: [], only: [CodeActionKind.SourceFixAll] },
  });
  assert.equal(all.kind, "source.fixAll.offerlint");
  assert.equal(all.edit.documentChanges[0].edits[0].newText, "2.50");
  await connection.sendRequest(ExecuteCommandRequest.type, { command: "offerlint.fixAll", arguments: [uri] });
  assert.equal(applied.length, 1);
});

test("hover and completion", async () => {
  const hover = await connection.sendRequest(HoverRequest.type, {
    textDocument: { uri },
    position: { line: 0, character: 3 },
  });
  assert.match(hover.contents.value, /\*\*payout\*\* · number/);
  const list = await connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri },
    position: { line: 0, character: 1 },
  });
  assert.ok(list.items.some((item) => item.label === "name"));
});

test("a cancelled request is rejected as such", async () => {
  const { CancellationTokenSource } = await import("vscode-languageserver-protocol/node");
  const source = new CancellationTokenSource();
  const large = pathToFileURL(path.join(folder, "tracklysms/update-offer/large.ndjson")).toString();
  connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri: large, languageId: "jsonl", version: 1, text: '{"payout": -1}\n'.repeat(50_000) },
  });
  const first = connection.sendRequest(
    DocumentDiagnosticRequest.type,
    { textDocument: { uri: large } },
    source.token,
  );
  const second = connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: large } });
  source.cancel();
  await assert.rejects(first, { code: -32800 });
  assert.equal((await second).items.length, 1001);
});

test("what the extension asks beside the protocol", async () => {
  const { contract, contracts } = await connection.sendRequest("offerlint/contracts", { uri });
  assert.equal(contract, "tracklysms/update-offer");
  assert.equal(contracts.length, 9);
  const rules = await connection.sendRequest("offerlint/rules", {});
  assert.ok(rules.some((rule) => rule.name === "cap-order" && rule.summary !== ""));
  const { name, markdown } = await connection.sendRequest("offerlint/explain", { rule: "cap-order" });
  assert.equal(name, "cap-order");
  assert.match(markdown, /^# cap-order\n/);
  await assert.rejects(connection.sendRequest("offerlint/explain", { rule: "no-such" }), { code: -32602 });
});
