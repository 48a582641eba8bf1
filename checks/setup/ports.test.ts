import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askedPort, freePort, startOnPort } from "../../setup/ports.mjs";

const server: Server = createServer();
let taken: number;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  taken = (server.address() as { port: number }).port;
});
afterAll(() => void server.close());

describe("askedPort", () => {
  test.each(["0", "65536", "-1", "80x", "", "8.5"])("refuses %j as a port", async (asked) => {
    await expect(askedPort(asked)).rejects.toThrow(
      `Expected --port to be a number from 1 to 65535, got \`${asked}\`.`,
    );
  });

  test("refuses a port that is taken", async () => {
    await expect(askedPort(String(taken))).rejects.toThrow(`Port ${taken} is already in use`);
  });
});

test("freePort passes over a port that is taken", async () => {
  expect(await freePort(taken)).toBeGreaterThan(taken);
});

describe("startOnPort", () => {
  test("tries another port where a quicker program has taken the one that was free", async () => {
    const rival = createServer();
    const tried: number[] = [];
    const start = async (port: number): Promise<string> => {
      tried.push(port);
      if (tried.length > 1) return "started";
      await new Promise<void>((resolve) => rival.listen(port, "127.0.0.1", resolve));
      throw new Error("EADDRINUSE");
    };
    try {
      expect(await startOnPort(start, undefined, taken)).toBe("started");
      expect(tried[1]).toBeGreaterThan(tried[0]!);
    } finally {
      rival.close();
    }
  });

  test("tries once where it is not the port that keeps it from starting", async () => {
    const tried: number[] = [];
    const start = (port: number): never => {
      tried.push(port);
      throw new Error("no site");
    };
    await expect(startOnPort(start, undefined, taken)).rejects.toThrow("no site");
    expect(tried).toHaveLength(1);
  });

  test("takes no other port than the one asked for", async () => {
    const start = (port: number): number => port;
    await expect(startOnPort(start, String(taken), 8888)).rejects.toThrow("is already in use");
    const free = await freePort(taken);
    expect(await startOnPort(start, String(free), 8888)).toBe(free);
  });
});
