// Tries: to leave something for the answer that comes next.
// Expect: wrong, wrong, wrong
import * as headgate from "headgate";
const mark = { value: [7], writable: false, configurable: false };
for (const it of [globalThis, Object, Array, headgate, headgate.System, headgate.System.prototype, console, Math, Date, Reflect] as any[]) {
  try { Object.defineProperty(it, "make", mark); } catch {}
  try { Object.defineProperty(it, "left", mark); } catch {}
}
setInterval(() => { (globalThis as any).left = [8]; }, 1);
export const make = () => [7];
