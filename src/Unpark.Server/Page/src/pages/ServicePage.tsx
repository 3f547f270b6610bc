import type { Service } from '../api/shapes';
import { about, useAnswer } from '../api/useAnswer';
import { EventList } from '../parts/EventList';
import { Facts } from '../parts/Facts';
import { Fetched } from '../parts/Fetched';
import { FindingList } from '../parts/FindingList';
import { InstanceTable } from '../parts/InstanceTable';
import { ServiceHistory } from '../parts/ServiceHistory';
import { ServiceSnapshots } from '../parts/ServiceSnapshots';
import { useTitle } from '../parts/useTitle';
import { addresses } from '../routing/addresses';
import { count } from '../words/figures';
import { isLoud, ofService } from '../words/verdicts';

export function ServicePage({ service: name }: { service: string }) {
  useTitle(name);
  const answer = useAnswer<Service>(addresses.service(name), about(name));
  return <Fetched isPage answer={answer} what="the service">{service => <ServiceView service={service} />}</Fetched>;
}

function ServiceView({ service }: { service: Service }) {
  const { name, findings, instances, goroutines, version, events } = service;
  const there = findings.filter(finding => !finding.goneSince);
  const gone = findings.filter(finding => finding.goneSince);
  const up = instances.filter(instance => instance.up).length;
  return <>
    <h1>{name}</h1>
    <p class={`verdict ${there.some(isLoud) ? '' : up > 0 ? 'quiet' : 'missing'}`}>{ofService(findings, goroutines, up)}</p>
    <Facts of={[up > 0 && count(goroutines, 'goroutine'), `${up} of ${count(instances.length, 'instance')} up`, version]} />
    <ServiceHistory service={service} />
    {there.length > 0 && <section aria-labelledby="findings"><h2 id="findings">Findings</h2><FindingList findings={there} /></section>}
    {gone.length > 0 && <section><details class="gone"><summary>{count(gone.length, 'finding')} that {gone.length === 1 ? 'is' : 'are'} gone</summary><FindingList findings={gone} /></details></section>}
    <section aria-labelledby="instances"><h2 id="instances">Instances</h2><InstanceTable instances={instances} /></section>
    <section aria-labelledby="snapshots"><h2 id="snapshots">Snapshots</h2><ServiceSnapshots service={name} instances={instances} /></section>
    <section aria-labelledby="events"><h2 id="events">Events</h2><EventList events={events} /></section>
  </>;
}
