import type { FindingSummary } from '../api/shapes';
import { Facts } from './Facts';

/** How bad, how sure, which rule. */
export function Tags({ finding: { level, confidence, rule, name, goneSince } }: { finding: Pick<FindingSummary, 'level' | 'confidence' | 'rule' | 'name' | 'goneSince'> }) {
  return <Facts class="tags" of={[<span class="level">{goneSince ? 'gone' : level}</span>, confidence, `${rule} ${name}`]} />;
}
