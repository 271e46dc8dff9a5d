// docker inspect, for one kind of object or for whatever has the name.

import { own } from '../../api/dict.ts';
import type { Task } from '../../kernel/block.ts';
import { ApiError } from '../../api/error.ts';
import type { Json } from '../../api/types/common.ts';
import { ReferenceError_ } from '../../api/reference.ts';
import { type Cli, CliError, daemonText, type Implementation } from '../cli.ts';
import { typed } from '../gotypes.ts';
import { GoTemplate, TemplateSyntaxError } from '../template.ts';
import { goJson } from '../template-print.ts';
import { TemplateError } from '../template-values.ts';

function sortedKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sortedKeys(v)]),
  );
}

/** What a template makes of a value: on the API's types, and if that fails on the plain JSON, as Docker does. */
function rendered(template: GoTemplate, value: Json, type: string): string {
  try {
    return template.execute(typed(value, type), 'typed');
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return template.execute(sortedKeys(value), 'raw');
  }
}

/** A thing that was found, and its type in the API. */
interface Found {
  readonly type: string;
  readonly value: Json;
}
type Getter = (cli: Cli, name: string) => Task<Found>;

const KINDS: Record<string, Getter> = {
  container: function* (cli, name) {
    return { type: '*Container', value: yield* cli.api.ContainerInspect(name, cli.flags.bool('size')) };
  },
  image: function* (cli, name) {
    return { type: 'Image', value: yield* cli.api.ImageInspect(name) };
  },
  network: function* (cli, name) {
    return {
      type: 'Network',
      value: (yield* cli.api.NetworkInspect(name, { verbose: cli.flags.bool('verbose') })) as unknown as Json,
    };
  },
  volume: function* (cli, name) {
    return { type: 'Volume', value: (yield* cli.api.VolumeInspect(name)) as unknown as Json };
  },
};

/** Kinds that a swarm has, or that are not simulated. */
const OTHER_KINDS = ['node', 'service', 'secret', 'task', 'plugin', 'config'];

/** JSON with four spaces, HTML characters as Go escapes them not. */
export function pretty(value: Json): string {
  return JSON.stringify(value, null, 4);
}

function* inspect(cli: Cli, get: Getter): Task<number> {
  const format = cli.flags.string('format');
  let template: GoTemplate | undefined;
  if (format !== '' && format !== 'json') {
    try {
      template = new GoTemplate(format);
    } catch (error) {
      if (!(error instanceof TemplateSyntaxError)) throw error;
      throw new CliError(`template parsing error: ${error.message}`, 64);
    }
  }
  const kind = cli.command.canonical === 'docker inspect' ? cli.flags.string('type') : '';
  if (kind !== '' && own(KINDS, kind) === undefined && !OTHER_KINDS.includes(kind)) {
    throw new CliError(
      `unknown type: ${JSON.stringify(kind)}: must be one of "config", "container", "image", "network", "node", "plugin", "secret", "service", "task", "volume"`,
    );
  }
  const found: Json[] = [];
  const errors: string[] = [];
  let out = '';
  for (const name of cli.args) {
    let value: Json;
    let type: string;
    try {
      if (name === '') throw new CliError('invalid container name or ID: value is empty');
      ({ type, value } = yield* get(cli, name));
    } catch (error) {
      if (error instanceof ApiError) errors.push(daemonText(error));
      else if (error instanceof CliError) errors.push(error.message);
      else if (error instanceof ReferenceError_) errors.push(error.message);
      else throw error;
      continue;
    }
    found.push(value);
    if (template === undefined) {
      if (format === 'json') out += `${goJson(value)}\n`;
      continue;
    }
    try {
      out += `${rendered(template, value, type)}\n`;
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      yield* cli.print(`${out}\n`);
      throw new CliError(`template parsing error: ${error.message}`);
    }
  }
  if (format === '') yield* cli.print(found.length === 0 ? '[]\n' : `${pretty(found)}\n`);
  else yield* cli.print(found.length === 0 && format !== 'json' ? '\n' : found.length === 0 ? '[]\n' : out);
  if (errors.length === 0) return 0;
  throw new CliError(errors.join('\n'));
}

const NOT_FOUND = /No such (container|image)|no such volume|not found|invalid repository name/;

/** Whatever has the name: a container, an image, a network, a volume. */
function* any(cli: Cli, name: string): Task<Found> {
  const type = cli.flags.string('type');
  if (type !== '') {
    const get = own(KINDS, type);
    if (get === undefined) throw new CliError(`drydock: '--type ${type}' is not simulated`);
    if (cli.flags.bool('size') && type !== 'container') yield* cli.error(`WARNING: --size ignored for ${type}s\n`);
    return yield* get(cli, name);
  }
  for (const get of [KINDS['container']!, KINDS['image']!, KINDS['network']!, KINDS['volume']!]) {
    try {
      return yield* get(cli, name);
    } catch (error) {
      if (error instanceof ReferenceError_) continue;
      if (
        !(error instanceof ApiError) ||
        (error.status !== 404 && !NOT_FOUND.test(error.message) && !/invalid reference/.test(error.message))
      )
        throw error;
    }
  }
  throw new CliError(`Error: No such object: ${name}`);
}

export const inspectCommands: Record<string, Implementation> = {
  'docker inspect': { args: { min: 1, max: Infinity }, run: (cli) => inspect(cli, any) },
  'docker container inspect': { args: { min: 1, max: Infinity }, run: (cli) => inspect(cli, KINDS['container']!) },
  'docker image inspect': { args: { min: 1, max: Infinity }, run: (cli) => inspect(cli, KINDS['image']!) },
  'docker network inspect': { args: { min: 1, max: Infinity }, run: (cli) => inspect(cli, KINDS['network']!) },
  'docker volume inspect': { args: { min: 1, max: Infinity }, run: (cli) => inspect(cli, KINDS['volume']!) },
};
