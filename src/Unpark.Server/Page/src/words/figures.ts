const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const hundredths = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** "23,001" */
export function number(value: number): string {
  return whole.format(value);
}

/** "1 goroutine", "23,001 goroutines" */
export function count(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** "+12", "-3", "0" */
export function change(value: number): string {
  return value > 0 ? `+${number(value)}` : number(value);
}

/** "640 KiB" */
export function bytes(value: number): string {
  if (value < 10 << 10) return count(value, 'byte');
  if (value < 10 << 20) return `${number(value >> 10)} KiB`;
  return `${number(value / 2 ** 20)} MiB`;
}

/** "+240 a minute (230 to 250)", in the unit in which the figure is neither huge nor tiny; as the report says it. */
export function rate(perHour: number, low?: number, high?: number): string {
  const size = Math.abs(perHour);
  const [unit, factor] = size >= 600 ? ['a minute', 1 / 60] as const : size >= 1 || size === 0 ? ['an hour', 1] as const : ['a day', 24] as const;
  const between = low === undefined || high === undefined || figure(low * factor) === figure(high * factor) ? '' : ` (${figure(low * factor)} to ${figure(high * factor)})`;
  return `${perHour > 0 ? '+' : ''}${figure(perHour * factor)} ${unit}${between}`;
}

// Three digits: more would claim a precision that counts of goroutines do not have.
function figure(value: number): string {
  const size = Math.abs(value);
  return (size >= 100 ? whole : size >= 10 ? tenths : hundredths).format(value);
}
