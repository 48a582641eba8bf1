// `node setup/run.mjs FILE args…`: makes sure that the packages are installed and built, then runs a built file.
import "./node-version.mjs";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { runCommand } from "./command.mjs";
import { isLearnerEdition } from "./edition.mjs";
import { ensurePackages, missingPackages } from "./npm.mjs";
import { step } from "./progress.mjs";
import { inRoot, SetupError } from "./workspace.mjs";

await runCommand(async ([file, ...args]) => {
  if (file === undefined)
    throw new SetupError("Expected the file to run: node setup/run.mjs FILE [args].");
  if (missingPackages() !== undefined) await step("npm packages", ensurePackages);
  const { buildWorkspace } = await import("./build.mjs");
  await buildWorkspace();
  const path = inRoot(file);
  if (!existsSync(path) && isLearnerEdition())
    throw new SetupError(
      "This command is for authors: it is in the full course, and not in its learner edition.",
    );
  if (!existsSync(path)) throw new SetupError(`The build made no ${file}: see \`npm run doctor\`.`);
  return runToEnd(resolve(path), args);
});

/** Runs a file in the reader's folder with our own input and output; answers its exit code. */
function runToEnd(path, args) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [path, ...args], {
      cwd: readersFolder(),
      stdio: "inherit",
    });
    const forward = (signal) => child.kill(signal);
    process.on("SIGTERM", forward).on("SIGINT", () => {}); // A terminal sends Ctrl-C to the child itself.
    child.on("exit", (code, signal) => done(signal ? 130 : code));
  });
}

/** The folder the reader stood in: npm moves to the root before it runs a script. */
function readersFolder() {
  const { INIT_CWD, npm_lifecycle_script: script, npm_package_json: manifest } = process.env;
  const byNpm = script?.includes("setup/run.mjs") && manifest === inRoot("package.json");
  return byNpm && INIT_CWD ? INIT_CWD : process.cwd();
}
