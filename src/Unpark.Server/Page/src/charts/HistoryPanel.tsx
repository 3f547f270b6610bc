import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Deployment } from '../api/shapes';
import { secondsOf, timeOf } from '../routing/addresses';
import { goTo, withQuery } from '../routing/router';
import { count, number } from '../words/figures';
import { moment, zone } from '../words/times';
import { HistoryChart } from './HistoryChart';
import { LayerTable } from './LayerTable';
import { folded, type Layers } from './layers';
import type { Mark } from './marks';
import { coloursOfLayers } from './palette';
import { shownOf, type TimeRange } from './ranges';

interface Props {
  history: Layers;
  /** Goroutines in all layers, the folded ones among them. */
  totals: number[];
  deployments: Deployment[];
  range: TimeRange;
  /** What a layer is: "site", "state", "instance". */
  noun: string;
  nameOf: (key: string) => ComponentChildren;
  textOf: (key: string) => string;
  /** Where two chosen moments are compared. */
  onCompare: (first: number, second: number) => void;
}

/** A history: the chart, what stands at the moment under the mouse, and the layers as a table. */
export function HistoryPanel({ history, totals, deployments, range, noun, nameOf, textOf, onCompare }: Props) {
  const [at, setAt] = useState<number | null>(null);
  const [highlighted, highlight] = useState<string | null>(null);
  const [chosen, choose] = useState<number | null>(null);
  useEscape(chosen !== null, () => choose(null));
  const shown = useMemo(() => ({ times: history.times, layers: folded(history.layers, coloursOfLayers) }), [history]);
  const marks = useMemo(() => marksOf(deployments, chosen), [deployments, chosen]);
  const index = at === null ? history.times.length - 1 : nearest(history.times, at);
  const click = (moment: number) => {
    if (chosen === null) choose(moment);
    else onCompare(chosen, moment);
  };

  if (history.times.length === 0) return <p class="empty">Nothing was seen in this time. Choose a longer one.</p>;
  return <>
    <p class="readout">
      <span>{moment(history.times[index]!)} {zone()}</span> <strong>{count(totals[index] ?? 0, 'goroutine')}</strong>
      {chosen !== null && <span class="chosen">from {moment(chosen)}: click another moment to compare, or <button type="button" onClick={() => choose(null)}>drop it</button></span>}
    </p>
    <HistoryChart history={shown} marks={marks} range={shownOf(range, history.times)} highlighted={highlighted} label={labelOf(history.times, totals)}
      onMoment={setAt} onClick={click} onZoom={(from, to) => goTo(withQuery({ range: undefined, from: timeOf(from), to: timeOf(to) }))} />
    <LayerTable history={shown} index={index} noun={noun} nameOf={nameOf} textOf={textOf} onHighlight={highlight} />
  </>;
}

function labelOf(times: number[], totals: number[]): string {
  return `Goroutines from ${moment(times[0]!)} to ${moment(times.at(-1)!)}: at least ${number(Math.min(...totals))}, at most ${number(Math.max(...totals))}, last ${number(totals.at(-1)!)}`;
}

function marksOf(deployments: Deployment[], chosen: number | null): Mark[] {
  const marks: Mark[] = deployments.map(deployment => ({ at: secondsOf(deployment.at), text: deployment.version }));
  if (chosen !== null) marks.push({ at: chosen, text: '', isChosen: true });
  return marks.sort((a, b) => a.at - b.at);
}

function nearest(times: number[], at: number): number {
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low > 0 && at - times[low - 1]! < times[low]! - at ? low - 1 : low;
}

function useEscape(isOn: boolean, drop: () => void): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      drop();
    };
    addEventListener('keydown', listen, { capture: true });
    return () => removeEventListener('keydown', listen, { capture: true });
  }, [isOn]);
}
