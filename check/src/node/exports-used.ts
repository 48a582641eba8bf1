const evaluated = /\.evaluate\(\s*(?:async\s*)?\(\s*\{([^{}]*)\}/g;

/**
 * The names of an answer that a bundled check file uses, read off the first parameter of the functions it evaluates:
 * `({ counter }, …) => …`. Read there and not in the answer, which may be half written.
 */
export function exportsUsed(checkFile: string): string[] {
  const names = [...checkFile.matchAll(evaluated)].flatMap(([, parameters = ""]) =>
    parameters.split(",").map((parameter) => parameter.trim().replace(/[\s:=].*$/s, "")),
  );
  return [...new Set(names.filter((name) => name !== ""))];
}
