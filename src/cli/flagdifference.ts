// For tests: what is different between two runs of the client, by the places where it is seen.
//
// A place is a field of a request's body (`HostConfig.Memory`), a value of its query (`?all`), `asks OPERATION` where
// one run asks for something more often, `out` for what is printed, `status`, or `file`.

import type { Route } from '../api/route.ts';
import { ROUTES } from '../api/routes/index.ts';
import type { Asked, Outcome } from './testing.ts';

const text = (value: unknown): string | undefined => JSON.stringify(value, (_, v: unknown) => plain(v));
const plain = (value: unknown): unknown =>
  value instanceof Map || value instanceof Set ? [...(value as Iterable<unknown>)] : value;

/** Fields whose keys are the user's own: which of them differ says nothing more. */
const MAPS =
  /(^|\.)(labels|buildArgs|secrets|namedContexts|Labels|Annotations|Options|DriverOpts|Sysctls|Tmpfs|StorageOpt|LogConfig\.Config|ExposedPorts|PortBindings|Volumes|EndpointsConfig)$/;

/** Where two values differ, with every field on the way there. */
function fields(a: unknown, b: unknown, at: string, out: Set<string>): void {
  const [x, y] = [plain(a), plain(b)];
  if (text(x) === text(y)) return;
  out.add(at === '' ? 'body' : at);
  if (MAPS.test(at) && !at.endsWith('EndpointsConfig')) return;
  if (Array.isArray(x) || Array.isArray(y) || x instanceof Uint8Array || y instanceof Uint8Array) return;
  const object = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null;
  if (!object(x) && !object(y)) return;
  for (const key of new Set([...Object.keys(object(x) ? x : {}), ...Object.keys(object(y) ? y : {})]))
    fields(
      object(x) ? x[key] : undefined,
      object(y) ? y[key] : undefined,
      at === '' ? key : `${at}.${MAPS.test(at) ? '*' : key}`,
      out,
    );
}

/** A request as Docker's client writes it. */
function written([operation, ...args]: Asked): { body: unknown; query: Readonly<Record<string, unknown>> } {
  // what a build is asked goes beside the request, as BuildKit's session
  if (operation === 'Build') return { body: { session: { ...(args[0] as object), context: undefined } }, query: {} };
  const route: Route | undefined = ROUTES.find((r) => r.operation === operation);
  if (route === undefined) return { body: args[0], query: {} };
  const { body, query = {}, path = {} } = (route.write as (...a: unknown[]) => ReturnType<Route['write']>)(...args);
  return { body, query: { ...query, ...path } };
}

/** The places where two runs differ. */
export function differences(a: Outcome, b: Outcome): Set<string> {
  const out = new Set<string>();
  for (const operation of new Set([...a.asked, ...b.asked].map(([name]) => name))) {
    const [x, y] = [a, b].map((o) => o.asked.filter(([name]) => name === operation));
    if (x!.length !== y!.length) out.add(`asks ${operation}`);
    for (let i = 0; i < Math.min(x!.length, y!.length); i++) {
      const [p, q] = [written(x![i]!), written(y![i]!)];
      fields(p.body, q.body, '', out);
      for (const key of new Set([...Object.keys(p.query), ...Object.keys(q.query)]))
        if (JSON.stringify(p.query[key]) !== JSON.stringify(q.query[key])) out.add(`?${key}`);
    }
  }
  if (a.stdout !== b.stdout || a.stderr !== b.stderr) out.add('out');
  if (a.status !== b.status) out.add('status');
  if (JSON.stringify([...a.files()]) !== JSON.stringify([...b.files()])) out.add('file');
  return out;
}
