import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startOnPort } from "../../setup/ports.mjs";
import { serveFolder } from "../../setup/serve.mjs";

describe("serveFolder", () => {
  const folder = mkdtempSync(join(tmpdir(), "headgate-serve-"));
  let site: { address: string; stop: () => Promise<unknown> };

  beforeAll(async () => {
    mkdirSync(join(folder, "site", "02"), { recursive: true });
    writeFileSync(join(folder, "secret.txt"), "secret");
    writeFileSync(join(folder, "site", "index.html"), "<h1>Headgate</h1>");
    writeFileSync(join(folder, "site", "worker.js"), "1;");
    writeFileSync(join(folder, "site", "02", "index.html"), "two");
    site = await startOnPort(
      (port: number) => serveFolder(join(folder, "site"), port),
      undefined,
      41_000,
    );
  });
  afterAll(async () => {
    await site.stop();
    rmSync(folder, { recursive: true });
  });

  test.each([
    ["/", 200, "text/html; charset=utf-8"],
    ["/worker.js?v=1", 200, "text/javascript; charset=utf-8"],
    ["/02/", 200, "text/html; charset=utf-8"],
    ["/02", 301, "text/plain; charset=utf-8"],
    ["/nothing", 404, "text/plain; charset=utf-8"],
    ["/../secret.txt", 404, "text/plain; charset=utf-8"],
    ["/..%2fsecret.txt", 404, "text/plain; charset=utf-8"],
    ["/%2e%2e/secret.txt", 404, "text/plain; charset=utf-8"],
    ["/%00", 404, "text/plain; charset=utf-8"],
    ["/%", 404, "text/plain; charset=utf-8"],
  ])("answers %s with %i", async (path, status, type) => {
    expect(await ask(site.address, path)).toEqual({ status, type });
  });

  test("takes no other method than GET and HEAD", async () => {
    expect((await fetch(site.address, { method: "POST" })).status).toBe(405);
    const head = await fetch(site.address, { method: "HEAD" });
    expect([head.status, head.headers.get("content-length")]).toEqual([200, "17"]);
  });

  test("says that a site must be built first", async () => {
    await expect(serveFolder(join(folder, "none"), 41_000)).rejects.toThrow(
      /make it with `npm run site`/,
    );
  });
});

/** Asks with the path exactly as given: fetch would resolve `..` itself. */
function ask(address: string, path: string): Promise<{ status: number; type: string }> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (response) => {
      response.resume();
      resolve({ status: response.statusCode!, type: response.headers["content-type"]! });
    })
      .on("error", reject)
      .end();
  });
}
