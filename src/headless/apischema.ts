// The table of routes beside a description of Docker's API (OpenAPI 2, in YAML): what one has and the other has not.

import { parse } from 'yaml';
import { Query } from '../api/query.ts';
import type { Incoming, Route } from '../api/route.ts';
import { ROUTES } from '../api/routes/index.ts';
import { answersOtherwise } from '../api/unserved.ts';
import { API_VERSION } from '../api/versions.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly type?: string;
}
interface Described {
  readonly parameters?: readonly Parameter[];
  readonly responses?: Readonly<Record<string, unknown>>;
}

const METHODS = ['get', 'head', 'post', 'put', 'delete'] as const;

/** A query that notes what it is asked for. */
class Noted extends Query {
  readonly asked = new Set<string>();
  override has(name: string): boolean {
    this.asked.add(name);
    return super.has(name);
  }
  override get(name: string): string {
    this.asked.add(name);
    return super.get(name);
  }
  override all(name: string): readonly string[] {
    this.asked.add(name);
    return super.all(name);
  }
}

/** A body in which every route finds what it cannot do without. */
const BODY = { Image: 'x', Cmd: ['x'], Container: 'x', Name: 'x' };

/** Parameters whose text is JSON: any other is refused before the rest is read. */
const HOLDS_JSON = ['filters', 'platform', 'platforms', 'buildargs', 'labels', 'cachefrom', 'outputs'];

/** Names of the query that a route reads, when the request holds what is described of it. */
function asked(route: Route, parameters: readonly Parameter[]): ReadonlySet<string> {
  const numeric = (p: Parameter): boolean => p.type === 'boolean' || p.type === 'integer';
  const named = (p: Parameter): boolean => !numeric(p) && !HOLDS_JSON.includes(p.name);
  const out = new Set<string>(route.unread ?? []);
  // a value of one parameter may rule out that another is looked at
  for (const given of [parameters.filter(numeric), parameters.filter(named), []]) {
    const query = new Noted(given.map((p) => `${p.name}=${numeric(p) ? '1' : 'x'}`).join('&'));
    const request: Incoming = {
      version: API_VERSION,
      path: { id: 'x', name: 'x' },
      query,
      header: () => '',
      body: new TextEncoder().encode(JSON.stringify(BODY)),
      json: () => BODY,
    };
    const parts: ((r: Incoming) => unknown)[] = [(r) => route.read(r), (r) => route.again?.(r), (r) => route.once?.(r)];
    for (const part of parts) {
      try {
        part(request);
      } catch {
        // what it refuses it has read before
      }
    }
    for (const name of query.asked) out.add(name);
  }
  return out;
}

/** A path without the names of its variables, and without what a query must have. */
const plain = (path: string): string => path.replace(/\{[^}]*\}/g, '{}').replace(/\?.*/, '');

/**
 * Compares the table of routes with a description of the API.
 * @param text the description, in YAML
 * @returns a line for each difference, in the order of the description; ours come last
 */
export function schemaDifferences(text: string, routes: readonly Route[] = ROUTES): string[] {
  const { paths } = parse(text) as { paths: Record<string, Record<string, Described>> };
  const out: string[] = [];
  const known = new Set<string>();
  for (const [path, operations] of Object.entries(paths)) {
    for (const method of METHODS) {
      const described = operations[method];
      if (described === undefined) continue;
      const title = `${method.toUpperCase()} ${path}`;
      known.add(`${method.toUpperCase()} ${plain(path)}`);
      const ours = routes.filter((r) => r.method === method.toUpperCase() && plain(r.path) === plain(path));
      if (ours.length === 0) {
        if (!answersOtherwise(method.toUpperCase(), path.replace(/\{[^}]*\}/g, 'x')))
          out.push(`${title}: not answered`);
        continue;
      }
      const parameters = (described.parameters ?? []).filter((p) => p.in === 'query');
      const read = new Set(ours.flatMap((r) => [...asked(r, parameters)]));
      for (const r of ours) for (const name of (r.path.split('?')[1] ?? '').split('&')) read.add(name);
      for (const p of parameters) if (!read.has(p.name)) out.push(`${title}: the parameter ${p.name} is not read`);
      const statuses = Object.keys(described.responses ?? {});
      for (const r of ours) {
        const status = String(r.answer.status);
        // who gives no word of an upgrade is answered 200
        const also = r.answer.kind === 'hijack' ? '200' : status;
        if (!statuses.includes(status) && !statuses.includes(also))
          out.push(`${title}: answers ${status}, described are ${statuses.join(', ')}`);
      }
    }
  }
  for (const r of routes) {
    const title = `${r.method} ${plain(r.path)}`;
    if (!known.has(title) && !r.path.startsWith('/drydock/')) out.push(`${r.method} ${r.path}: is not described`);
  }
  return out;
}
