// An exercise's README and stub, as the chapter shows them.
import type { Exercise } from "./chapter.ts";
import { Fields, splitMatter } from "./front-matter.ts";
import { failIn } from "./source-error.ts";

/** The two files of an exercise that a learner starts from. */
export interface ExerciseFiles {
  readonly readme: string;
  readonly stub: string;
}

const matterFields = ["title", "chapter", "points", "minutes", "difficulty", "hints", "asks"];

/** Reads the exercise in `exercises/<folder>/`; a fault is told as `exercises/02-counter/README.md:2: …`. */
export function readExercise(folder: string, files: ExerciseFiles): Exercise {
  const slug = folder.replace(/^\d\d-/, "");
  const fail = failIn(`exercises/${folder}/README.md`);
  const { fields, body, bodyLine } = splitMatter(files.readme, matterFields, fail);
  const matter = new Fields(fields, (sentence) => fail(2, sentence));
  const [idea, api, part, ...more] = matter.list("hints");
  if (idea === undefined || api === undefined || part === undefined || more.length > 0) {
    return fail(2, "expected three `hints`: an idea, the API to use, a part of the answer");
  }
  const statement = body.replace(/^\s*# [^\n]*\n/, "").trim();
  if (statement === "") fail(bodyLine, "expected the exercise's statement behind the front matter");
  return {
    folder,
    slug,
    title: matter.text("title"),
    points: matter.integer("points", { min: 1, max: 1000 }),
    minutes: matter.integer("minutes", { min: 1, max: 240 }),
    difficulty: matter.integer("difficulty", { min: 1, max: 3 }),
    hints: [idea, api, part],
    statement,
    asks: matter.list("asks"),
    stub: files.stub,
    exports: stubExports(folder, files.stub),
  };
}

/** The stub as a cell: a cell declares, it does not export. */
export function stubCell(stub: string): string {
  return stub.replace(/^export (?=\S)/gm, "").trimEnd();
}

/** The cell behind the answer: checks what the cell above declares. */
export function checkCell(exercise: Exercise): string {
  // Not `{ counter }`: tslab does not find a name of an earlier cell in a shorthand.
  const values = exercise.exports.map((name) => `${name}: ${name}`).join(", ");
  return `import { check } from "@headgate/check";\nawait check("${exercise.slug}", { ${values} });`;
}

function stubExports(folder: string, stub: string): string[] {
  const fail = failIn(`exercises/${folder}/${folder.replace(/^\d\d-/, "")}.ts`);
  const names: string[] = [];
  for (const [index, line] of stub.split("\n").entries()) {
    const from = /^(?:import|export)\b.*\bfrom\s+["'](\.[^"']*)["']/.exec(line)?.[1];
    if (from !== undefined)
      fail(index + 1, `a stub becomes a notebook's cell and cannot import the file \`${from}\``);
    if (!line.startsWith("export ")) continue;
    const value =
      /^export (?:async )?(?:const|let|function\*?|class|abstract class) ([A-Za-z_$][\w$]*)/.exec(
        line,
      )?.[1];
    if (value !== undefined) names.push(value);
    else if (!/^export (?:declare |type \w|interface )/.test(line)) {
      fail(
        index + 1,
        "a stub becomes a notebook's cell: write `export` before each declaration, not `export {` or `export default`",
      );
    }
  }
  if (names.length === 0) fail(1, "expected the stub to export what the learner writes");
  return names;
}
