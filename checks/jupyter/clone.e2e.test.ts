import { execFileSync } from "node:child_process";
import { readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { readerMachine, type ReaderMachine } from "./reader-machine.ts";
import { startLearn, type Learn, type LearnOptions } from "./start-learn.ts";

const minutes = 60_000;
const insteadTheSite = "; until then the course opens as its site, where every cell runs too.";

describe("`npm run learn` in a fresh clone", { timeout: 10 * minutes }, () => {
  let machine: ReaderMachine;
  let running: Learn | undefined;

  beforeAll(() => {
    machine = readerMachine();
  });
  afterEach(() => running?.stop());
  afterAll(() => machine?.remove());

  async function learn({
    python = true,
    ...options
  }: Partial<LearnOptions> & { python?: boolean } = {}) {
    const environment = { ...machine.environment({ python }), ...options.environment };
    running = await startLearn({ folder: machine.clone, byNpm: true, ...options, environment });
    expect(running.output()).not.toMatch(/^ {4}at /m);
    return running;
  }

  const inClone = (...parts: string[]): string => join(machine.clone, ...parts);

  test("without Python says so in one sentence and serves the site", async () => {
    // The first set-up of all: it installs everything, whatever npm is told to leave out elsewhere.
    const environment = { NODE_ENV: "production", npm_config_omit: "dev" };
    const { address, output } = await learn({ python: false, environment });
    const sentence = lineWith(output(), "Python 3");
    expect(sentence).toMatch(
      /^There is no Python 3 on this machine's PATH: install it with `.+`; /,
    );
    expect(sentence).toContain(insteadTheSite);
    const page = await fetch(address!);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("<title>");
  });

  test("without Python's package index says so in one sentence and serves the site", async () => {
    const { address, output } = await learn({
      environment: { PIP_INDEX_URL: "http://127.0.0.1:9/simple", PIP_FIND_LINKS: undefined },
    });
    expect(lineWith(output(), "index")).toBe(
      `The Python package index cannot be reached${insteadTheSite}`,
    );
    expect((await fetch(address!)).status).toBe(200);
  });

  test("sets up JupyterLab and opens the first chapter", async () => {
    const { address, output } = await learn();
    expect(address, output()).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/lab\/tree\/notebooks\/0\d-.+\.ipynb\?token=/,
    );
    const { origin, searchParams } = new URL(address!);
    const answer = await fetch(`${origin}/api/kernelspecs?token=${searchParams.get("token")}`);
    const { kernelspecs } = (await answer.json()) as {
      kernelspecs: Record<string, { spec: { argv: string[] } }>;
    };
    expect(kernelspecs["tslab"]!.spec.argv).toContain(inClone("setup", "kernel.mjs"));
    expect((await fetch(`${origin}/api/status`)).status, "without the token").toBe(403);
  });

  test("starts a second time and does nothing twice", async () => {
    const before = statSync(inClone("node_modules")).mtimeMs;
    const { address, output } = await learn();
    expect(address, output()).toBeDefined();
    expect(output()).toMatch(/npm packages +already there/);
    expect(output()).toMatch(/build +nothing changed/);
    expect(output()).toMatch(/Python environment +already there/);
    expect(output()).toMatch(/TypeScript kernel +already there/);
    expect(statSync(inClone("node_modules")).mtimeMs).toBe(before);
  });

  test("finds a free port where the usual one is taken, and refuses one asked for", async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, "127.0.0.1", () => resolve((taken.address() as { port: number }).port));
    });
    try {
      const refused = await learn({ byNpm: false, args: ["--port", String(port)] });
      expect(refused.output()).toBe(
        `Port ${port} is already in use: name another with --port, or leave it out and a free one is found.\n`,
      );
      expect(await refused.stop()).toBe(1);
      const [one, other] = [await learn(), await learn()];
      expect(new URL(other.address!).port).not.toBe(new URL(one.address!).port);
      await one.stop();
    } finally {
      taken.close();
    }
  });

  test("says in one sentence that the kernel cannot start, and ends", async () => {
    const zeromq = inClone("node_modules", "zeromq", "build");
    renameSync(zeromq, `${zeromq}-away`);
    rmSync(inClone(".cache", "kernel.txt"));
    try {
      const { address, output, stop } = await learn({ byNpm: false });
      expect(address).toBeUndefined();
      expect(lastLine(output())).toMatch(
        /^The TypeScript kernel cannot start \(.+\): run `npm ci --include=dev` in .+, or `npm run learn -- --site` for the site\.$/,
      );
      expect(await stop()).toBe(1);
    } finally {
      renameSync(`${zeromq}-away`, zeromq);
    }
  });

  test("has written nothing outside the clone, and in it only what git ignores", () => {
    // npm makes its folder, empty, before it reads the .npmrc of the project.
    expect(machine.filesInHome()).toEqual([".npm"]);
    const status = execFileSync("git", ["status", "--porcelain"], {
      cwd: machine.clone,
      encoding: "utf8",
    });
    expect(status).toBe("");
    const lock = readFileSync(inClone("package-lock.json"), "utf8");
    expect(lock).not.toMatch(/"resolved": "http/);
  });
});

function lineWith(output: string, words: string): string {
  return output.split("\n").find((line) => line.includes(words) && !line.startsWith("  ")) ?? "";
}

function lastLine(output: string): string {
  return output.trimEnd().split("\n").at(-1) ?? "";
}
