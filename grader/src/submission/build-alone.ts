import { build, stop, type BuildOptions, type BuildResult } from "esbuild";

/** A text that the compiler does not survive, or does not finish in time. */
export class CompilerDown extends Error {
  override readonly name = "CompilerDown";
}

/** Milliseconds for one answer; an honest one takes less than ten. */
const patienceMs = 10_000;

/** Builds here never write. */
type Options = BuildOptions & { write: false };

let before: Promise<unknown> = Promise.resolve();

/**
 * Builds one answer at a time, so that when the compiler goes down it is known for whom, and starts it anew for the
 * next. Rejects with `CompilerDown`, else as esbuild does.
 */
export function buildAlone(
  options: Options,
  timeLimitMs: number = patienceMs,
): Promise<BuildResult<Options>> {
  const built = before.then(() => guarded(options, timeLimitMs));
  before = built.catch(() => {});
  return built;
}

async function guarded(options: Options, timeLimitMs: number): Promise<BuildResult<Options>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CompilerDown("it takes too long")), timeLimitMs);
  });
  try {
    return await Promise.race([build(options), late]);
  } catch (error) {
    if (!(error instanceof CompilerDown) && !isDown(error)) throw error;
    // The next build starts a compiler of its own.
    await stop();
    throw error instanceof CompilerDown ? error : new CompilerDown("it brings the compiler down");
  } finally {
    clearTimeout(timer);
  }
}

function isDown(error: unknown): boolean {
  return (
    error instanceof Error && /^The service (was stopped|is no longer running)/.test(error.message)
  );
}
