import { dirname, isAbsolute } from "node:path";
import { build, type Plugin } from "esbuild";

/** What a check file may import; all of it is handed in when it runs. */
const given = ["vitest", "@headgate/check", "headgate", "headgate/show", "@headgate/quakes"];

/**
 * A check file as the body of a function of `require`. The answer it names, `() => import("./counter.ts")`, is only
 * there for its types: it is left out, and whoever runs the check file says where the answer lives.
 */
export async function checkFileText(path: string): Promise<string> {
  const result = await build({
    entryPoints: [path],
    // No path of this machine gets into the text.
    absWorkingDir: dirname(path),
    bundle: true,
    write: false,
    format: "cjs",
    platform: "neutral",
    target: "es2022",
    charset: "utf8",
    logLevel: "silent",
    tsconfigRaw: { compilerOptions: { target: "es2022" } },
    plugins: [imports],
  });
  return result.outputFiles[0]!.text;
}

const imports: Plugin = {
  name: "check-file-imports",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /.*/ }, ({ path, kind }) => {
      if (kind === "entry-point") return undefined;
      if (kind === "dynamic-import" && path.startsWith(".")) return { path, namespace: "answer" };
      if (given.includes(path)) return { path, external: true };
      const what = path.startsWith(".") || isAbsolute(path) ? "the file" : "the package";
      return {
        errors: [
          {
            text: `a check file may not import ${what} "${path}"; it may import ${given.join(", ")}`,
          },
        ],
      };
    });
    onLoad({ filter: /.*/, namespace: "answer" }, () => ({ contents: "export {};" }));
  },
};
