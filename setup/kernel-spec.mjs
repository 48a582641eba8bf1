// Registers the TypeScript kernel inside `.venv` only, for this clone and this Node.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { inRoot } from "./workspace.mjs";

export const kernelName = "tslab";
export const kernelSpecPath = inRoot(
  ".venv",
  "share",
  "jupyter",
  "kernels",
  kernelName,
  "kernel.json",
);

/** What Jupyter is told: how to start the kernel, wherever the notebook lies. */
export function kernelSpec() {
  return {
    argv: [process.execPath, inRoot("setup", "kernel.mjs"), "{connection_file}"],
    display_name: "TypeScript",
    language: "typescript",
  };
}

export function kernelIsRegistered() {
  return existsSync(kernelSpecPath) && readFileSync(kernelSpecPath, "utf8") === specText();
}

/** Writes the kernel spec, where it is missing or speaks of another Node or another folder. */
export function registerKernel() {
  if (kernelIsRegistered()) return "already there";
  mkdirSync(dirname(kernelSpecPath), { recursive: true });
  writeFileSync(kernelSpecPath, specText());
  return "registered";
}

function specText() {
  return `${JSON.stringify(kernelSpec(), null, 2)}\n`;
}
