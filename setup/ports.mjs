// Free ports on the loopback address.
import { createServer } from "node:net";
import { SetupError } from "./workspace.mjs";

export const loopback = "127.0.0.1";

/** Why nobody can listen on a port: "EADDRINUSE", "EACCES", …; undefined where one can. */
export function portTrouble(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => resolve(error.code));
    probe.listen({ port, host: loopback, exclusive: true }, () =>
      probe.close(() => resolve(undefined)),
    );
  });
}

/** The port that was asked for; throws one sentence for one that cannot be had. */
export async function askedPort(asked) {
  const port = /^\d+$/.test(asked) ? Number(asked) : Number.NaN;
  if (!(port >= 1 && port <= 65535)) {
    throw new SetupError(`Expected --port to be a number from 1 to 65535, got \`${asked}\`.`);
  }
  const trouble = await portTrouble(port);
  if (trouble === "EADDRINUSE") {
    throw new SetupError(
      `Port ${port} is already in use: name another with --port, or leave it out and a free one is found.`,
    );
  }
  if (trouble)
    throw new SetupError(`Port ${port} cannot be used (${trouble}): name another with --port.`);
  return port;
}

/** The first free port from `from` up. */
export async function freePort(from) {
  for (let port = from; port < from + 200; port++) {
    if ((await portTrouble(port)) === undefined) return port;
  }
  throw new SetupError(`No port from ${from} to ${from + 199} is free: name one with --port.`);
}

/**
 * Hands `start` the port that was asked for, else the first free one from `from` up, and the next one where another
 * program takes that before `start` does.
 */
export async function startOnPort(start, asked, from) {
  if (asked !== undefined) return start(await askedPort(asked));
  const port = await freePort(from);
  try {
    return await start(port);
  } catch (error) {
    if ((await portTrouble(port)) !== "EADDRINUSE") throw error;
    return startOnPort(start, undefined, port + 1);
  }
}
