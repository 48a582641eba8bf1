import { decode } from "./columns.ts";
import type { Quake } from "./quake.ts";
import { columns } from "./week-columns.ts";

/**
 * A real week of earthquakes: the 1,707 events of the feed "all earthquakes, past week" of the
 * U.S. Geological Survey as it stood on 2018-02-07 01:49 UTC, in the order in which they happened.
 *
 * Read-only: the array and its quakes are frozen. Unlike `aftershocks`, nothing here is made up.
 *
 * @example Count the blasts
 * ```ts
 * import { week } from "@headgate/quakes";
 * const blasts = week.filter((quake) => quake.type !== "earthquake");
 * blasts.length; // 28
 * ```
 */
export const week: readonly Quake[] = /* @__PURE__ */ decode(columns);
