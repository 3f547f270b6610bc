/** "pod-2" before "pod-10". */
export const byName = new Intl.Collator('en', { numeric: true }).compare;
