// What must agree inside a project, whatever its files say one by one.

import { isIpv6, parseIp } from '../kernel/ip.ts';
import { dependenciesOf, inOrder, type Project } from './project.ts';
import { byKey, ComposeError, type Dict, dictOf, isDict, listOf, textOf } from './value.ts';

function invalid(text: string): ComposeError {
  return new ComposeError(`${text}: invalid compose project`);
}

/** The limits that two attributes may set, if they set the same. */
function distinct(name: string, s: Dict): void {
  const resources = dictOf(dictOf(s['deploy'])['resources']);
  const limits = dictOf(resources['limits']);
  const reservations = dictOf(resources['reservations']);
  const pairs: [string, unknown, string, unknown][] = [
    ['scale', s['scale'], 'deploy.replicas', dictOf(s['deploy'])['replicas']],
    ['cpus', s['cpus'], 'deploy.resources.limits.cpus', limits['cpus']],
    ['mem_limit', s['mem_limit'], 'deploy.resources.limits.memory', limits['memory']],
    ['pids_limit', s['pids_limit'], 'deploy.resources.limits.pids', limits['pids']],
    ['mem_reservation', s['mem_reservation'], 'deploy.resources.reservations.memory', reservations['memory']],
  ];
  for (const [a, va, b, vb] of pairs)
    if (va !== undefined && vb !== undefined && va !== vb)
      throw invalid(`services.${name}: can't set distinct values on '${a}' and '${b}'`);
}

/** A file or another source of a secret or config, exactly one. */
function oneSource(path: string, r: Dict, keys: readonly string[]): void {
  const given = keys.filter((k) => r[k] !== undefined).length;
  if (given > 1) throw new ComposeError(`${path}: ${keys.join('|')} attributes are mutually exclusive`);
  if (given === 0 && r['driver'] === undefined && r['external'] === undefined)
    throw new ComposeError(`${path}: one of ${keys.join('|')} must be set`);
}

/**
 * Checks what the specification says of single attributes but its schema does not.
 * @throws ComposeError
 */
export function checkDocument(document: Dict): void {
  for (const [name, v] of Object.entries(dictOf(document['volumes']))) {
    if (dictOf(v)['external'] !== true) continue;
    const other = Object.keys(dictOf(v)).find((k) => k !== 'name' && k !== 'external' && !k.startsWith('x-'));
    if (other !== undefined)
      throw new ComposeError(
        `volumes.${name}: conflicting parameters "external" and ${JSON.stringify(other)} specified`,
      );
  }
  for (const [name, r] of Object.entries(dictOf(document['configs'])))
    oneSource(`configs.${name}`, dictOf(r), ['file', 'environment', 'content']);
  for (const [name, r] of Object.entries(dictOf(document['secrets'])))
    oneSource(`secrets.${name}`, dictOf(r), ['file', 'environment']);
  for (const [name, v] of Object.entries(dictOf(document['services']))) {
    const s = dictOf(v);
    for (const p of listOf(s['ports'] ?? null)) {
      const ip = dictOf(p)['host_ip'];
      if (typeof ip === 'string' && parseIp(ip) === undefined && !isIpv6(ip))
        throw new ComposeError(`services.${name}.ports.[]: invalid ip address: ${ip}`);
    }
    for (const w of listOf(dictOf(s['develop'])['watch'] ?? null))
      if (dictOf(w)['path'] === '')
        throw new ComposeError(`services.${name}.develop.watch.[].path: value can't be blank`);
    const devices = dictOf(dictOf(dictOf(s['deploy'])['resources'])['reservations'])['devices'];
    for (const [where, list] of [
      ['deploy.resources.reservations.devices', devices],
      ['gpus', s['gpus']],
    ] as const) {
      for (const d of listOf(list ?? null))
        if (dictOf(d)['count'] !== undefined && dictOf(d)['device_ids'] !== undefined)
          throw new ComposeError(`services.${name}.${where}.[]: "count" and "device_ids" attributes are exclusive`);
    }
  }
}

/**
 * Checks a project as a whole.
 * @throws ComposeError
 */
export function checkProject(project: Project): void {
  const names = new Map<string, string>();
  for (const [name, s] of byKey(project.services)) {
    const build = s['build'];
    if (build === undefined && s['image'] === undefined && s['provider'] === undefined)
      throw invalid(`service ${JSON.stringify(name)} has neither an image nor a build context specified`);
    if (isDict(build) && build['dockerfile_inline'] !== undefined && build['dockerfile'] !== undefined)
      throw invalid(`service ${JSON.stringify(name)} declares mutualy exclusive dockerfile and dockerfile_inline`);
    if (isDict(build)) {
      for (const [context, target] of Object.entries(dictOf(build['additional_contexts']))) {
        const other = /^service:(.*)$/.exec(String(target))?.[1];
        if (other === undefined) continue;
        if (project.services[other] === undefined)
          throw new ComposeError(
            `service ${JSON.stringify(name)} declares unknown service ${JSON.stringify(other)} as additional contexts ${context}`,
          );
        if (project.services[other]['build'] === undefined)
          throw new ComposeError(
            `service ${JSON.stringify(name)} declares non-buildable service ${JSON.stringify(other)} as additional contexts ${context}`,
          );
      }
      const platforms = listOf(build['platforms'] ?? null);
      if (platforms.length > 0 && s['platform'] !== undefined && !platforms.includes(s['platform']))
        throw invalid(`service.build.platforms MUST include service.platform ${JSON.stringify(s['platform'])}`);
      for (const g of listOf(build['secrets'] ?? null)) {
        const source = textOf(dictOf(g)['source']) ?? '';
        if (project.secrets[source] === undefined)
          throw invalid(`service ${JSON.stringify(name)} refers to undefined build secret ${source}`);
      }
    }
    if (s['network_mode'] !== undefined && Object.keys(dictOf(s['networks'])).length > 0)
      throw invalid(`service ${JSON.stringify(name)} declares mutually exclusive \`network_mode\` and \`networks\``);
    for (const n of Object.keys(dictOf(s['networks'])))
      if (project.networks[n] === undefined)
        throw invalid(`service ${JSON.stringify(name)} refers to undefined network ${n}`);
    const test = dictOf(s['healthcheck'])['test'];
    if (Array.isArray(test) && test.length > 0 && !['NONE', 'CMD', 'CMD-SHELL'].includes(String(test[0])))
      throw new ComposeError('healthcheck.test must start either by "CMD", "CMD-SHELL" or "NONE"');
    for (const [d, { required }] of dependenciesOf(s)) {
      // one that is disabled may be missing where it is not required
      if (project.services[d] === undefined && (required || project.disabled[d] === undefined)) {
        throw invalid(`service ${JSON.stringify(name)} depends on undefined service ${JSON.stringify(d)}`);
      }
    }
    const mode = textOf(s['network_mode']);
    if (mode?.startsWith('service:') && project.services[mode.slice(8)] === undefined)
      throw invalid(`service ${JSON.stringify(mode.slice(8))} not found for network_mode 'service:${mode.slice(8)}'`);
    for (const v of listOf(s['volumes'])) {
      const { type, source } = dictOf(v);
      if (type === 'volume' && typeof source === 'string' && source !== '' && project.volumes[source] === undefined)
        throw invalid(`service ${JSON.stringify(name)} refers to undefined volume ${source}`);
    }
    for (const kind of ['secrets', 'configs'] as const) {
      for (const g of listOf(s[kind])) {
        const source = textOf(dictOf(g)['source']) ?? '';
        if (project[kind][source] === undefined)
          throw invalid(`service ${JSON.stringify(name)} refers to undefined ${kind.slice(0, -1)} ${source}`);
      }
    }
    distinct(name, s);
    const mounted = new Map<string, string>();
    const claim = (target: string, where: string): void => {
      const other = mounted.get(target);
      if (other !== undefined) throw new ComposeError(`${where}: target ${target} already mounted as ${other}`);
      mounted.set(target, where);
    };
    listOf(s['tmpfs'] ?? null).forEach((t, i) => claim(String(t).split(':')[0]!, `services.${name}.tmpfs[${i}]`));
    listOf(s['volumes'] ?? null).forEach((v, i) =>
      claim(textOf(dictOf(v)['target']) ?? '', `services.${name}.volumes[${i}]`),
    );
    if (typeof s['scale'] === 'number' && s['scale'] < 0)
      throw new ComposeError(`services.${name}.scale: must be greater than or equal to 0`);
    const own = textOf(s['container_name']);
    if (own !== undefined) {
      const other = names.get(own);
      if (other !== undefined)
        throw invalid(`services.${name}: container name ${JSON.stringify(own)} is already in use by service ${other}`);
      names.set(own, name);
    }
  }
  for (const [name, s] of byKey(project.secrets)) {
    const given = ['file', 'environment'].filter((k) => s[k] !== undefined);
    if (given.length === 0 && s['external'] !== true && s['driver'] === undefined)
      throw invalid(`secret ${JSON.stringify(name)} must declare either \`file\` or \`environment\``);
  }
  inOrder(project.services);
}
