// Runs a command and measures how long it takes and how much memory it and all its processes hold.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

const sampleEveryMs = 150;

/** Seconds, MB at the most (undefined where there is no /proc), exit code and what was said. */
export async function run(args, cwd) {
  const since = performance.now();
  const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const end = () => child.kill("SIGTERM");
  process.once("exit", end);
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => (said += text));
  let peakMb;
  const sampler = setInterval(() => {
    const mb = memoryMb(child.pid);
    if (mb !== undefined) peakMb = Math.max(peakMb ?? 0, mb);
  }, sampleEveryMs);
  const code = await new Promise((done) => child.on("close", done));
  clearInterval(sampler);
  process.off("exit", end);
  return { seconds: (performance.now() - since) / 1000, peakMb, code, said };
}

/** What a process and all that it started hold together, each shared page counted once where the system tells. */
function memoryMb(root) {
  try {
    const children = new Map();
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      const parent = parentOf(pid);
      if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid]);
    }
    let bytes = 0;
    const left = [String(root)];
    for (let pid = left.pop(); pid !== undefined; pid = left.pop()) {
      bytes += bytesOf(pid);
      left.push(...(children.get(pid) ?? []));
    }
    return bytes / 1e6;
  } catch {
    return undefined;
  }
}

function parentOf(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    return status.slice(status.lastIndexOf(")") + 2).split(" ")[1];
  } catch {
    return undefined; // It has ended meanwhile.
  }
}

function bytesOf(pid) {
  for (const [file, pattern] of [
    ["smaps_rollup", /^Pss:\s+(\d+)/m],
    ["status", /^VmRSS:\s+(\d+)/m],
  ]) {
    try {
      const [, kb] = pattern.exec(readFileSync(`/proc/${pid}/${file}`, "utf8")) ?? [];
      if (kb !== undefined) return Number(kb) * 1024;
    } catch {
      // Not for us to read, or it has ended meanwhile.
    }
  }
  return 0;
}

/** Milliseconds that a fixed piece of work takes here, at best: what other figures can be put in proportion to. */
export function calibrate() {
  const text = Buffer.alloc(1 << 20, "headgate");
  const once = () => {
    const since = performance.now();
    let sum = 0;
    for (let n = 0; n < 20_000_000; n++) sum = (sum * 31 + n) | 0;
    for (let n = 0; n < 50; n++) createHash("sha256").update(text).update(String(sum)).digest();
    return performance.now() - since;
  };
  return Math.min(...Array.from({ length: 5 }, once));
}
