import type { FindingDetail } from '../api/shapes';
import { about, useAnswer } from '../api/useAnswer';
import { EventList } from '../parts/EventList';
import { Fetched } from '../parts/Fetched';
import { FindingFacts } from '../parts/FindingFacts';
import { SiteHistoryChart, useSiteHistory } from '../parts/SiteHistoryChart';
import { SnapshotList } from '../parts/SnapshotList';
import { Tags } from '../parts/Tags';
import { Time } from '../parts/Time';
import { useTitle } from '../parts/useTitle';
import { addresses } from '../routing/addresses';
import { count, number, rate } from '../words/figures';
import { afterDeployment } from '../words/verdicts';

export function FindingPage({ service, fingerprint }: { service: string; fingerprint: string }) {
  const answer = useAnswer<FindingDetail>(addresses.finding(service, fingerprint), about(service));
  const history = useSiteHistory(service, fingerprint);
  useTitle(answer.value?.title ?? 'Finding');
  return <Fetched isPage answer={answer} what="the finding">{finding => <>
    <article class={`finding ${finding.goneSince ? 'note' : finding.level}`}>
      <Tags finding={finding} />
      <h1>{finding.title}</h1>
      <Life finding={finding} />
      <FindingFacts finding={finding.finding} />
    </article>
    <section aria-labelledby="history"><h2 id="history">History</h2><SiteHistoryChart service={service} history={history} /></section>
    <section aria-labelledby="snapshots"><h2 id="snapshots">Snapshots</h2><SnapshotList snapshots={finding.snapshots} /></section>
    <section aria-labelledby="events"><h2 id="events">Events</h2><EventList events={finding.events} /></section>
  </>}</Fetched>;
}

function Life({ finding }: { finding: FindingDetail }) {
  const { goneSince, perHour, returns } = finding;
  return <dl>
    <div><dt>seen</dt><dd>
      since <Time at={finding.firstSeen} />{goneSince ? <>, gone since <Time at={goneSince} /></> : <>, last <Time at={finding.lastSeen} /></>}{returns > 0 && `, came back ${count(returns, 'time')}`}
    </dd></div>
    <div><dt>count</dt><dd>{count(finding.count, 'goroutine')}{finding.peak > finding.count && `, ${number(finding.peak)} at most`}{perHour !== undefined && !goneSince && `, ${rate(perHour)}`}</dd></div>
    <div><dt>where</dt><dd>{finding.spread}</dd></div>
    {finding.afterDeployment && <div><dt>deployed</dt><dd>after the last deployment: {afterDeployment(finding.afterDeployment)}</dd></div>}
  </dl>;
}
