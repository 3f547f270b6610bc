import type { Instance, Snapshot } from '../api/shapes';
import { happenedTo, useAnswer } from '../api/useAnswer';
import { addresses } from '../routing/addresses';
import { useAddress } from '../routing/router';
import { Fetched } from './Fetched';
import { SnapshotList } from './SnapshotList';

/** Snapshots of the instances of a service, of one where the address names it. */
export function ServiceSnapshots({ service, instances }: { service: string; instances: Instance[] }) {
  const instance = useAddress().query.get('instance');
  const path = `${addresses.service(service)}/snapshots${instance ? `?${new URLSearchParams({ instance })}` : ''}`;
  const answer = useAnswer<{ snapshots: Snapshot[] }>(path, happenedTo(service));
  const names = new Map(instances.map(one => [one.key, one.instance]));
  return <Fetched answer={answer} what="the snapshots">{({ snapshots }) => <SnapshotList snapshots={snapshots} instanceOf={key => names.get(key) ?? key} />}</Fetched>;
}
