import { useState } from 'preact/hooks';
import type { Snapshot } from '../api/shapes';
import { addresses } from '../routing/addresses';
import { bytes, number } from '../words/figures';
import { Table } from './Table';
import { Time } from './Time';

const reasons: Record<string, string> = { clock: 'by the clock', finding: 'a finding appeared', spike: 'the count rose', request: 'asked for', pushed: 'sent by the program' };

/** Profiles and dumps that are kept; two of them can be compared. */
export function SnapshotList({ snapshots, instanceOf }: { snapshots: Snapshot[]; instanceOf?: (key: string) => string }) {
  const [chosen, setChosen] = useState<number[]>([]);
  if (snapshots.length === 0) return <p class="empty">None is kept for this time. One is taken every hour, and when a finding appears.</p>;
  const choose = (id: number) => setChosen(before => before.includes(id) ? before.filter(one => one !== id) : [...before.slice(-1), id]);
  const [before, after] = [...chosen].sort((a, b) => a - b);
  return <>
    <Table label="Snapshots" class="snapshots" step={12} rows={snapshots} keyOf={snapshot => snapshot.id} columns={[
      { head: 'compare', class: 'compare', cell: snapshot => <input type="checkbox" aria-label={`Compare snapshot ${snapshot.id}`} checked={chosen.includes(snapshot.id)} onChange={() => choose(snapshot.id)} /> },
      { head: 'taken', class: 'taken', cell: snapshot => <a data-row href={addresses.snapshot(snapshot.id)}><Time at={snapshot.at} /></a>, sort: snapshot => snapshot.at },
      { head: 'goroutines', cell: snapshot => number(snapshot.total), sort: snapshot => snapshot.total, isNumber: true },
      { head: 'kind', cell: snapshot => snapshot.kind, sort: snapshot => snapshot.kind },
      { head: 'why', cell: snapshot => reasons[snapshot.reason] ?? snapshot.reason, sort: snapshot => snapshot.reason },
      { head: 'instance', cell: snapshot => instanceOf?.(snapshot.key) ?? snapshot.key, sort: snapshot => snapshot.key },
      { head: 'size', cell: snapshot => bytes(snapshot.size), sort: snapshot => snapshot.size, isNumber: true },
    ]} />
    <p class="tools">{before !== undefined && after !== undefined
      ? <a class="button" href={addresses.compareSnapshots(before, after)}>Compare the two</a>
      : <span class="hint">Choose two to compare them.</span>}</p>
  </>;
}
