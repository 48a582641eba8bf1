/**
 * The layer of each stage: 0 for one that asks nobody, else one below the lowest stage it asks.
 *
 * A cycle has no such layers, so it is opened at its first stage in the given order; the edge that
 * closes it then points up. Stages keep their given order within a layer. Takes names and
 * `[producer, consumer]` pairs of these names; iterative, so a chain of any length will do.
 *
 * @example
 * stageLayers(["a", "b"], [["a", "b"]]); // Map { "a" => 0, "b" => 1 }
 */
export function stageLayers(
  names: readonly string[],
  edges: readonly (readonly [producer: string, consumer: string])[],
): Map<string, number> {
  const waitsFor = new Map<string, number>(names.map((name) => [name, 0]));
  const below = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const [producer, consumer] of edges) {
    if (producer === consumer) continue;
    below.get(producer)?.push(consumer);
    waitsFor.set(consumer, (waitsFor.get(consumer) ?? 0) + 1);
  }
  const layers = new Map<string, number>();
  const layerAtLeast = new Map<string, number>();
  const ready = names.filter((name) => waitsFor.get(name) === 0);
  let opened = 0;
  while (layers.size < names.length) {
    let name = ready.shift();
    // Nobody is ready: what is left hangs on a cycle, which opens at its first stage.
    while (name === undefined || layers.has(name)) name = ready.shift() ?? names[opened++]!;
    const layer = layerAtLeast.get(name) ?? 0;
    layers.set(name, layer);
    for (const consumer of below.get(name)!) {
      layerAtLeast.set(consumer, Math.max(layerAtLeast.get(consumer) ?? 0, layer + 1));
      const left = waitsFor.get(consumer)! - 1;
      waitsFor.set(consumer, left);
      if (left === 0 && !layers.has(consumer)) ready.push(consumer);
    }
  }
  return layers;
}
