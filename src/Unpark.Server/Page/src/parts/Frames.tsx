import type { Frame } from '../api/shapes';
import { nameIndex, sourceLink } from '../words/source';

const framesShown = 60;

/** What tells functions apart is dark, the path before it light. */
export function FunctionName({ name }: { name: string }) {
  const start = nameIndex(name);
  return <code class="function"><span class="path">{name.slice(0, start)}</span>{name.slice(start)}</code>;
}

export function Place({ frame }: { frame: Frame }) {
  if (!frame.file) return null;
  const start = Math.max(frame.file.lastIndexOf('/'), frame.file.lastIndexOf('\\')) + 1;
  return <code class="place"><span class="path">{frame.file.slice(0, start)}</span>{frame.file.slice(start)}{frame.line ? `:${frame.line}` : ''}</code>;
}

/** Place and function, and a way to the source where one is known. */
export function Spot({ frame, state }: { frame: Frame; state?: string }) {
  const link = sourceLink(frame);
  return <>
    <Place frame={frame} />
    {frame.function && <FunctionName name={frame.function} />}
    {state && <span class="state">{state}</span>}
    {link && <a class="source-link" href={link} rel="noreferrer" target="_blank">source</a>}
  </>;
}

/** Leaf first; of a long one the entry at the end, which says what the goroutine is for. */
export function StackList({ frames }: { frames: Frame[] }) {
  const shown = frames.length > framesShown ? frames.slice(0, framesShown - 1) : frames;
  return <ol class="stack">
    {shown.map((frame, i) => <FrameItem key={i} frame={frame} />)}
    {shown.length < frames.length && <>
      <li class="gap">{frames.length - framesShown} frames not shown</li>
      <FrameItem frame={frames.at(-1)!} />
    </>}
  </ol>;
}

function FrameItem({ frame }: { frame: Frame }) {
  return <li>{frame.function && <FunctionName name={frame.function} />}<Place frame={frame} /></li>;
}
