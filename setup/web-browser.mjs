// Opens an address in the reader's own web browser, where there is one.
import { spawn } from "node:child_process";

/** Tries to open an address; says nothing where that fails, for the address is printed anyway. */
export function openInBrowser(address) {
  const opener = openerHere();
  if (!opener) return;
  const child = spawn(opener[0], [...opener.slice(1), address], {
    stdio: "ignore",
    detached: true,
  });
  child.on("error", () => {});
  child.unref();
}

function openerHere() {
  if (process.platform === "darwin") return ["open"];
  if (process.platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler"];
  if (process.env.WSL_DISTRO_NAME) return ["wslview"];
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ["xdg-open"] : undefined;
}
