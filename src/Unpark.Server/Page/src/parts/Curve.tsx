import { number } from '../words/figures';

const width = 96;
const height = 24;
const day = 86_400;

/** A count over the last day, as a line as small as a word. It begins at zero, so that small changes look small. */
export function Curve({ times, counts }: { times: number[]; counts: number[] }) {
  if (counts.length < 2) return null;
  const most = Math.max(1, ...counts);
  const end = Math.max(Date.now() / 1000, times.at(-1)!);
  const x = (time: number) => 2 + (width - 4) * Math.max(0, 1 - (end - time) / day);
  const y = (count: number) => height - 2 - (height - 4) * count / most;
  const points = counts.map((count, i) => `${x(times[i]!).toFixed(1)},${y(count).toFixed(1)}`);
  return <svg class="curve" role="img" aria-label={`from ${number(counts[0]!)} to ${number(counts.at(-1)!)}, at most ${number(most)}`} viewBox={`0 0 ${width} ${height}`} width={width} height={height}>
    <polyline points={points.join(' ')} />
    <circle cx={x(times.at(-1)!)} cy={y(counts.at(-1)!)} r="2" />
  </svg>;
}
