import { SiteError } from "./site-error.ts";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".ipynb": "application/x-ipynb+json",
};

/** A running server and the address of its front page. */
export interface RunningServer {
  readonly address: string;
  close(): Promise<void>;
}

/** Where a server listens. */
export interface ServeOptions {
  /** A free one by default. */
  readonly port?: number;
  /** The path that the folder stands under, such as `/course/`. @default "/" */
  readonly base?: string;
}

/** Serves a folder to this machine alone. */
export async function serve(folder: string, options: ServeOptions = {}): Promise<RunningServer> {
  const { port = 0, base = "/" } = options;
  const server = createServer((request, response) => {
    void answer(folder, base, request.url ?? "/").then(({ status, type, body }) => {
      response.writeHead(status, { "content-type": type, "cache-control": "no-cache" });
      response.end(request.method === "HEAD" ? undefined : body);
    });
  });
  await listening(server, port);
  const { port: taken } = server.address() as { port: number };
  return {
    address: `http://127.0.0.1:${taken}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      const what = `Port ${port} is taken by another program: give --port another one, or leave it out`;
      reject(isTaken ? new SiteError(what) : error);
    });
    server.listen(port, "127.0.0.1", resolve);
  });
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

async function answer(folder: string, base: string, url: string): Promise<Answer> {
  const path = fileOf(base, url);
  const found = path === undefined ? undefined : await read(join(folder, path));
  if (found !== undefined) {
    return { status: 200, type: types[extname(path!)] ?? "application/octet-stream", body: found };
  }
  const body = (await read(join(folder, "404.html"))) ?? Buffer.from("No such page.");
  return { status: 404, type: types[".html"]!, body };
}

/** The file that an address means; undefined where it leads out of the folder. */
function fileOf(base: string, url: string): string | undefined {
  let path: string;
  try {
    ({ pathname: path } = new URL(url, "http://127.0.0.1"));
    path = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (!path.startsWith(base)) return undefined;
  const inside = normalize(path.slice(base.length));
  if (inside.startsWith("..") || inside.includes("\0")) return undefined;
  return inside === "." || inside.endsWith(sep) ? join(inside, "index.html") : inside;
}

function read(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(() => undefined);
}
