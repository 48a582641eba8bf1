import { CellError } from "../../src/cell-error.ts";
import type { CompiledCell, Need } from "../../src/compile-cell.ts";

/** What a page lets its cells import: each name with how to get it. */
export type Modules = Readonly<Record<string, () => Promise<object>>>;

/** What one run of a cell needs from its surroundings. */
export interface CellHost {
  /** The console that the cell's own text sees. */
  readonly console: object;
  /** Called whenever running goes on in the cell's own text after a pause. */
  readonly resume: () => void;
}

type Accessors = Record<string, [() => unknown, ((value: unknown) => void)?]>;
type CellFunction = (session: object, cell: object, console: object) => Promise<void>;

/** The names that the cells of a page share, and the running of one compiled cell among them. */
export class Session {
  private readonly shared: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  /** What each cell's last run declared, by the cell's source name. */
  private readonly declared = new Map<string, PropertyDescriptorMap>();
  private readonly modules: Modules;

  constructor(modules: Modules) {
    this.modules = modules;
  }

  /** The names that cells have declared so far. */
  names(): ReadonlySet<string> {
    return new Set(Object.keys(this.shared));
  }

  /** The first of some names that a cell's last run did not declare; undefined when it declared them all. */
  undeclared(sourceName: string, names: readonly string[]): string | undefined {
    const declared = this.declared.get(sourceName) ?? {};
    return names.find((name) => !Object.hasOwn(declared, name));
  }

  /** The first name that a cell needs and nobody has declared; undefined when it can run. */
  missing(cell: CompiledCell): Need | undefined {
    return cell.needs.find(({ name, session }) => {
      return session ? !(name in this.shared) : !(name in globalThis) && name !== "undefined";
    });
  }

  /** Loads what a cell imports, so that its run does not wait for it. What does not exist is told by the run. */
  async preload(cell: CompiledCell): Promise<void> {
    const known = cell.imports.filter((name) => Object.hasOwn(this.modules, name));
    await Promise.all(known.map((name) => this.modules[name]!()));
  }

  /** Whether a cell was compiled before one of its names came to be a cell's: then it must be compiled again. */
  isStale(cell: CompiledCell): boolean {
    return cell.needs.some(({ name, session }) => !session && name in this.shared);
  }

  /**
   * Runs a cell to its end and answers the value of its last expression. What it declared is shared even when it
   * threw, as far as it came. What the cell called `answer` declared goes before the same names of other cells.
   */
  async run(cell: CompiledCell, sourceName: string, host: CellHost, answer = ""): Promise<unknown> {
    const evaluate = globalThis.eval; // Called by another name it sees globals only.
    const start = evaluate(`${cell.code}\n//# sourceURL=${sourceName}`) as CellFunction;
    let declared: Accessors = {};
    const handle = {
      last: undefined as unknown,
      define: (accessors: Accessors) => void (declared = accessors),
      load: (name: unknown, used?: readonly string[]) => this.load(name, used),
      resume: (value: unknown) => (host.resume(), value),
    };
    try {
      const own = this.declared.get(answer);
      const seen = own === undefined ? this.shared : (Object.create(this.shared, own) as object);
      await start(seen, handle, host.console);
    } finally {
      this.share(declared, sourceName);
    }
    return handle.last;
  }

  private async load(name: unknown, used: readonly string[] = []): Promise<object> {
    const load = typeof name === "string" ? this.modules[name] : undefined;
    if (load === undefined || !Object.hasOwn(this.modules, name as string)) {
      const known = Object.keys(this.modules).map((it) => `\`${it}\``);
      throw new CellError(
        `A cell can import ${known.slice(0, -1).join(", ")} and ${known.at(-1)}, but not \`${String(name)}\`.`,
      );
    }
    const module = await load();
    const absent = used.find((it) => !(it in module));
    if (absent !== undefined) {
      throw new CellError(
        `\`${String(name)}\` has nothing called \`${absent}\`: is it spelled so?`,
      );
    }
    return module;
  }

  private share(declared: Accessors, sourceName: string): void {
    const descriptors: PropertyDescriptorMap = {};
    for (const [name, [get, set]] of Object.entries(declared)) {
      if (!isInitialized(get)) continue; // The cell threw before it came to this name.
      const assign = set ?? (() => refuseAssignment(name));
      descriptors[name] = { get, set: assign, enumerable: true, configurable: true };
    }
    Object.defineProperties(this.shared, descriptors);
    this.declared.set(sourceName, descriptors);
  }
}

function isInitialized(get: () => unknown): boolean {
  try {
    get();
    return true;
  } catch {
    return false;
  }
}

function refuseAssignment(name: string): never {
  throw new TypeError(`Assignment to constant variable \`${name}\`.`);
}
