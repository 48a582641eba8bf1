import { spawn } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { possibleWalls, type Wall } from "./walls.ts";

/** Tries with all of Node in its hands what an answer may not: what it tells on descriptor 3 is what the wall let through. */
const probe = `
const fs = require("node:fs"), net = require("node:net"), child = require("node:child_process");
const done = {};
const attempt = (name, run) => { try { done[name] = run(); } catch (error) { done[name] = "no: " + (error.code ?? error.message); } };
attempt("secret", () => fs.readFileSync(SECRET, "utf8"));
attempt("passwd", () => fs.readFileSync("/etc/passwd", "utf8").length > 0);
attempt("write", () => fs.writeFileSync(FOLDER + "/written", "x") ?? "written");
attempt("start", () => { const { status, error } = child.spawnSync(process.execPath, ["-e", "0"]); if (error) throw error; return "status " + status; });
attempt("environment", () => Object.keys(process.env).filter((name) => !/^(PWD|LC_|__CF)/.test(name)).join());
attempt("parent", () => process.kill(process.ppid, 0) && process.ppid > 1);
attempt("cores", () => fs.readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name)).length);
const tell = (network) => { fs.writeSync(3, JSON.stringify({ ...done, network }) + "\\n"); process.exit(0); };
try {
  net.connect(PORT, "127.0.0.1").on("connect", () => tell("connected")).on("error", (error) => tell("no: " + error.code));
} catch (error) { tell("no: " + error.code); }
setTimeout(() => tell("no: silence"), 2000);
`;

const folder = realpathSync(mkdtempSync(join(tmpdir(), "headgate-walls-")));
const script = join(folder, "probe.cjs");
let server: Server;
beforeAll(async () => {
  writeFileSync(join(folder, "secret.hidden.test.ts"), "the hidden checks");
  server = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const values = { SECRET: join(folder, "secret.hidden.test.ts"), FOLDER: folder, PORT: port };
  const text = probe.replace(/\b(SECRET|FOLDER|PORT)\b/g, (name) =>
    JSON.stringify(values[name as keyof typeof values]),
  );
  writeFileSync(script, text);
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function letThrough({ command, args }: Wall): Promise<Record<string, unknown>> {
  const child = spawn(command, args, {
    env: {},
    cwd: "/",
    stdio: ["pipe", "ignore", "pipe", "pipe"],
  });
  let text = "";
  (child.stdio[3] as Readable).setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  let complaints = "";
  child.stderr!.setEncoding("utf8").on("data", (chunk: string) => (complaints += chunk));
  await new Promise((resolve) => child.on("close", resolve));
  if (text === "") throw new Error(complaints);
  return JSON.parse(text) as Record<string, unknown>;
}

describe("a process with all of Node in its hands", () => {
  const wallNamed = (name: string): Wall | undefined =>
    possibleWalls(script, { heapMb: 64 }).find((wall) => wall.name === name);

  test("finds no files, no network, no other process behind namespaces", async () => {
    const wall = wallNamed("namespaces");
    if (!wall) return; // Bubblewrap is not installed here; the grader then says so and takes the next wall.
    // Node's own wall stands behind this one, and is taken away to see what this one holds alone.
    const args = wall.args.filter(
      (arg) => !/^--(experimental-permission|permission|allow-)/.test(arg),
    );
    const through = await letThrough({ ...wall, args });
    expect(through).toMatchObject({
      secret: "no: ENOENT",
      passwd: "no: ENOENT",
      environment: "",
      parent: false,
      network: expect.stringMatching(/^no: (ENETUNREACH|ECONNREFUSED)$/),
    });
    expect(through["write"]).toMatch(/^no: (ENOENT|EROFS|EFBIG)$/);
    expect(through["cores"]).toBeLessThanOrEqual(3);
  });

  test.each(["namespaces", "permissions"])("starts no process behind %s", async (name) => {
    const wall = wallNamed(name);
    if (!wall && name === "namespaces") return;
    expect(await letThrough(wall!)).toMatchObject({
      secret: "no: ERR_ACCESS_DENIED",
      passwd: "no: ERR_ACCESS_DENIED",
      write: "no: ERR_ACCESS_DENIED",
      start: "no: ERR_ACCESS_DENIED",
      environment: "",
    });
  });

  test("may not compute for ever, even when nobody is left to end it", () => {
    const limited = possibleWalls(script, { heapMb: 64 }).filter(({ command }) =>
      command.endsWith("prlimit"),
    );
    for (const { args } of limited) expect(args).toContain("--cpu=3600");
  });

  test("finds an empty environment in a plain process, and all the rest", async () => {
    expect(await letThrough(wallNamed("process")!)).toMatchObject({
      secret: "the hidden checks",
      environment: "",
      network: "connected",
    });
  });
});
