import { withQuery } from '../routing/router';
import { moment } from '../words/times';
import { ranges, type TimeRange } from './ranges';

/** Which time is shown; each is a link, so that it can be sent and taken back. */
export function RangeBar({ range }: { range: TimeRange }) {
  return <div class="ranges" role="group" aria-label="Time">
    {Object.keys(ranges).map(name => <a key={name} href={withQuery({ range: name, from: undefined, to: undefined })} aria-current={range.name === name ? 'true' : undefined}>{name}</a>)}
    {!range.name && <span>{moment(range.from)} to {moment(range.to)}</span>}
  </div>;
}
