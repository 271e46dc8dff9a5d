// What the inspect commands share: objects found by name, shown as JSON or by a template.

import { own } from '../../../api/dict.ts';
import { ApiError } from '../../../api/error.ts';
import { ReferenceError_ } from '../../../api/reference.ts';
import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, daemonText } from '../../cli.ts';
import { typed } from '../../gotypes.ts';
import { GoTemplate } from '../../template.ts';
import { TemplateSyntaxError } from '../../template-parse.ts';
import { goJson } from '../../template-print.ts';
import { TemplateError } from '../../template-values.ts';
import { type Getter, KINDS, OTHER_KINDS } from './kinds.ts';

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sortedKeys(v)]),
  );
}

/** What a template makes of a value: on the API's types, and if that fails on the plain JSON, as Docker does. */
function rendered(template: GoTemplate, value: object, type: string): string {
  try {
    return template.execute(typed(value, type), 'typed');
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return template.execute(sortedKeys(value), 'raw');
  }
}

/** JSON with four spaces, HTML characters as Go escapes them not. */
export function pretty(value: object): string {
  return JSON.stringify(value, null, 4);
}

export function* inspect(cli: Cli, get: Getter): Task<number> {
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
  const found: object[] = [];
  const errors: string[] = [];
  let out = '';
  for (const name of cli.args) {
    let value: object;
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
