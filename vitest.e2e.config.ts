import { defineConfig } from "vitest/config";

// Tests that start JupyterLab, a browser, a kernel or a clone: one after the other, with time to start.
export default defineConfig({
  resolve: { conditions: ["headgate-source"] },
  ssr: { resolve: { conditions: ["headgate-source"] } },
  test: {
    include: ["**/*.e2e.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", ".cache/**", ".venv/**"],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
