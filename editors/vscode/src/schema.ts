// The JSON Schema of offerlint.toml for the extension Even Better TOML, which takes schemas by URL only.

import * as vscode from "vscode";

const TOML_EXTENSION = "tamasfe.even-better-toml";
const SETTING = "schema.associations";
const PATTERN = ".*/offerlint\\.toml";

export async function associateSchema(context: vscode.ExtensionContext): Promise<void> {
  if (vscode.extensions.getExtension(TOML_EXTENSION) === undefined) {
    void vscode.window.showInformationMessage(
      "offerlint: the extension Even Better TOML is not installed. The server completes offerlint.toml without it.",
    );
    return;
  }
  // The folder of the extension changes with its version, this one does not.
  const from = vscode.Uri.joinPath(context.extensionUri, "schemas", "offerlint.toml.json");
  const to = vscode.Uri.joinPath(context.globalStorageUri, "offerlint.toml.json");
  await vscode.workspace.fs.createDirectory(context.globalStorageUri);
  await vscode.workspace.fs.copy(from, to, { overwrite: true });
  const settings = vscode.workspace.getConfiguration("evenBetterToml");
  const before = settings.get<Record<string, string>>(SETTING) ?? {};
  const after = { ...before, [PATTERN]: to.toString() };
  await settings.update(SETTING, after, vscode.ConfigurationTarget.Global);
}
