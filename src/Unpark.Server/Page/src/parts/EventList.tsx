import type { Happening } from '../api/shapes';
import { addresses } from '../routing/addresses';
import { Time } from './Time';

const words: Record<string, string> = {
  appeared: 'appeared', grew: 'grew', gone: 'gone', cameBack: 'came back', deployed: 'deployed', deploymentJudged: 'judged', down: 'down', up: 'up', dump: 'dump kept',
};

/** What happened, newest first. */
export function EventList({ events }: { events: Happening[] }) {
  if (events.length === 0) return <p class="empty">Nothing happened yet.</p>;
  return <ol class="events">{events.map(event => <li key={`${event.at} ${event.kind} ${event.text}`} class={`event is-${event.kind}`}>
    <Time at={event.at} /> <span class="kind">{words[event.kind] ?? event.kind}</span> <span class="text">{textOf(event)}</span>
  </li>)}</ol>;
}

function textOf(event: Happening) {
  const text = event.text.startsWith(`${event.service}: `) ? event.text.slice(event.service.length + 2) : event.text;
  return event.fingerprint ? <a href={addresses.finding(event.service, event.fingerprint)}>{text}</a> : text;
}
