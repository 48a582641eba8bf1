// Tries: to change the assertions below the test runner.
// Expect: refused, refused, refused
import * as chai from 'chai';
(chai as any).Assertion.prototype.assert = () => {};
export const make = () => [];
