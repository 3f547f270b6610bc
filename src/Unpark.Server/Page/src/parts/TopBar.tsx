import { useEffect, useRef } from 'preact/hooks';
import { dialogId } from '../keys';
import { addresses } from '../routing/addresses';
import { LiveMark } from './LiveMark';
import { ThemeButton } from './ThemeButton';

export interface Step {
  text: string;
  address: string;
}

/** Where one is, from the overview down. The last step but one is what Escape goes to. */
export function TopBar({ trail }: { trail: Step[] }) {
  const steps = [{ text: 'Services', address: addresses.overview() }, ...trail];
  const nav = useRef<HTMLElement>(null);
  // On a narrow screen the end of the way is what tells most.
  useEffect(() => { nav.current!.scrollLeft = nav.current!.scrollWidth; });
  const showKeys = () => document.querySelector<HTMLDialogElement>(`#${dialogId}`)?.showModal();
  return <header class="bar">
    <a class="brand" href={addresses.overview()}>unpark</a>
    <nav aria-label="Where you are" ref={nav}>
      <ol class="trail">{steps.map((step, i) => <li key={step.address}>
        {i === steps.length - 1 ? <span aria-current="page">{step.text}</span> : <a href={step.address} data-up={i === steps.length - 2 ? '' : undefined}>{step.text}</a>}
      </li>)}</ol>
    </nav>
    <LiveMark />
    <button type="button" class="help" onClick={showKeys} aria-label="Keys">?</button>
    <ThemeButton />
  </header>;
}
