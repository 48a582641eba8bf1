// Tries: to compute its elements when they are compared.
// Expect: wrong, wrong, wrong
export const make = () => ({ get 0() { return 1; }, get 1() { return 2; }, get 2() { return 3; }, get length() { return 3; } });
