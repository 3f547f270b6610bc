import { useRef } from 'preact/hooks';
import type { Instance } from '../api/shapes';
import { withQuery } from '../routing/router';
import { number } from '../words/figures';
import { byName } from '../words/names';
import { Filter } from './Filter';
import { LookButton } from './LookButton';
import { Table } from './Table';
import { Ago } from './Time';

// With so few a filter is in the way.
const fewest = 10;

/** Programs of a service: those that do not answer first, then by their goroutines when the page was opened. */
export function InstanceTable({ instances }: { instances: Instance[] }) {
  const ranks = useRef(new Map<string, number>()).current;
  rank(instances, ranks);
  const sorted = [...instances].sort((a, b) => Number(a.up) - Number(b.up) || ranks.get(a.key)! - ranks.get(b.key)!);
  if (sorted.length <= fewest) return <Rows instances={sorted} />;
  return <Filter rows={sorted} textOf={textOf} hint="instance, label, problem">{found => <Rows instances={found} />}</Filter>;
}

// Whoever is ranked keeps the place: rows that change it with every look cannot be read.
function rank(instances: Instance[], ranks: Map<string, number>): void {
  const unranked = instances.filter(instance => !ranks.has(instance.key));
  unranked.sort((a, b) => (b.goroutines ?? 0) - (a.goroutines ?? 0) || byName(a.instance, b.instance));
  for (const instance of unranked) ranks.set(instance.key, ranks.size);
}

function Rows({ instances }: { instances: Instance[] }) {
  return <Table label="Instances" class="instances" step={20} rows={instances} keyOf={instance => instance.key} columns={[
    { head: 'instance', sort: instance => instance.instance, cell: instance => <a data-row href={withQuery({ instance: instance.key })}>{instance.instance}</a> },
    { head: 'goroutines', isNumber: true, sort: instance => instance.goroutines ?? -1, cell: instance => instance.goroutines === undefined ? '' : number(instance.goroutines) },
    { head: 'state', sort: instance => Number(instance.up), cell: instance => instance.up ? 'up' : <span class="missing">{instance.problem ?? 'down'}</span> },
    { head: 'looked at', sort: instance => instance.lookedAt ?? '', cell: instance => instance.lookedAt ? <Ago at={instance.lookedAt} /> : 'never' },
    { head: 'version', sort: instance => instance.version ?? '', cell: instance => instance.version },
    { head: 'look', class: 'look', cell: instance => instance.url && <LookButton instance={instance} /> },
    { head: 'labels', cell: instance => <span class="marks">{labelsOf(instance).map(label => <span key={label}>{label}</span>)}</span> },
  ]} />;
}

function textOf(instance: Instance): string {
  return [instance.instance, instance.problem, instance.version, ...labelsOf(instance)].join(' ');
}

// The others stand in columns of their own.
function labelsOf({ labels }: Instance): string[] {
  return Object.entries(labels).filter(([name]) => !['instance', 'service', 'version'].includes(name)).map(([name, value]) => `${name}=${value}`);
}
