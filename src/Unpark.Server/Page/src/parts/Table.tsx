import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { byName } from '../words/names';

export interface Column<T> {
  head: string;
  cell: (row: T) => ComponentChildren;
  /** Numbers stand right, and their largest comes first. Without it the column cannot be sorted. */
  sort?: (row: T) => number | string;
  isNumber?: boolean;
  class?: string;
}

interface Props<T> {
  label: string;
  rows: T[];
  columns: Column<T>[];
  keyOf: (row: T) => string | number;
  class?: string;
  onRow?: (row: T | null) => void;
  rowClass?: (row: T) => string;
  /** Rows at first, and with each step. */
  step?: number;
}

/** Rows as they come until a head is pressed. A long one grows while one scrolls: the page stays quick with thousands. */
export function Table<T>({ label, rows, columns, keyOf, class: name = '', onRow, rowClass, step = 100 }: Props<T>) {
  const [order, setOrder] = useState<{ column: number; ascending: boolean } | null>(null);
  const [most, setMost] = useState(step);
  const sorted = useMemo(() => order ? sort(rows, columns[order.column]!, order.ascending) : rows, [rows, order]);
  const press = (column: number) => setOrder(before => {
    const first = !columns[column]!.isNumber;
    return { column, ascending: before?.column === column ? !before.ascending : first };
  });
  const shown = sorted.slice(0, most);
  return <div class="wide">
    <table class={name} aria-label={label}>
      <thead><tr>{columns.map((column, i) => <Head key={column.head} column={column} order={order?.column === i ? order.ascending : null} onPress={() => press(i)} />)}</tr></thead>
      <tbody>{shown.map(row => <tr key={keyOf(row)} class={rowClass?.(row)} onPointerEnter={onRow && (() => onRow(row))} onPointerLeave={onRow && (() => onRow(null))}>
        {columns.map(column => <td key={column.head} class={classOf(column)}>{column.cell(row)}</td>)}
      </tr>)}</tbody>
    </table>
    {shown.length < sorted.length && <More isEager={step >= 100} shown={shown.length} all={sorted.length} onMore={() => setMost(before => before + step)} />}
  </div>;
}

function Head<T>({ column, order, onPress }: { column: Column<T>; order: boolean | null; onPress: () => void }) {
  return <th scope="col" class={classOf(column)} aria-sort={order === null ? undefined : order ? 'ascending' : 'descending'}>
    {column.sort ? <button type="button" onClick={onPress}>{column.head}</button> : column.head}
  </th>;
}

// A short list asks before it grows: what stands below it is to be reached.
function More({ shown, all, isEager, onMore }: { shown: number; all: number; isEager: boolean; onMore: () => void }) {
  const end = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!isEager) return undefined;
    const observer = new IntersectionObserver(entries => { if (entries.some(entry => entry.isIntersecting)) onMore(); }, { rootMargin: '600px' });
    observer.observe(end.current!);
    return () => observer.disconnect();
  }, [shown]);
  return <p class="tools" ref={end}><button type="button" onClick={onMore}>{shown} of {all}: more</button></p>;
}

function classOf<T>(column: Column<T>): string | undefined {
  return [column.isNumber ? 'number' : '', column.class ?? ''].join(' ').trim() || undefined;
}

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : byName(String(a), String(b));
}

function sort<T>(rows: T[], column: Column<T>, ascending: boolean): T[] {
  const keys = rows.map((row, i) => ({ row, key: column.sort!(row), i }));
  const sign = ascending ? 1 : -1;
  return keys.sort((a, b) => sign * compare(a.key, b.key) || a.i - b.i).map(one => one.row);
}
