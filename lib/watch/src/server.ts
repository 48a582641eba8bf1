import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import type { AnnouncedSystems } from "./announced-systems.ts";
import { WatchError } from "./options.ts";
import type { Viewers } from "./viewers.ts";

const loopback = "127.0.0.1";
const pageFiles: Readonly<Record<string, URL>> = {
  "index.html": new URL("../page/index.html", import.meta.url),
  "watch.css": new URL("../page/watch.css", import.meta.url),
  // The build makes it of page/watch.ts.
  "watch.js": new URL("../dist/page/watch.js", import.meta.url),
};
const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};
const headers = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

/** What is served: the page, what it is told again and again, and the state of the moment. */
export interface Served {
  /** What the page is about: the file's name. */
  readonly title: string;
  readonly systems: AnnouncedSystems;
  readonly viewers: Viewers;
}

/** A server that keeps the program alive only once it is told to. */
export interface WatchServer {
  readonly address: string;
  keepAlive(): void;
  close(): Promise<void>;
}

/**
 * Serves at 127.0.0.1; port 0 takes one that is free.
 *
 * @throws {WatchError} where the port cannot be had.
 */
export async function serve(port: number, served: Served): Promise<WatchServer> {
  const server = createServer((request, response) => answer(request, response, served));
  // While the file has work to do the program lives for that, and not for those who watch.
  server.on("connection", (socket) => void socket.unref());
  await listen(server, port);
  server.unref();
  const { port: got } = server.address() as AddressInfo;
  return {
    address: `http://${loopback}:${got}/`,
    keepAlive: () => void server.ref(),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((done, fail) => {
    server.once("error", ({ code }: NodeJS.ErrnoException) => {
      const why = code === "EADDRINUSE" ? "it is already in use" : code;
      fail(new WatchError(`Cannot listen on port ${port}: ${why}; name another with \`--port\`.`));
    });
    server.listen(port, loopback, done);
  });
}

function answer(request: IncomingMessage, response: ServerResponse, served: Served): void {
  const { host = "" } = request.headers;
  // A page of somebody else's whose name leads here shall read nothing.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)) return refuse(response, 403, "Not for you.");
  if (request.method !== "GET") return refuse(response, 405, "Only GET.");
  const address = `http://${host}${request.url ?? "/"}`;
  if (!URL.canParse(address)) return refuse(response, 400, "That is no address.");
  const { pathname, searchParams } = new URL(address);
  const number = Number(searchParams.get("system") ?? 1);
  if (pathname === "/events") return stream(response, number, served);
  if (pathname === "/state") return state(response, number, served);
  const name = pathname === "/" ? "index.html" : pathname.slice(1);
  const file = Object.hasOwn(pageFiles, name) ? pageFiles[name] : undefined;
  if (file === undefined) return refuse(response, 404, "There is no such page.");
  response.writeHead(200, { ...headers, "content-type": types[extname(name)] });
  const text = readFileSync(file, "utf8");
  // Into the page alone: nothing else is written for HTML.
  const isPage = name === "index.html";
  response.end(isPage ? text.replaceAll("{{title}}", () => escaped(served.title)) : text);
}

function stream(response: ServerResponse, number: number, { viewers }: Served): void {
  response.writeHead(200, { ...headers, "content-type": "text/event-stream" });
  viewers.join(number, response);
}

function state(response: ServerResponse, number: number, { systems, viewers }: Served): void {
  const snapshot = systems.get(number)?.snapshot();
  const told = { systems: systems.numbers, samplers: viewers.samplerCount, snapshot };
  response.writeHead(200, { ...headers, "content-type": "application/json" });
  response.end(JSON.stringify(told));
}

function refuse(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status, { ...headers, "content-type": "text/plain; charset=utf-8" });
  response.end(`${why}\n`);
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
}
