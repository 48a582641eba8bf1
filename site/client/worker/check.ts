import { checker, type Checker } from "@headgate/check/engine";
import * as quakes from "@headgate/quakes";
import * as headgate from "headgate";
import { display } from "headgate/show";
// Made by the builder: the visible checks of each exercise, loaded when first asked for.
import { exercises } from "headgate-site:exercises";
import type { WorkerMessage } from "../protocol.ts";

let made: { check: Checker } | undefined;

/** What `@headgate/check` is in a page: `check(slug, exports)` runs the checks here, in the worker, and shows the report. */
export function checkModule(post: (message: WorkerMessage) => void): { check: Checker } {
  made ??= {
    check: checker({
      slugs: () => Object.keys(exercises),
      load: async (slug) => (await exercises[slug]!()).exercise,
      lib: { ...headgate, ...quakes },
      modules: { headgate, "@headgate/quakes": quakes },
      display,
      onReport: ({ slug, points, max }) => post({ type: "checked", slug, points, max }),
    }),
  };
  return made;
}
