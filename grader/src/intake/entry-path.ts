const deepest = 16;

/** The parts of an archive's entry, or why it is refused: goes behind the name. */
export type EntryPath =
  | { readonly parts: readonly string[]; readonly isFolder: boolean }
  | { readonly why: string };

/** Takes the name of an archive's entry apart. What could lead out of a folder, on any system, is refused. */
export function entryPath(name: string): EntryPath {
  if (name.includes("\0")) return { why: "has a NUL in its name" };
  if (name.includes("\ufffd")) return { why: "has a name that is not UTF-8" };
  if (name.includes("\\")) return { why: "has a backslash in its name" };
  if (name.startsWith("/")) return { why: "has an absolute path" };
  if (/^[A-Za-z]:/.test(name)) return { why: "has a drive letter in its path" };
  const isFolder = name.endsWith("/");
  const parts = (isFolder ? name.slice(0, -1) : name).split("/").filter((part) => part !== ".");
  if (parts.includes("..")) return { why: "leads out of its folder (..)" };
  if (parts.length === 0 || parts.includes("")) return { why: "has an empty name" };
  if (parts.length > deepest) return { why: `lies more than ${deepest} folders deep` };
  const reserved = parts.find(isReserved);
  if (reserved !== undefined) return { why: `has a name that Windows keeps for a device` };
  if (parts.some((part) => Buffer.byteLength(part) > 255)) return { why: "has too long a name" };
  return { parts, isFolder };
}

function isReserved(part: string): boolean {
  return /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])[ .]*(\..*)?$/i.test(part);
}

/** The same for paths that are one file on some system: composed or not, in capitals or not, with dots at the end or not. */
export function samePath(parts: readonly string[]): string {
  return parts
    .map((part) =>
      part
        .normalize("NFC")
        .toLowerCase()
        .normalize("NFC")
        .replace(/[. ]+$/, ""),
    )
    .join("/");
}

/** A path's part as it is called in a folder of ours: letters, digits and what harms on no system. */
export function ownName(part: string): string {
  const plain = part
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N} ._()+,@=#$%&'![\]{}~^-]/gu, "_")
    .replace(/^[. -]+|[. ]+$/g, (ends) => "_".repeat(ends.length));
  const ending = plain.match(/\.[A-Za-z0-9]{1,8}$/)?.[0] ?? "";
  const stem = plain.slice(0, plain.length - ending.length);
  return Buffer.byteLength(plain) > 150
    ? `${Array.from(stem).slice(0, 40).join("")}~${ending}`
    : plain;
}
