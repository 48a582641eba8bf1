// Makes a course and a class that handed something in, the same for the same seed.
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** Numbers from 0 up to 1 (mulberry32). */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Copies exercises until there are so many, the second time round under new slugs. Answers what may be handed in. */
export function makeCourse(from, to, count) {
  const folders = readdirSync(join(from, "exercises"))
    .filter((name) => /^\d+-/.test(name))
    .sort();
  return Array.from({ length: count }, (_, index) => {
    const folder = folders[index % folders.length];
    const round = Math.floor(index / folders.length);
    const slug = folder.replace(/^\d+-/, "");
    const own = round === 0 ? slug : `${slug}-${round + 1}`;
    const ownFolder = folder.replace(slug, own);
    for (const tree of ["exercises", "solutions"])
      copyAs(join(from, tree, folder), join(to, tree, ownFolder), slug, own);
    return answersTo(to, ownFolder, own);
  });
}

function copyAs(from, to, slug, own) {
  cpSync(from, to, { recursive: true });
  if (slug === own) return;
  for (const name of readdirSync(to).filter((it) => it.startsWith(`${slug}.`)))
    renameSync(join(to, name), join(to, name.replace(slug, own)));
}

function answersTo(course, folder, slug) {
  const solutions = join(course, "solutions", folder);
  const wrong = readdirSync(join(solutions, "wrong")).sort();
  return {
    slug,
    solution: readFileSync(join(solutions, `${slug}.ts`), "utf8"),
    stub: readFileSync(join(course, "exercises", folder, `${slug}.ts`), "utf8"),
    wrong: wrong.map((name) => readFileSync(join(solutions, "wrong", name), "utf8")),
  };
}

/** Of a hundred answers so many are of a kind; the others are right. */
const kinds = [
  ["wrong", 25],
  ["stub", 6],
  ["missing", 6],
  ["syntax error", 4],
];

/** A student in ten hands in a notebook, the others files; no two texts are the same. */
export function makeClass(exercises, to, count, seed) {
  const next = chance(seed);
  for (let number = 1; number <= count; number++) {
    const student = `student-${String(number).padStart(3, "0")}`;
    const answers = exercises.flatMap((exercise) => {
      const text = drawn(exercise, next);
      if (text === undefined) return [];
      return [{ slug: exercise.slug, text: `// ${exercise.slug} by ${student}\n${text}` }];
    });
    mkdirSync(join(to, student), { recursive: true });
    if (next() < 0.1) writeFileSync(join(to, student, "work.ipynb"), notebookOf(answers));
    else
      for (const { slug, text } of answers)
        put(join(to, student, "exercises", slug, `${slug}.ts`), text);
  }
}

function drawn({ solution, stub, wrong }, next) {
  let drawn = next() * 100;
  const [kind] = kinds.find(([, share]) => (drawn -= share) < 0) ?? ["right"];
  if (kind === "missing") return undefined;
  if (kind === "stub") return stub;
  if (kind === "syntax error") return `${solution}\nexport const = 1;`;
  if (kind === "wrong") return wrong[Math.floor(next() * wrong.length)];
  return solution;
}

function notebookOf(answers) {
  const cells = answers.map(({ slug, text }) => {
    const source = text.replace(/^export /gm, "").split(/(?<=\n)/);
    const metadata = { headgate: { exercise: slug } };
    return { cell_type: "code", execution_count: null, metadata, outputs: [], source };
  });
  return JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1);
}

/** Changes this share of all files; answers how many that are. */
export function changeSome(folder, share, seed) {
  const next = chance(seed);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((it) =>
    it.endsWith(".ts"),
  );
  const changed = files.sort().filter(() => next() < share);
  for (const name of changed) appendFileSync(join(folder, name), "\n// Looked at once more.\n");
  return changed.length;
}

/** Changes all files of this share of the students, spread over the class; answers how many files that are. */
export function changeStudents(folder, share) {
  const students = readdirSync(folder).sort();
  const every = Math.max(1, Math.round(1 / share));
  const files = students
    .filter((_, index) => index % every === 0)
    .flatMap((student) => {
      const names = readdirSync(join(folder, student), { recursive: true, encoding: "utf8" });
      return names.filter((it) => it.endsWith(".ts")).map((name) => join(folder, student, name));
    });
  for (const path of files) appendFileSync(path, "\n// Handed in once more.\n");
  return files.length;
}

/** One student more, whose answers never end. */
export function addHanging(exercises, folder) {
  const [{ slug, solution }] = exercises;
  const names = [
    ...solution.matchAll(/^export (?:async )?(?:const|let|class|function\*?) (\w+)/gm),
  ];
  const lines = names.map(([, name]) => `export const ${name} = (): never => { for (;;) {} };`);
  put(join(folder, "student-000", `${slug}.ts`), `${lines.join("\n")}\n`);
}

function put(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
