/** Counts over time that lie on each other in a chart; a count for each time, null where nobody looked. */
export interface Layer {
  key: string;
  counts: (number | null)[];
}

export interface Layers {
  /** Seconds since 1970. */
  times: number[];
  layers: Layer[];
}

// Further apart than so many usual steps, nobody looked in between.
const stepsOfGap = 3.5;
const longestHeld = 2;

/** Puts an empty point into each stretch without looks, so that no line is drawn over it. */
export function withGaps({ times, layers }: Layers): Layers {
  const step = usualStep(times);
  const gaps = new Set(times.map((_, i) => i).filter(i => i > 0 && times[i]! - times[i - 1]! > stepsOfGap * step));
  if (gaps.size === 0) return { times, layers };
  const spread = <T,>(values: T[], gap: (i: number) => T) => values.flatMap((value, i) => gaps.has(i) ? [gap(i), value] : [value]);
  return {
    times: spread(times, i => times[i - 1]! + step),
    layers: layers.map(layer => ({ ...layer, counts: spread<number | null>(layer.counts, () => null) })),
  };
}

/** Counts of an instance that was missed now and then: one that is silent for longer has none. */
export function held(counts: (number | null)[]): number[] {
  let [last, silent] = [0, 0];
  return counts.map(count => {
    silent = count === null ? silent + 1 : 0;
    last = count ?? (silent > longestHeld ? 0 : last);
    return last;
  });
}

/** Each layer with all below it added, the top one first: what a chart draws from. */
export function stacked({ layers }: Layers): (number | null)[][] {
  const rows: (number | null)[][] = [];
  let below: (number | null)[] | null = null;
  for (const layer of layers.toReversed()) {
    const base: (number | null)[] | null = below;
    below = base === null ? layer.counts : layer.counts.map((count, i) => count === null ? null : count + (base[i] ?? 0));
    rows.unshift(below);
  }
  return rows;
}

/** The first as they are, the others added up as one. */
export function folded(layers: Layer[], most: number): Layer[] {
  if (layers.length <= most + 1) return layers;
  const rest = layers.slice(most);
  const counts = rest[0]!.counts.map((_, i) => rest.reduce((sum, layer) => sum + (layer.counts[i] ?? 0), 0));
  return [...layers.slice(0, most), { key: 'other', counts }];
}

function usualStep(times: number[]): number {
  const steps = times.slice(1).map((time, i) => time - times[i]!).sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 2)] ?? 1;
}
