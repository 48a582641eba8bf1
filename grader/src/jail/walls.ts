import { accessSync, constants, existsSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * How well a jail is closed, strongest first. Each has an empty environment, a limit on the heap and a clock that
 * kills it. The level that was used stands in the results.
 */
export type WallName = "namespaces" | "permissions" | "process";

/**
 * What each level promises, in the words of the report. On each the answer runs in a Compartment, which knows neither
 * files nor network nor processes; the level says what stands behind that if it should ever fail.
 */
export const wallWords: Readonly<Record<WallName, string>> = {
  namespaces:
    "a Compartment of frozen built-ins (SES), in the student's own process without network, without files and with limits (bubblewrap and prlimit), which may start no other where Node has a permission model",
  permissions:
    "a Compartment of frozen built-ins (SES), in the student's own process that may read no files and start no other (Node's permission model); for the process the network is not closed",
  process:
    "a Compartment of frozen built-ins (SES), in the student's own process; for the process files and network are not closed",
};

/** The command line of a jail. */
export interface Wall {
  readonly name: WallName;
  readonly command: string;
  readonly args: readonly string[];
}

/** How much a jail may take. */
export interface JailLimits {
  readonly heapMb: number;
}

/** The levels this machine may have, strongest first; whether one works shows only when it is tried. */
export function possibleWalls(script: string, limits: JailLimits): Wall[] {
  const node = process.execPath;
  const flags = [`--max-old-space-size=${limits.heapMb}`, "--no-warnings"];
  const permission = permissionFlags(realpathSync(script));
  const walls: Wall[] = [];
  const bwrap = findCommand("bwrap");
  if (process.platform === "linux" && bwrap) {
    const within = permissionFlags("/jail/jail.cjs") ?? [];
    const inside = [...bwrapArgs(node, script), ...flags, ...within, "/jail/jail.cjs"];
    walls.push(limited({ name: "namespaces", command: bwrap, args: inside }, limits));
  }
  if (permission) {
    walls.push(
      limited(
        { name: "permissions", command: node, args: [...flags, ...permission, script] },
        limits,
      ),
    );
  }
  walls.push({ name: "process", command: node, args: [...flags, script] });
  return walls;
}

/** Node alone, with nothing in front of it: for a learner's own answer on the learner's own machine. */
export function ownWall(script: string, { heapMb }: JailLimits): Wall {
  return {
    name: "process",
    command: process.execPath,
    args: [`--max-old-space-size=${heapMb}`, "--no-warnings", script],
  };
}

/** More than any grading of one answer takes: for a jail that nobody is left to end. */
const cpuSeconds = 3600;

/**
 * Memory outside of the heap, open files and core dumps are limited where `prlimit` is there. The number of processes
 * is not: that limit counts all that its user runs on the machine, and does not hold for root. Starting one is closed
 * by Node's permissions, and namespaces end all of them with the jail.
 */
function limited(wall: Wall, { heapMb }: JailLimits): Wall {
  const prlimit = process.platform === "linux" ? findCommand("prlimit") : undefined;
  if (!prlimit) return wall;
  const data = (heapMb + 512) * 1024 * 1024;
  const args = [
    `--data=${data}`,
    "--core=0",
    `--cpu=${cpuSeconds}`,
    "--nofile=128",
    "--fsize=0",
    wall.command,
    ...wall.args,
  ];
  return { ...wall, command: prlimit, args };
}

function permissionFlags(script: string): string[] | undefined {
  const known = process.allowedNodeEnvironmentFlags;
  const flag = ["--permission", "--experimental-permission"].find((name) => known.has(name));
  return flag ? [flag, `--allow-fs-read=${script}`] : undefined;
}

/** Nothing but Node, the libraries it is linked to, and the jail's script; all of it read-only. */
function bwrapArgs(node: string, script: string): string[] {
  const binary = realpathSync(node);
  const libraries = ["/usr/lib", "/usr/lib64", "/lib", "/lib64"].filter((path) => existsSync(path));
  return [
    "--unshare-all",
    "--die-with-parent",
    "--new-session",
    "--clearenv",
    "--cap-drop",
    "ALL",
    ...libraries.flatMap((path) => ["--ro-bind", path, path]),
    "--ro-bind",
    binary,
    "/jail/node",
    "--ro-bind",
    script,
    "/jail/jail.cjs",
    "--proc",
    "/proc",
    "--dev",
    "/dev",
    "--remount-ro",
    "/",
    "--chdir",
    "/jail",
    "/jail/node",
  ];
}

function findCommand(name: string): string | undefined {
  const folders = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder.startsWith("/"));
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
