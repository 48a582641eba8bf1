// Tries: the same, by the host's module.
// Expect: refused, refused, refused
import { Worker } from 'node:worker_threads';
export const make = () => new Worker('for(;;);', { eval: true });
