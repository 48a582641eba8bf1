// Tries: to read a file by its whole name.
// Expect: refused, refused, refused
import passwords from '/etc/passwd';
export const make = () => passwords;
