import { fileURLToPath } from "node:url";
import * as quakes from "@headgate/quakes";
import * as headgate from "headgate";

/** The root of the course, right from `src` and from `dist` alike. */
export const courseFolder: string = fileURLToPath(new URL("../..", import.meta.url));

/** What a check file may import on this side of the wall. */
export const checkModules: Readonly<Record<string, unknown>> = {
  headgate,
  "@headgate/quakes": quakes,
};
