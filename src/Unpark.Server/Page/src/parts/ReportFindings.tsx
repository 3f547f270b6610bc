import type { Finding } from '../api/shapes';
import { count } from '../words/figures';
import { isLoud } from '../words/verdicts';
import { FindingFacts } from './FindingFacts';
import { Tags } from './Tags';

// More than these are folded: what stands below them is to be seen.
const fewest = 3;

/** The findings of a report, those that count first; each unfolds. */
export function ReportFindings({ findings }: { findings: Finding[] }) {
  const loud = findings.filter(isLoud);
  const notes = findings.filter(finding => !isLoud(finding));
  return <section aria-labelledby="findings"><h2 id="findings">Findings</h2>
    {loud.map(finding => <Article key={finding.fingerprint} finding={finding} />)}
    {notes.length > 0 && <details class="notes" open={loud.length === 0 && notes.length <= fewest}>
      <summary>{count(notes.length, 'note')}: worth knowing, no ticket</summary>
      {notes.map(finding => <Article key={finding.fingerprint} finding={finding} />)}
    </details>}
  </section>;
}

function Article({ finding }: { finding: Finding }) {
  return <article class={`finding ${finding.level}`}>
    <Tags finding={finding} />
    <h3>{finding.title}</h3>
    <FindingFacts finding={finding} />
  </article>;
}
