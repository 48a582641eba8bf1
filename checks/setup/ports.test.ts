import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { choosePort } from "../../setup/ports.mjs";

describe("choosePort", () => {
  const server: Server = createServer();
  let taken: number;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    taken = (server.address() as { port: number }).port;
  });
  afterAll(() => void server.close());

  test.each(["0", "65536", "-1", "80x", "", "8.5"])("refuses %j as a port", async (asked) => {
    await expect(choosePort(asked, 8888)).rejects.toThrow(
      `Expected --port to be a number from 1 to 65535, got \`${asked}\`.`,
    );
  });

  test("refuses a port that is taken", async () => {
    await expect(choosePort(String(taken), 8888)).rejects.toThrow(
      `Port ${taken} is already in use`,
    );
  });

  test("without a wish passes over a port that is taken", async () => {
    const port = await choosePort(undefined, taken);
    expect(port).toBeGreaterThan(taken);
  });
});
