/** What the files of a new exercise are made of. */
export interface NewExercise {
  readonly slug: string;
  readonly title: string;
  readonly chapter: number;
  /** `02-slug` */
  readonly folder: string;
}

/** Every file of a new exercise by its path: a small one that holds as it is, for its author to write over. */
export function newExerciseTexts(made: NewExercise): Map<string, string> {
  const { slug, folder } = made;
  const [here, there] = [`exercises/${folder}`, `solutions/${folder}`];
  return new Map([
    [`${here}/README.md`, readme(made)],
    [`${here}/${slug}.ts`, stub],
    [`${here}/${slug}.test.ts`, visible(slug)],
    [`${there}/${slug}.ts`, solution],
    [`${there}/${slug}.hidden.test.ts`, hidden(made)],
    ...wrong.map(({ name, text }): [string, string] => [`${there}/wrong/${name}.ts`, text]),
  ]);
}

const readme = ({ title, chapter }: NewExercise): string => `---
title: ${JSON.stringify(title)}
chapter: ${chapter}
points: 4
minutes: 10
difficulty: 1
hints:
  - "The idea: events come in batches, and each quake of a batch is judged by itself."
  - "The part: \`handleEvents(quakes)\` is given an array. A \`for … of\` loop goes through it, and \`quake.mag\` is the magnitude."
  - "The code: \`for (const quake of quakes) { … }\`, and inside of it an \`if\` in front of \`ring(quake);\`."
---

The desk sleeps at night. One stage stays awake: it reads every quake of the feed and rings when a strong one comes in. Nobody is woken for
the others.

Write \`alarm(ring)\`. It returns the definition of a consumer.

- It calls \`ring(quake)\` for each quake of magnitude 5 and more, in the order in which they come.
- It is silent for all others.

An example: quakes of magnitude 4.9, 5 and 6.4 come in one batch. It rings twice, for the second and for the third.
`;

const imports = `import { consumer } from "headgate";
import type { Quake } from "@headgate/quakes";
`;

const stub = `${imports}
/** Rings for each quake of magnitude 5 and more. */
export const alarm = (ring: (quake: Quake) => void) =>
  consumer<Quake>(() => ({
    handleEvents: (quakes) => {
      // TODO: ring for the strong ones, and for no other.
      void [quakes, ring];
    },
  }));
`;

const solution = `${imports}
/** Rings for each quake of magnitude 5 and more. */
export const alarm = (ring: (quake: Quake) => void) =>
  consumer<Quake>(() => ({
    handleEvents: (quakes) => {
      for (const quake of quakes) {
        if (quake.mag >= 5) ring(quake);
      }
    },
  }));
`;

const visible = (slug: string): string => `import { week } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./${slug}.ts"));

/** Feeds quakes of these magnitudes to the alarm, and tells for which of them it rang. */
const rung = (magnitudes: readonly number[]) =>
  mine.evaluate(
    async ({ alarm }, { System, fromIterable }, quakes) => {
      const system = new System({ clock: "virtual" });
      const rang: number[] = [];
      const bell = alarm((quake) => void rang.push(quake.mag));
      const feed = system.start(fromIterable(quakes));
      system.start(bell, { subscribeTo: [{ to: feed, maxDemand: 4 }] });
      await system.idle();
      return rang;
    },
    magnitudes.map((mag, index) => ({ ...week[index]!, mag })),
  );

test("rings for magnitude 5 and more", { meta: { points: 2 } }, async () => {
  const rang = await rung([4.9, 5, 6.4, 2]);
  const fault = rang.includes(4.9)
    ? "You woke the desk for a weak one"
    : rang.includes(5)
      ? "It rings for the strong ones only"
      : "Magnitude 5 and more: 5 itself is strong";
  expect(rang, \`\${fault}. Quakes of 4.9, 5, 6.4 and 2 came; it rang for\`).toEqual([5, 6.4]);
});

test("rings for every one of a batch", { meta: { points: 1 } }, async () => {
  const strong = [5.1, 5.2, 5.3, 5.4, 5.5];
  expect(
    await rung(strong),
    "\`handleEvents\` is given an array, and all of it counts. Five strong quakes came; it rang for",
  ).toEqual(strong);
});
`;

const hidden = ({
  slug,
  folder,
}: NewExercise): string => `import { aftershocks } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("../../exercises/${folder}/${slug}.ts"));

test("a night of the student's own", { meta: { points: 1 } }, async () => {
  const night = aftershocks({ seed: mine.seed, count: 90, magMin: 4 });
  const rang = await mine.evaluate(async ({ alarm }, { System, fromIterable }, input) => {
    const system = new System({ clock: "virtual" });
    const ids: string[] = [];
    const to = system.start(fromIterable(input));
    const bell = alarm((quake) => void ids.push(quake.id));
    system.start(bell, { subscribeTo: [{ to, maxDemand: 7 }] });
    await system.idle();
    return ids;
  }, night);
  expect(rang, "Ninety aftershocks, and the desk was woken for these").toEqual(
    night.filter((quake) => quake.mag >= 5).map((quake) => quake.id),
  );
});
`;

/** A solution with a mistake that somebody would make. */
function mistaken(
  name: string,
  misconception: string,
  caughtBy: string,
  says: string,
  body: string,
): { name: string; text: string } {
  const head = `// Misconception: ${misconception}\n// Caught by: ${caughtBy}\n// Says: ${says}\n`;
  const handler = `    handleEvents: (quakes) => {
      for (const quake of quakes) {
        if (quake.mag >= 5) ring(quake);
      }
    },`;
  return { name, text: `${head}\n${solution.replace(handler, body)}` };
}

const wrong = [
  mistaken(
    "more-than-five",
    'the words "5 and more" leave 5 out.',
    "rings for magnitude 5 and more",
    "5 itself is strong",
    `    handleEvents: (quakes) => quakes.filter((quake) => quake.mag > 5).forEach(ring),`,
  ),
  mistaken(
    "one-of-each-batch",
    "`handleEvents` is called once for every event.",
    "rings for every one of a batch",
    "all of it counts",
    `    handleEvents: ([quake]) => {
      if (quake && quake.mag >= 5) ring(quake);
    },`,
  ),
  mistaken(
    "rings-for-all",
    "whoever reads a feed acts on all of it.",
    "rings for magnitude 5 and more",
    "woke the desk for a weak one",
    `    handleEvents: (quakes) => quakes.forEach((quake) => ring(quake)),`,
  ),
];
