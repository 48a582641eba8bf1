import type { Entry } from "./entries.ts";
import {
  addTo,
  nobodys,
  type FormHints,
  type Handed,
  type HandedAttempt,
  type Parted,
  type Way,
} from "./handed.ts";
import {
  blackboardName,
  canvasNames,
  isCanvasText,
  moodleName,
  usernamesIn,
  withoutCounter,
  type LmsName,
} from "./lms-names.ts";
import type { Found } from "./match-student.ts";
import { shownName } from "./names.ts";
import { timeIn } from "./times.ts";

/** Canvas's download: one attempt of each student, the last. */
export function canvasForm(entries: readonly Entry[], { slugs }: FormHints): Parted {
  const passedOver: { path: string; why: string }[] = [];
  const groups = new Map<string, { entry: Entry; ways: LmsName[] }[]>();
  for (const entry of entries) {
    const ways = entry.kind === "folder" ? [] : canvasNames(entry.name);
    const why = isCanvasText(entry.name)
      ? "is typed text or a web address, and no file"
      : "is not named as Canvas names a submission";
    if (ways.length === 0) passedOver.push(nobodys(entry, why));
    else {
      addTo(groups, idOf(ways[0]!), { entry, ways });
    }
  }
  const handed = [...groups.values()].map((files): Handed => {
    // A way to read the name has to fit all files of the student.
    const shared = files[0]!.ways.filter((way) =>
      files.every(({ ways }) => ways.some((other) => idOf(other) === idOf(way))),
    );
    const ways = shared.map((way): Way => {
      const uploads = files.map(({ entry, ways: own }) => ({
        entry,
        ...own.find((other) => idOf(other) === idOf(way))!,
      }));
      const { name, id } = way;
      const { content, notes } = withoutCounters(uploads, slugs);
      const isLate = uploads.some((upload) => upload.isLate);
      const label = shownName(id === undefined ? name : `${name}_${id}`);
      return {
        found: { form: "canvas", name, ...(id === undefined ? {} : { id }) },
        attempts: [{ label, isLate, content }],
        notes,
      };
    });
    return { label: files[0]!.entry.name, ways };
  });
  return { handed, passedOver };
}

const idOf = ({ name, id }: LmsName): string => `${id ?? ""}\0${name}`;

/** Gives uploads the names that the student gave them, where that is sure. */
function withoutCounters(
  uploads: readonly (LmsName & { readonly entry: Entry })[],
  slugs: readonly string[],
): { content: { entry: Entry; name: string }[]; notes: string[] } {
  const names = new Set(uploads.map(({ file }) => file!));
  const notes: string[] = [];
  const content = uploads.map(({ entry, file, upload }) => {
    const original = withoutCounter(file!);
    const isOwn = original === file || slugs.includes(file!.replace(/\.ts$/, ""));
    if (isOwn) return { entry, name: file! };
    const later = uploads.some(
      (other) => withoutCounter(other.file!) === original && (other.upload ?? 0) > (upload ?? 0),
    );
    if (!names.has(original) && !later) return { entry, name: original };
    notes.push(
      `${shownName(file!)} was left under this name: another upload is taken for ${shownName(original)}.`,
    );
    return { entry, name: file! };
  });
  return { content, notes };
}

/** Moodle's download: a folder of each student, or files; typed text is left out. */
export function moodleForm(entries: readonly Entry[]): Parted {
  const passedOver: { path: string; why: string }[] = [];
  const groups = new Map<string, { entry: Entry; its: LmsName }[]>();
  for (const entry of entries) {
    const its = moodleName(entry.name);
    const isFile = its?.plugin === "file" && (entry.kind === "folder" || its.file !== undefined);
    const why = its ? "is typed text, and no file" : "is not named as Moodle names a submission";
    if (!its || !isFile) passedOver.push(nobodys(entry, why));
    else addTo(groups, idOf(its), { entry, its });
  }
  const handed = [...groups.values()].map((group): Handed => {
    const { name, id } = group[0]!.its;
    const [first] = group;
    const content =
      group.length === 1 && first!.entry.kind === "folder"
        ? first!.entry
        : group.map(({ entry, its }) => ({ entry, name: its.file ?? entry.name }));
    const found: Found = { form: "moodle", name, ...(id === undefined ? {} : { id }) };
    const label = shownName(id === undefined ? name : `${name}_${id}`);
    return {
      label: first!.entry.name,
      ways: [{ found, attempts: [{ label, content }], notes: [] }],
    };
  });
  return { handed, passedOver };
}

/** Blackboard's download: every attempt of each student. */
export function blackboardForm(entries: readonly Entry[]): Parted {
  const passedOver: { path: string; why: string }[] = [];
  const groups = new Map<string, Map<string, { entry: Entry; name: string }[]>>();
  for (const entry of entries) {
    const its = entry.kind === "folder" ? undefined : blackboardName(entry.name);
    if (!its) {
      const why = "is not named as Blackboard names a submission";
      passedOver.push(nobodys(entry, why));
      continue;
    }
    const attempts = groups.get(its.before) ?? new Map();
    const files = attempts.get(its.attempt) ?? [];
    // The receipt shows that there was an attempt, even one without a file.
    if (its.file !== undefined) files.push({ entry, name: its.file });
    groups.set(its.before, attempts.set(its.attempt, files));
  }
  const usernames = usernamesIn([...groups.keys()]);
  const handed = [...groups].map(([before, byTime]): Handed => {
    const attempts = [...byTime]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([time, content]): HandedAttempt => {
        const at = timeIn(time);
        return { label: `attempt ${time}`, ...(at ? { at } : {}), content };
      });
    const ways = usernames.get(before)!.map((login): Way => ({
      found: { form: "blackboard", name: login, login },
      attempts,
      notes: [],
    }));
    return { label: before, ways };
  });
  return { handed, passedOver };
}
