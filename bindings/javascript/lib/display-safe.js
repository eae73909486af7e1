// Text of the caller or of a payload in messages: what could act on a terminal or forge a line is escaped.

/** Escapes control, format and direction characters. */
export function displaySafe(text) {
  const hex = (char) => `\\u{${char.codePointAt(0).toString(16)}}`;
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, hex);
}

/** The length of the start and of the end that `shortened` keeps. */
const KEPT = 100;

/** The text, with an ellipsis in the middle if it is long. */
export function shortened(text) {
  return text.length > 2 * KEPT ? `${text.slice(0, KEPT)}…${text.slice(-KEPT)}` : text;
}
