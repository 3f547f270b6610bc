import { request } from './client';
import { eventsOf } from './events';

/** Why what is shown may be old: something happened to a service, somebody looked at it, or nobody can tell. */
export interface News {
  kind: 'happened' | 'looked' | 'unknown';
  service?: string;
}

/** "live": told by the server. "polling": asked now and then. "paused": the tab is hidden. */
export type LiveState = 'live' | 'polling' | 'paused';

const pollEvery = 15_000;
const firstPause = 1_000;
const longestPause = 30_000;

const listeners = new Set<(news: News) => void>();
const watchers = new Set<(state: LiveState) => void>();
let state: LiveState = 'polling';
let connection: AbortController | null = null;
let pause = firstPause;
let retry: ReturnType<typeof setTimeout> | undefined;

/** Returns what ends the listening. */
export function listen(listener: (news: News) => void): () => void {
  if (listeners.size === 0) begin();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Told at once and at every change. Returns what ends the watching. */
export function watchState(watcher: (state: LiveState) => void): () => void {
  watchers.add(watcher);
  watcher(state);
  return () => watchers.delete(watcher);
}

/** Does not wait for the next try: something is different now. */
export function connectNow(): void {
  if (state !== 'polling') return;
  clearTimeout(retry);
  connection?.abort();
  pause = firstPause;
  void connect();
}

let begun = false;
let hadStream = false;
function begin(): void {
  if (begun) return;
  begun = true;
  document.addEventListener('visibilitychange', onVisibility);
  setInterval(() => { if (state === 'polling') tell({ kind: 'unknown' }); }, pollEvery);
  onVisibility();
}

function onVisibility(): void {
  clearTimeout(retry);
  connection?.abort();
  if (document.hidden) {
    show('paused');
    return;
  }
  if (state === 'paused') tell({ kind: 'unknown' });
  show('polling');
  void connect();
}

async function connect(): Promise<void> {
  const mine = connection = new AbortController();
  try {
    const response = await request('/stream', mine.signal);
    show('live');
    // What happened while nobody listened is not told again.
    if (hadStream) tell({ kind: 'unknown' });
    hadStream = true;
    for await (const { name, data } of eventsOf(response.body!)) {
      pause = firstPause;
      if (name === 'happened' || name === 'looked') tell({ kind: name, service: (JSON.parse(data) as { service: string }).service });
    }
  } catch {
    // The page asks by itself until the stream is there again.
  }
  if (mine.signal.aborted) return;
  show('polling');
  retry = setTimeout(() => void connect(), pause);
  pause = Math.min(2 * pause, longestPause);
}

function tell(news: News): void {
  for (const listener of listeners) listener(news);
}

function show(next: LiveState): void {
  state = next;
  for (const watcher of watchers) watcher(state);
}
