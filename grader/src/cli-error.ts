/** Exit codes of both commands. */
export const exitCodes = { done: 0, notYet: 1, usage: 2, internal: 3 } as const;

/** A mistake in how a command was called, told in its one sentence. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly code: number;

  constructor(message: string, code: number = 2) {
    super(message);
    this.code = code;
  }
}

/** Runs a command: a wrong call is one sentence on stderr, anything else unforeseen is exit code 3. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  // Whoever reads the words may go, as `head` does; the work goes on without them.
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  try {
    process.exitCode = await command();
  } catch (error) {
    const isCall = error instanceof CliError;
    const message = error instanceof Error ? error.message : String(error);
    console.error(isCall ? message : `The grader itself failed: ${message}`);
    if (!isCall && process.env["HEADGATE_DEBUG"]) console.error(error);
    process.exitCode = isCall ? error.code : exitCodes.internal;
  }
}
