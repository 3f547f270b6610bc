import type { ProfileDiff } from '../api/shapes';
import { nothing, useAnswer } from '../api/useAnswer';
import { Changes } from '../parts/Changes';
import { Facts } from '../parts/Facts';
import { Fetched } from '../parts/Fetched';
import { useTitle } from '../parts/useTitle';
import { addresses } from '../routing/addresses';
import { useAddress } from '../routing/router';
import { change, count, number } from '../words/figures';
import { MissingPage } from './MissingPage';

/** What came, went, grew and shrank between two snapshots. */
export function CompareSnapshotsPage() {
  useTitle('Snapshots compared');
  const { query, path } = useAddress();
  const [before, after] = [query.get('before'), query.get('after')];
  const answer = useAnswer<ProfileDiff>(before && after ? `${addresses.compareSnapshots(before, after)}&places=500` : null, nothing);
  if (!before || !after) return <MissingPage path={path} />;
  return <Fetched isPage answer={answer} what="the comparison">{({ total, stacks, rows }) => <>
    <h1>{number(total.before)} {'->'} {count(total.after, 'goroutine')} ({change(total.after - total.before)})</h1>
    <Facts of={[<a href={addresses.snapshot(before)}>snapshot {before}</a>, <a href={addresses.snapshot(after)}>snapshot {after}</a>]} />
    <Facts of={[`${count(stacks.came, 'stack')} came`, `${number(stacks.went)} went`, `${number(stacks.grew)} grew`, `${number(stacks.shrank)} shrank`, `${number(stacks.unchanged)} unchanged`]} />
    {rows.length === 0 ? <p class="empty">Nothing changed.</p> : <Changes rows={rows.map((row, i) => ({ before: row.before, after: row.after, site: row, key: `${i}` }))} />}
  </>}</Fetched>;
}
