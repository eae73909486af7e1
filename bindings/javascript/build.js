// Bundles lib/ into dist/: one file for each way in which the module is loaded.

import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const common = { bundle: true, outdir: "dist", target: "es2022", logLevel: "warning" };

await build({ ...common, entryPoints: ["lib/node.js"], format: "cjs", platform: "node", outExtension: { ".js": ".cjs" } });
await build({ ...common, entryPoints: ["lib/browser.js"], format: "esm" });
await build({ ...common, entryPoints: ["lib/workerd.js"], format: "esm", external: ["*.wasm"] });

const names = "contracts fix init lint Linter Report rule rules schema ValidationError".split(" ").join(", ");
// One copy of the code for `import` and `require`, so that there is one class ValidationError.
writeFileSync("dist/node.js", `import offerlint from "./node.cjs";\nexport const { ${names} } = offerlint;\n`);
// The payload types have no code.
writeFileSync("dist/types-only.js", "export {};\n");
writeFileSync("dist/types-only.cjs", "");
for (const name of ["index", "names", "tracklysms", "gokart"]) {
  const declarations = readFileSync(`types/${name}.d.ts`, "utf8");
  writeFileSync(`dist/${name}.d.ts`, declarations);
  writeFileSync(`dist/${name}.d.cts`, declarations.replaceAll('"./names.js"', '"./names.cjs"'));
}
