import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../api/useAnswer';
import { addresses } from '../routing/addresses';
import { clock } from '../words/times';
import { TokenForm } from './TokenForm';

interface Props<T> {
  answer: Answer<T>;
  /** "the services": what is waited for. */
  what: string;
  /** It is all that the page shows. */
  isPage?: boolean;
  children: (value: T) => ComponentChildren;
}

/** What was asked for, or why it is not there and what to do. */
export function Fetched<T>({ answer: { value, error, at, again }, what, isPage = false, children }: Props<T>) {
  if (error?.status === 401) return <TokenForm message={error.message} onToken={again} />;
  if (value !== undefined) {
    return <>
      {error && <p class="problem" role="status">Not up to date since {clock(at! / 1000)}: {error.message} <button type="button" onClick={again}>Try now</button></p>}
      {children(value)}
    </>;
  }
  if (!error) return <Waiting what={what} isPage={isPage} />;
  const title = error.status === 404 ? `There is no ${what.replace(/^the /, '')} here` : `No answer for ${what}`;
  return <div class="failure" role="alert">
    {isPage ? <h1>{title}</h1> : <h3>{title}</h3>}
    <p>{error.message}</p>
    <p class="tools"><button type="button" onClick={again}>Try again</button> <a href={addresses.overview()}>All services</a></p>
  </div>;
}

// Said only when it takes a while: most answers come before anybody could read it.
function Waiting({ what, isPage }: { what: string; isPage: boolean }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  const text = late && `Asking for ${what} ...`;
  return <div class="waiting" role="status">{isPage ? <h1>{text}</h1> : text}</div>;
}
