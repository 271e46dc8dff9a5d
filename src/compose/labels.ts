// The labels by which Compose knows its containers, networks and volumes again, and the names that it gives them.

import { sha256hex } from '../fs/digest.ts';
import { dependenciesOf, type Project } from './project.ts';
import { type Dict, isDict, mapFrom, textOf, type Value } from './value.ts';

export const VERSION = '2.40.3';

export const LABEL = {
  project: 'com.docker.compose.project',
  service: 'com.docker.compose.service',
  number: 'com.docker.compose.container-number',
  oneoff: 'com.docker.compose.oneoff',
  slug: 'com.docker.compose.slug',
  hash: 'com.docker.compose.config-hash',
  image: 'com.docker.compose.image',
  files: 'com.docker.compose.project.config_files',
  dir: 'com.docker.compose.project.working_dir',
  environment: 'com.docker.compose.project.environment_file',
  dependsOn: 'com.docker.compose.depends_on',
  version: 'com.docker.compose.version',
  replace: 'com.docker.compose.replace',
  network: 'com.docker.compose.network',
  volume: 'com.docker.compose.volume',
} as const;

/** Filters of the engine's lists: what belongs to a project. */
export function ofProject(name: string): Record<string, string[]> {
  return { label: [`${LABEL.project}=${name.toLowerCase()}`] };
}

/** `shop-web-1`, or the name that the service asks for. */
export function containerName(project: Project, service: string, s: Dict, number: number): string {
  return textOf(s['container_name']) ?? [project.name, service, number].join(project.separator);
}

/** A value with its keys sorted everywhere, so that the order of a file is no change. */
function sorted(v: Value): Value {
  if (Array.isArray(v)) return v.map(sorted);
  if (!isDict(v)) return v;
  return mapFrom(
    Object.entries(v)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, x]) => [k, sorted(x)]),
  );
}

/** What a service's containers depend on, as one number: another one means that they are out of date. */
export function serviceHash(s: Dict): string {
  const { build: _b, pull_policy: _p, scale: _s, depends_on: _d, profiles: _f, ...rest } = s;
  const deploy = rest['deploy'];
  if (isDict(deploy)) {
    const { replicas: _r, ...others } = deploy;
    rest['deploy'] = others;
  }
  return sha256hex(JSON.stringify(sorted(rest)));
}

/** The same for a network or a volume. */
export function resourceHash(r: Dict): string {
  return sha256hex(JSON.stringify(sorted(r)));
}

/** Labels that Compose puts on a container beside those of the file. */
export function containerLabels(
  project: Project,
  service: string,
  s: Dict,
  number: number,
  imageId: string,
  oneoff: boolean,
): Record<string, string> {
  return {
    [LABEL.hash]: serviceHash(s),
    [LABEL.number]: String(number),
    [LABEL.dependsOn]: dependenciesOf(s)
      .map(([d, x]) => `${d}:${x.condition}:${x.restart}`)
      .sort()
      .join(','),
    [LABEL.image]: imageId,
    [LABEL.oneoff]: oneoff ? 'True' : 'False',
    [LABEL.project]: project.name,
    [LABEL.files]: project.files.join(','),
    [LABEL.dir]: project.dir,
    ...(project.envFiles.length > 0 ? { [LABEL.environment]: project.envFiles.join(',') } : {}),
    [LABEL.service]: service,
    [LABEL.version]: VERSION,
  };
}
