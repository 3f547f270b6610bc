import type { ComponentChildren } from 'preact';
import { Table } from '../parts/Table';
import { change, number } from '../words/figures';
import type { Layer, Layers } from './layers';
import { layerColour } from './palette';

interface Props {
  history: Layers;
  /** Of the moment whose counts are shown. */
  index: number;
  noun: string;
  nameOf: (key: string) => ComponentChildren;
  textOf: (key: string) => string;
  onHighlight: (key: string | null) => void;
}

/** The layers of a chart by name, with their colours: its legend, and the same in figures. */
export function LayerTable({ history, index, noun, nameOf, textOf, onHighlight }: Props) {
  const colours = new Map(history.layers.map((layer, i) => [layer, layer.key === 'other' ? 'var(--layer-rest)' : layerColour(i)]));
  const now = (layer: Layer) => layer.counts[index] ?? 0;
  const since = (layer: Layer) => now(layer) - (layer.counts[0] ?? 0);
  return <Table label={`Goroutines by ${noun}`} class="layers" rows={history.layers} keyOf={layer => layer.key} onRow={layer => onHighlight(layer?.key ?? null)} columns={[
    { head: 'goroutines', isNumber: true, sort: now, cell: layer => number(now(layer)) },
    { head: 'change', isNumber: true, sort: since, class: 'change', cell: layer => change(since(layer)) },
    { head: noun, sort: layer => textOf(layer.key), cell: layer => <><span class="swatch" style={{ '--of': colours.get(layer)! }} />{layer.key === 'other' ? <span class="rest">all others</span> : nameOf(layer.key)}</> },
  ]} />;
}
