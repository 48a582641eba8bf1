/**
 * Why a stage ended: `"normal"`, `"shutdown"` or `{ shutdown: … }` are orderly; everything else (an
 * `Error` that a callback threw, `"killed"`, `"noproc"`, a value of your own) is a failure.
 */
export type ExitReason = unknown;

/**
 * Whether a reason is orderly: `"normal"`, `"shutdown"`, `{ shutdown: … }` (O-3).
 *
 * @example
 * console.assert(isCleanReason({ shutdown: "the week is over" }));
 * console.assert(!isCleanReason("killed") && !isCleanReason(new RangeError("too deep")));
 */
export function isCleanReason(reason: ExitReason): boolean {
  if (reason === "normal" || reason === "shutdown") return true;
  return typeof reason === "object" && reason !== null && "shutdown" in reason;
}
