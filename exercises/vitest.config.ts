// `npx vitest --config exercises/vitest.config.ts` runs the visible checks in vitest itself, again at every change.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  cacheDir: fileURLToPath(new URL("../node_modules/.vite/exercises", import.meta.url)),
  resolve: { conditions: ["headgate-source"] },
  ssr: { resolve: { conditions: ["headgate-source"] } },
  test: { include: ["*/*.test.ts"] },
});
