// The kind of an object, also of one from another realm, for which `instanceof` is false.

/** The tag of an object: "Object" for literals and for instances of most classes, "Map", "Date", … */
export function tagOf(value) {
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}
