import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { listenToKeys } from './keys';
import { pageAt } from './pages/pages';
import { KeysDialog } from './parts/KeysDialog';
import { TopBar } from './parts/TopBar';
import { followLinks, useAddress } from './routing/router';

export function App() {
  const { path } = useAddress();
  const page = pageAt(path);
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(followLinks, []);
  // Before anything is shown: a key that comes at once counts.
  useLayoutEffect(listenToKeys, []);
  useEffect(() => {
    // Who follows a link by keyboard or screen reader begins at the top of the new page.
    if (shown.current !== path) main.current?.focus({ preventScroll: true });
    shown.current = path;
  }, [path]);
  return <>
    <TopBar trail={page.trail} />
    <main id="top" tabIndex={-1} ref={main} key={path}>{page.content}</main>
    <KeysDialog />
  </>;
}
