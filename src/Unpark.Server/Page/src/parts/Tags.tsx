import type { FindingSummary } from '../api/shapes';

/** How bad, how sure, which rule. */
export function Tags({ finding }: { finding: Pick<FindingSummary, 'level' | 'confidence' | 'rule' | 'name' | 'goneSince'> }) {
  return <p class="tags">
    <span class="level">{finding.goneSince ? 'gone' : finding.level}</span>
    <span>{finding.confidence}</span>
    <span>{finding.rule} {finding.name}</span>
  </p>;
}
