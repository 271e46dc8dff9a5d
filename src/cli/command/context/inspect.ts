// docker context inspect

import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, contexts, currentContext, type Implementation } from '../../cli.ts';
import { GoTemplate } from '../../template.ts';
import { TemplateSyntaxError } from '../../template-parse.ts';
import { TemplateError } from '../../template-values.ts';
import { pretty } from '../inspect/inspector.ts';
import { folder, missing, SOCKET } from './store.ts';

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

export const inspectCommand: Implementation = { args: { min: 0, max: Infinity }, run: inspect };
