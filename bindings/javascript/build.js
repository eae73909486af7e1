// Bundles lib/ into dist/: one file for each way in which the module is loaded.

import { writeFileSync } from "node:fs";
import { build } from "esbuild";

const common = { bundle: true, outdir: "dist", target: "es2022", logLevel: "warning" };

await build({ ...common, entryPoints: ["lib/node.js"], format: "cjs", platform: "node", outExtension: { ".js": ".cjs" } });
await build({ ...common, entryPoints: ["lib/browser.js"], format: "esm" });
await build({ ...common, entryPoints: ["lib/workerd.js"], format: "esm", external: ["*.wasm"] });

const names = "contracts fix init lint Linter Report rule rules schema ValidationError".split(" ").join(", ");
// One copy of the code for `import` and `require`, so that there is one class ValidationError.
writeFileSync("dist/node.js", `import offerlint from "./node.cjs";\nexport const { ${names} } = offerlint;\n`);
writeFileSync("dist/types-only.js", "export {};\n");
