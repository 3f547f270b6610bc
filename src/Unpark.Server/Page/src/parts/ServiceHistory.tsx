import type { History, Service } from '../api/shapes';
import { about } from '../api/useAnswer';
import { HistoryPanel } from '../charts/HistoryPanel';
import { RangeBar } from '../charts/RangeBar';
import type { TimeRange } from '../charts/ranges';
import { useHistory } from '../charts/useHistory';
import { addresses } from '../routing/addresses';
import { goTo, useAddress, withQuery } from '../routing/router';
import { shortName } from '../words/source';
import { Fetched } from './Fetched';
import { FunctionName, Place } from './Frames';

type By = 'site' | 'state';

/** How many goroutines were where, over the time that the address names. */
export function ServiceHistory({ service: { name, instances } }: { service: Service }) {
  const { query } = useAddress();
  const by: By = query.get('by') === 'state' ? 'state' : 'site';
  const instance = query.get('instance') ?? undefined;
  const { answer, range } = useHistory<History>(`${addresses.service(name)}/history`, { by, ...(instance ? { instance } : {}) }, about(name));
  return <section aria-label="History">
    <div class="tools">
      <RangeBar range={range} />
      <div class="ranges" role="group" aria-label="By">
        {(['site', 'state'] as const).map(one => <a key={one} href={withQuery({ by: one })} aria-current={by === one ? 'true' : undefined}>by {one}</a>)}
      </div>
      {instances.length > 1 && <select aria-label="Instance" value={instance ?? ''} onChange={event => goTo(withQuery({ instance: event.currentTarget.value || undefined }))}>
        <option value="">all instances</option>
        {instances.map(one => <option key={one.key} value={one.key}>{one.instance}</option>)}
      </select>}
    </div>
    <Fetched answer={answer} what="the history">{history => <Chart history={history} range={range} service={name} by={by} instance={instance} />}</Fetched>
  </section>;
}

interface ChartProps {
  history: History;
  range: TimeRange;
  service: string;
  by: By;
  instance: string | undefined;
}

function Chart({ history, range, service, by, instance }: ChartProps) {
  const series = new Map(history.series.map(one => [one.key, one]));
  const nameOf = (key: string) => {
    const one = series.get(key);
    if (by === 'state') return one?.state ?? key;
    return <><a data-row href={addresses.site(service, key)}>{one?.function ? <FunctionName name={one.function} /> : '(no stack)'}</a> {one && <Place frame={one} />} <span class="state">{one?.state}</span></>;
  };
  return <HistoryPanel range={range} noun={by} totals={history.totals.highest} deployments={history.deployments} nameOf={nameOf} textOf={key => shortName(series.get(key)?.function ?? key)}
    history={{ times: history.times, layers: history.series.map(one => ({ key: one.key, counts: one.highest })) }}
    onCompare={(first, second) => goTo(addresses.compare(service, first, second, instance))} />;
}
