import type { Overview, ServiceSummary } from '../api/shapes';
import { useAnswer } from '../api/useAnswer';
import { Curve } from '../parts/Curve';
import { Facts } from '../parts/Facts';
import { Fetched } from '../parts/Fetched';
import { Filter } from '../parts/Filter';
import { Table } from '../parts/Table';
import { useTitle } from '../parts/useTitle';
import { addresses } from '../routing/addresses';
import { count, number } from '../words/figures';
import { byName } from '../words/names';
import { isLoud, ofServices, weight } from '../words/verdicts';
import { NoServices } from './NoServices';

/** All services, what is wrong first. */
export function OverviewPage() {
  useTitle('Services');
  const answer = useAnswer<Overview>('/services', () => true);
  return <Fetched isPage answer={answer} what="the services">{({ services, problems }) => <>
    <h1 class={services.some(service => isLoud(service.worst)) || services.length === 0 ? '' : 'quiet'}>{services.length === 0 ? 'No program is watched yet' : ofServices(services)}</h1>
    <Problems problems={problems} />
    {services.length === 0 ? <NoServices /> : <Services services={services} />}
  </>}</Fetched>;
}

function Problems({ problems }: { problems: string[] }) {
  if (problems.length === 0) return null;
  return <ul class="problems" aria-label="Problems of the monitor">{problems.map(problem => <li key={problem}>{problem}</li>)}</ul>;
}

function Services({ services }: { services: ServiceSummary[] }) {
  const sorted = [...services].sort(worstFirst);
  const instances = services.reduce((sum, service) => sum + service.instances, 0);
  const silent = instances - services.reduce((sum, service) => sum + service.up, 0);
  return <>
    <Facts of={[count(services.length, 'service'), count(instances, 'instance'), silent > 0 && <span class="missing">{number(silent)} of them {silent === 1 ? 'does' : 'do'} not answer</span>]} />
    <Filter rows={sorted} textOf={service => `${service.name} ${service.version ?? ''} ${service.worst?.title ?? ''} ${service.worst?.confidence ?? ''}`} hint="service, finding">{found =>
      <Table label="Services" class="services" rows={found} keyOf={service => service.name} rowClass={service => service.worst ? service.worst.level : ''} columns={[
        { head: 'service', sort: service => service.name, cell: service => <><a class="name" data-row href={addresses.service(service.name)}>{service.name}</a> <span class="version">{service.version}</span></> },
        { head: 'last 24 h', class: 'trend', cell: service => <Curve times={service.trend.times} counts={service.trend.totals} /> },
        { head: 'goroutines', isNumber: true, sort: service => service.goroutines, cell: service => service.up > 0 && number(service.goroutines) },
        { head: 'up', isNumber: true, class: 'up', sort: service => service.up - service.instances, cell: service => <Up service={service} /> },
        { head: 'worst finding', class: 'worst', sort: service => -weight(service.worst), cell: service => <Worst service={service} /> },
      ]} />}
    </Filter>
  </>;
}

function Up({ service: { up, instances } }: { service: ServiceSummary }) {
  return <span class={up < instances ? 'missing' : ''}>{number(up)} of {number(instances)}</span>;
}

function Worst({ service: { name, worst, findings, up } }: { service: ServiceSummary }) {
  if (!worst) return up > 0 ? <span class="path">nothing stuck</span> : <span class="missing">no instance answers</span>;
  return <>
    <span class="level">{worst.level}</span> <a href={addresses.finding(name, worst.fingerprint)}>{worst.title}</a> <span class="path">{worst.confidence}{findings > 1 && `, and ${findings - 1} more`}</span>
  </>;
}

// By findings and names, and by nothing that moves with every look: rows keep their places.
function worstFirst(a: ServiceSummary, b: ServiceSummary): number {
  return weight(b.worst) - weight(a.worst)
    || b.findings - a.findings
    || Number(b.up < b.instances) - Number(a.up < a.instances)
    || byName(a.name, b.name);
}
