// Tries: never to end, a piece at a time.
// Expect: time, time, not run
export const make = async () => {
  const numbers = new ReadableStream({ pull: (it) => it.enqueue(1) });
  for await (const _ of numbers as any) continue;
};
