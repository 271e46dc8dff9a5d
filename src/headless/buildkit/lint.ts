// The answer to `--check`: what the linter found, as data for a client that words it itself.

import { encode } from '../../fs/bytes.ts';
import type { BuildMessage } from '../../api/types/build.ts';
import { excerptText } from '../../cli/buildprogress.ts';
import { rangesJson, sourceJson } from './errors.ts';

type Warning = Extract<BuildMessage, { type: 'warning' }>;
type Failure = Extract<BuildMessage, { type: 'error' }>;

/** Version of the form of the answer. */
const VERSION = '1.0.0';

/** @param failure what ended the check early; it has a place in the file */
export function lintResult(warnings: readonly Warning[], failure: Failure | undefined): Record<string, Uint8Array> {
  const source = failure?.excerpts[0] ?? warnings[0]?.excerpt;
  const json = {
    warnings: warnings.map((w) => ({
      ruleName: w.rule,
      ...(w.description === '' ? {} : { description: w.description }),
      ...(w.url === '' ? {} : { url: w.url }),
      detail: w.text,
      location: { ranges: rangesJson(w.excerpt) },
    })),
    sources: source === undefined ? [] : [sourceJson(source)],
    ...(failure === undefined
      ? {}
      : { buildError: { message: failure.message, location: { ranges: failure.excerpts.flatMap(rangesJson) } } }),
  };
  const text = [...warnings]
    .sort((a, b) => a.line - b.line)
    .map((w) => `\nWARNING: ${w.rule}${w.url === '' ? '' : ` - ${w.url}`}\n${w.text}\n${excerptText(w.excerpt)}`)
    .join('');
  return {
    'result.json': encode(JSON.stringify(json, null, 2)),
    'result.txt': encode(text),
    'result.statuscode': encode(warnings.length > 0 || failure !== undefined ? '1' : '0'),
    version: encode(VERSION),
  };
}
