import { addresses } from '../routing/addresses';

/** More than anybody reads through; the rest is in the raw profile. */
const placesShown = 500;

/** The path of what is said of a snapshot. */
export function reportOf(snapshot: number | string): string {
  return `${addresses.snapshot(snapshot)}?places=${placesShown}`;
}
