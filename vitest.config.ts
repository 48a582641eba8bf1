import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const compiler = fileURLToPath(new URL("node_modules/typescript/bin/tsc", import.meta.url));

export default defineConfig({
  // Packages of this workspace resolve to their sources, so a test never passes on a stale build.
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    include: ["{lib,quakes,check,course,grader,site,checks}/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", "**/*.e2e.test.ts"],
    typecheck: { checker: compiler, include: ["**/*.test-d.ts"] },
    dangerouslyIgnoreUnhandledErrors: false,
  },
});
