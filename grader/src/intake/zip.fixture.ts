import { crc32, deflateRawSync } from "node:zlib";

/** An entry of a zip that a test makes; everything that a zip may say wrongly can be said. */
export interface TestEntry {
  readonly name: string | Buffer;
  readonly data?: string | Buffer;
  /** 8 by default, deflated. 0 is stored; anything else is a lie. */
  readonly method?: number;
  /** Bit 11, UTF-8 names, by default. */
  readonly flags?: number;
  /** Unix mode, as in `0o120777` for a link. */
  readonly mode?: number;
  readonly size?: number;
  readonly crc?: number;
  /** Points at the data of the entry before: one run of bytes, two names. */
  readonly sharesData?: boolean;
}

/** A zip with these entries, in this order. `count` lies about how many there are. */
export function zipOf(entries: readonly TestEntry[], { count }: { count?: number } = {}): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  let lastOffset = 0;
  for (const entry of entries) {
    const raw = Buffer.from(entry.data ?? "");
    const method = entry.method ?? 8;
    const packed = method === 8 ? deflateRawSync(raw) : raw;
    const name = typeof entry.name === "string" ? Buffer.from(entry.name) : entry.name;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(entry.flags ?? 0x800, 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt16LE(0x21, 8);
    fields.writeUInt32LE((entry.crc ?? crc32(raw)) >>> 0, 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(entry.size ?? raw.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, name, packed]);
    if (!entry.sharesData) {
      lastOffset = offset;
      locals.push(local);
      offset += local.length;
    }
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
    rest.writeUInt32LE(lastOffset, 10);
    const madeBy = Buffer.from([20, 3]);
    central.push(Buffer.from("PK\x01\x02"), madeBy, fields, rest, name);
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count ?? entries.length, 4);
  end.writeUInt16LE(count ?? entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from("PK\x05\x06"), end]);
}

/** A zip with these texts. */
export function zipOfTexts(texts: Readonly<Record<string, string | Buffer>>): Buffer {
  return zipOf(Object.entries(texts).map(([name, data]) => ({ name, data })));
}
