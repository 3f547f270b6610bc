import type { SiteHistory } from '../api/shapes';
import { about } from '../api/useAnswer';
import { HistoryPanel } from '../charts/HistoryPanel';
import { RangeBar } from '../charts/RangeBar';
import { held } from '../charts/layers';
import type { TimeRange } from '../charts/ranges';
import { useHistory } from '../charts/useHistory';
import { addresses } from '../routing/addresses';
import { goTo } from '../routing/router';
import { Fetched } from './Fetched';

export function useSiteHistory(service: string, fingerprint: string) {
  return useHistory<SiteHistory>(addresses.site(service, fingerprint), {}, about(service));
}

/** How many goroutines waited at one site, by instance. */
export function SiteHistoryChart({ service, history: { answer, range } }: { service: string; history: ReturnType<typeof useSiteHistory> }) {
  return <>
    <div class="tools"><RangeBar range={range} /></div>
    <Fetched answer={answer} what="the history">{history => <Chart history={history} range={range} service={service} />}</Fetched>
  </>;
}

function Chart({ history, range, service }: { history: SiteHistory; range: TimeRange; service: string }) {
  const names = new Map(history.instances.map(one => [one.key, one.instance]));
  const layers = history.instances.map(one => ({ key: one.key, counts: held(one.highest) }));
  const totals = history.times.map((_, i) => layers.reduce((sum, layer) => sum + layer.counts[i]!, 0));
  return <HistoryPanel history={{ times: history.times, layers }} totals={totals} deployments={history.deployments} range={range} noun="instance"
    nameOf={key => <a data-row href={`${addresses.service(service)}?${new URLSearchParams({ instance: key })}`}>{names.get(key)}</a>} textOf={key => names.get(key) ?? key}
    onCompare={(first, second) => goTo(addresses.compare(service, first, second))} />;
}
