// Misconception: whoever asks for more gets more done, so the slow should order more.
// Caught by: nobody hoards
// Says: more work for a slower reviewer

const minute = 60_000;
const hour = 60 * minute;
const openMs = 4 * minute;

export function orderFor(reviewMs: number): { maxDemand: number; minDemand: number } {
  return {
    maxDemand: Math.ceil((openMs + reviewMs) / minute) + Math.floor(minute / hour),
    minDemand: 0,
  };
}
