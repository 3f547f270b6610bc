import type { VNode } from 'preact';
import type { Step } from '../parts/TopBar';
import { addresses } from '../routing/addresses';
import { ComparePage } from './ComparePage';
import { CompareSnapshotsPage } from './CompareSnapshotsPage';
import { FindingPage } from './FindingPage';
import { MissingPage } from './MissingPage';
import { OverviewPage } from './OverviewPage';
import { ServicePage } from './ServicePage';
import { SitePage } from './SitePage';
import { SnapshotPage } from './SnapshotPage';

export interface Page {
  /** The way there from the overview. */
  trail: Step[];
  content: VNode;
}

export function pageAt(path: string): Page {
  const words = path.split('/').filter(Boolean).map(decode);
  const [first, name = '', part, id = ''] = words;
  if (words.length === 0) return { trail: [], content: <OverviewPage /> };
  if (first === 'services' && words.length > 1) return ofService(name, part, id) ?? missing(path);
  if (first === 'snapshots' && words.length === 2) return name === 'compare' ? step('Snapshots compared', path, <CompareSnapshotsPage />) : step(`Snapshot ${name}`, path, <SnapshotPage id={name} />);
  return missing(path);
}

function ofService(service: string, part: string | undefined, id: string): Page | undefined {
  const home: Step = { text: service, address: addresses.service(service) };
  const below = (text: string, address: string, content: VNode): Page => ({ trail: [home, { text, address }], content });
  switch (part) {
    case undefined: return { trail: [home], content: <ServicePage service={service} /> };
    case 'findings': return id ? below('Finding', addresses.finding(service, id), <FindingPage service={service} fingerprint={id} />) : undefined;
    case 'sites': return id ? below('Site', addresses.site(service, id), <SitePage service={service} fingerprint={id} />) : undefined;
    case 'compare': return below('Two moments', `${home.address}/compare`, <ComparePage service={service} />);
    default: return undefined;
  }
}

function step(text: string, address: string, content: VNode): Page {
  return { trail: [{ text, address }], content };
}

function missing(path: string): Page {
  return step('Nothing', path, <MissingPage path={path} />);
}

function decode(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}
