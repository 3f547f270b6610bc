import type { Finding, FindingSummary, Level, Report, ServiceSummary } from '../api/shapes';
import { count, number } from './figures';

const ranks: Record<Level, number> = { error: 3, warning: 2, note: 1 };
const sure: Record<string, number> = { proven: 3, likely: 2, suspected: 1 };

/** Larger is worse. */
export function weight(finding: Pick<FindingSummary, 'level' | 'confidence'> | undefined): number {
  return finding ? 10 * ranks[finding.level] + (sure[finding.confidence] ?? 0) : 0;
}

export function isLoud(finding: Pick<FindingSummary, 'level'> | undefined): boolean {
  return finding !== undefined && finding.level !== 'note';
}

/** All services in one line. */
export function ofServices(services: ServiceSummary[]): string {
  const loud = services.filter(service => isLoud(service.worst));
  const goroutines = services.reduce((sum, service) => sum + service.goroutines, 0);
  if (loud.length === 0) return `Nothing stuck: ${count(services.length, 'service')}, ${count(goroutines, 'goroutine')}.`;
  const worst = loud.reduce((a, b) => weight(b.worst) > weight(a.worst) ? b : a);
  if (loud.length === 1) return `${worst.name}: ${worst.worst!.title} (${worst.worst!.confidence}).`;
  return `${loud.length} of ${count(services.length, 'service')} have findings; the worst: ${worst.name}: ${worst.worst!.title} (${worst.worst!.confidence}).`;
}

/** One service in one line; findings that are gone do not count. */
export function ofService(findings: FindingSummary[], goroutines: number, up: number): string {
  const loud = findings.filter(finding => isLoud(finding) && !finding.goneSince);
  if (loud.length > 0) return ofLoud(loud, '');
  return up === 0 ? 'No instance answers.' : `Nothing stuck: ${count(goroutines, 'goroutine')} on ${count(up, 'instance')}.`;
}

/** A report in one line, as the report itself says it. */
export function ofReport(report: Report, placesLeftOut = 0): string {
  const loud = report.findings.filter(isLoud);
  if (loud.length === 0) return `Nothing stuck: ${count(report.goroutines.total, 'goroutine')}, ${count(report.groups.length + placesLeftOut, 'place')}.`;
  const stuck = loud.reduce((sum, finding) => sum + finding.count, 0);
  return ofLoud(loud, stuck === 0 || stuck > report.goroutines.total ? '' : `, ${number(stuck)} of ${number(report.goroutines.total)} goroutines`);
}

/** What a deployment did to a finding. */
export function afterDeployment(outcome: string): string {
  return outcome === 'unchanged' ? 'not fixed' : outcome === 'better' ? 'better, and not gone' : outcome;
}

function ofLoud(loud: Pick<Finding, 'title' | 'confidence'>[], of: string): string {
  const worst = loud[0]!;
  return loud.length === 1 ? `${worst.title} (${worst.confidence}).` : `${loud.length} findings${of}; the worst: ${worst.title} (${worst.confidence}).`;
}
