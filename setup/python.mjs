// Finds a Python that JupyterLab runs on.
import { spawnSync } from "node:child_process";

const oldest = [3, 10];
const names =
  process.platform === "win32"
    ? ["python", "py", "python3"]
    : ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python3.14", "python"];
const ask =
  "import sys, importlib.util as u; print(sys.version_info[0], sys.version_info[1], sys.version_info[2], int(all(u.find_spec(m) for m in ('venv', 'ensurepip'))))";

/** `{ program, version, venv }` of the first fitting Python on PATH, else what is the matter in `{ problem }`, without a full stop. */
export function findPython(environment = process.env) {
  let tooOld;
  let withoutVenv;
  for (const program of names) {
    const { status, stdout } = spawnSync(program, ["-c", ask], {
      encoding: "utf8",
      timeout: 20_000,
      env: environment,
    });
    if (status !== 0) continue;
    const [major, minor, patch, venv] = stdout.trim().split(" ").map(Number);
    const found = { program, version: `${major}.${minor}.${patch}`, venv: venv === 1 };
    if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) tooOld ??= found;
    else if (found.venv) return found;
    else withoutVenv ??= found;
  }
  if (withoutVenv) {
    const { program, version } = withoutVenv;
    return {
      ...withoutVenv,
      problem: `${program} (${version}) has no venv module: install it with ${installVenv()}`,
    };
  }
  if (tooOld)
    return {
      problem: `JupyterLab needs Python ${oldest.join(".")} or newer and ${tooOld.program} is ${tooOld.version}: install a newer one with ${installPython()}`,
    };
  return {
    problem: `There is no Python 3 on this machine's PATH: install it with ${installPython()}`,
  };
}

/** The command that brings Python here. */
export function installPython() {
  if (process.platform === "darwin") return "`brew install python`";
  if (process.platform === "win32") return "`winget install Python.Python.3.13`";
  return "`sudo apt-get install -y python3 python3-venv`";
}

/** The command that brings Python's venv module here. */
export function installVenv() {
  return process.platform === "linux" ? "`sudo apt-get install -y python3-venv`" : installPython();
}
