import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { fromIterable, System } from "headgate";
import type { Sample } from "headgate/live";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { Heard } from "./page/heard.ts";
import { AnnouncedSystems } from "./src/announced-systems.ts";
import { compileFile } from "./src/load-file.ts";
import { readOptions } from "./src/options.ts";
import { serve, type WatchServer } from "./src/server.ts";
import { Viewers } from "./src/viewers.ts";

describe("the command line", () => {
  test("names a file, and maybe a port", () => {
    expect(readOptions(["a.ts"])).toEqual({ file: "a.ts", port: 0 });
    expect(readOptions(["--port", "8080", "a.ts"])).toEqual({ file: "a.ts", port: 8080 });
    expect(readOptions(["--help"])).toBeUndefined();
  });

  test.each([
    [[], /Expected one file to run, got 0/],
    [["a.ts", "b.ts"], /Expected one file to run, got 2/],
    [["a.ts", "--port", "x"], /Expected `--port` to be a number from 0 to 65535, got `x`/],
    [["a.ts", "--port", "65536"], /got `65536`/],
    [["a.ts", "--prot", "1"], /Unknown option '--prot'\n\nnpm run watch-pipeline/],
  ])("%o is refused in words", (args, sentence) => {
    expect(() => readOptions(args)).toThrow(sentence);
  });
});

describe("a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "headgate-watch-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  test("is compiled with what lies beside it, and shares the library with the watcher", async () => {
    write("beside.ts", "export const two: number = 2;");
    write("tsconfig.json", '{ "compilerOptions": { "paths": { "mine/*": ["./*"] } } }');
    const lines = [
      'import { System } from "headgate";',
      'import { two } from "mine/beside";',
      "export const made = [new System(), two as number, import.meta.url];",
    ];
    const path = write("pipeline.ts", lines.join("\n"));
    const address = await compileFile(path);
    expect(fileURLToPath(address)).toContain(join(".cache", "watch", "pipeline-"));
    const text = readFileSync(fileURLToPath(address), "utf8");
    expect(text).toContain('from "headgate"');
    expect(text).not.toContain("class System");
    expect(text).toContain("var two = 2");
    expect(text).toContain(pathToFileURL(path).href);
    expect(existsSync(fileURLToPath(address))).toBe(true);
  });

  test.each([
    ["nowhere.ts", undefined, /There is no file .*nowhere\.ts\./],
    ["words.md", "# Words", /Expected a file that ends in \.ts, .*, got .*words\.md\./],
    ["bad.ts", "\nconst = 3;", /Cannot read .*bad\.ts \(line 2\): Expected identifier/],
    ["lost.ts", 'import "no-such-package";', /Could not resolve "no-such-package"/],
  ])("%s is refused in one sentence", async (name, text, sentence) => {
    const path = text === undefined ? join(folder, name) : write(name, text);
    await expect(compileFile(path)).rejects.toThrow(sentence);
  });
});

describe("what the page has heard", () => {
  const sampleAt = (at: number): Sample => ({
    snapshot: { at, stages: [], subscriptions: [] },
    rates: { stages: [], subscriptions: [] },
  });
  const times = (heard: Heard): number[] => heard.take().map(({ snapshot }) => snapshot.at);

  test("is no more than the latest samples, and news until it is taken", () => {
    const heard = new Heard(3);
    expect(heard.hasNews).toBe(false);
    for (let at = 1; at <= 5; at++) heard.add(sampleAt(at));
    expect(heard.hasNews).toBe(true);
    const taken = heard.take();
    expect([heard.hasNews, taken.length]).toEqual([false, 3]);
    heard.add(sampleAt(6));
    expect(taken.map(({ snapshot }) => snapshot.at)).toEqual([3, 4, 5]);
    expect(times(heard)).toEqual([4, 5, 6]);
  });

  test("begins anew with a program that was started again, and for another system", () => {
    const heard = new Heard(3);
    for (const at of [100, 200, 50]) heard.add(sampleAt(at));
    expect(times(heard)).toEqual([50]);
    heard.add(sampleAt(60));
    heard.clear();
    expect([heard.hasNews, times(heard)]).toEqual([false, []]);
  });
});

/** What a viewer hears: waits for the next message of a kind. */
class Viewer {
  readonly #request: ReturnType<typeof get>;
  readonly #heard: { type: string; data: unknown }[] = [];
  #wake = (): void => {};

  constructor(address: string) {
    this.#request = get(address, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => {
        const messages = (text + part).split("\n\n");
        text = messages.pop() ?? "";
        for (const message of messages) {
          const [, type = "", data = ""] = message.match(/^event: (.*)\ndata: (.*)$/) ?? [];
          this.#heard.push({ type, data: JSON.parse(data) });
        }
        this.#wake();
      });
      response.on("error", () => {});
    }).on("error", () => {});
  }

  async next(type: string): Promise<unknown> {
    for (;;) {
      const one = this.#heard.shift();
      if (one?.type === type) return one.data;
      if (one === undefined) await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  leave(): void {
    this.#request.destroy();
  }
}

describe("the server", () => {
  let server: WatchServer;
  let viewers: Viewers;
  beforeEach(async () => {
    const systems = new AnnouncedSystems(() => viewers.systemsChanged());
    viewers = new Viewers(systems);
    server = await serve(0, { title: "<a>.ts", systems, viewers });
    server.keepAlive();
  });
  afterEach(async () => {
    Reflect.deleteProperty(globalThis, Symbol.for("headgate.systems"));
    await server.close();
  });

  const state = async (): Promise<{ samplers: number; systems: number[]; snapshot?: object }> =>
    (await (await fetch(`${server.address}state`)).json()) as never;

  async function samplersBecome(count: number): Promise<void> {
    while ((await state()).samplers !== count)
      await new Promise((resolve) => setImmediate(resolve));
  }

  test("samples while somebody watches, and not before or after", async () => {
    const system = new System();
    system.start(fromIterable([1, 2]), { name: "feed" });
    expect(await state()).toMatchObject({ systems: [1], samplers: 0, snapshot: { stages: [{}] } });
    const viewer = new Viewer(`${server.address}events`);
    expect(await viewer.next("systems")).toEqual([1]);
    const sample = { snapshot: { stages: [{ name: "feed" }] }, rates: { subscriptions: [] } };
    expect(await viewer.next("sample")).toMatchObject(sample);
    const other = new Viewer(`${server.address}events?system=1`);
    await other.next("sample");
    expect((await state()).samplers).toBe(1);
    viewer.leave();
    await other.next("sample");
    expect((await state()).samplers).toBe(1);
    other.leave();
    await samplersBecome(0);
    await system.close();
  });

  test("tells a viewer of systems that are made later, and samples the one it wants", async () => {
    const viewer = new Viewer(`${server.address}events?system=2`);
    expect(await viewer.next("systems")).toEqual([]);
    const first = new System();
    expect(await viewer.next("systems")).toEqual([1]);
    expect([first.snapshot().stages, viewers.samplerCount]).toEqual([[], 0]);
    const second = new System();
    expect(await viewer.next("systems")).toEqual([1, 2]);
    second.start(fromIterable([1]), { name: "of the second" });
    const sample = { snapshot: { stages: [{ name: "of the second" }] } };
    expect(await viewer.next("sample")).toMatchObject(sample);
    viewer.leave();
    await samplersBecome(0);
    await second.close();
  });

  test("says why it does not show a system on a virtual clock", async () => {
    expect(new System({ clock: "virtual" }).now()).toBe(0);
    const viewer = new Viewer(`${server.address}events`);
    expect(await viewer.next("trouble")).toContain("Expected a system on the real clock");
    viewer.leave();
  });

  test("serves its page under a strict policy, the title escaped", async () => {
    const page = await fetch(server.address);
    const policy = page.headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    const text = await page.text();
    expect(text).toContain("<h1>&#60;a&#62;.ts</h1>");
    expect(text).not.toMatch(/\son\w+=|\sstyle=|<style|<script>/);
    const files = [...text.matchAll(/(?:src|href)="([\w.]+\.\w+)"/g)].map(([, name]) => name);
    expect(files).toEqual(["watch.css", "watch.js"]);
    for (const name of files) {
      expect((await fetch(`${server.address}${name}`)).status, name).toBe(200);
    }
    expect((await fetch(`${server.address}..%2fpackage.json`)).status).toBe(404);
    expect((await fetch(server.address, { method: "POST" })).status).toBe(405);
  });

  test("outlives an address that is none", async () => {
    const { hostname, port } = new URL(server.address);
    for (const path of ["//", "//[", "/%", "/\\\\["]) {
      const status = await new Promise((resolve, reject) => {
        get({ hostname, port, path }, ({ statusCode }) => resolve(statusCode)).on("error", reject);
      });
      expect([400, 404], path).toContain(status);
    }
    expect((await fetch(server.address)).status).toBe(200);
  });

  test("answers nobody who comes under another name", async () => {
    const { hostname, port } = new URL(server.address);
    const status = await new Promise((resolve) => {
      const headers = { host: "elsewhere.example" };
      get({ hostname, port, path: "/state", headers }, ({ statusCode }) => resolve(statusCode));
    });
    expect(status).toBe(403);
  });

  test("refuses a port that is taken, in one sentence", async () => {
    const port = Number(new URL(server.address).port);
    const systems = new AnnouncedSystems(() => {});
    await expect(serve(port, { title: "", systems, viewers })).rejects.toThrow(
      `Cannot listen on port ${port}: it is already in use; name another with \`--port\`.`,
    );
  });
});
