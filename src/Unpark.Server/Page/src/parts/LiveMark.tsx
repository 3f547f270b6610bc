import { useEffect, useState } from 'preact/hooks';
import { watchState, type LiveState } from '../api/live';

const meanings: Record<LiveState, string> = {
  live: 'The server tells of changes as they happen',
  polling: 'The stream of changes is not there; the page asks every 15 seconds',
  paused: 'The tab is hidden; it goes on when you come back',
};

/** Whether what one sees is of now. */
export function LiveMark() {
  const [state, setState] = useState<LiveState>('polling');
  useEffect(() => watchState(setState), []);
  return <span class={`live is-${state}`} title={meanings[state]}>{state}</span>;
}
