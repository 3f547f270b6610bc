import type { Excerpt } from '../api/shapes';

/** Lines of source around a finding, the culprit marked. */
export function ExcerptView({ excerpt: { file, firstLine, lines, marks } }: { excerpt: Excerpt }) {
  const width = String(firstLine + lines.length).length;
  return <figure class="source">
    <figcaption><code>{file}</code></figcaption>
    <pre tabIndex={0}>{lines.map((code, i) => {
      const mark = marks.find(one => one.line === firstLine + i);
      return <>
        <span class="line-number">{String(firstLine + i).padStart(width)}</span> {mark?.culprit ? <mark>{code}</mark> : code}{mark && <em>{`  \u2190 ${mark.word}`}</em>}{'\n'}
      </>;
    })}</pre>
  </figure>;
}
