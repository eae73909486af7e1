// Import this before the package: records the exports of every instance, and makes them replaceable.

export const instances = [];

const Instance = WebAssembly.Instance;
WebAssembly.Instance = class {
  constructor(module, imports) {
    this.exports = { ...new Instance(module, imports).exports };
    instances.push(this.exports);
  }
};

/** Memory of the current instance in bytes. */
export function memory() {
  return instances.at(-1).memory.buffer.byteLength;
}

/** Makes the next call of `lint` or `fix` panic in the module: there is no linter with this number. */
export function panicNext(name) {
  const exports = instances.at(-1);
  const real = exports[`offerlint_${name}`];
  exports[`offerlint_${name}`] = (_, ...rest) => real(1_000_000, ...rest);
}
