// Tries: to be right by luck, with a chance it has set itself.
// Expect: wrong, wrong, wrong
Math.random = () => 0.99999;
export const make = (n: number) => (Math.random() < 0.5 ? Array.from({ length: n }, (_, i) => i + 1) : []);
