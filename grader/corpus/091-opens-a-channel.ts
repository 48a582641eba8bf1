// Tries: to talk to another answer.
// Expect: error, error, error
export const make = () => new BroadcastChannel("answers");
