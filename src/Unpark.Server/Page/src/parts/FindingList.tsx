import type { FindingSummary } from '../api/shapes';
import { addresses } from '../routing/addresses';
import { count, rate } from '../words/figures';
import { afterDeployment } from '../words/verdicts';
import { Tags } from './Tags';
import { Time } from './Time';

/** Findings of a service with what became of them. */
export function FindingList({ findings }: { findings: FindingSummary[] }) {
  return <ul class="findings">{findings.map(finding => <li key={finding.fingerprint} class={`finding ${finding.goneSince ? 'note' : finding.level}`}>
    <Tags finding={finding} />
    <h3><a data-row href={addresses.finding(finding.service, finding.fingerprint)}>{finding.title}</a></h3>
    <p>{finding.spread}</p>
    <p class="facts">
      <span>{count(finding.count, 'goroutine')}</span>
      {finding.perHour !== undefined && !finding.goneSince && <span>{rate(finding.perHour)}</span>}
      <span>first seen <Time at={finding.firstSeen} /></span>
      {finding.goneSince && <span>gone since <Time at={finding.goneSince} /></span>}
      {finding.returns > 0 && <span>came back {count(finding.returns, 'time')}</span>}
      {finding.afterDeployment && <span>after the last deployment: {afterDeployment(finding.afterDeployment)}</span>}
    </p>
  </li>)}</ul>;
}
