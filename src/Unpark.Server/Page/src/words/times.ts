const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "21 Nov 14:05:09", with the year when it is not this one; in the time of whoever looks. */
export function moment(seconds: number): string {
  const time = new Date(seconds * 1000);
  const year = time.getFullYear() === new Date().getFullYear() ? '' : ` ${time.getFullYear()}`;
  return `${day(seconds)}${year} ${clock(seconds)}`;
}

/** "14:05:09" */
export function clock(seconds: number): string {
  const time = new Date(seconds * 1000);
  return `${minutes(seconds)}:${two(time.getSeconds())}`;
}

/** "14:05" */
export function minutes(seconds: number): string {
  const time = new Date(seconds * 1000);
  return `${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** "21 Nov" */
export function day(seconds: number): string {
  const time = new Date(seconds * 1000);
  return `${time.getDate()} ${months[time.getMonth()]}`;
}

/** "45 s", "12 min", "5.2 h", "3 days" */
export function length(seconds: number): string {
  if (seconds < 120) return `${Math.max(0, Math.round(seconds))} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Number((seconds / 3600).toFixed(1))} h`;
  return `${Math.round(seconds / 86400)} days`;
}

/** "UTC+02:00": the clock in which times are shown. */
export function zone(): string {
  const offset = -new Date().getTimezoneOffset();
  return offset === 0 ? 'UTC' : `UTC${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60 | 0)}:${two(Math.abs(offset) % 60)}`;
}

/** The value of a field of kind datetime-local, and back. */
export function fieldOf(seconds: number): string {
  const time = new Date(seconds * 1000);
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}T${clock(seconds)}`;
}

export function secondsOfField(value: string): number {
  return new Date(value).getTime() / 1000;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
