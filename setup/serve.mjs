// A small static file server on the loopback address: the course as its site, where there is no JupyterLab.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { loopback } from "./ports.mjs";
import { SetupError, shown } from "./workspace.mjs";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".ipynb": "application/json; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** Serves a folder; answers `{ address, stop }`. */
export async function serveFolder(folder, port) {
  if (!existsSync(join(folder, "index.html"))) {
    throw new SetupError(`There is no site in ${shown(folder)}: make it with \`npm run site\`.`);
  }
  const server = createServer((request, response) => {
    const path = fileFor(folder, request.url ?? "/");
    if (request.method !== "GET" && request.method !== "HEAD") return end(response, 405);
    if (path === undefined) return end(response, 404);
    if (path.redirect) return end(response, 301, { location: path.redirect });
    response.writeHead(200, {
      "content-type": types[extname(path.file)] ?? "application/octet-stream",
      "content-length": statSync(path.file).size,
      "cache-control": "no-cache",
    });
    if (request.method === "HEAD") return response.end();
    createReadStream(path.file)
      .on("error", () => response.destroy())
      .pipe(response);
  });
  await new Promise((resolve, reject) => {
    server.once("error", (error) =>
      reject(new SetupError(`Cannot listen on port ${port}: ${error.code}.`)),
    );
    server.listen(port, loopback, resolve);
  });
  const stop = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { address: `http://${loopback}:${port}/`, stop };
}

/** What a request's path names inside the folder: `{ file }`, `{ redirect }` to a folder's address, or undefined. */
function fileFor(folder, url) {
  let pathname;
  try {
    pathname = decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return undefined;
  }
  const path = join(folder, pathname);
  if (pathname.includes("\0") || !`${path}${sep}`.startsWith(`${folder}${sep}`)) return undefined;
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile()) return { file: path };
  if (!found?.isDirectory() || !existsSync(join(path, "index.html"))) return undefined;
  return pathname.endsWith("/")
    ? { file: join(path, "index.html") }
    : { redirect: `${encodeURI(pathname)}/` };
}

function end(response, status, headers = {}) {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", ...headers });
  response.end(status === 404 ? "There is no such page.\n" : undefined);
}
