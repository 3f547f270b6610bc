import { dialogId, keys } from '../keys';

export function KeysDialog() {
  return <dialog id={dialogId} aria-labelledby="keys-title">
    <h2 id="keys-title">Keys</h2>
    <dl>{keys.map(([key, does]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div>)}</dl>
    <p>In a chart: drag to look closer, click two moments to compare them.</p>
    <form method="dialog" class="tools"><button>Close</button></form>
  </dialog>;
}
