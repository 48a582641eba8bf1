import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Makes the jail's script from the sources of this minute, so that no test passes on an old build. */
export async function bundleJail(outfile: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL("../../src/jail/main.ts", import.meta.url))],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    conditions: ["headgate-source", "module"],
    logLevel: "silent",
  });
}
