// Honest code does in a jail what it does in vitest: each of these runs here and there.
import { decode, encode } from "@headgate/check/engine";
import * as quakes from "@headgate/quakes";
import * as headgate from "headgate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshJailScript, ranIn, yardWith } from "./jail.fixture.ts";
import type { JailYard } from "./jail-yard.ts";
import { jailedHost } from "./jailed-host.ts";
import { studentJails, type StudentJails } from "./student-jails.ts";

const script = freshJailScript();
let yard: JailYard;
let jails: StudentJails;
beforeAll(async () => {
  yard = (await yardWith("process", script.path))!;
  jails = studentJails(yard);
});
afterAll(() => {
  jails.close();
  yard.close();
});

/** Bodies of an asynchronous function. */
const honest: [string, string][] = [
  [
    "class fields and private ones",
    "class A { x = 1; #y = 2; static z = 3; get y() { return this.#y; } } const a = new A(); return [a.x, a.y, A.z];",
  ],
  [
    "an error of its own",
    "class Late extends Error { constructor(m) { super(m); this.name = 'Late'; } } try { throw new Late('no'); } catch (e) { return [e.name, e.message, e instanceof Late, e instanceof Error, String(e)]; }",
  ],
  [
    "an error that extends another",
    "class Odd extends TypeError { name = 'Odd'; } const e = new Odd('m', { cause: 1 }); e.message = 'n'; return [String(e), e.cause, e instanceof TypeError];",
  ],
  [
    "errors by their names",
    "const names = []; for (const f of [() => null.x, () => [].at.call(), () => new Array(-1), () => JSON.parse('{')]) try { f(); } catch (e) { names.push(e.name, e.constructor.name, e.message); } return names;",
  ],
  [
    "an error as it is",
    "return [new TypeError('a'), new AggregateError([1], 'b'), Object.assign(new Error('c'), { name: 'Own' })];",
  ],
  [
    "generators",
    "function* g() { yield* [1, 2]; return 3; } const it = g(); return [...g(), it.next(), it.return(9)];",
  ],
  [
    "asynchronous generators",
    "async function* g() { yield 1; yield Promise.resolve(2); } const seen = []; for await (const x of g()) seen.push(x); return seen;",
  ],
  [
    "iterators of its own",
    "const it = { [Symbol.iterator]() { let n = 0; return { next: () => ({ done: n > 2, value: n++ }) }; }, async *[Symbol.asyncIterator]() { yield 7; } }; const out = [...it]; for await (const x of it) out.push(x); return out;",
  ],
  [
    "overridden names of built-ins",
    "const o = {}; o.toString = () => 'mine'; o.constructor = 1; o.hasOwnProperty = 2; const a = []; a.push = 3; const m = new Map(); m.get = 4; const f = () => {}; f.toString = 5; return [String(o), o.constructor, o.hasOwnProperty, a.push, m.get, f.toString];",
  ],
  [
    "a record with the names of built-ins",
    "const count = {}; for (const word of ['valueOf', 'constructor', 'toString']) { count[word] = 1; } return Object.keys(count);",
  ],
  [
    "subclasses of built-ins",
    "class Stack extends Array { top() { return this.at(-1); } } class Many extends Map { push = 1; } const s = Stack.from([1, 2]); return [s.top(), s.map((x) => x).constructor === Stack, new Many([[1, 2]]).get(1)];",
  ],
  [
    "a prototype set by hand",
    "function Old() {} Old.prototype = Object.create(Error.prototype); Old.prototype.constructor = Old; Old.prototype.name = 'Old'; Old.prototype.valueOf = () => 1; return [new Old().name, new Old() + 1];",
  ],
  [
    "maps, sets and their weak kin",
    "const m = new Map([['a', 1]]); const w = new WeakMap(); w.set(m, 2); return [m, new Set([1, 1, 2]), w.get(m), new WeakRef(m).deref() === m];",
  ],
  [
    "sorting and grouping",
    "return [[3, 10, 2].sort(), [3, 10, 2].sort((a, b) => a - b), ['b', 'a'].toSorted(), [1, 2].findLast((x) => x < 2), [[1], [2]].flat(), [1, 2, 3].with(0, 9)];",
  ],
  [
    "numbers for people",
    "return [(1234.5).toLocaleString('en-US'), new Intl.NumberFormat('de-DE').format(1234.5), 'ä'.localeCompare('b', 'de'), new Date(0).toLocaleDateString('en-US', { timeZone: 'UTC' })];",
  ],
  [
    "regular expressions",
    "return ['a1b22'.replace(/(?<n>\\d+)/g, '<$<n>>'), [...'a1b22'.matchAll(/\\d+/g)].map((m) => m.index), RegExp('x', 'gi').flags, /a/y.sticky];",
  ],
  [
    "dates",
    "class Day extends Date { name() { return 'day'; } } return [new Date(0).toISOString(), Date.UTC(2020, 1), new Date(2020, 1, 3).getDate(), new Day(5).getTime(), new Day(5).name(), new Date() instanceof Date, typeof Date.now(), Date.parse('2020-01-01'), typeof Date(), Math.abs(new Date() - Date.now()) < 1000];",
  ],
  [
    "arithmetic",
    "return [Math.max(...[1, 2]), Math.hypot(3, 4), Math.trunc(-1.5), 2n ** 64n, Number.MAX_SAFE_INTEGER, 0.1 + 0.2, -0, NaN, Math.PI, String(Math), parseInt('12px')];",
  ],
  [
    "bytes",
    "const b = new Uint8Array([1, 2]); const f = new Float64Array(2); f.set([1.5], 1); return [b.buffer.byteLength, [...f], new DataView(b.buffer).getUint16(0), new TextDecoder().decode(new TextEncoder().encode('é'))];",
  ],
  [
    "copies",
    "const copy = structuredClone({ a: new Date(1), m: new Map([[1, { b: 2 }]]) }); return [copy, copy.m instanceof Map];",
  ],
  [
    "promises",
    "return [await Promise.all([1, Promise.resolve(2)]), await Promise.race([new Promise(() => {}), 3]), (await Promise.allSettled([Promise.reject(4)]))[0].status, await Promise.any([5])];",
  ],
  [
    "timers",
    "const seen = []; const t = setTimeout(() => seen.push('never')); clearTimeout(t); const u = setTimeout((x) => seen.push(x), 1, 'once'); u.unref?.(); await new Promise((done) => { let n = 0; const i = setInterval(() => { if (++n === 3) { clearInterval(i); done(); } }, 2); }); queueMicrotask(() => seen.push('soon')); await null; return seen;",
  ],
  [
    "waiting for a moment",
    "const end = Date.now() + 20; while (Date.now() < end); const p = performance.now(); await new Promise((done) => setTimeout(done, 5)); return performance.now() - p > 3;",
  ],
  [
    "abort",
    "const c = new AbortController(); const heard = []; c.signal.addEventListener('abort', () => heard.push(c.signal.reason.name)); c.abort(); try { c.signal.throwIfAborted(); } catch (e) { heard.push(e.name); } const late = AbortSignal.timeout(1); await new Promise((done) => late.addEventListener('abort', done)); return [...heard, late.reason.name, AbortSignal.any([c.signal]).aborted];",
  ],
  [
    "events",
    "class Bus extends EventTarget { say(x) { return this.dispatchEvent(new CustomEvent('said', { detail: x })); } } const bus = new Bus(); const heard = []; bus.addEventListener('said', (e) => heard.push(e.detail, e.type)); bus.say(1); return heard;",
  ],
  [
    "streams",
    "const doubled = new TransformStream({ transform: (x, c) => c.enqueue(x * 2) }); const seen = []; const from = new ReadableStream({ start(c) { c.enqueue(1); c.enqueue(2); c.close(); } }); for await (const x of from.pipeThrough(doubled)) seen.push(x); const [a, b] = new ReadableStream({ start(c) { c.enqueue(5); c.close(); } }).tee(); seen.push((await a.getReader().read()).value, (await b.getReader().read()).value); await new ReadableStream({ start(c) { c.enqueue(9); c.close(); } }).pipeTo(new WritableStream({ write: (x) => void seen.push(x) })); return seen;",
  ],
  [
    "addresses",
    "const u = new URL('/a?b=1#c', 'https://d.e'); u.searchParams.append('f', 'g'); return [u.href, [...u.searchParams], btoa('x'), atob('eA==')];",
  ],
  [
    "proxies and reflection",
    "const p = new Proxy({}, { get: (_, name) => name }); return [p.any, Reflect.ownKeys({ a: 1, [Symbol.for('s')]: 2 }).length, Object.getOwnPropertyDescriptor({ get x() { return 1; } }, 'x').set, Object.fromEntries([['a', 1]]), Object.groupBy ? 1 : 1];",
  ],
  [
    "symbols and tags",
    "const s = Symbol('x'); class T { get [Symbol.toStringTag]() { return 'Tagged'; } } return [s.description, String(new T()), Symbol.for('a') === Symbol.for('a'), typeof Symbol.dispose];",
  ],
  [
    "names that are nowhere",
    "const said = []; for (const f of [() => nowhere, () => { nowhere = 1; }, () => nowhere()]) try { f(); } catch (e) { said.push(e.name, e.message); } return [...said, typeof nowhere, 'nowhere' in globalThis];",
  ],
  [
    "what looks like an import",
    "/* import('x') and <!-- this --> */ const text = 'import (x) <!-- y --> eval(z)'; const retrieval = (x) => x; return [text, retrieval('eval(1)'), 'import(1)'.length];",
  ],
  [
    "evaluated text",
    "return [eval('1 + 1'), new Function('a', 'b', 'return a + b')(1, 2), (0, eval)('typeof globalThis')];",
  ],
  [
    "labels, switches and spreads",
    "outer: for (const a of [1, 2]) { for (const b of [1]) { if (a === 2) break outer; } } const { x = 1, ...rest } = { y: 2, z: 3 }; const [p, , ...q] = [1, 2, 3, 4]; switch (x) { case 1: return [rest, p, q, `${x}`, x ?? 2, rest?.y]; }",
  ],
  [
    "a name of the language as its own",
    "const Map = 1; let Array = 2; function Set() { return 3; } return [Map, Array, Set()];",
  ],
  [
    "a list of the quakes",
    "const sorted = [...quakes.week].sort((a, b) => b.mag - a.mag); const copy = { ...sorted[0], mag: 1 }; copy.mag += 1; return [sorted[0].id, copy.mag, quakes.week.length, quakes.aftershocks({ seed: 1, count: 2 }).reverse().map((q) => { q.mag = 0; return q; }).length];",
  ],
  [
    "a system",
    "const { System, producer, consumer, fromIterable } = headgate; const system = new System({ clock: 'virtual' }); const seen = []; system.start(consumer(() => ({ handleEvents: (events) => { events.reverse(); seen.push(...events); } })), { subscribeTo: [{ to: system.start(fromIterable([1, 2, 3])) }] }); await system.idle(); const real = new System(); for await (const x of real.stream(real.start(fromIterable([4])))) seen.push(x); return seen;",
  ],
  [
    "errors of the library",
    "const said = []; try { headgate.producer(1); } catch (e) { said.push(e.name, e.message); } const late = new headgate.System().call('nobody', 1); try { await late; } catch (e) { said.push(e.name, e.message, e instanceof headgate.StageError, e instanceof Error); } return said;",
  ],
];

const AsyncFunction = (async () => {}).constructor as new (
  ...text: string[]
) => (...modules: unknown[]) => Promise<unknown>;

test.each(honest)("%s", async (_, body) => {
  const here = new AsyncFunction("headgate", "quakes", `"use strict"; ${body}`);
  const expected = decode(encode(await here(headgate, quakes)));
  const code = `const headgate = headgateModule("headgate"), quakes = headgateModule("@headgate/quakes");
    deliver({ run: async () => { ${body}\n } });`;
  expect(await ranIn(jails, code)).toEqual(expected);
});

test("what freezes an answer's hands says so", async () => {
  const run = (code: string): Promise<unknown> =>
    ranIn(jails, `deliver({ run: () => { ${code} } });`);
  await expect(run("Array.prototype.push = 1;")).rejects.toThrow(
    "Cannot assign to read only property 'push'",
  );
  await expect(run("Object.prototype.x = 1;")).rejects.toThrow("Cannot add property x");
  await expect(run("headgateModule('headgate').System = 1;")).rejects.toThrow("Cannot assign");
});

test("what only Node has is not there, as in a page", async () => {
  const names = ["process", "Buffer", "require", "global", "fetch", "WebAssembly", "navigator"];
  const code = `deliver({ run: () => [${names.map((name) => `typeof ${name}`).join()}] });`;
  expect(await ranIn(jails, code)).toEqual(names.map(() => "undefined"));
  await expect(ranIn(jails, "deliver({ run: () => process.exit(0) });")).rejects.toThrow(
    "process is not defined",
  );
});

test.each([
  "import('node:' + 'fs')",
  "new Function('return import(\"node:fs\")')()",
  "eval('import(\"node:fs\")')",
])("%s imports nothing", async (text) => {
  const code = `deliver({ run: async () => typeof (await ${text}).readFileSync });`;
  await expect(ranIn(jails, code)).rejects.toThrow(/import/);
});

test("the console is kept, in all its forms", async () => {
  const code = `console.log("a", { b: [1] }); console.error(new TypeError("c")); console.table([1]); console.group();
    console.assert(1 > 2, "d"); console.time(); deliver({});`;
  const host = jailedHost({ code, seed: 1, timeLimitMs: 2000, jails });
  const reply = await host.evaluate({ source: "() => console.log('e')", input: encode(undefined) });
  expect(reply).toMatchObject({ outcome: "value", console: "e\n" });
  const loud = `${code} throw new Error("loud");`;
  const failing = jailedHost({ code: loud, seed: 1, timeLimitMs: 2000, jails });
  const said = await failing.evaluate({ source: "() => 1", input: encode(undefined) });
  expect(said.console).toBe("a { b: [1] }\nTypeError: c\n[1]\nAssertion failed: d\n");
});

test("chance and the calendar come from the seed", async () => {
  const code = `const first = [Math.random(), Math.random()];
    deliver({ run: () => [...first, Math.random(), Math.floor(Date.now() / 60_000), new Date().getTimezoneOffset()] });`;
  const one = await ranIn(jails, code, 7);
  expect(await ranIn(jails, code, 7)).toEqual(one);
  expect(await ranIn(jails, code, 8)).not.toEqual(one);
  const elsewhere = studentJails(yard);
  expect(await ranIn(elsewhere, code, 7)).toEqual(one);
  elsewhere.close();
});
