import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** Something folded whose inside is made only when somebody unfolds it: tables have hundreds of them. */
export function Fold({ summary, children }: { summary: string; children: () => ComponentChildren }) {
  const [isOpen, setOpen] = useState(false);
  return <details onToggle={event => setOpen(event.currentTarget.open)}><summary>{summary}</summary>{isOpen && children()}</details>;
}
