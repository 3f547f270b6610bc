import { useEffect, useState } from 'preact/hooks';

export interface Address {
  path: string;
  query: URLSearchParams;
}

const changed = 'unpark-address';

export function useAddress(): Address {
  const [address, setAddress] = useState(current);
  useEffect(() => {
    const update = () => setAddress(current());
    addEventListener('popstate', update);
    addEventListener(changed, update);
    return () => {
      removeEventListener('popstate', update);
      removeEventListener(changed, update);
    };
  }, []);
  return address;
}

/** To another page of this one; a step that the back button takes back. */
export function goTo(address: string): void {
  const other = new URL(address, location.href).pathname !== location.pathname;
  history.pushState(null, '', address);
  dispatchEvent(new Event(changed));
  if (other) scrollTo(0, 0);
}

/** Other words in the query of the present address, in its place: no step for the back button. */
export function changeQuery(changes: Record<string, string | undefined>): void {
  history.replaceState(null, '', withQuery(changes));
  dispatchEvent(new Event(changed));
}

/** The present address with other words in its query; undefined takes a word away. */
export function withQuery(changes: Record<string, string | undefined>): string {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return location.pathname + (text ? `?${text}` : '');
}

/** Links within the page change it without loading it anew. Returns what ends that. */
export function followLinks(): () => void {
  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || !isOurs(link) || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(link.href);
  };
  addEventListener('click', follow);
  return () => removeEventListener('click', follow);
}

function isOurs(link: HTMLAnchorElement): boolean {
  return link.origin === location.origin && !link.hasAttribute('download') && link.target === '' && !link.getAttribute('href')?.startsWith('#') && !link.pathname.startsWith('/api/');
}

function current(): Address {
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}
