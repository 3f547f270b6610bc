import type { FindingSummary } from '../api/shapes';
import { addresses } from '../routing/addresses';
import { count, rate } from '../words/figures';
import { afterDeployment } from '../words/verdicts';
import { Facts } from './Facts';
import { Tags } from './Tags';
import { Time } from './Time';

/** Findings of a service with what became of them. */
export function FindingList({ findings }: { findings: FindingSummary[] }) {
  return <ul class="findings">{findings.map(finding => <li key={finding.fingerprint} class={`finding ${finding.goneSince ? 'note' : finding.level}`}>
    <Tags finding={finding} />
    <h3><a data-row href={addresses.finding(finding.service, finding.fingerprint)}>{finding.title}</a></h3>
    <p>{finding.spread}</p>
    <Facts of={[
      count(finding.count, 'goroutine'),
      finding.perHour !== undefined && !finding.goneSince && rate(finding.perHour),
      <>first seen <Time at={finding.firstSeen} /></>,
      finding.goneSince && <>gone since <Time at={finding.goneSince} /></>,
      finding.returns > 0 && `came back ${count(finding.returns, 'time')}`,
      finding.afterDeployment && `after the last deployment: ${afterDeployment(finding.afterDeployment)}`,
    ]} />
  </li>)}</ul>;
}
