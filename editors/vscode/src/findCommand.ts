// Where the command offerlint is. Nothing here needs the editor, so that tests run in Node alone.

import * as path from "node:path";

/** What the search depends on. */
export interface Machine {
  /** The setting `offerlint.path`; empty if it is not set. */
  setting: string;
  /** The folders of PATH. */
  folders: string[];
  /** The folder of the active Python environment, if there is one. */
  pythonEnvironment?: string | undefined;
  isWindows: boolean;
  isFile(file: string): boolean;
}

/** The command, or the reason why there is none. */
export type Found = { command: string } | { reason: string };

export function findCommand(machine: Machine): Found {
  if (machine.setting !== "") {
    return machine.isFile(machine.setting)
      ? { command: machine.setting }
      : { reason: `The setting offerlint.path names ${machine.setting}, which is not a file.` };
  }
  const { isWindows, pythonEnvironment } = machine;
  const name = isWindows ? "offerlint.exe" : "offerlint";
  const folders = [...machine.folders];
  if (pythonEnvironment !== undefined) {
    folders.push(path.join(pythonEnvironment, isWindows ? "Scripts" : "bin"));
  }
  for (const folder of folders) {
    // An empty entry of PATH is the working folder, which anybody may have filled.
    if (!path.isAbsolute(folder)) continue;
    const command = path.join(folder, name);
    if (machine.isFile(command)) return { command };
  }
  return { reason: "The command offerlint is neither on PATH nor in the active Python environment." };
}
