import { decode } from "./decode.ts";
import { encode, TooLarge } from "./encode.ts";
import { rebuild, type EvaluateWithin, type Rebuilt } from "./rebuild.ts";
import type { Wire } from "./wire.ts";

/** What a check asks of an answer: to run this function beside it with this input. */
export interface Evaluation {
  readonly source: string;
  readonly input: Wire;
}

/** What came of an evaluation on the answer's side. It is data under test: nothing in it says that a check passed. */
export type Outcome =
  | { readonly outcome: "value"; readonly value: Wire }
  | { readonly outcome: "threw"; readonly name: string; readonly message: string }
  | { readonly outcome: "too large"; readonly why: string }
  | { readonly outcome: "closure"; readonly names: readonly string[] };

/**
 * Runs an evaluation beside the answer: in this process, a worker or a jail, always this function.
 * A promise that comes back is awaited here, once, and never on the side of the checks. `within` chooses the globals
 * that the function sees; by default they are those of this realm.
 */
export async function evaluateBeside(
  exports: unknown,
  lib: unknown,
  evaluation: Evaluation,
  within?: EvaluateWithin,
): Promise<Outcome> {
  const missing = new Set<string>();
  const rebuilt = (): Rebuilt => rebuild(evaluation.source, (name) => missing.add(name), within);
  const outcome = await run(exports, lib, evaluation.input, rebuilt);
  return missing.size > 0 ? { outcome: "closure", names: [...missing] } : outcome;
}

async function run(
  exports: unknown,
  lib: unknown,
  input: Wire,
  rebuilt: () => Rebuilt,
): Promise<Outcome> {
  try {
    const value: unknown = await rebuilt()(exports, lib, decode(input));
    return { outcome: "value", value: encode(value) };
  } catch (error) {
    if (TooLarge.is(error)) return { outcome: "too large", why: error.message };
    return thrown(error);
  }
}

/** A copy of what was thrown, whatever it was, made without calling anything of it. */
export function thrown(error: unknown): Outcome & { outcome: "threw" } {
  try {
    const { root, rows } = encode(error);
    const row = Array.isArray(root) && root[0] === "ref" ? rows[0] : undefined;
    if (row?.is === "error") {
      return { outcome: "threw", name: row.name, message: row.message.slice(0, 2000) };
    }
    const text = typeof root === "string" ? root.slice(0, 200) : (JSON.stringify(root) ?? "");
    return { outcome: "threw", name: "Error", message: `a value that is no Error: ${text}` };
  } catch {
    return { outcome: "threw", name: "Error", message: "a value that cannot be read" };
  }
}
