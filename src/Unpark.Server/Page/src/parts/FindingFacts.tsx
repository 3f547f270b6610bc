import type { ComponentChildren } from 'preact';
import type { Age, Finding } from '../api/shapes';
import { bytes, count, number, rate } from '../words/figures';
import { ExcerptView } from './ExcerptView';
import { Spot, StackList } from './Frames';

/** Why a finding is one and what to change, row by row as in the report. */
export function FindingFacts({ finding }: { finding: Finding }) {
  return <>
    <dl>
      {finding.site && <Row head={finding.state ? 'stuck' : 'at'}><Spot frame={finding.site} state={finding.state} /></Row>}
      {finding.createdBy && <Row head="created"><Spot frame={finding.createdBy} /></Row>}
      {finding.age && <Row head="age">{ageOf(finding.age)}</Row>}
      {finding.growth && <Row head="growth">{growthOf(finding.growth)}</Row>}
      {finding.ages && <Row head="ages">{`${finding.ages.pattern}${finding.ages.perHour === undefined ? '' : `, ${rate(finding.ages.perHour)}`}: ${finding.ages.basis}`}</Row>}
      {finding.cost && <Row head="holds">about {bytes(finding.cost.bytes)}: {finding.cost.basis}</Row>}
      {finding.cause && <Row head="cause">{`${finding.cause.sentence} [${finding.cause.name}${finding.cause.sure ? '' : ', likely'}]`}</Row>}
      <Rows head="because" texts={finding.because} />
      <Rows head="not" texts={finding.ruledOut} />
      <Rows head="unknown" texts={finding.unknown} />
      <div class="fix"><dt>fix</dt><dd>{finding.fix}</dd></div>
      {finding.patch && <Row head="patch">{`${finding.patch.strategy} in ${count(finding.edits.length, 'place')}: ${finding.patch.why}; 'unpark fix' shows it`}</Row>}
      {finding.noPatch && <Row head="patch">none: {finding.noPatch}</Row>}
    </dl>
    {finding.excerpts?.map(excerpt => <ExcerptView key={`${excerpt.file}:${excerpt.firstLine}`} excerpt={excerpt} />)}
    {finding.stack && <details open><summary>Stack, {count(finding.stack.length, 'frame')}</summary><StackList frames={finding.stack} /></details>}
  </>;
}

/** "5 to 12 min" */
export function ageOf(age: Age): string {
  return age.minMinutes === age.maxMinutes ? `${number(age.maxMinutes)} min or more` : `${number(age.minMinutes)} to ${number(age.maxMinutes)} min`;
}

function growthOf({ from, to, perHour, perHourLow, perHourHigh, pValue }: NonNullable<Finding['growth']>): string {
  const pace = perHour === undefined ? '' : `, ${rate(perHour, perHourLow, perHourHigh)}`;
  const sure = pValue === undefined ? '' : pValue < 0.0001 ? ' (p < 0.0001)' : ` (p = ${Number(pValue.toFixed(4))})`;
  return `${number(from)} -> ${number(to)}${pace}${sure}`;
}

function Row({ head, children }: { head: string; children: ComponentChildren }) {
  return <div><dt>{head}</dt><dd>{children}</dd></div>;
}

function Rows({ head, texts }: { head: string; texts: string[] | undefined }) {
  if (!texts || texts.length === 0) return null;
  return <div><dt>{head}</dt>{texts.map(text => <dd key={text}>{text}</dd>)}</div>;
}
