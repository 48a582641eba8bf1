export { aftershocks, mainShock, type AftershockOptions } from "./aftershocks.ts";
export type { Quake } from "./quake.ts";
export { replay, type Arrival } from "./replay.ts";
export { week } from "./week.ts";
