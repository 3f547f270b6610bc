import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, ask } from './client';
import { listen, type News } from './live';

/** What is known of an answer. A value stays while it is asked for anew, and when that fails. */
export interface Answer<T> {
  value?: T;
  error?: ApiError;
  /** When the value came, in milliseconds. */
  at?: number;
  again: () => void;
}

const kept = new Map<string, { value: unknown; at: number }>();
const mostKept = 40;
const shortestPause = 5_000;
const longestPause = 15_000;

/**
 * Asks, and asks again when news concern it: for a twentieth of the time at most, but never is a page older than a quarter of a minute
 * because one answer was slow, as the first one of a server that has just been started.
 * key: of what is asked, for the back button; null asks nothing. pathOf: the path at the time of asking.
 */
export function useAnswer<T>(key: string | null, concerns: (news: News) => boolean, pathOf: () => string = () => key!): Answer<T> {
  const [answer, setAnswer] = useState<Omit<Answer<T>, 'again'>>(() => (key === null ? undefined : kept.get(key)) as { value: T; at: number } | undefined ?? {});
  const [turn, setTurn] = useState(0);
  const latest = useRef({ concerns, pathOf });
  latest.current = { concerns, pathOf };

  useEffect(() => {
    if (key === null) return undefined;
    const before = kept.get(key);
    if (before) setAnswer(before as { value: T; at: number });
    const end = new AbortController();
    let [busy, stale, pause, timer] = [false, false, shortestPause, undefined as ReturnType<typeof setTimeout> | undefined];

    const load = async () => {
      [busy, stale] = [true, false];
      const started = performance.now();
      try {
        const value = await ask<T>(latest.current.pathOf(), end.signal);
        keep(key, value);
        setAnswer({ value, at: Date.now() });
      } catch (error) {
        if (end.signal.aborted) return;
        setAnswer(before => ({ ...before, error: error as ApiError }));
      }
      pause = Math.min(longestPause, Math.max(shortestPause, 20 * (performance.now() - started)));
      timer = setTimeout(() => {
        busy = false;
        if (stale) void load();
      }, pause);
    };
    const stop = listen(news => {
      if (news.kind !== 'unknown' && !latest.current.concerns(news)) return;
      if (busy) stale = true;
      else void load();
    });
    void load();
    return () => {
      end.abort();
      clearTimeout(timer);
      stop();
    };
  }, [key, turn]);

  return { ...answer, again: useCallback(() => setTurn(before => before + 1), []) };
}

/** News of this service. */
export function about(service: string): (news: News) => boolean {
  return news => news.service === service;
}

/** News of no look: what only changes when something happens. */
export function happenedTo(service: string): (news: News) => boolean {
  return news => news.kind === 'happened' && news.service === service;
}

/** What never changes, as a snapshot. */
export const nothing = () => false;

function keep(key: string, value: unknown): void {
  kept.delete(key);
  kept.set(key, { value, at: Date.now() });
  if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
}
