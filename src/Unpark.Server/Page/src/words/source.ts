import type { Frame } from '../api/shapes';

/** "github.com/acme/shop/order.(*Service).Create": where "order" begins. Type arguments and receivers may hold slashes of their own. */
export function nameIndex(name: string): number {
  const end = name.search(/[([]/);
  return name.lastIndexOf('/', end < 0 ? name.length : end) + 1;
}

/** Without the path of its package: "order.(*Service).Create". */
export function shortName(name: string): string {
  return name.slice(nameIndex(name));
}

/** "/app/order.go:52" in its parts. */
export function frameOf(place: string | undefined, name: string | undefined): Frame {
  const parts = place?.match(/^(.*):(\d+)$/);
  return { function: name, file: parts?.[1] ?? place, line: parts ? Number(parts[2]) : undefined };
}

/** The page of the line at GitHub for packages that are named after it, of their main branch; undefined for others. */
export function sourceLink({ function: name, file, line }: Frame): string | undefined {
  const parts = name?.match(/^github\.com\/([\w.-]+)\/([\w.-]+?)(?:\/v\d+)?((?:\/[\w.-]+?)*)\.[^/]*$/);
  if (!parts || !file || !line) return undefined;
  const folder = parts[3] ?? '';
  return `https://github.com/${parts[1]}/${parts[2]}/blob/HEAD${folder}/${file.slice(file.lastIndexOf('/') + 1)}#L${line}`;
}
