import { secondsOf } from '../routing/addresses';
import { length, moment } from '../words/times';

/** A moment, its exact time in UTC under the mouse. */
export function Time({ at }: { at: string }) {
  return <time dateTime={at} title={at}>{moment(secondsOf(at))}</time>;
}

/** "3 min ago" */
export function Ago({ at }: { at: string }) {
  return <time dateTime={at} title={at}>{length(Date.now() / 1000 - secondsOf(at))} ago</time>;
}
