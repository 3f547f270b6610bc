/** What the keyboard does beyond what browsers do; shown by "?". */
export const keys: readonly [key: string, does: string][] = [
  ['/', 'to the filter or the search of the page'],
  ['j, k', 'to the next row, to the one before'],
  ['Enter', 'opens the row'],
  ['Esc', 'leaves a field, drops a chosen moment, else goes one page up'],
  ['?', 'shows the keys'],
];

export const dialogId = 'keys';

/** Returns what ends the listening. */
export function listenToKeys(): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (isHandled(event)) event.preventDefault();
  };
  addEventListener('keydown', listen);
  return () => removeEventListener('keydown', listen);
}

function isHandled(event: KeyboardEvent): boolean {
  const field = event.target instanceof HTMLElement && event.target.matches('input, select, textarea') ? event.target : null;
  if (event.key === 'Escape') return escape(field);
  if (field) return false;
  switch (event.key) {
    case '/': return focus(document.querySelector<HTMLElement>('[data-filter]'));
    case 'j': return focus(row(1));
    case 'k': return focus(row(-1));
    case '?':
      document.querySelector<HTMLDialogElement>(`#${dialogId}`)?.showModal();
      return true;
    default: return false;
  }
}

function escape(field: HTMLElement | null): boolean {
  if (document.querySelector('dialog[open]')) return false;
  if (field) {
    field.blur();
    return true;
  }
  const up = [...document.querySelectorAll<HTMLAnchorElement>('[data-up]')].at(-1);
  up?.click();
  return up !== undefined;
}

function row(step: 1 | -1): HTMLElement | undefined {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const current = rows.indexOf(document.activeElement as HTMLElement);
  return current < 0 ? rows[0] : rows[current + step];
}

function focus(element: HTMLElement | null | undefined): boolean {
  element?.focus();
  element?.scrollIntoView({ block: 'nearest' });
  return element != null;
}
