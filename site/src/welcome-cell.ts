import { CellError } from "./cell-error.ts";
import { type CompiledCell, compileCell } from "./compile-cell.ts";
import { SiteError } from "./site-error.ts";

/** The cell of the front page: ten quakes of the week, on demand. */
export const welcomeCode = `import { System, consumer, fromIterable } from "headgate";
import { week, type Quake } from "@headgate/quakes";

const desk = consumer(() => ({
  handleEvents: (quakes: Quake[]) => {
    console.log("at the desk: " + quakes.map((quake) => quake.mag).join(", "));
  },
}));
const system = new System({ clock: "virtual" });
const feed = system.start(fromIterable(week.slice(0, 10)));
system.start(desk, { subscribeTo: [{ to: feed, maxDemand: 4 }] });
await system.idle();`;

/** The front page's cell as a page runs it. */
export function compileWelcome(): CompiledCell {
  try {
    return compileCell(welcomeCode, new Set());
  } catch (error) {
    if (!(error instanceof CellError)) throw error;
    throw new SiteError(`The cell of the front page: ${error.message}`);
  }
}

/** What it prints. */
export const welcomeOutput = `at the desk: 0.31, 1.35
at the desk: 5.3, 2
at the desk: 4.7, 2.3
at the desk: 2.2, 1.27
at the desk: 0.47, 0.29`;
