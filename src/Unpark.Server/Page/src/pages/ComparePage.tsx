import type { Comparison } from '../api/shapes';
import { nothing, useAnswer } from '../api/useAnswer';
import { rangeOf } from '../charts/ranges';
import { Changes } from '../parts/Changes';
import { Facts } from '../parts/Facts';
import { Fetched } from '../parts/Fetched';
import { Time } from '../parts/Time';
import { useTitle } from '../parts/useTitle';
import { addresses, secondsOf } from '../routing/addresses';
import { goTo, useAddress } from '../routing/router';
import { change, count, number } from '../words/figures';
import { fieldOf, length, secondsOfField, zone } from '../words/times';

/** Two moments of a service: where more wait, and where fewer. */
export function ComparePage({ service }: { service: string }) {
  useTitle(`${service}: two moments`);
  const { query } = useAddress();
  const { from, to } = rangeOf(query);
  const instance = query.get('instance') ?? undefined;
  const answer = useAnswer<Comparison>(addresses.compare(service, from, to, instance), nothing);
  const go = (first: number, second: number) => { if (first < second) goTo(addresses.compare(service, first, second, instance)); };
  return <>
    <p class="tools moments">
      <label for="from">Before</label> <input type="datetime-local" id="from" step="1" value={fieldOf(from)} onChange={event => go(secondsOfField(event.currentTarget.value), to)} />
      <label for="to">After</label> <input type="datetime-local" id="to" step="1" value={fieldOf(to)} onChange={event => go(from, secondsOfField(event.currentTarget.value))} />
      <span class="zone">{zone()}</span>
      {instance && <span>only {instance}</span>}
    </p>
    <Fetched isPage answer={answer} what="the comparison">{comparison => <ComparisonView comparison={comparison} service={service} />}</Fetched>
  </>;
}

function ComparisonView({ comparison, service }: { comparison: Comparison; service: string }) {
  const [before, after] = comparison.totals;
  const { before: first, after: second } = comparison.snapshots;
  const time = length(secondsOf(comparison.to) - secondsOf(comparison.from));
  return <>
    <h1>{number(before)} {'->'} {count(after, 'goroutine')} in {time} ({change(after - before)})</h1>
    <Facts of={[
      first && <>before: <a href={addresses.snapshot(first.id)}>snapshot of <Time at={first.at} /></a></>,
      second && <>after: <a href={addresses.snapshot(second.id)}>snapshot of <Time at={second.at} /></a></>,
      first && second && first.id !== second.id && <a href={addresses.compareSnapshots(first.id, second.id)}>compare these snapshots</a>,
    ]} />
    {comparison.sites.length === 0
      ? <p class="empty">Nothing was counted at these moments.</p>
      : <Changes rows={comparison.sites.map(site => ({ before: site.before, after: site.after, state: site.state, site, key: site.fingerprint, address: addresses.site(service, site.fingerprint) }))} />}
  </>;
}
