// What the linter says of stages while they are planned: names, casing, arguments in FROM, platforms.

import { parsePlatform } from '../../api/platform.ts';
import { expandWord } from './expand.ts';
import { argsOf } from './instruction.ts';
import type { Linter } from './linter.ts';
import { type Instruction, suggestion } from './parse.ts';
import { metaArgs, type RawStage, validReference } from './plan-args.ts';

/** Warnings that belong to a line by itself, told while it is read. */
export function lintLine(i: Instruction, lint: Linter): void {
  if (i.name === 'MAINTAINER')
    lint.warn('MaintainerDeprecated', 'Maintainer instruction is deprecated in favor of using label', i);
  if (i.name !== 'FROM') return;
  const args = argsOf(i);
  if (args.length === 3 && args[2] !== args[2]!.toLowerCase())
    lint.warn('StageNameCasing', `Stage name '${args[2]}' should be lowercase`, i);
  if (args.length < 3) return;
  const [lower, upper] = [i.word === i.word.toLowerCase(), i.word === i.word.toUpperCase()];
  const as = args[1]!;
  if ((lower && as !== as.toLowerCase()) || (upper && as !== as.toUpperCase()))
    lint.warn('FromAsCasing', `'${as}' and '${i.word}' keywords' casing do not match`, i);
}

/** A comment right above that describes something else. */
export function lintDescription(i: Instruction, keys: readonly string[], lint: Linter): void {
  const last = i.comments.at(-1);
  if (last === undefined || keys.length === 0 || keys.includes(last.split(' ')[0]!)) return;
  lint.warn(
    'InvalidDefinitionDescription',
    `Comment for ${i.name} should follow the format: \`# ${keys.length > 1 ? '<arg_key>' : keys[0]} <description>\``,
    i,
  );
}

export function lintNames(raw: readonly RawStage[], lint: Linter): void {
  const seen = new Set<string>();
  for (const s of raw) {
    if (s.name === undefined) continue;
    if (s.name === 'context' || s.name === 'scratch')
      lint.warn(
        'ReservedStageName',
        `Stage name should not use the same name as reserved stage ${JSON.stringify(s.name)}`,
        s.from,
      );
    if (seen.has(s.name))
      lint.warn(
        'DuplicateStageName',
        `Duplicate stage name ${JSON.stringify(s.name)}, stage names should be unique`,
        s.from,
      );
    seen.add(s.name);
  }
}

export function lintCasing(raw: readonly RawStage[], lint: Linter): void {
  const all = raw.flatMap((s) => [s.from, ...s.steps]);
  const lower = all.filter((i) => i.word === i.word.toLowerCase()).length;
  const upper = all.filter((i) => i.word === i.word.toUpperCase()).length;
  const majority = lower > upper ? 'lowercase' : 'uppercase';
  for (const i of all) {
    if (i.word !== (majority === 'lowercase' ? i.word.toLowerCase() : i.word.toUpperCase())) {
      lint.warn(
        'ConsistentInstructionCasing',
        `Command '${i.word}' should match the case of the command majority (${majority})`,
        i,
      );
    }
  }
}

/** Tells of variables in FROM that nobody declares. */
export function lintFromArgs(
  i: Instruction,
  unmatched: Iterable<string>,
  known: ReadonlySet<string>,
  lint: Linter,
): void {
  for (const arg of unmatched) {
    if (!known.has(arg))
      lint.warn('UndefinedArgInFrom', `FROM argument '${arg}' is not declared${suggestion(arg, known)}`, i);
  }
}

export function lintConstPlatform(s: RawStage, value: string, lint: Linter): void {
  try {
    const [os = '', arch = ''] = parsePlatform(value).split('/');
    if (!(s.name ?? '').includes(os) && !(s.name ?? '').includes(arch))
      lint.warn(
        'FromPlatformFlagConstDisallowed',
        `FROM --platform flag should not use constant value ${JSON.stringify(value)}`,
        s.from,
      );
  } catch {
    // it fails later, with its own words
  }
}

/** Names no image when nobody gives an argument? */
export function lintDefaults(
  raw: readonly RawStage[],
  meta: readonly Instruction[],
  start: ReadonlyMap<string, string>,
  lint: Linter,
): void {
  let defaults: Map<string, string>;
  try {
    defaults = metaArgs(start, meta, {});
  } catch {
    return;
  }
  for (const s of raw) {
    const written = argsOf(s.from)[0]!;
    try {
      if (validReference(expandWord(written, defaults, { escape: s.from.escape })) !== undefined)
        lint.warn(
          'InvalidDefaultArgInFrom',
          `Default value for ARG ${written} results in empty or invalid base image name`,
          s.from,
        );
    } catch {
      return;
    }
  }
}
