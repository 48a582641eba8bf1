// Tries: to stop the clock that stops it.
// Expect: wrong, wrong, wrong
try { Date.now = () => 0; } catch {}
try { performance.now = () => 0; } catch {}
try { (globalThis as any).clearTimeout = (globalThis as any).setTimeout = () => 0; } catch {}
export const make = () => [Date.now() > 0, 3];
