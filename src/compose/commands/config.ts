// config: the project as Compose understands it, or one of its lists.

import { encode } from '../../fs/bytes.ts';
import type { Task } from '../../kernel/block.ts';
import { tabulate } from '../../cli/table.ts';
import type { Command } from '../command.ts';
import { type Compose, withoutUnused } from '../context.ts';
import { serviceHash } from '../labels.ts';
import { variablesOf } from '../interpolate.ts';
import { imageOf, type Project, select } from '../project.ts';
import { renderProject } from '../render.ts';
import { imageId } from '../imageid.ts';
import { byKey, ComposeError, type Dict, dictOf, emptyMap, isDict, mapFrom, textsOf, type Value } from '../value.ts';
import { writeYaml } from '../yaml.ts';

/** What Go's JSON shows although it is empty: commands that may be null, structures that are not pointers. */
function withEmptyParts(model: Dict): Dict {
  const services = emptyMap();
  for (const [name, v] of Object.entries(dictOf(model['services']))) {
    const s = dictOf(v);
    const out: Dict = {};
    const put = (k: string, x: Value): void => {
      out[k] =
        k === 'deploy' && isDict(x) ? { ...x, resources: x['resources'] ?? {}, placement: x['placement'] ?? {} } : x;
    };
    // both stand where Compose's own type has them
    const before = [
      'profiles',
      'annotations',
      'attach',
      'build',
      'develop',
      'blkio_config',
      'cap_add',
      'cap_drop',
      'cgroup_parent',
      'cgroup',
      'cpu_count',
      'cpu_percent',
      'cpu_period',
      'cpu_quota',
      'cpu_rt_period',
      'cpu_rt_runtime',
      'cpus',
      'cpuset',
      'cpu_shares',
    ];
    const middle = [
      'configs',
      'container_name',
      'credential_spec',
      'depends_on',
      'deploy',
      'device_cgroup_rules',
      'devices',
      'dns',
      'dns_opt',
      'dns_search',
      'domainname',
    ];
    for (const k of before) if (s[k] !== undefined) put(k, s[k]);
    out['command'] = s['command'] ?? null;
    for (const k of middle) if (s[k] !== undefined) put(k, s[k]);
    out['entrypoint'] = s['entrypoint'] ?? null;
    for (const [k, x] of Object.entries(s)) if (out[k] === undefined) put(k, x);
    services[name] = out;
  }
  const networks = model['networks'];
  const shown = isDict(networks)
    ? mapFrom<Value>(
        Object.entries(networks).map(([k, n]) => {
          const { name, driver, driver_opts, ipam, ...rest } = dictOf(n);
          return [
            k,
            {
              ...(name === undefined ? {} : { name }),
              ...(driver === undefined ? {} : { driver }),
              ...(driver_opts === undefined ? {} : { driver_opts }),
              ipam: ipam ?? {},
              ...rest,
            },
          ];
        }),
      )
    : undefined;
  return mapFrom<Value>(byKey({ ...model, services, ...(shown === undefined ? {} : { networks: shown }) }));
}

function* config(c: Compose): Task<number> {
  const { flags, args } = c;
  const format = flags.string('format');
  if (!['', 'yaml', 'json'].includes(format)) throw new ComposeError(`unsupported format ${JSON.stringify(format)}`);
  const interpolate = !flags.bool('no-interpolate');
  const lists =
    flags.bool('services') ||
    flags.bool('volumes') ||
    flags.bool('networks') ||
    flags.bool('images') ||
    flags.bool('profiles') ||
    flags.bool('models') ||
    flags.given('hash') ||
    flags.bool('variables');
  const whole = yield* c.load({
    interpolate: interpolate && !flags.bool('variables'),
    normalize: !flags.bool('no-normalize'),
    resolveEnvironment: !flags.bool('no-env-resolution') && interpolate && !flags.bool('variables'),
    consistency: !flags.bool('no-consistency') && !flags.bool('variables'),
  });
  if (flags.bool('environment')) {
    yield* c.print(
      [...whole.environment]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([k, v]) => `${k}=${v}\n`)
        .join(''),
    );
    return 0;
  }
  if (flags.bool('profiles')) {
    const all = [...Object.values(whole.services), ...Object.values(whole.disabled)].flatMap((s) =>
      textsOf(s['profiles'] ?? null),
    );
    yield* c.print(
      [...new Set(all)]
        .sort()
        .map((x) => `${x}\n`)
        .join(''),
    );
    return 0;
  }
  const chosen = select(whole, args);
  const all = c.globals.bool('all-resources');
  const project: Project = all || (!interpolate && args.length === 0) ? chosen : withoutUnused(chosen);
  if (lists) return yield* list(c, project);
  let model = renderProject(yield* digested(c, project), true, interpolate);
  if (flags.bool('lock-image-digests'))
    model = {
      services: mapFrom<Value>(
        Object.entries(dictOf(model['services'])).map(([k, s]) => [k, { image: dictOf(s)['image'] ?? '' }]),
      ),
    };
  if (flags.bool('quiet')) return 0;
  const text =
    format === 'json'
      ? `${JSON.stringify(withEmptyParts(model), null, 2).replace(/[<>&]/g, (ch) => `\\u00${ch.charCodeAt(0).toString(16)}`)}\n`
      : writeYaml(model);
  const output = flags.string('output');
  if (output !== '') c.p.fs.writeFile(output, encode(text));
  else yield* c.print(text);
  return 0;
}

/** Images by the digest that their registry has for them, when that is asked for. @throws ComposeError */
function* digested(c: Compose, project: Project): Task<Project> {
  if (!c.flags.bool('resolve-image-digests') && !c.flags.bool('lock-image-digests')) return project;
  const services = emptyMap<Dict>();
  for (const [name, s] of Object.entries(project.services)) {
    services[name] = s;
    if (s['image'] === undefined) continue;
    const image = String(s['image']);
    if ((yield* imageId(c.api, image)) === undefined)
      throw new ComposeError(
        `drydock: 'docker compose config --resolve-image-digests' knows only images that were pulled, and ${image} was not`,
      );
    const { RepoDigests } = yield* c.api.ImageInspect(image);
    const digest = RepoDigests[0]?.split('@')[1];
    services[name] = { ...s, image: digest === undefined || image.includes('@') ? image : `${image}@${digest}` };
  }
  return { ...project, services };
}

function* list(c: Compose, project: Project): Task<number> {
  const { flags } = c;
  const lines = (items: readonly string[]): Task => c.print(items.map((x) => `${x}\n`).join(''));
  const services = byKey(project.services);
  if (flags.bool('services')) yield* lines(services.map(([n]) => n));
  else if (flags.bool('volumes')) yield* lines(byKey(project.volumes).map(([n]) => n));
  else if (flags.bool('networks')) yield* lines(byKey(project.networks).map(([n]) => n));
  else if (flags.bool('models')) yield* lines(byKey(project.models).map(([n]) => n));
  else if (flags.bool('images')) yield* lines(services.map(([n]) => imageOf(project, n)));
  else if (flags.bool('variables')) {
    const found = variablesOf({
      services: mapFrom<Value>(services),
      networks: project.networks,
      volumes: project.volumes,
      secrets: project.secrets,
      configs: project.configs,
    } as unknown as Value);
    yield* c.print(
      tabulate(
        [
          'NAME\tREQUIRED\tDEFAULT VALUE\tALTERNATE VALUE',
          ...found.map((v) => `${v.name}\t${v.required}\t${v.fallback}\t${v.alternative}`),
        ],
        20,
        3,
      ),
    );
  } else {
    const wanted = flags.string('hash');
    const names = wanted === '*' || wanted === '' ? services.map(([n]) => n) : wanted.split(',');
    for (const n of names) if (project.services[n] === undefined) throw new ComposeError(`no such service: ${n}`);
    yield* lines(names.map((n) => `${n} ${serviceHash(project.services[n]!)}`));
  }
  return 0;
}

export const configCommands: Record<string, Command> = { config: { run: config }, convert: { run: config } };
