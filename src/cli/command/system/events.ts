// docker events

import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, type Implementation } from '../../cli.ts';
import { filtersOf, unescapeFormat } from '../../formatter.ts';
import { eventJson, eventLine, eventValue } from '../../formatter/event.ts';
import { GoTemplate } from '../../template.ts';
import { TemplateSyntaxError } from '../../template-parse.ts';
import { TemplateError } from '../../template-values.ts';
import { moment } from '../moment.ts';

function* events(cli: Cli): Task<number> {
  const format = cli.flags.string('format');
  let template: GoTemplate | undefined;
  if (format !== '' && format !== 'json') {
    try {
      template = new GoTemplate(unescapeFormat(format));
    } catch (error) {
      if (!(error instanceof TemplateSyntaxError)) throw error;
      throw new CliError(`Error parsing format: template parsing error: ${error.message}`, 64);
    }
  }
  const since = moment(cli, 'since');
  const until = moment(cli, 'until');
  const stream = yield* cli.api.Events({
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    filters: filtersOf(cli),
  });
  // whatever ends this process, a signal too, ends the listening
  try {
    for (let e = yield* stream.next(); e !== undefined; e = yield* stream.next()) {
      if (format === 'json') yield* cli.print(`${eventJson(e)}\n`);
      else if (template === undefined) yield* cli.print(`${eventLine(e)}\n`);
      else yield* cli.print(`${format === '{{json .}}' ? eventJson(e) : template.execute(eventValue(e))}\n`);
    }
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CliError(error.message);
  } finally {
    stream.close();
  }
  return 0;
}

export const eventsCommand: Implementation = { args: { min: 0, max: 0 }, run: events };
