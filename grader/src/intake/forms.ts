import { CliError } from "../cli-error.ts";
import { rubbish, type Entry, type FolderEntry } from "./entries.ts";
import { nobodys, type FormHints, type ReadForm } from "./handed.ts";
import { blackboardForm, canvasForm, moodleForm } from "./lms-forms.ts";
import { blackboardName, canvasNames, isCanvasText, moodleName } from "./lms-names.ts";
import { folderForm, looseForm } from "./name-forms.ts";
import { shownName } from "./names.ts";

const lookedFor =
  "a folder per student, files named for students (ada_counter.ts, ada.ipynb, ada.zip), or a download of Canvas (lovelaceada_1001_5005_counter.ts), Moodle (Ada Lovelace_1234567_assignsubmission_file_) or Blackboard (Assignment_ada_attempt_2026-11-01-12-30-00_counter.ts)";

/**
 * Tells how a class was collected, and parts it into students. Throws `CliError` when that is not clear, with what was
 * looked for and what lay there.
 */
export async function readForm(
  top: FolderEntry,
  input: string,
  hints: FormHints,
): Promise<ReadForm> {
  const passedOver: { path: string; why: string }[] = [];
  const entries = top.entries().filter((entry) => {
    const why = whyPassedOver(entry);
    if (why) passedOver.push({ path: shownName(entry.name), why });
    return why === undefined;
  });
  const lms = lmsOf(entries);
  if (lms) {
    const read = { canvas: canvasForm, moodle: moodleForm, blackboard: blackboardForm }[lms](
      entries,
      hints,
    );
    return { form: lms, handed: read.handed, passedOver: [...passedOver, ...read.passedOver] };
  }
  const folders = entries.filter((entry) => entry.kind === "folder");
  const files = entries.filter((entry) => entry.kind === "file");
  const loose = files.filter(({ name }) => /\.(ts|ipynb)$/i.test(name));
  const zips = files.filter(({ name }) => /\.zip$/i.test(name));
  if (folders.length + zips.length + loose.length === 0 || isMixed(folders, zips, loose))
    throw new CliError(`Expected ${input} to hold ${lookedFor}, got ${lay(entries, passedOver)}.`);
  const isFiles = folders.length === 0 && loose.length > 0;
  const taken = new Set<Entry>([...folders, ...zips, ...(isFiles ? loose : [])]);
  const why = isFiles ? "is no answer and no zip" : "lies beside the students' folders";
  for (const entry of entries) if (!taken.has(entry)) passedOver.push(nobodys(entry, why));
  const handed = await Promise.all(folders.map((folder) => folderForm(folder)));
  const byName = looseForm([...zips, ...(isFiles ? loose : [])], hints);
  return {
    form: isFiles ? "files" : "folders",
    handed: [...handed, ...byName.handed],
    passedOver: [...passedOver, ...byName.passedOver],
  };
}

/** Hidden files go without saying. */
function whyPassedOver(entry: Entry): string | undefined {
  if (rubbish.has(entry.name)) return "is left behind by a system";
  if (!entry.name.startsWith(".")) return undefined;
  return entry.kind === "folder" ? "is hidden" : "";
}

/** More loose answers than folders: it is not clear which of them are the students. */
function isMixed(
  folders: readonly Entry[],
  zips: readonly Entry[],
  loose: readonly Entry[],
): boolean {
  return folders.length > 0 && loose.length > folders.length + zips.length;
}

function lay(entries: readonly Entry[], passedOver: readonly unknown[]): string {
  const count = (kind: Entry["kind"], one: string): string[] => {
    const those = entries.filter((entry) => entry.kind === kind);
    const some = those.slice(0, 3).map(({ name }) => shownName(name, 60));
    const more = those.length > 3 ? ", …" : "";
    const noun = those.length === 1 ? one : `${one}s`;
    return those.length > 0 ? [`${those.length} ${noun} (${some.join(", ")}${more})`] : [];
  };
  const parts = [
    ...count("folder", "folder"),
    ...count("file", "file"),
    ...count("refused", "link or unreadable entry").map((text) =>
      text.replace("entrys", "entries"),
    ),
  ];
  if (passedOver.length > 0) parts.push(`${passedOver.length} that no student hands in`);
  return parts.length > 0 ? parts.join(" and ") : "nothing";
}

type Lms = "canvas" | "moodle" | "blackboard";

/** The LMS after whose custom most entries are named, if they are as many as all others. */
export function lmsOf(entries: readonly Entry[]): Lms | undefined {
  const counts: Record<Lms | "none", number> = { moodle: 0, blackboard: 0, canvas: 0, none: 0 };
  for (const { kind, name } of entries) {
    const isFolder = kind === "folder";
    const ways: Lms[] = [];
    if (moodleName(name)) ways.push("moodle");
    if (!isFolder && blackboardName(name)) ways.push("blackboard");
    if (!isFolder && (canvasNames(name).length > 0 || isCanvasText(name))) ways.push("canvas");
    for (const way of ways) counts[way] += 1;
    if (ways.length === 0 && (isFolder || /\.(ts|ipynb|zip)$/i.test(name))) counts.none += 1;
  }
  const [best] = (["moodle", "blackboard", "canvas"] as Lms[]).sort(
    (one, other) => counts[other] - counts[one],
  );
  return counts[best!] > 0 && counts[best!] >= counts.none ? best : undefined;
}
