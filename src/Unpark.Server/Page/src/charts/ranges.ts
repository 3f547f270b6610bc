import { secondsOf, timeOf } from '../routing/addresses';

export const ranges = { '1h': 3600, '6h': 6 * 3600, '24h': 86_400, '7d': 7 * 86_400, '30d': 30 * 86_400 } as const;

export type RangeName = keyof typeof ranges;

/** The time that is looked at: up to now, and moving on with it, or fixed. */
export interface TimeRange {
  name?: RangeName;
  from: number;
  to: number;
}

/** As the address says: "range=6h", or "from=...&to=...". */
export function rangeOf(query: URLSearchParams, otherwise: RangeName = '24h'): TimeRange {
  const [from, to] = [secondsOf(query.get('from') ?? ''), secondsOf(query.get('to') ?? '')];
  if (from < to) return { from, to };
  const asked = query.get('range') ?? '';
  const name = asked in ranges ? asked as RangeName : otherwise;
  const now = Math.floor(Date.now() / 1000);
  return { name, from: now - ranges[name], to: now };
}

/** Whether the address says which time to show. */
export function isChosen(query: URLSearchParams): boolean {
  return query.has('range') || query.has('from');
}

/** The shortest range that holds what began then: a monitor of ten minutes has no day to show. */
export function shortestSince(begin: number | undefined): RangeName {
  const age = Date.now() / 1000 - (begin ?? 0);
  return age < 1.5 * ranges['1h'] ? '1h' : age < 1.5 * ranges['6h'] ? '6h' : '24h';
}

/** What tells one range from another, the passing of time aside. */
export function keyOf(range: TimeRange): string {
  return range.name ?? `${range.from} ${range.to}`;
}

/** The range as the interface takes it. */
export function queryOf({ from, to }: TimeRange): Record<string, string> {
  return { from: timeOf(from), to: timeOf(to) };
}

/** What the axis shows of a range: from its begin, or from where history begins in its second half. */
export function shownOf({ from, to }: TimeRange, times: number[]): [number, number] {
  const [first, last] = [times[0] ?? from, Math.max(to, times.at(-1) ?? to)];
  return first < (from + to) / 2 ? [from, last] : [Math.min(first, last - 60), last];
}
