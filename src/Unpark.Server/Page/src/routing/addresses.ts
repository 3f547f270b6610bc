/** Where each page is. The server knows the same paths, and alerts link to them. */
export const addresses = {
  overview: () => '/',
  service: (service: string) => `/services/${encodeURIComponent(service)}`,
  finding: (service: string, fingerprint: string) => `${addresses.service(service)}/findings/${encodeURIComponent(fingerprint)}`,
  site: (service: string, fingerprint: string) => `${addresses.service(service)}/sites/${encodeURIComponent(fingerprint)}`,
  compare: (service: string, from: number, to: number, instance?: string) =>
    `${addresses.service(service)}/compare?${new URLSearchParams({ from: timeOf(Math.min(from, to)), to: timeOf(Math.max(from, to)), ...(instance ? { instance } : {}) })}`,
  snapshot: (id: number | string) => `/snapshots/${id}`,
  compareSnapshots: (before: number | string, after: number | string) => `/snapshots/compare?before=${before}&after=${after}`,
};

/** Seconds since 1970 as the interface takes them: RFC 3339 in UTC. */
export function timeOf(seconds: number): string {
  return new Date(Math.round(seconds) * 1000).toISOString().replace('.000Z', 'Z');
}

export function secondsOf(time: string): number {
  return Date.parse(time) / 1000;
}
