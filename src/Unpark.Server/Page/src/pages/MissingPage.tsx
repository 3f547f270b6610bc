import { useTitle } from '../parts/useTitle';
import { addresses } from '../routing/addresses';

export function MissingPage({ path }: { path: string }) {
  useTitle('Nothing here');
  return <>
    <h1>There is no page at {path}</h1>
    <p><a href={addresses.overview()}>All services</a></p>
  </>;
}
