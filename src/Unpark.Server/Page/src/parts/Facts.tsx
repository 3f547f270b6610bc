import type { ComponentChildren } from 'preact';

interface Props {
  /** Those that are false, empty or not there are left out. */
  of: ComponentChildren[];
  class?: string;
}

/** Short facts in a row. */
export function Facts({ of: facts, class: name = 'facts' }: Props) {
  const shown = facts.filter(fact => fact !== false && fact !== undefined && fact !== null && fact !== '');
  return <p class={name}>{shown.map((fact, i) => <>{i > 0 && ' '}<span key={i}>{fact}</span></>)}</p>;
}
