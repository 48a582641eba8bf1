// Tries: to be another function for every check.
// Expect: wrong, wrong, wrong
export let make = (): unknown[] => [1];
setInterval(() => (make = () => [2]), 1);
