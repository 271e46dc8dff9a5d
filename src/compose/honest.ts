// What of a compose file there is nothing for in a simulation: told in one list, before anything is made.

import type { Project } from './project.ts';
import { byKey, ComposeError, dictOf, listOf, textOf } from './value.ts';

/** Attributes of a service that cannot have their effect here. */
const SERVICE = ['provider', 'models', 'credential_spec', 'use_api_socket', 'isolation'];
const BUILD = ['ssh', 'entitlements', 'privileged', 'isolation'];
const MOUNTS = ['npipe', 'cluster', 'image'];

/** Everything in a project that is not simulated, as paths of its attributes with what stands there. */
export function notSimulated(project: Project): string[] {
  const out: string[] = [];
  for (const [name, s] of byKey(project.services)) {
    const at = `services.${name}`;
    for (const key of SERVICE) if (s[key] !== undefined && s[key] !== false) out.push(`${at}.${key}`);
    const build = dictOf(s['build']);
    for (const key of BUILD)
      if (
        build[key] !== undefined &&
        build[key] !== false &&
        listOf(build[key]).length + (Array.isArray(build[key]) ? 0 : 1) > 0
      )
        out.push(`${at}.build.${key}`);
    for (const p of [textOf(s['platform']), ...listOf(build['platforms'] ?? null).map(textOf)])
      if (p !== undefined && !['', 'linux/amd64', 'linux/x86_64'].includes(p)) out.push(`${at}.platform: ${p}`);
    listOf(s['volumes'] ?? null)
      .map(dictOf)
      .forEach((v, i) => {
        const type = textOf(v['type']) ?? '';
        if (MOUNTS.includes(type)) out.push(`${at}.volumes[${i}].type: ${type}`);
      });
  }
  for (const [name, v] of byKey(project.volumes)) {
    const driver = textOf(v['driver']) ?? 'local';
    const type = textOf(dictOf(v['driver_opts'])['type']);
    if (driver !== 'local') out.push(`volumes.${name}.driver: ${driver}`);
    else if (type !== undefined && !['none', 'tmpfs', 'bind', ''].includes(type))
      out.push(`volumes.${name}.driver_opts.type: ${type}`);
  }
  for (const [name, n] of byKey(project.networks)) {
    const driver = textOf(n['driver']) ?? 'bridge';
    if (n['external'] !== true && !['bridge', 'host', 'none', 'default'].includes(driver))
      out.push(`networks.${name}.driver: ${driver}`);
  }
  return out;
}

/** @throws ComposeError with the list, when there is one */
export function checkSimulated(project: Project): void {
  const list = notSimulated(project);
  if (list.length > 0)
    throw new ComposeError(
      `drydock: nothing was started, because this is not simulated:\n${list.map((x) => ` - ${x}`).join('\n')}`,
    );
}
