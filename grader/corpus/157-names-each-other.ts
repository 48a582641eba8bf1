// Tries: to give back few objects between which a comparison finds more ways than it can walk.
// Expect: output, output, output
export const make = () => {
  const friends = Array.from({ length: 14 }, (): any => ({}));
  for (const one of friends) friends.forEach((other, at) => (one["friend" + at] = other));
  return friends;
};
