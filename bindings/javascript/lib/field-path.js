// Pointers in texts for people, in the form of the command: `offerEvents[0].weeklyCap`.

/**
 * The path of a JSON Pointer. Names that are no plain words are quoted in brackets. Pointers to parameters, such as
 * `@query/page`, are returned as they are.
 */
export function fieldPath(pointer) {
  if (!pointer.startsWith("/")) return pointer;
  let path = "";
  for (const token of pointer.slice(1).split("/")) {
    if (/^[0-9]+$/.test(token)) path += `[${token}]`;
    else if (/^[\p{Alphabetic}\p{N}_$…-]+$/u.test(token)) path += path === "" ? token : `.${token}`;
    else path += `[${JSON.stringify(token.replaceAll("~1", "/").replaceAll("~0", "~"))}]`;
  }
  return path;
}
