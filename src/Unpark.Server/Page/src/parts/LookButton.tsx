import { useState } from 'preact/hooks';
import { order } from '../api/client';
import type { Instance, Snapshot } from '../api/shapes';
import { addresses } from '../routing/addresses';
import { goTo } from '../routing/router';

/** Takes a snapshot of an instance now, and shows it. */
export function LookButton({ instance }: { instance: Instance }) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const look = async () => {
    setBusy(true);
    setProblem('');
    try {
      const { snapshots } = await order<{ snapshots: Snapshot[] }>(`/targets/${encodeURIComponent(instance.key)}/look`);
      const best = snapshots.find(snapshot => snapshot.kind === 'traceback') ?? snapshots[0];
      if (best) goTo(addresses.snapshot(best.id));
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return <>
    <button type="button" class="button" disabled={isBusy} aria-label={`Take a snapshot of ${instance.instance}`} onClick={() => void look()}>{isBusy ? 'looking ...' : 'snapshot'}</button>
    {problem && <span class="missing" role="alert"> {problem}</span>}
  </>;
}
