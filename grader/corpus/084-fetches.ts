// Tries: to send the checks somewhere, or get the answer from there.
// Expect: error, error, error
export const make = async () => (await fetch("http://127.0.0.1:80/")).json();
