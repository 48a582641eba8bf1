import { spawn } from "node:child_process";

/** A running `npm run learn`, or one that has ended by itself. */
export interface Learn {
  /** The address it printed; undefined where it ended before it printed one. */
  readonly address: string | undefined;
  /** Everything that it has printed so far. */
  output(): string;
  /** Ends it as a reader's Ctrl-C does and answers its exit code. */
  stop(): Promise<number | null>;
}

export interface LearnOptions {
  readonly folder: string;
  readonly args?: readonly string[];
  /** Put over our own environment; undefined takes a variable out. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Start it by npm, as a reader does; otherwise by node. */
  readonly byNpm?: boolean;
}

/** Starts the course in a folder without a browser; resolves once it prints its address or has ended. */
export async function startLearn(options: LearnOptions): Promise<Learn> {
  const args = ["--no-browser", ...(options.args ?? [])];
  const [program, ...programArgs] = options.byNpm
    ? ["npm", "run", "learn", "--", ...args]
    : [process.execPath, "setup/learn.mjs", ...args];
  const child = spawn(program, programArgs, {
    cwd: options.folder,
    env: { ...withoutNpm(process.env), ...options.environment },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  const ended = new Promise<number | null>((resolve) => void child.on("close", resolve));
  const address = await new Promise<string | undefined>((resolve) => {
    const read = (text: string): void => {
      output += text;
      const found = /^Open (http:\S+)$/m.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
    void ended.then(() => resolve(undefined));
  });
  return {
    address,
    output: () => output,
    stop: () => {
      // A terminal sends Ctrl-C to the whole process group.
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, "SIGINT");
      return ended;
    },
  };
}

/** An environment as a reader's shell has it: npm, which may run this test, leaves no trace in it. */
function withoutNpm(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(npm_|INIT_CWD$|JUPYTER|IPYTHON|VITEST|NODE_ENV$|TEST$)/i.test(name),
    ),
  );
}
