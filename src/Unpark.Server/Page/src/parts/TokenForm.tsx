import { useEffect, useRef } from 'preact/hooks';
import { isRefused, keepToken } from '../api/client';
import { connectNow } from '../api/live';

/** Shown when the server wants to know who asks. */
export function TokenForm({ message, onToken }: { message: string; onToken: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const enter = (event: Event) => {
    event.preventDefault();
    keepToken(field.current!.value.trim());
    field.current!.value = '';
    connectNow();
    onToken();
  };
  return <form class="failure" onSubmit={enter}>
    <h1>{isRefused() ? 'This token is not accepted' : 'A token, please'}</h1>
    <p>{message}</p>
    <p class="tools">
      <label for="token">Token</label>
      <input type="password" id="token" ref={field} autocomplete="current-password" spellcheck={false} required />
      <button type="submit">Show</button>
    </p>
    <p class="hint">It stays in this tab and is forgotten with it. Whoever runs the server makes one with unpark serve --new-token.</p>
  </form>;
}
