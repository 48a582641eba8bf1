import { expect, test } from "vitest";
import { CliError, runCommand } from "./cli-error.ts";

test("goes on when nobody reads what it says any more, as behind `| head`", async () => {
  const { exitCode } = process;
  const before = process.stdout.listeners("error");
  try {
    await runCommand(async () => 0);
    const failed = (code: string): Error => Object.assign(new Error(code), { code });
    const told = process.stdout.listeners("error").filter((it) => !before.includes(it));
    expect(told).toHaveLength(1);
    expect(() => told[0]!(failed("EPIPE"))).not.toThrow();
    expect(() => told[0]!(failed("EIO"))).toThrow("EIO");
  } finally {
    for (const stream of [process.stdout, process.stderr])
      for (const listener of stream.listeners("error"))
        if (!before.includes(listener)) stream.off("error", listener as () => void);
    process.exitCode = exitCode;
  }
});

test("a wrong call has the exit code 2", () => {
  expect(new CliError("Say where.").code).toBe(2);
});
