import type uPlot from 'uplot';
import { resolve } from './palette';

/** A moment worth a line in a chart: a deployment, one that was chosen. */
export interface Mark {
  /** Seconds since 1970. */
  at: number;
  text: string;
  isChosen?: boolean;
}

const leastRoom = 8;

/** Lines from top to bottom, with their words where there is room for them. */
export function drawMarks(chart: uPlot, marks: Mark[]): void {
  const { ctx, bbox } = chart;
  const scale = devicePixelRatio;
  const [ink, chosen] = [resolve('var(--faint)'), resolve('var(--ink)')];
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, 0, bbox.width, bbox.top + bbox.height);
  ctx.clip();
  ctx.font = `${11 * scale}px system-ui, sans-serif`;
  ctx.textBaseline = 'top';
  ctx.textAlign = 'left';
  let free = -Infinity;
  for (const mark of marks) {
    const x = Math.round(chart.valToPos(mark.at, 'x', true));
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.strokeStyle = ctx.fillStyle = mark.isChosen ? chosen : ink;
    ctx.lineWidth = scale * (mark.isChosen ? 2 : 1);
    ctx.setLineDash(mark.isChosen ? [] : [4 * scale, 3 * scale]);
    ctx.beginPath();
    ctx.moveTo(x, mark.isChosen ? bbox.top : 2 * scale);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    const width = ctx.measureText(mark.text).width;
    if (x < free || mark.isChosen) continue;
    const fits = x + width + 4 * scale <= bbox.left + bbox.width;
    ctx.fillText(mark.text, fits ? x + 4 * scale : x - width - 4 * scale, 2 * scale);
    free = x + width + leastRoom * scale;
  }
  ctx.restore();
}
