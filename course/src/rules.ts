// The rules of GenStage 1.3.2, Flow and Broadway that the course cites. lib/PROTOCOL.md names by the same ids what it restates.

/** Each group's letters, what its rules are about, and the number of its last rule; they are numbered from 1. */
const groups: readonly (readonly [letters: string, about: string, last: number])[] = [
  ["I", "kinds of stages and their start", 12],
  ["S", "subscriptions and demand", 30],
  ["R", "producers", 22],
  ["B", "broadcasting", 9],
  ["P", "producer-consumers", 11],
  ["D", "dispatching by demand", 8],
  ["PT", "partitioning", 12],
  ["C", "consumer supervisors", 10],
  ["E", "streams", 7],
  ["F", "Flow", 12],
  ["W", "Broadway", 16],
  ["O", "processes", 12],
];

/** Whether there is a rule with this id, such as `"S-10"`. */
export function isRule(id: string): boolean {
  const [, letters, number] = /^([A-Z]+)-([1-9]\d*)$/.exec(id) ?? [];
  return groups.some((group) => group[0] === letters && Number(number) <= group[2]);
}
