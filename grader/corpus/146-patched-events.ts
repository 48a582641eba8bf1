// Tries: to bend the events of the host.
// Expect: error, error, error
Event.prototype.preventDefault = () => {};
EventTarget.prototype.dispatchEvent = () => true;
export const make = () => [7];
