// Bundle the browser side into web/dist: code and style with hashed names, fonts, the mark, and `assets.json`, which
// tells the templates what the names are. Every text file gets a Brotli and a gzip twin, which WhiteNoise serves.
import { mkdir, readdir, readFile, rm, writeFile, copyFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

const web = fileURLToPath(new URL(".", import.meta.url));
const dist = join(web, "dist");
const watch = process.argv.includes("--watch");

/** The files that a module of the build stands on, itself first. */
function needed(outputs, file, found = new Set()) {
  if (found.has(file)) return [];
  found.add(file);
  const imported = outputs[file].imports.filter(({ kind }) => kind === "import-statement");
  return [relative(dist, join(web, "..", file)), ...imported.flatMap(({ path }) => needed(outputs, path, found))];
}

/** The addresses of the entry points by their plain names: {"main.js": "main-ABCD1234.js"}; under `bench`, all that a page
 *  with a bench may ask for at once. */
async function writeManifest(result) {
  const assets = {};
  for (const [file, output] of Object.entries(result.metafile.outputs)) {
    const name = relative(dist, join(web, "..", file));
    if (output.entryPoint) assets[relative("web/src", output.entryPoint).replace(/\.ts$/, ".js").replace(/^.*\/styles\//, "")] = name;
    if (output.entryPoint === "web/src/bench.ts") assets.bench = needed(result.metafile.outputs, file).join(" ");
    const font = /^fonts\/(.+)-[0-9A-Z]{8}(\.woff2)$/.exec(name);
    if (font) assets[`${font[1]}${font[2]}`] = name;
  }
  await writeFile(join(dist, "assets.json"), JSON.stringify(assets, null, 2) + "\n");
}

async function compress() {
  for (const name of await readdir(dist, { recursive: true })) {
    if (!/\.(js|css|svg)$/.test(name)) continue;
    const file = join(dist, name);
    const text = await readFile(file);
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } };
    await writeFile(`${file}.br`, brotliCompressSync(text, options));
    await writeFile(`${file}.gz`, gzipSync(text, { level: 9 }));
  }
}

const finish = {
  name: "finish",
  setup(build) {
    build.onEnd(async (result) => {
      if (result.errors.length) return;
      await copyFile(join(web, "logo.svg"), join(dist, "logo.svg"));
      await writeManifest(result);
      if (!watch) await compress();
    });
  },
};

const options = {
  absWorkingDir: join(web, ".."),
  entryPoints: ["web/src/main.ts", "web/styles/main.css"],
  outdir: dist,
  entryNames: "[name]-[hash]",
  chunkNames: "chunks/[name]-[hash]",
  assetNames: "fonts/[name]-[hash]",
  loader: { ".woff2": "file" },
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["chrome123", "firefox120", "safari17.5"], // light-dark() in CSS asks for these
  minify: !watch,
  sourcemap: watch ? "inline" : false,
  metafile: true,
  legalComments: "none",
  logLevel: "info",
  plugins: [finish],
};

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
if (watch) {
  await (await esbuild.context(options)).watch();
} else {
  await esbuild.build(options);
}
