import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { changeQuery, useAddress } from '../routing/router';

interface Props<T> {
  rows: T[];
  /** What the words are looked for in. */
  textOf: (row: T) => string;
  /** "function, file, state" */
  hint: string;
  children: (rows: T[]) => ComponentChildren;
}

/** The rows that hold every word; the words stand in the address, so that a link shows the same. */
export function Filter<T>({ rows, textOf, hint, children }: Props<T>) {
  const words = useAddress().query.get('filter') ?? '';
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const isOn = wanted.length > 0;
  const texts = useMemo(() => isOn ? rows.map(row => textOf(row).toLowerCase()) : [], [rows, isOn]);
  const found = isOn ? rows.filter((_, i) => wanted.every(word => texts[i]!.includes(word))) : rows;
  const change = (value: string) => changeQuery({ filter: value || undefined });
  return <>
    <p class="tools">
      <label for="filter">Filter</label>
      <input type="search" id="filter" data-filter value={words} placeholder={hint} autocomplete="off" spellcheck={false} onInput={event => change(event.currentTarget.value)} />
      <output for="filter">{isOn && `${found.length} of ${rows.length}`}</output>
    </p>
    {found.length === 0 && rows.length > 0
      ? <p class="empty">Nothing has all of these words. <button type="button" onClick={() => change('')}>Show all</button></p>
      : children(found)}
  </>;
}
