import { closeSync, openSync, readSync } from "node:fs";
import { crc32, inflateRawSync } from "node:zlib";
import yauzl, { type Entry as ZipEntry, type ZipFile } from "yauzl";
import { UnreadableFile } from "../submission/answer-file.ts";
import type { Entry, FileEntry, FolderEntry } from "./entries.ts";
import { entryPath, samePath } from "./entry-path.ts";

/** How much an entry may grow when it is unpacked. Notebooks with the same output many times reach 50. */
export const growthLimit = 200;
/** Bytes from which on growth is looked at: little that grows much is still little. */
const growthFrom = 1_000_000;

/** An archive, open: its entries are read when they are asked for. */
export interface ZipFolder {
  readonly folder: FolderEntry;
  /** Entries with no place in the folder. */
  readonly refused: readonly { readonly shown: string; readonly why: string }[];
  close(): void;
}

/** An open archive, and its bytes. */
interface Source {
  readonly zip: ZipFile;
  readAt(start: number, length: number): Buffer;
}

/** One entry with a path that may be taken. */
interface Placed {
  readonly parts: readonly string[];
  readonly isFolder: boolean;
  readonly entry: ZipEntry;
}

/**
 * Opens a zip, a file's path or its bytes. Nothing is unpacked. No size that it declares is believed. Throws
 * `UnreadableFile` when it is none, is broken, or has more than `entries` entries.
 */
export async function zipFolder(
  source: string | Buffer,
  { shown, entries }: { readonly shown: string; readonly entries: number },
): Promise<ZipFolder> {
  // Names are looked at by us: one bad name must not cost the whole archive.
  const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false } as const;
  let file: number | undefined;
  const close = (): void => {
    if (file !== undefined) closeSync(file);
    file = undefined;
  };
  try {
    if (typeof source === "string") file = openSync(source, "r");
    const zip =
      typeof source === "string"
        ? await yauzl.fromFdPromise(file!, options)
        : await yauzl.fromBufferPromise(source, options);
    if (zip.entryCount > entries)
      throw new UnreadableFile(`${shown} has more than ${entries} entries, and was not unpacked.`);
    const placed: Placed[] = [];
    const refused: { shown: string; why: string }[] = [];
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry);
      const path = entryPath(name);
      if ("why" in path) refused.push({ shown: way(shown, name), why: path.why });
      else placed.push({ ...path, entry });
    }
    const readAt = (start: number, length: number): Buffer =>
      typeof source === "string"
        ? bytesAt(file!, start, length)
        : source.subarray(start, start + length);
    return { folder: treeOf({ zip, readAt }, placed, shown, refused), refused, close };
  } catch (error) {
    close();
    if (error instanceof UnreadableFile) throw error;
    const { message, code } = error as NodeJS.ErrnoException;
    throw new UnreadableFile(`${shown} cannot be opened as a zip (${code ?? plain(message)}).`);
  }
}

function bytesAt(file: number, start: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let have = 0;
  while (have < length) {
    const read = readSync(file, bytes, have, length - have, start + have);
    if (read === 0) throw new Error("the archive ends before");
    have += read;
  }
  return bytes;
}

/** The message of the library without its own advice. */
function plain(message: string): string {
  return message.split(". ")[0]!.replace(/\.$/, "");
}

function way(shown: string, name: string): string {
  return shown === "" ? name : `${shown}/${name}`;
}

/** UTF-8 where it says so or is so (macOS does not say so), else the code page of DOS. */
function nameOf(entry: ZipEntry): string {
  const decoded = yauzl.getFileNameLowLevel(
    entry.generalPurposeBitFlag,
    entry.fileNameRaw,
    entry.extraFields,
    true,
  );
  const says = (entry.generalPurposeBitFlag & 0x800) !== 0;
  if (says || entry.extraFields.some(({ id }) => id === 0x7075)) return decoded;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(entry.fileNameRaw);
  } catch {
    return decoded;
  }
}

/** A folder that is being filled. */
interface Filling extends FolderEntry {
  readonly children: Map<string, Entry>;
}

function treeOf(
  zip: Source,
  placed: readonly Placed[],
  shown: string,
  refused: { shown: string; why: string }[],
): FolderEntry {
  const clash = clashesOf(placed);
  const root = filling("", shown);
  for (const { parts, isFolder, entry } of placed) {
    let folder = root;
    for (const name of isFolder ? parts : parts.slice(0, -1)) {
      const there = folder.children.get(name);
      const next = isFilling(there) ? there : filling(name, way(folder.shown, name));
      // A file of that name gives way to the folder, whose files are refused for it.
      folder.children.set(name, next);
      folder = next;
    }
    if (isFolder) continue;
    const name = parts.at(-1)!;
    const why = clash(parts) ?? whyRefused(entry);
    const its = { name, shown: way(folder.shown, name) };
    if (isFilling(folder.children.get(name)))
      refused.push({ shown: its.shown, why: "is a file and a folder at once" });
    else if (why !== undefined) folder.children.set(name, { kind: "refused", ...its, why });
    else folder.children.set(name, fileOf(zip, entry, its));
  }
  return root;
}

function filling(name: string, shown: string): Filling {
  const children = new Map<string, Entry>();
  const inOrder = (): Entry[] =>
    [...children].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry);
  return { kind: "folder", name, shown, children, entries: inOrder };
}

function isFilling(entry: Entry | undefined): entry is Filling {
  return entry?.kind === "folder";
}

/** Says why a path is refused when another one is the same, or is the same on some system. */
function clashesOf(placed: readonly Placed[]): (parts: readonly string[]) => string | undefined {
  const spellings = new Map<string, Set<string>>();
  const files = new Map<string, number>();
  const folders = new Set<string>();
  for (const { parts, isFolder } of placed) {
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const start = parts.slice(0, depth);
      const known = spellings.get(samePath(start)) ?? new Set();
      spellings.set(samePath(start), known.add(start.join("/")));
      if (depth < parts.length || isFolder) folders.add(samePath(start));
    }
    if (!isFolder) files.set(samePath(parts), (files.get(samePath(parts)) ?? 0) + 1);
  }
  return (parts) => {
    const starts = parts.map((_, index) => samePath(parts.slice(0, index + 1)));
    if (starts.some((start) => spellings.get(start)!.size > 1))
      return "differs from another entry in capitals, accents' composition or final dots only";
    if (files.get(starts.at(-1)!)! > 1) return "is in the archive more than once";
    if (starts.some((start) => files.has(start) && folders.has(start)))
      return "is a file and a folder at once";
    return undefined;
  };
}

function whyRefused(entry: ZipEntry): string | undefined {
  const kind = (entry.externalFileAttributes >>> 16) & 0xf000;
  if (kind === 0xa000) return "is a link, and links are not followed";
  if (kind !== 0 && kind !== 0x8000) return "is not a regular file";
  if (entry.isEncrypted()) return "is encrypted";
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    return `is packed in a way that is not read (method ${entry.compressionMethod})`;
  return undefined;
}

function fileOf(
  zip: Source,
  entry: ZipEntry,
  its: { readonly name: string; readonly shown: string },
): FileEntry {
  return { kind: "file", ...its, read: (limit) => unpacked(zip, entry, limit, its.shown) };
}

/** Unpacks one entry into memory, and stops where it grows too large. */
async function unpacked(
  { zip, readAt }: Source,
  entry: ZipEntry,
  limit: number,
  shown: string,
): Promise<Buffer> {
  const most = Math.min(limit, Math.max(growthFrom, growthLimit * entry.compressedSize));
  const tooLarge = new UnreadableFile(
    most === limit
      ? `${shown} has more than ${limit} bytes; at most that many are read.`
      : `${shown} grows more than ${growthLimit} times when it is unpacked.`,
  );
  // What cannot be packed grows by less than this.
  if (entry.compressedSize > limit + limit / 100 + 1000) throw tooLarge;
  let whole: Buffer;
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const packed = readAt(fileDataStart, entry.compressedSize);
    const isPacked = entry.compressionMethod === 8;
    whole = isPacked ? inflateRawSync(packed, { maxOutputLength: Math.max(1, most) }) : packed;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") throw tooLarge;
    throw new UnreadableFile(`${shown} is damaged (${plain(message)}).`);
  }
  if (whole.length > most) throw tooLarge;
  if (whole.length !== entry.uncompressedSize)
    throw new UnreadableFile(
      `${shown} has ${whole.length} bytes, and its archive says ${entry.uncompressedSize}; it was not taken.`,
    );
  if (crc32(whole) !== entry.crc32)
    throw new UnreadableFile(`${shown} is damaged (its checksum is wrong).`);
  return whole;
}
