// The active environment of the Python extension.

import * as path from "node:path";
import * as vscode from "vscode";

/** The part of the Python extension's API that is used. */
interface PythonApi {
  environments: { getActiveEnvironmentPath(resource?: vscode.Uri): { path: string } };
}

/** The folder of the active Python environment; undefined without the Python extension. */
export async function pythonEnvironment(): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<PythonApi>("ms-python.python");
  if (extension === undefined) return undefined;
  try {
    const api = await extension.activate();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const active = api.environments.getActiveEnvironmentPath(folder).path;
    // It is the interpreter, or the folder that contains bin or Scripts.
    const isInterpreter = /^python[\d.]*(\.exe)?$/i.test(path.basename(active));
    return isInterpreter ? path.dirname(path.dirname(active)) : active;
  } catch {
    return undefined;
  }
}
