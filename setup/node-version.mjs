// Imported first by every command: an old Node gets one sentence instead of a syntax error.
const needed = [20, 19];
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  console.error(
    `Headgate needs Node ${needed.join(".")} or newer and this is Node ${process.versions.node}: install a newer one from nodejs.org and try again.`,
  );
  process.exit(1);
}
