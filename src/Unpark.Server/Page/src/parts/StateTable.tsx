import { number } from '../words/figures';

/** How many goroutines are in each state, by the runtime's own words. */
export function StateTable({ byState }: { byState: Record<string, number> }) {
  const states = Object.entries(byState);
  const total = states.reduce((sum, [, count]) => sum + count, 0);
  return <table class="states" aria-label="States">
    <thead><tr><th scope="col" class="number">goroutines</th><th scope="col">state</th><th scope="col">share</th></tr></thead>
    <tbody>{states.map(([state, count]) => <tr key={state}>
      <td class="number">{number(count)}</td><td>{state}</td>
      <td class="share"><svg aria-hidden="true" width="100%" height="10"><rect width={`${100 * count / total}%`} height="10" rx="1" /></svg></td>
    </tr>)}</tbody>
  </table>;
}
