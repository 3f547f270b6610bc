import { useEffect } from 'preact/hooks';

/** What the tab and the history of the browser call the page. */
export function useTitle(title: string): void {
  useEffect(() => { document.title = `${title} - unpark`; }, [title]);
}
