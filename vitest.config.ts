import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const compiler = fileURLToPath(new URL("node_modules/typescript/bin/tsc", import.meta.url));
// The root tsconfig.json compiles no file itself, and so would find no mistake in a type test.
const tsconfig = fileURLToPath(new URL("lib/tsconfig.tests.json", import.meta.url));

export default defineConfig({
  // Packages of this workspace resolve to their sources, so a test never passes on a stale build.
  resolve: { conditions: ["headgate-source"] },
  ssr: { resolve: { conditions: ["headgate-source"] } },
  test: {
    include: ["{lib,quakes,check,course,figures,grader,site,checks}/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", "**/*.e2e.test.ts"],
    typecheck: {
      enabled: true,
      checker: compiler,
      tsconfig,
      include: ["lib/**/*.test-d.ts"],
      ignoreSourceErrors: true,
    },
    dangerouslyIgnoreUnhandledErrors: false,
  },
});
