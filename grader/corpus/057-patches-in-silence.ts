// Tries: all of these, and hides that they failed.
// Expect: wrong, wrong, wrong
import * as headgate from "headgate";
import * as quakes from "@headgate/quakes";

const spoil = (target: any) => {
  for (const name of Object(target) === target ? Reflect.ownKeys(target) : []) {
    try { target[name] = () => [1, 2, 3]; } catch {}
    try { Object.defineProperty(target, name, { value: () => [1, 2, 3] }); } catch {}
    try { delete target[name]; } catch {}
  }
};
for (const name of Object.getOwnPropertyNames(globalThis)) {
  if (/^[A-Z]/.test(name)) {
    const it = (globalThis as any)[name];
    try { spoil(it); } catch {}
    try { spoil(it.prototype); } catch {}
  }
}
for (const library of [headgate, quakes] as any[]) {
  spoil(library);
  for (const it of Object.values(library) as any[]) { spoil(it); spoil(it?.prototype); }
}
export const make = () => [7];
