// `npm run exercise -- new SLUG`: makes the files of a new exercise.
import { CliError, exitCodes, runCommand } from "../cli-error.ts";
import { numberOption, readOptions } from "../command-options.ts";
import { courseFolder } from "../course-folder.ts";
import { newExercise } from "./new-exercise.ts";

const usage = `Usage: npm run exercise -- new SLUG [--chapter N] [--title "TITLE"]
Makes exercises/NN-SLUG and solutions/NN-SLUG: a small exercise that holds as it is, to be written over. Nothing is overwritten.

  --chapter N    the chapter it belongs to; default the last
  --title TITLE  default the slug in words`;

await runCommand(async () => {
  const typed = readOptions(process.argv.slice(2), {
    chapter: "value",
    title: "value",
    help: "switch",
  });
  if (typed.switches.has("help")) {
    console.log(usage);
    return exitCodes.done;
  }
  const [verb, slug, ...more] = typed.names;
  if (verb !== "new" || slug === undefined || more.length > 0)
    throw new CliError(
      `Expected \`new\` and one slug: npm run exercise -- new SLUG, got ${JSON.stringify(typed.names.join(" "))}.`,
    );
  const chapter = numberOption(typed, "chapter", { from: 1, to: 99, whole: true, otherwise: 0 });
  const title = typed.values.get("title");
  const made = newExercise(courseFolder, {
    slug,
    ...(chapter > 0 && { chapter }),
    ...(title !== undefined && { title }),
  });
  console.log(nextSteps(made));
  return exitCodes.done;
});

function nextSteps({ slug, folder, chapterFile }: ReturnType<typeof newExercise>): string {
  const [here, there] = [`exercises/${folder}`, `solutions/${folder}`];
  const steps = [
    [`${here}/README.md`, "what is asked, an example, three hints (the idea, the part, the code)"],
    [`${there}/${slug}.ts`, "the answer"],
    [`${here}/${slug}.ts`, "the stub: it type-checks, has a TODO, and passes no check"],
    [
      `${here}/${slug}.test.ts`,
      "what learners run; its messages say what is wrong with the answer",
    ],
    [`${there}/${slug}.hidden.test.ts`, "what is run at grading, on inputs made from `mine.seed`"],
    [`${there}/wrong/`, "three answers or more with a misconception each, and what catches it"],
    [chapterFile, `\`${slug}\` in the front matter, and in a fence \`\`\`ts exercise=${slug}`],
    ["npm run notebooks", "prints the chapter's notebook anew"],
  ];
  const width = Math.max(...steps.map(([what = ""]) => what.length));
  return [
    `Made ${here} and ${there}: an example that holds as it is. Write over it in this order, and look`,
    `again after each step with \`npm run exercises -- --check ${slug}\`.`,
    "",
    ...steps.map(([what = "", why], at) => `  ${at + 1}. ${what.padEnd(width)}  ${why}`),
  ].join("\n");
}
