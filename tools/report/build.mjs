// Bundles the page's script into one file, and writes its SHA-256 (base64, for the content-security policy) beside it.
//   node build.mjs <output.js>
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const output = process.argv[2];
if (!output) {
    console.error("usage: node build.mjs <output.js>");
    process.exit(2);
}
await build({
    entryPoints: [fileURLToPath(new URL("src/main.ts", import.meta.url))],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    charset: "ascii",
    legalComments: "none",
    // The writer of slides asks for these under Node only.
    external: ["node:fs", "node:https"],
    outfile: output,
    logLevel: "warning",
});
// What ends a script element may not stand in one.
const script = readFileSync(output, "utf8").trimEnd().replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
writeFileSync(output, script);
writeFileSync(output + ".sha256", createHash("sha256").update(script).digest("base64"));
