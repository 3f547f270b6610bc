import type { News } from '../api/live';
import { nothing, useAnswer, type Answer } from '../api/useAnswer';
import { useAddress } from '../routing/router';
import { isChosen, keyOf, queryOf, rangeOf, shortestSince, type TimeRange } from './ranges';

// About as many as a chart has pixels for.
const points = '480';

/**
 * A history over the time that the address names, or else over the last day, or less where there is less.
 * It is asked for anew while its end is now.
 */
export function useHistory<T extends { times: number[] }>(path: string, more: Record<string, string>, concerns: (news: News) => boolean): { answer: Answer<T>; range: TimeRange } {
  const { query } = useAddress();
  const pathOf = (range: TimeRange) => `${path}?${new URLSearchParams({ ...queryOf(range), points, ...more })}`;
  const keyFor = (range: TimeRange) => `${path} ${keyOf(range)} ${JSON.stringify(more)}`;

  const isAsked = isChosen(query);
  const day = useAnswer<T>(isAsked ? null : keyFor(rangeOf(query)), concerns, () => pathOf(rangeOf(query)));
  const since = isAsked || !day.value ? '24h' : shortestSince(day.value.times[0]);
  const range = rangeOf(query, since);
  const isDay = !isAsked && since === '24h';
  const other = useAnswer<T>(isDay ? null : keyFor(range), range.name ? concerns : nothing, () => pathOf(rangeOf(query, since)));
  return { answer: isDay ? day : other, range };
}
