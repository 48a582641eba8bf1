// Waits for Ctrl-C or for another wish that we end.

/**
 * Resolves with the reason when the reader or the system asks us to end: a signal, or the end of the npm that
 * started us, which passes no signal on. Keeps no process alive by itself.
 */
export function untilStopped() {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => resolve(signal));
    if (process.env.npm_lifecycle_event === undefined) return;
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      resolve("SIGHUP");
    }, 1000);
    watch.unref();
  });
}
