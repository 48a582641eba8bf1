import { UnreadableFile } from "../submission/answer-file.ts";
import { attemptsIn } from "./attempts.ts";
import type { FileEntry, FolderEntry } from "./entries.ts";
import {
  addTo,
  nobodys,
  type FormHints,
  type Handed,
  type HandedAttempt,
  type Parted,
} from "./handed.ts";
import { looseName, type LooseFile } from "./loose-name.ts";
import type { Found } from "./match-student.ts";
import { folded, shownName } from "./names.ts";

/** A student's own folder, with its attempts. */
export async function folderForm(folder: FolderEntry): Promise<Handed> {
  const found: Found = { form: "folders", name: folder.name };
  const whole: HandedAttempt = { label: "the folder", content: folder };
  try {
    const { attempts, notes } = await attemptsIn(folder);
    const handed = attempts.map(({ folder: content, ...rest }): HandedAttempt => ({
      ...rest,
      content,
    }));
    return { label: folder.name, ways: [{ found, attempts: handed, notes }] };
  } catch (error) {
    // Whoever looks through it next says that it cannot be read, for this student alone.
    if (!(error instanceof UnreadableFile)) throw error;
    return { label: folder.name, ways: [{ found, attempts: [whole], notes: [] }] };
  }
}

/** Files that are named for students: those of one name are one student's. */
export function looseForm(files: readonly FileEntry[], hints: FormHints): Parted {
  const passedOver: { path: string; why: string }[] = [];
  const groups = new Map<string, { entry: FileEntry; its: LooseFile }[]>();
  for (const entry of files) {
    const its = looseName(entry.name, hints);
    if ("why" in its) passedOver.push(nobodys(entry, its.why));
    else addTo(groups, folded(its.name), { entry, its });
  }
  const handed = [...groups.values()].map((group): Handed => {
    const [first] = group;
    const content = group.map(({ entry, its }) => ({ entry, name: its.file }));
    const label = group.length === 1 ? shownName(first!.entry.name) : "files";
    const notes = group.flatMap(({ its }) => its.note ?? []);
    const found: Found = { form: "files", name: first!.its.name };
    return { label: first!.entry.name, ways: [{ found, attempts: [{ label, content }], notes }] };
  });
  return { handed, passedOver };
}
