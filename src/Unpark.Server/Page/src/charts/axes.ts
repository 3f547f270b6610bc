import type uPlot from 'uplot';
import { number } from '../words/figures';
import { clock, day, minutes } from '../words/times';
import { resolve } from './palette';

const font = '12px system-ui, sans-serif';

/** Time below, goroutines at the left, in the colours of the theme. */
export function axes(): uPlot.Axis[] {
  const [ink, line] = [resolve('var(--faint)'), resolve('var(--line)')];
  const common = { stroke: ink, font, ticks: { show: false }, border: { show: false } };
  return [
    { ...common, grid: { show: false }, space: 64, size: 36, values: (_, splits, __, ___, step) => timesOf(splits, step) },
    { ...common, grid: { stroke: line, width: 1 }, space: 36, size: widthOf, values: (_, splits) => splits.map(split => Number.isInteger(split) ? number(split) : '') },
  ];
}

// Days as days; within a day the clock, with the day where it begins and at the left.
function timesOf(splits: number[], step: number): string[] {
  if (step >= 86_400) return splits.map(day);
  return splits.map((split, i) => {
    const text = step < 60 ? clock(split) : minutes(split);
    return i === 0 || day(split) !== day(splits[i - 1]!) ? `${text}\n${day(split)}` : text;
  });
}

function widthOf(chart: uPlot, values: string[] | null): number {
  if (!values || values.length === 0) return 32;
  chart.ctx.font = font;
  return Math.ceil(Math.max(...values.map(value => chart.ctx.measureText(value).width))) + 14;
}
