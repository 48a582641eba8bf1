import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A folder, far from this workspace, in which `headgate` is installed as it would be published. */
export interface Installation {
  readonly folder: string;
  /** Runs Node there; answers what it printed, both streams, or throws with it. */
  run(args: readonly string[]): string;
  /** Writes a file there; answers its path. */
  write(name: string, text: string): string;
}

/** The files that `npm publish` would take, as paths in `lib`. */
export function packedFiles(): string[] {
  const args = ["pack", "--dry-run", "--json", "--ignore-scripts", "--loglevel=error"];
  const printed = execFileSync("npm", args, {
    cwd: join(root, "lib"),
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  const [packed] = JSON.parse(printed) as [
    { readonly files: readonly { readonly path: string }[] },
  ];
  return packed.files.map(({ path }) => path);
}

/** Builds the library and installs the files that would be published. The caller removes the folder. */
export function installPackage(): Installation {
  execFileSync(process.execPath, [join(root, "setup", "build.mjs"), "lib"], { stdio: "pipe" });
  const folder = mkdtempSync(join(tmpdir(), "headgate-installed-"));
  const installed = join(folder, "node_modules", "headgate");
  mkdirSync(installed, { recursive: true });
  for (const file of packedFiles()) {
    cpSync(join(root, "lib", file), join(installed, file), { recursive: true });
  }
  return {
    folder,
    run: (args) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, args, {
        cwd: folder,
        encoding: "utf8",
      });
      if (status !== 0) throw new Error(`${stdout}${stderr}`);
      return `${stdout}${stderr}`.trim();
    },
    write: (name, text) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
  };
}
