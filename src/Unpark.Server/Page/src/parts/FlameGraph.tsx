import { useEffect, useRef, useState } from 'preact/hooks';
import { flameGraph } from '../../../../Unpark/Rendering/Html/Assets/flame.js';
import { nothing, useAnswer } from '../api/useAnswer';
import { addresses } from '../routing/addresses';
import { count, number } from '../words/figures';
import { Fetched } from './Fetched';

type Graph = ReturnType<typeof flameGraph>;

/** Written by FlameJson.cs. */
interface FlameData {
  boxes: number[][];
  names: string[];
  families: string[];
  findings: Record<string, string>;
  /** Goroutines at the largest box that there was no room for; 0 when all are here. */
  largestLeftOut: number;
}

/** The stacks of a snapshot, drawn by the script of the HTML report. */
export function FlameGraph({ snapshot }: { snapshot: number }) {
  const answer = useAnswer<FlameData>(`${addresses.snapshot(snapshot)}/flamegraph`, nothing);
  return <Fetched answer={answer} what="the flame graph">{data => <Drawn data={data} />}</Fetched>;
}

function Drawn({ data }: { data: FlameData }) {
  const host = useRef<HTMLDivElement>(null);
  const graph = useRef<Graph | null>(null);
  const [found, setFound] = useState('');
  const [changed, setChanged] = useState(false);
  const [words, setWords] = useState('');
  useEffect(() => {
    const made = graph.current = flameGraph(host.current!, data);
    made.onchange = setChanged;
    return () => made.remove();
  }, [data]);
  const search = (text: string) => {
    setWords(text);
    const { boxes, goroutines, total } = graph.current!.search(text);
    setFound(text.trim() === '' ? '' : `${number(boxes)} box${boxes === 1 ? '' : 'es'}, ${number(goroutines)} of ${count(total, 'goroutine')}`);
  };
  const reset = () => {
    search('');
    graph.current!.reset();
  };
  return <>
    <p>A box is a line of a stack, as wide as the goroutines that are in it; the entry is at the top, what they wait for at the bottom.</p>
    <p class="tools">
      <label for="flame-search">Search</label>
      <input type="search" id="flame-search" data-filter value={words} placeholder="function, file or state" autocomplete="off" spellcheck={false} onInput={event => search(event.currentTarget.value)} />
      <output for="flame-search" id="flame-found">{found}</output>
      <button type="button" id="flame-reset" disabled={!changed} onClick={reset}>Show all</button>
    </p>
    <div class="flame" id="flame-graph" ref={host} />
    <Legend data={data} />
    {data.largestLeftOut > 0 && <p class="more">These are the {number(data.boxes.length - 1)} largest boxes; none of the others has more than {count(data.largestLeftOut, 'goroutine')}.</p>}
    <p class="hint">Click or Enter shows a box alone, Escape all again; the arrow keys move.</p>
  </>;
}

function Legend({ data: { boxes, families, findings } }: { data: FlameData }) {
  const shown = new Set(boxes.slice(1).map(box => box[6]!));
  return <ul class="legend" aria-label="Colours of the boxes">
    {families.map((family, i) => shown.has(i) && <li key={family}><span class={`swatch of-${family}`} />{family}</li>)}
    {shown.has(-1) && <li><span class="swatch of-mixed" />mixed</li>}
    {Object.keys(findings).length > 0 && <li><span class="swatch found" />a finding</li>}
  </ul>;
}
