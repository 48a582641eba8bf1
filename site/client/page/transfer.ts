import { parseChapter, storagePrefix } from "./store.ts";

interface ProgressFile {
  readonly headgate: 1;
  readonly chapters: Record<string, unknown>;
}

function storedKeys(): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(storagePrefix));
}

/** Hands the reader a file with everything that this browser remembers. */
export function exportProgress(status: HTMLElement): void {
  const chapters = Object.fromEntries(
    storedKeys().map((key) => [
      key.slice(storagePrefix.length),
      JSON.parse(localStorage.getItem(key)!) as unknown,
    ]),
  );
  const file: ProgressFile = { headgate: 1, chapters };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(
    new Blob([JSON.stringify(file, null, 2)], { type: "application/json" }),
  );
  link.download = "headgate-progress.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  status.textContent = `Saved ${counted(Object.keys(chapters).length)} to headgate-progress.json.`;
}

/** Takes such a file back; what it says of a chapter replaces what was remembered. Nothing in it is run. */
export async function importProgress(status: HTMLElement, done: () => void): Promise<void> {
  const file = await pickFile();
  if (file === null) return;
  try {
    const { headgate, chapters } = JSON.parse(await file.text()) as ProgressFile;
    if (headgate !== 1) throw new Error("not a progress file");
    const names = Object.keys(chapters).filter((name) => /^[a-z0-9-]+$/.test(name));
    for (const name of names) {
      localStorage.setItem(storagePrefix + name, JSON.stringify(parseChapter(chapters[name])));
    }
    status.textContent = `Took ${counted(names.length)} from ${file.name}.`;
    done();
  } catch {
    status.textContent = `${file.name} is not a progress file of Headgate: choose one that "Save progress" made.`;
  }
}

/** Forgets everything, after asking. */
export function forgetProgress(status: HTMLElement, done: () => void): void {
  const keys = storedKeys();
  if (
    !confirm(`Forget your edits, answers and results of ${counted(keys.length)} in this browser?`)
  )
    return;
  for (const key of keys) localStorage.removeItem(key);
  status.textContent = "Forgotten.";
  done();
}

function pickFile(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = "application/json,.json";
    input.addEventListener("change", () => resolve(input.files?.[0] ?? null));
    input.addEventListener("cancel", () => resolve(null));
    input.click();
  });
}

function counted(chapters: number): string {
  return `${chapters} ${chapters === 1 ? "chapter" : "chapters"}`;
}
