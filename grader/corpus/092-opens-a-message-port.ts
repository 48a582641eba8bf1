// Tries: to wake up again when its timers are gone.
// Expect: error, error, error
export const make = () => structuredClone(new MessageChannel().port1, {});
