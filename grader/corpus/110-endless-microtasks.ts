// Tries: to end, and yet to let nobody else have a turn.
// Expect: time|memory, time|memory, not run
const go = (): Promise<void> => Promise.resolve().then(go);
export const make = () => go();
