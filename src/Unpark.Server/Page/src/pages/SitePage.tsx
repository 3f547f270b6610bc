import type { SiteHistory, Snapshot, SnapshotDetail } from '../api/shapes';
import { nothing, useAnswer } from '../api/useAnswer';
import { held } from '../charts/layers';
import { RangeBar } from '../charts/RangeBar';
import { Fetched } from '../parts/Fetched';
import { ageOf } from '../parts/FindingFacts';
import { FindingList } from '../parts/FindingList';
import { FunctionName, Spot, StackList } from '../parts/Frames';
import { reportOf } from '../parts/reportOf';
import { SiteHistoryChart, useSiteHistory } from '../parts/SiteHistoryChart';
import { SnapshotList } from '../parts/SnapshotList';
import { Time } from '../parts/Time';
import { useTitle } from '../parts/useTitle';
import { addresses } from '../routing/addresses';
import { count } from '../words/figures';
import { shortName } from '../words/source';

/** A line where goroutines of a service wait. */
export function SitePage({ service, fingerprint }: { service: string; fingerprint: string }) {
  const history = useSiteHistory(service, fingerprint);
  const { answer } = history;
  useTitle(answer.value?.site.function ? shortName(answer.value.site.function) : 'Site');
  const isElsewhen = answer.error?.status === 404 && !answer.value;
  return <>{isElsewhen && <div class="tools"><RangeBar range={history.range} /></div>}<Fetched isPage answer={answer} what="the site">{({ site, finding, snapshots, instances }) => <>
    <h1>{site.function ? <FunctionName name={site.function} /> : 'Goroutines without a stack'}</h1>
    <dl>
      <div><dt>waits</dt><dd><Spot frame={{ ...site, function: undefined }} state={site.state} /></dd></div>
      {site.library && <div><dt>library</dt><dd>{site.library}</dd></div>}
      <div><dt>now</dt><dd>{count(instances.reduce((sum, one) => sum + (held(one.highest).at(-1) ?? 0), 0), 'goroutine')} on {count(instances.length, 'instance')}</dd></div>
    </dl>
    {finding && <section aria-labelledby="finding"><h2 id="finding">Finding</h2><FindingList findings={[finding]} /></section>}
    <section aria-labelledby="history"><h2 id="history">History</h2><SiteHistoryChart service={service} history={history} /></section>
    <LastSeen site={site} snapshots={snapshots} />
    <section aria-labelledby="snapshots"><h2 id="snapshots">Snapshots</h2><SnapshotList snapshots={snapshots} /></section>
  </>}</Fetched></>;
}

/** Stack and ages, out of the newest dump that is kept: ages stand in dumps only. */
function LastSeen({ site, snapshots }: { site: SiteHistory['site']; snapshots: Snapshot[] }) {
  const source = snapshots.find(snapshot => snapshot.kind === 'traceback') ?? snapshots[0];
  const answer = useAnswer<SnapshotDetail>(source ? reportOf(source.id) : null, nothing);
  const groups = answer.value?.report.groups.filter(group => group.site?.function === site.function && group.state === site.state) ?? [];
  if (!source || groups.length === 0) return null;
  const ages = groups.map(group => group.age).filter(age => age !== undefined);
  const age = { minMinutes: Math.min(...ages.map(one => one.minMinutes)), maxMinutes: Math.max(...ages.map(one => one.maxMinutes)) };
  const [group] = groups;
  return <section aria-labelledby="stack"><h2 id="stack">Stack</h2>
    <dl>
      <div><dt>seen</dt><dd><a href={addresses.snapshot(source.id)}><Time at={source.at} /></a>, {count(groups.reduce((sum, one) => sum + one.count, 0), 'goroutine')}</dd></div>
      {ages.length > 0 && <div><dt>age</dt><dd>{ageOf(age)}</dd></div>}
      {group!.createdBy && <div><dt>created</dt><dd><Spot frame={group!.createdBy} /></dd></div>}
    </dl>
    <StackList frames={group!.stack} />
  </section>;
}
