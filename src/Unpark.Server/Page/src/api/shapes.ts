// The answers of /api/v1. Times are RFC 3339 in UTC unless they say seconds; a key that is absent is unknown.

export type Level = 'error' | 'warning' | 'note';

export interface Overview {
  services: ServiceSummary[];
  problems: string[];
}

export interface ServiceSummary {
  name: string;
  instances: number;
  up: number;
  goroutines: number;
  version?: string;
  trend: { times: number[]; totals: number[] };
  findings: number;
  worst?: FindingSummary;
}

export interface Service {
  name: string;
  goroutines: number;
  version?: string;
  instances: Instance[];
  findings: FindingSummary[];
  deployments: Deployment[];
  events: Happening[];
}

export interface Instance {
  key: string;
  instance: string;
  url?: string;
  labels: Record<string, string>;
  up: boolean;
  goroutines?: number;
  lookedAt?: string;
  problem?: string;
  version?: string;
}

export interface FindingSummary {
  service: string;
  fingerprint: string;
  rule: string;
  name: string;
  title: string;
  spread: string;
  level: Level;
  confidence: string;
  function?: string;
  place?: string;
  count: number;
  peak: number;
  perHour?: number;
  instances: number;
  instancesOfService: number;
  firstSeen: string;
  lastSeen: string;
  goneSince?: string;
  returns: number;
  afterDeployment?: string;
}

export interface FindingDetail extends FindingSummary {
  finding: Finding;
  events: Happening[];
  snapshots: Snapshot[];
}

export interface Deployment {
  at: string;
  version: string;
  source: string;
}

/** Something that happened to a service. */
export interface Happening {
  at: string;
  kind: string;
  service: string;
  target?: string;
  text: string;
  fingerprint?: string;
}

export interface Snapshot {
  id: number;
  service: string;
  key: string;
  at: string;
  kind: string;
  reason: string;
  total: number;
  size: number;
}

export interface Counts {
  lowest: number[];
  highest: number[];
}

/** Times in seconds since 1970, one for each count. */
export interface History {
  times: number[];
  totals: Counts;
  series: (Counts & { key: string; function?: string; file?: string; line?: number; state?: string; library?: string })[];
  deployments: Deployment[];
}

export interface SiteHistory {
  site: { fingerprint: string; function?: string; file?: string; line?: number; state?: string; library?: string };
  times: number[];
  /** Null where nobody looked. */
  instances: { key: string; instance: string; lowest: (number | null)[]; highest: (number | null)[] }[];
  deployments: Deployment[];
  finding?: FindingSummary;
  snapshots: Snapshot[];
}

export interface Comparison {
  from: string;
  to: string;
  totals: [number, number];
  sites: { fingerprint: string; function?: string; file?: string; line?: number; state?: string; before: number; after: number }[];
  snapshots: { before?: Snapshot; after?: Snapshot };
}

export interface Frame {
  function?: string;
  file?: string;
  line?: number;
}

export interface Age {
  minMinutes: number;
  maxMinutes: number;
}

/** A finding of unpark.findings/1. */
export interface Finding {
  rule: string;
  name: string;
  title: string;
  confidence: string;
  level: Level;
  count: number;
  state?: string;
  site?: Frame;
  createdBy?: Frame;
  stack?: Frame[];
  goroutines?: number[];
  age?: Age;
  ages?: { pattern: string; perHour?: number; basis: string };
  growth?: { perHour?: number; perHourLow?: number; perHourHigh?: number; pValue?: number; from: number; to: number };
  because: string[];
  ruledOut?: string[];
  unknown?: string[];
  cost?: { bytes: number; basis: string };
  fix: string;
  cause?: { name: string; sentence: string; sure: boolean };
  patch?: { strategy: string; why: string };
  noPatch?: string;
  edits: unknown[];
  excerpts?: Excerpt[];
  fingerprint: string;
}

/** Lines of source as they lie on the machine of the monitor, some with a word beside them. */
export interface Excerpt {
  file: string;
  firstLine: number;
  lines: string[];
  marks: { line: number; word: string; culprit?: boolean }[];
}

export interface Group {
  count: number;
  state: string;
  site?: Frame;
  library?: string;
  stack: Frame[];
  createdBy?: Frame;
  labels?: Record<string, string>;
  age?: Age;
  leaked?: number;
}

/** unpark.findings/1 */
export interface Report {
  evidence: { source: string; kind: string; takenAt?: string; goVersion?: string; goroutines?: number }[];
  goroutines: { total: number; byState: Record<string, number> };
  findings: Finding[];
  groups: Group[];
  diagnostics: { source: string; position?: string; message: string }[];
  notes?: string[];
}

export interface SnapshotDetail {
  snapshot: Snapshot;
  report: Report;
  placesLeftOut?: number;
}

/** unpark.diff/1 */
export interface ProfileDiff {
  total: { before: number; after: number };
  stacks: { came: number; went: number; grew: number; shrank: number; unchanged: number };
  rows: (Frame & { before: number; after: number })[];
}
