import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { inRoot } from "../../setup/workspace.mjs";

test("step leaves stdout to what the command answers", () => {
  const progress = pathToFileURL(inRoot("setup", "progress.mjs")).href;
  const program = `import { step } from ${JSON.stringify(progress)};
    console.log(await step("npm packages", async () => "installed"));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
  });
  expect(stdout).toBe("installed\n");
  expect(stderr).toMatch(/^ {2}npm packages +installed, \d+\.\d s\n$/);
});
