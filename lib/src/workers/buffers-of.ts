/**
 * The buffers to hand over with some events: those that are the event itself, or a field of it; of a
 * view, its buffer where the view is the whole of it. A part of a buffer is copied, for others may
 * hold the rest.
 *
 * @example
 * const whole = new Uint8Array(8);
 * const part = new Uint8Array(whole.buffer, 0, 4);
 * console.assert(buffersOf([{ id: 1, pixels: whole }])[0] === whole.buffer);
 * console.assert(buffersOf([part, "text"]).length === 0);
 */
export function buffersOf(values: readonly unknown[]): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const value of values) {
    if (typeof value !== "object" || value === null || take(value, buffers)) continue;
    for (const field of Object.values(value)) take(field, buffers);
  }
  return [...buffers];
}

/** Answers whether the value is a buffer or a view of one. */
function take(value: unknown, buffers: Set<ArrayBuffer>): boolean {
  const buffer = ArrayBuffer.isView(value) ? value.buffer : value;
  if (!(buffer instanceof ArrayBuffer)) return false;
  if (buffer.byteLength === (value as { byteLength: number }).byteLength) buffers.add(buffer);
  return true;
}
