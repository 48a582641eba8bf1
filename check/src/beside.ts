// What runs on the answer's side of a wall, with nothing of the checks in it.
export { printedPage } from "./capture-console.ts";
export { encode } from "./encode.ts";
export { evaluateBeside, thrown, type Evaluation, type Outcome } from "./evaluation.ts";
export type { Reply } from "./answer.ts";
export type { EvaluateWithin } from "./rebuild.ts";
