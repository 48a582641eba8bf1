// Tries: to change the grader itself.
// Expect: refused, refused, refused
import { jailedHost } from '@headgate/grader';
export const make = () => jailedHost;
