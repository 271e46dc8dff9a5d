// docker context …: endpoints kept in the home directory, as the real CLI keeps them.

import { encode } from '../../fs/bytes.ts';
import { sha256hex } from '../../fs/digest.ts';
import type { Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { type Cli, CliError, contexts, currentContext, type Implementation } from '../cli.ts';
import { type ListFormat, printList } from '../formatter.ts';
import { GoTemplate, TemplateSyntaxError } from '../template.ts';
import { TemplateError } from '../template-values.ts';
import { pretty } from './inspect.ts';

const SOCKET = 'unix:///var/run/docker.sock';

const CONTEXTS: ListFormat = {
  type: 'clientContextContext',
  headers: { Current: '', Description: 'DESCRIPTION', DockerEndpoint: 'DOCKER ENDPOINT', Error: 'ERROR', Name: 'NAME' },
  table: '{{.Name}}{{if .Current}} *{{end}}\t{{.Description}}\t{{.DockerEndpoint}}\t{{.Error}}',
};

const home = (p: Process): string => `${p.getenv('HOME') ?? '/root'}/.docker`;
const folder = (p: Process, name: string): string => `${home(p)}/contexts/meta/${sha256hex(name)}`;

function missing(p: Process, name: string): CliError {
  return new CliError(
    `context ${JSON.stringify(name)}: context not found: open ${folder(p, name)}/meta.json: no such file or directory`,
  );
}

function writeMeta(p: Process, name: string, host: string, description: string): void {
  const dir = folder(p, name);
  p.fs.mkdirp(dir);
  const meta = {
    Name: name,
    Metadata: description === '' ? {} : { Description: description },
    Endpoints: { docker: { Host: host, SkipTLSVerify: false } },
  };
  p.fs.writeFile(`${dir}/meta.json`, encode(JSON.stringify(meta)));
}

function setCurrent(p: Process, name: string): void {
  const path = `${home(p)}/config.json`;
  let config: Record<string, unknown> = {};
  try {
    config = JSON.parse(p.fs.readText(path)) as Record<string, unknown>;
  } catch {
    // no configuration yet
  }
  if (name === 'default') delete config['currentContext'];
  else config['currentContext'] = name;
  p.fs.mkdirp(home(p));
  p.fs.writeFile(path, encode(`${JSON.stringify(config, null, '\t')}`));
}

/** Host of `--docker host=…`. */
function hostOf(cli: Cli): string {
  const pairs = cli.flags.list('docker').flatMap((x) => x.split(','));
  for (const pair of pairs) {
    const [key = '', ...value] = pair.split('=');
    if (key === 'host') return value.join('=');
    if (!['ca', 'cert', 'key', 'skip-tls-verify', 'from'].includes(key))
      throw new CliError(`unable to create docker endpoint config: unrecognized config key: ${key}`);
  }
  return '';
}

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$/;

function* create(cli: Cli): Task<number> {
  const { p } = cli;
  const description = cli.flags.string('description');
  const name = cli.args[0]!;
  if (name === '') throw new CliError('context name cannot be empty');
  if (name === 'default') throw new CliError('"default" is a reserved context name');
  if (!NAME.test(name))
    throw new CliError(
      `context name ${JSON.stringify(name)} is invalid, names are validated against regexp "^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$"`,
    );
  if (contexts(p).has(name)) throw new CliError(`context ${JSON.stringify(name)} already exists`);
  const from = cli.flags.string('from');
  let host = hostOf(cli);
  if (from !== '') {
    const source = from === 'default' ? { host: SOCKET } : contexts(p).get(from);
    if (source === undefined) throw missing(p, from);
    host = source.host;
  } else if (!cli.flags.given('docker')) throw new CliError('docker endpoint configuration is required');
  writeMeta(p, name, host === '' ? SOCKET : host, description);
  yield* cli.print(`${name}\n`);
  yield* cli.error(`Successfully created context ${JSON.stringify(name)}\n`);
  return 0;
}

function* update(cli: Cli): Task<number> {
  const { p } = cli;
  const name = cli.args[0]!;
  if (name === 'default') throw new CliError('"default" is a reserved context name');
  const old = contexts(p).get(name);
  if (old === undefined) throw missing(p, name);
  writeMeta(
    p,
    name,
    hostOf(cli) || old.host,
    cli.flags.given('description') ? cli.flags.string('description') : old.description,
  );
  yield* cli.print(`${name}\n`);
  yield* cli.error(`Successfully updated context ${JSON.stringify(name)}\n`);
  return 0;
}

function* list(cli: Cli): Task<number> {
  const { p } = cli;
  const current = p.getenv('DOCKER_CONTEXT') || currentContext(p);
  const host = p.getenv('DOCKER_HOST') || SOCKET;
  const all = [
    { Name: 'default', Description: 'Current DOCKER_HOST based configuration', DockerEndpoint: host },
    ...[...contexts(p)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([Name, c]) => ({ Name, Description: c.description, DockerEndpoint: c.host })),
  ];
  if (cli.flags.bool('quiet')) {
    yield* cli.print(all.map((c) => `${c.Name}\n`).join(''));
    return 0;
  }
  yield* printList(
    cli,
    CONTEXTS,
    all.map((c) => ({ fields: { Current: c.Name === current, ...c, Error: '' } })),
    cli.flags.string('format'),
  );
  return 0;
}

function* remove(cli: Cli): Task<number> {
  const { p } = cli;
  const errors: string[] = [];
  const force = cli.flags.bool('force');
  for (const name of cli.args) {
    if (name === 'default') errors.push('context "default" cannot be removed');
    else if (!contexts(p).has(name)) {
      if (!force) errors.push(`context ${JSON.stringify(name)} does not exist`);
    } else if (currentContext(p) === name && !force)
      errors.push(`context ${JSON.stringify(name)} is in use, set -f flag to force remove`);
    else {
      if (currentContext(p) === name) setCurrent(p, 'default');
      p.fs.removeTree(folder(p, name));
      yield* cli.print(`${name}\n`);
    }
  }
  if (errors.length > 0) throw new CliError(errors.join('\n'));
  return 0;
}

function* inspect(cli: Cli): Task<number> {
  const { p } = cli;
  const names = cli.args.length > 0 ? cli.args : [currentContext(p)];
  const values = [];
  const errors: string[] = [];
  for (const name of names) {
    const c = name === 'default' ? { host: SOCKET, description: '' } : contexts(p).get(name);
    if (c === undefined) {
      errors.push(missing(p, name).message);
      continue;
    }
    const stored = name !== 'default';
    values.push({
      Name: name,
      Metadata: c.description === '' ? {} : { Description: c.description },
      Endpoints: { docker: { Host: c.host, SkipTLSVerify: false } },
      TLSMaterial: {},
      Storage: {
        MetadataPath: stored ? folder(p, name) : '<IN MEMORY>',
        TLSPath: stored ? folder(p, name).replace('/meta/', '/tls/') : '<IN MEMORY>',
      },
    });
  }
  const format = cli.flags.string('format');
  if (format === '') yield* cli.print(`${pretty(values)}\n`);
  else {
    try {
      const template = new GoTemplate(format === 'json' ? '{{json .}}' : format);
      yield* cli.print(
        values.map((v) => `${template.execute({ ...v, Endpoints: { docker: v.Endpoints.docker } }, 'raw')}\n`).join(''),
      );
    } catch (error) {
      if (error instanceof TemplateSyntaxError || error instanceof TemplateError)
        throw new CliError(`template parsing error: ${error.message}`);
      throw error;
    }
  }
  if (errors.length > 0) throw new CliError(errors.join('\n'));
  return 0;
}

export const contextCommands: Record<string, Implementation> = {
  'docker context create': { args: { min: 1, max: 1 }, run: create },
  'docker context update': { args: { min: 1, max: 1 }, run: update },
  'docker context ls': { args: { min: 0, max: 0 }, run: list },
  'docker context rm': { args: { min: 1, max: Infinity }, run: remove },
  'docker context inspect': { args: { min: 0, max: Infinity }, run: inspect },
  'docker context show': {
    args: { min: 0, max: 0 },
    *run(cli) {
      yield* cli.print(`${cli.p.getenv('DOCKER_CONTEXT') || currentContext(cli.p)}\n`);
      return 0;
    },
  },
  'docker context use': {
    args: { min: 1, max: 1 },
    *run(cli) {
      const name = cli.args[0]!;
      if (name !== 'default' && !contexts(cli.p).has(name)) throw missing(cli.p, name);
      setCurrent(cli.p, name);
      yield* cli.print(`${name}\n`);
      if (cli.p.getenv('DOCKER_HOST') !== undefined && name !== 'default')
        yield* cli.error(
          `Warning: DOCKER_HOST environment variable overrides the active context. To use "${name}", either set the global --context flag, or unset DOCKER_HOST environment variable.\n`,
        );
      yield* cli.error(`Current context is now ${JSON.stringify(name)}\n`);
      return 0;
    },
  },
};
