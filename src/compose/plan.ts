// What has to be done so that the containers of a project are as its files say: computed, before anything is touched.

import type { Seen } from './observe.ts';
import { containerName, LABEL, serviceHash } from './labels.ts';
import { inOrder, type Project, scaleOf } from './project.ts';
import { ComposeError, type Dict, dictOf, listOf, textOf } from './value.ts';

/** When containers are made anew: always, when they differ, never. */
export type Recreate = 'force' | 'diverged' | 'never';

/** One thing to do for a service. */
export type Step =
  | { readonly kind: 'remove'; readonly container: Seen }
  | { readonly kind: 'recreate'; readonly container: Seen; readonly why: string }
  | { readonly kind: 'running'; readonly container: Seen }
  | { readonly kind: 'start'; readonly container: Seen }
  | { readonly kind: 'create'; readonly name: string; readonly number: number };

export interface ServicePlan {
  readonly service: string;
  readonly steps: readonly Step[];
}

export interface PlanOptions {
  readonly recreate: Recreate;
  readonly recreateDependencies: Recreate;
  /** Services that were asked for; the others are what they need. */
  readonly asked: readonly string[];
  /** Ids of images by service, of networks by key. */
  readonly images: ReadonlyMap<string, string>;
  readonly networks: ReadonlyMap<string, string>;
}

/** Why a container does not do any more for its service; undefined when it does. */
export function divergence(
  project: Project,
  service: string,
  s: Dict,
  c: Seen,
  o: Pick<PlanOptions, 'images' | 'networks'>,
): string | undefined {
  const { Labels: labels, NetworkSettings: nets, Mounts: mounts } = c.summary;
  if (labels[LABEL.hash] !== serviceHash(s)) return 'the service is defined in another way';
  if (labels[LABEL.image] !== o.images.get(service)) return 'the image is another one';
  if (c.state === 'running') {
    for (const key of Object.keys(dictOf(s['networks']))) {
      const id = o.networks.get(key);
      if (id !== undefined && !Object.values(nets.Networks).some((e) => e.NetworkID === id))
        return `it is not on the network ${key}`;
    }
  }
  for (const v of listOf(s['volumes'] ?? null).map(dictOf)) {
    const source = textOf(v['source']);
    if (v['type'] !== 'volume' || source === undefined || source === '') continue;
    const name = textOf(project.volumes[source]?.['name']);
    if (
      name !== undefined &&
      !mounts.some((m) => m.Type === 'volume' && m.Name === name && m.Destination === v['target'])
    )
      return `it has not the volume ${source}`;
  }
  return undefined;
}

/** How many containers a service shall have. @throws ComposeError for several with one name */
function wanted(service: string, s: Dict): number {
  const n = scaleOf(s);
  const own = textOf(s['container_name']);
  if (n > 1 && own !== undefined)
    throw new ComposeError(
      `WARNING: The ${JSON.stringify(service)} service is using the custom container name ${JSON.stringify(own)}. Docker requires each container to have a unique name. Remove the custom name to scale the service`,
    );
  return n;
}

/**
 * The steps for one service.
 * @param seen its containers
 * @throws ComposeError
 */
export function planService(project: Project, service: string, seen: readonly Seen[], o: PlanOptions): ServicePlan {
  const s = project.services[service]!;
  const count = wanted(service, s);
  const policy = o.asked.includes(service) ? o.recreate : o.recreateDependencies;
  const why = (c: Seen): string | undefined =>
    policy === 'never' ? undefined : policy === 'force' ? 'it was asked for' : divergence(project, service, s, c, o);
  const reasons = new Map(seen.map((c) => [c, why(c)]));
  // those out of date go first when there are too many, then those with the highest numbers
  const kept = [...seen].sort(
    (a, b) => Number(reasons.get(a) !== undefined) - Number(reasons.get(b) !== undefined) || a.number - b.number,
  );
  const steps: Step[] = [];
  kept.forEach((container, i) => {
    const reason = reasons.get(container);
    if (i >= count) steps.push({ kind: 'remove', container });
    else if (reason !== undefined) steps.push({ kind: 'recreate', container, why: reason });
    else if (container.state === 'running') steps.push({ kind: 'running', container });
    else if (!['created', 'restarting', 'exited'].includes(container.state)) steps.push({ kind: 'start', container });
  });
  const next = Math.max(0, ...seen.map((c) => c.number)) + 1;
  for (let i = 0; i < count - seen.length; i++)
    steps.push({ kind: 'create', name: containerName(project, service, s, next + i), number: next + i });
  return { service, steps };
}

/** The steps for all services of a project, in the order of their dependencies. */
export function planProject(project: Project, seen: readonly Seen[], o: PlanOptions): ServicePlan[] {
  const byService = new Map<string, Seen[]>();
  for (const c of seen) {
    if (c.oneoff) continue;
    const list = byService.get(c.service);
    if (list === undefined) byService.set(c.service, [c]);
    else list.push(c);
  }
  return inOrder(project.services).map((service) => planService(project, service, byService.get(service) ?? [], o));
}
