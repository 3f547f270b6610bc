import { useMemo } from 'preact/hooks';
import type { Group } from '../api/shapes';
import { count, number } from '../words/figures';
import { Filter } from './Filter';
import { Fold } from './Fold';
import { FunctionName, Place, StackList } from './Frames';
import { Table, type Column } from './Table';

/** Goroutines by the place where they wait, with a stack of each. */
export function GroupTable({ groups, leftOut = 0 }: { groups: Group[]; leftOut?: number }) {
  const places = useMemo(() => new Map(groups.map((group, i) => [group, i])), [groups]);
  const columns: Column<Group>[] = [
    { head: 'goroutines', isNumber: true, sort: group => group.count, cell: group => number(group.count) },
    { head: 'state', class: 'state', sort: group => group.state, cell: group => group.state },
    { head: 'place', sort: group => group.site?.function ?? '', cell: group => <PlaceOf group={group} /> },
  ];
  if (groups.some(group => group.createdBy)) columns.push({ head: 'created at', class: 'creator', sort: group => group.createdBy?.file ?? '', cell: group => group.createdBy && <Place frame={group.createdBy} /> });
  if (groups.some(group => group.age)) columns.push({ head: 'waited, min', isNumber: true, class: 'age', sort: group => group.age?.maxMinutes ?? -1, cell: group => waitOf(group) });
  return <>
    <Filter rows={groups} textOf={textOf} hint="function, file, state, label">{found =>
      <Table label="Places" class="places" rows={found} keyOf={group => places.get(group)!} columns={columns} />}
    </Filter>
    {leftOut > 0 && <p class="hint">These are the largest {number(groups.length)} of {count(groups.length + leftOut, 'place')}; the file to download has them all.</p>}
  </>;
}

function PlaceOf({ group }: { group: Group }) {
  if (!group.site) return <span class="path">(no stack)</span>;
  return <>
    {group.site.function && <FunctionName name={group.site.function} />}
    <Place frame={group.site} />
    <div class="marks">
      {group.leaked && <span class="leaked">{number(group.leaked)} proven leaked</span>}
      {group.library && <span>{group.library}</span>}
      {Object.entries(group.labels ?? {}).map(([name, value]) => <span key={name}>{name}={value}</span>)}
    </div>
    {group.stack.length > 1 && <Fold summary={`stack, ${count(group.stack.length, 'frame')}`}>{() => <StackList frames={group.stack} />}</Fold>}
  </>;
}

function waitOf({ age }: Group): string {
  if (!age) return '';
  return age.minMinutes === age.maxMinutes ? number(age.maxMinutes) : `${number(age.minMinutes)} to ${number(age.maxMinutes)}`;
}

function textOf(group: Group): string {
  const { function: name, file, line } = group.site ?? {};
  return [group.state, name, `${file}:${line}`, group.library, group.createdBy?.function, group.createdBy?.file, ...Object.entries(group.labels ?? {}).flat(), ...group.stack.map(frame => frame.function)].join(' ');
}
