import type { Snapshot, SnapshotDetail } from '../api/shapes';
import { download, hasToken } from '../api/client';
import { nothing, useAnswer } from '../api/useAnswer';
import { Facts } from '../parts/Facts';
import { Fetched } from '../parts/Fetched';
import { FlameGraph } from '../parts/FlameGraph';
import { GroupTable } from '../parts/GroupTable';
import { ReportFindings } from '../parts/ReportFindings';
import { StateTable } from '../parts/StateTable';
import { reportOf } from '../parts/reportOf';
import { Time } from '../parts/Time';
import { useTitle } from '../parts/useTitle';
import { addresses } from '../routing/addresses';
import { bytes, count } from '../words/figures';
import { isLoud, ofReport } from '../words/verdicts';

/** A profile or a dump that is kept, with what its report says. */
export function SnapshotPage({ id }: { id: string }) {
  useTitle(`Snapshot ${id}`);
  const answer = useAnswer<SnapshotDetail>(reportOf(id), nothing);
  return <Fetched isPage answer={answer} what="the snapshot">{({ snapshot, report, placesLeftOut }) => <>
    <h1 class={report.findings.some(isLoud) ? '' : 'quiet'}>{ofReport(report, placesLeftOut)}</h1>
    <Facts of={[
      <a href={addresses.service(snapshot.service)} data-up>{snapshot.service}</a>, snapshot.key, <Time at={snapshot.at} />, snapshot.kind,
      count(snapshot.total, 'goroutine'), report.evidence[0]?.goVersion,
    ]} />
    <p class="tools"><RawLink snapshot={snapshot} /></p>
    {report.findings.length > 0 && <ReportFindings findings={report.findings} />}
    <section aria-labelledby="flame"><h2 id="flame">Flame graph</h2><FlameGraph snapshot={snapshot.id} /></section>
    <section aria-labelledby="states"><h2 id="states">States</h2><StateTable byState={report.goroutines.byState} /></section>
    <section aria-labelledby="places"><h2 id="places">Places</h2><GroupTable groups={report.groups} leftOut={placesLeftOut} /></section>
    {report.diagnostics.length > 0 && <section aria-labelledby="remarks"><h2 id="remarks">Remarks</h2>
      <ul class="remarks">{report.diagnostics.map(one => <li key={`${one.position} ${one.message}`}>{one.position && <code>{one.position}: </code>}{one.message}</li>)}</ul></section>}
  </>}</Fetched>;
}

/** As it came: go tool pprof reads profiles, people read dumps. */
function RawLink({ snapshot: { id, size } }: { snapshot: Snapshot }) {
  const path = `${addresses.snapshot(id)}/raw`;
  const save = (event: Event) => {
    if (!hasToken()) return;
    event.preventDefault();
    void download(path, `snapshot-${id}`);
  };
  return <a class="button" href={`/api/v1${path}`} download onClick={save}>Download as it came ({bytes(size)})</a>;
}
