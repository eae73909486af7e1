// The three forms of a payload: bytes, a JSON text, or a value.

import { jsonText } from "./json-value.js";

/** The payload as bytes or text. */
export function payloadInput(payload) {
  if (typeof payload === "string" || payload instanceof Uint8Array) return checked(payload);
  if (ArrayBuffer.isView(payload)) {
    return checked(new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength));
  }
  if (isBuffer(payload)) return bytesOf(payload);
  const text = jsonText(payload);
  if (typeof text !== "string") throw new TypeError("payload: its toJSON returns no JSON value");
  return text;
}

/** Whether offsets and positions refer to the payload, and not to a text that was made of it. */
export function hasPlaces(payload) {
  return typeof payload === "string" || ArrayBuffer.isView(payload) || isBuffer(payload);
}

function isBuffer(payload) {
  return (
    payload instanceof ArrayBuffer ||
    (typeof SharedArrayBuffer !== "undefined" && payload instanceof SharedArrayBuffer)
  );
}

/** The bytes of a buffer. */
function bytesOf(buffer) {
  try {
    return new Uint8Array(buffer);
  } catch {
    throw new TypeError("payload: the buffer is detached");
  }
}

/** A view of a detached buffer has length 0 and would be linted as an empty payload. */
function checked(payload) {
  if (payload.length === 0 && typeof payload !== "string") bytesOf(payload.buffer);
  return payload;
}
