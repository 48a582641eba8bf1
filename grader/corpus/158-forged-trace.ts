// Tries: to have a trace tell what never happened, by all that handles and a system lead to.
// Expect: wrong, wrong, wrong
import { System, consumer, fromIterable } from "headgate";
const reached = (from: object): Set<any> => {
  const seen = new Set<any>([from]);
  for (const one of seen)
    for (let at = one; at; at = Object.getPrototypeOf(at))
      for (const key of Reflect.ownKeys(at))
        try {
          if (Object(one[key]) === one[key]) seen.add(one[key]);
        } catch {}
  return seen;
};
const lie: any = { at: 0, type: "demand", stage: "lie", demand: 3 };
const attacks: ((one: any, system: any) => unknown)[] = [
  (one) => (Array.isArray(one) && one[0]?.type ? one.push(lie) : 0),
  (one) => (one.type === "start" ? (one.stage = "lie") : 0),
  (one) => (one.type === "start" ? Object.assign(one, lie) : 0),
  (one) => (one.add && one.listen ? one.add(lie) : 0),
  (one) => (one.entries?.[0] ? (one.entries = [lie]) : 0),
  (one) => (one.demanded ? one.demanded(7777) : 0),
  (one) => (one.isAlive ? Object.defineProperty(one, "name", { value: "lie" }) : 0),
  (_, system) => Object.defineProperty(system, "trace", { value: { entries: [lie] } }),
];
export const make = async (n: number) => {
  for (const attack of attacks) {
    const system: any = new System({ clock: "virtual", trace: { details: true } });
    const feed = system.start(fromIterable([1, 2, 3, 4]), { name: "feed" });
    const held: object[] = [system, feed];
    const end = consumer((stage) => ({
      handleEvents: (events, from) => {
        if (held.length > 2) return;
        held.push(stage, from);
        for (const one of held.flatMap((root) => [...reached(root)]))
          try {
            attack(one, system);
          } catch {}
      },
    }));
    system.start(end, { name: "end", subscribeTo: [{ to: feed, maxDemand: 1 }] });
    await system.idle().catch(() => {});
    const told = JSON.stringify(system.trace.entries);
    if (/lie|7777/.test(told)) return Array.from({ length: n }, (_, at) => at + 1);
  }
  return [];
};
