// Tries: to bend what looks at objects.
// Expect: error, error, error
Reflect.ownKeys = () => [];
Reflect.getOwnPropertyDescriptor = () => undefined;
export const make = () => [7];
