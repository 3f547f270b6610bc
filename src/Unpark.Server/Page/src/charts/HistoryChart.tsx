import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { axes } from './axes';
import { stacked, withGaps, type Layers } from './layers';
import { drawMarks, type Mark } from './marks';
import { layerColour, resolve, useTheme } from './palette';

interface Props {
  history: Layers;
  marks: Mark[];
  /** What is shown, in words, for those who do not see it. */
  label: string;
  /** First and last second of the axis, known before there are counts. */
  range: [number, number];
  highlighted: string | null;
  /** The moment under the mouse, in seconds; null when it is elsewhere. */
  onMoment: (at: number | null) => void;
  onZoom: (from: number, to: number) => void;
  onClick: (at: number) => void;
}

/** Layers on each other over time. Drag to look closer, click for a moment. */
export function HistoryChart(props: Props) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const theme = useTheme();
  const { history, marks, label, range, highlighted } = props;
  const shape = `${history.times.length < 3} ${history.layers.map(layer => layer.key).join('\n')}`;

  useEffect(() => {
    const made = chart.current = make(host.current!, latest);
    const observer = new ResizeObserver(() => made.setSize(sizeOf(host.current!)));
    observer.observe(host.current!);
    return () => {
      observer.disconnect();
      made.destroy();
      chart.current = null;
    };
  }, [shape, theme]);

  useEffect(() => chart.current?.setData(dataOf(history)), [history, ...range]);
  useEffect(() => chart.current?.redraw(false), [marks]);
  useEffect(() => {
    const index = history.layers.findIndex(layer => layer.key === highlighted);
    chart.current?.setSeries(index < 0 ? null : index + 1, { focus: true });
  }, [highlighted, shape, theme]);

  return <div class="chart" role="img" aria-label={label} ref={host} />;
}

function make(host: HTMLElement, latest: { current: Props }): uPlot {
  const { history } = latest.current;
  const ground = resolve('var(--ground)');
  const fills = history.layers.map((layer, i) => resolve(layer.key === 'other' ? 'var(--layer-rest)' : layerColour(i)));
  const chart = new uPlot({
    ...sizeOf(host),
    padding: [18, 24, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false, dist: 6 } },
    focus: { alpha: 0.25 },
    scales: { x: { time: true, range: () => latest.current.range }, y: { range: (_, __, most) => [0, niceMost(most)] } },
    axes: axes(),
    series: [{}, ...fills.map(fill => ({ stroke: ground, width: 1, fill, points: { show: history.times.length < 3, fill, size: 7 } }))],
    bands: fills.slice(1).map((_, i) => ({ series: [i + 1, i + 2] as [number, number], fill: fills[i]! })),
    hooks: {
      draw: [made => drawMarks(made, latest.current.marks)],
      setCursor: [made => latest.current.onMoment(made.cursor.left! < 0 ? null : made.posToVal(made.cursor.left!, 'x'))],
      setSelect: [made => zoom(made, latest.current)],
    },
  }, dataOf(history), host);
  listenToClicks(chart, at => latest.current.onClick(at));
  return chart;
}

function dataOf(history: Layers): uPlot.AlignedData {
  const spread = withGaps(history);
  return [spread.times, ...stacked(spread)] as uPlot.AlignedData;
}

function zoom(chart: uPlot, { onZoom }: Props): void {
  const { left, width } = chart.select;
  if (width === 0) return;
  const [from, to] = [chart.posToVal(left, 'x'), chart.posToVal(left + width, 'x')];
  chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  if (to - from >= 10) onZoom(from, to);
}

// A drag ends with a click, too: only one that did not move counts.
function listenToClicks(chart: uPlot, onClick: (at: number) => void): void {
  let pressedAt = 0;
  chart.over.addEventListener('pointerdown', event => { pressedAt = event.clientX; });
  chart.over.addEventListener('click', event => {
    if (Math.abs(event.clientX - pressedAt) < 6) onClick(chart.posToVal(event.clientX - chart.over.getBoundingClientRect().left, 'x'));
  });
}

function niceMost(most: number | null): number {
  return Math.max(4, (most ?? 0) * 1.05);
}

function sizeOf(host: HTMLElement): { width: number; height: number } {
  return { width: host.clientWidth, height: host.clientHeight };
}
