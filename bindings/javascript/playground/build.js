// Builds dist/index.html of the page: one file that needs nothing else.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
process.chdir(here);

const module = {
  name: "module",
  setup(build) {
    build.onResolve({ filter: /^offerlint\.wasm\.gz$/ }, ({ path }) => ({ path, namespace: "module" }));
    build.onLoad({ filter: /./, namespace: "module" }, () => ({
      contents: gzipSync(readFileSync("../dist/offerlint.wasm"), { level: 9 }),
      loader: "binary",
    }));
  },
};

const bundle = async (entryPoint, options) => {
  const common = { absWorkingDir: here, entryPoints: [entryPoint], bundle: true, minify: true, write: false, target: "es2022" };
  const { outputFiles } = await build({ ...common, ...options });
  return outputFiles[0].text;
};

const style = await bundle("src/style.css");
const script = (await bundle("src/main.js", { format: "iife", loader: { ".json": "text" }, plugins: [module] }))
  .replaceAll("</script", "<\\/script");
const hash = createHash("sha256").update(script).digest("base64");

const page = readFileSync("index.html", "utf8")
  .replace("/*STYLE*/", () => style)
  .replace("/*SCRIPT*/", () => script)
  .replace("script-src 'unsafe-inline'", `script-src 'sha256-${hash}'`);
mkdirSync("dist", { recursive: true });
writeFileSync("dist/index.html", page);
console.log(`playground/dist/index.html: ${Buffer.byteLength(page)} bytes`);
