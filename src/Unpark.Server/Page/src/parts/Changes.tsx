import type { Frame } from '../api/shapes';
import { change, number } from '../words/figures';
import { Filter } from './Filter';
import { FunctionName, Place } from './Frames';
import { Table, type Column } from './Table';

export interface ChangeRow {
  key: string;
  before: number;
  after: number;
  state?: string;
  site?: Frame;
  /** Of the site's page, where there is one. */
  address?: string;
}

/** Places before and after, the largest change first. */
export function Changes({ rows }: { rows: ChangeRow[] }) {
  const columns: Column<ChangeRow>[] = [
    { head: 'change', isNumber: true, sort: row => row.after - row.before, cell: row => <span class={row.after > row.before ? 'more' : row.after < row.before ? 'less' : ''}>{change(row.after - row.before)}</span> },
    { head: 'before', isNumber: true, sort: row => row.before, cell: row => number(row.before) },
    { head: 'after', isNumber: true, sort: row => row.after, cell: row => number(row.after) },
    { head: 'place', sort: row => row.site?.function ?? '', cell: row => <PlaceOf row={row} /> },
  ];
  if (rows.some(row => row.state)) columns.splice(3, 0, { head: 'state', class: 'state', sort: row => row.state ?? '', cell: row => row.state });
  return <Filter rows={rows} textOf={row => `${row.state} ${row.site?.function} ${row.site?.file}:${row.site?.line}`} hint="function, file, state">{found =>
    <Table label="Changes" class="changes" rows={found} keyOf={row => row.key} columns={columns} />}
  </Filter>;
}

function PlaceOf({ row: { site, address } }: { row: ChangeRow }) {
  const name = site?.function ? <FunctionName name={site.function} /> : <span class="path">(no stack)</span>;
  return <>
    {address ? <a data-row href={address}>{name}</a> : name}
    {site && <Place frame={site} />}
  </>;
}
