// Warnings of the Dockerfile linter, by BuildKit's rule names.

import { type Dockerfile, type Instruction, splitWords } from './parse.ts';

export interface Warning {
  readonly rule: string;
  readonly text: string;
  readonly line: number;
}

const CASED = (name: string): boolean => name !== name.toUpperCase() && name !== name.toLowerCase();

/** Warnings that can be told from the file alone. */
export function lint(file: Dockerfile, source: string): Warning[] {
  const out: Warning[] = [];
  const lines = source.split('\n');
  const add = (rule: string, text: string, i: Instruction): void => {
    out.push({ rule, text, line: i.from });
  };
  let last: Record<string, Instruction | undefined> = {};
  const stages = new Map<string, Instruction>();
  let hasWorkdir = true;
  let upper = 0;
  let lower = 0;
  for (const i of file.instructions) {
    const word = /^\s*(\S+)/.exec(lines[i.from - 1] ?? '')?.[1] ?? i.name;
    if (word === word.toUpperCase()) upper++;
    else if (word === word.toLowerCase()) lower++;
  }
  for (const i of file.instructions) {
    const word = /^\s*(\S+)/.exec(lines[i.from - 1] ?? '')?.[1] ?? i.name;
    if (CASED(word) || (word === word.toLowerCase() && upper > lower) || (word === word.toUpperCase() && lower > upper)) {
      add('ConsistentInstructionCasing', `Command '${word}' should match the case of the command majority (${lower > upper ? 'lowercase' : 'uppercase'})`, i);
    }
    if (i.name === 'FROM') {
      last = {};
      const m = /^(\S+)(?:\s+(as)\s+(\S+))?/i.exec(i.rest);
      hasWorkdir = false;
      if (m?.[2] !== undefined) {
        const from = word === word.toUpperCase();
        if ((m[2] === m[2].toUpperCase()) !== from) add('FromAsCasing', `'${m[2]}' and '${word}' keywords' casing do not match`, i);
        if (m[3] !== m[3]!.toLowerCase()) add('StageNameCasing', `Stage name '${m[3]}' should be lowercase`, i);
        if (stages.has(m[3]!.toLowerCase())) add('DuplicateStageName', `Duplicate stage name "${m[3]}", stage names should be unique`, i);
        stages.set(m[3]!.toLowerCase(), i);
        if (['context', 'scratch'].includes(m[3]!.toLowerCase())) add('ReservedStageName', `Stage name should not use the same name as reserved stage "${m[3]}"`, i);
      }
    }
    if (i.emptyContinuation) out.push({ rule: 'NoEmptyContinuation', text: 'Empty continuation line', line: i.to });
    if (i.name === 'EXPOSE') {
      for (const w of splitWords(i.rest)) if (/:/.test(w) && !w.includes('$')) add('ExposeInvalidFormat', `EXPOSE instruction should not define an IP address or host-port mapping, found '${w}'`, i);
    }
    if (i.name === 'MAINTAINER') add('MaintainerDeprecated', 'Maintainer instruction is deprecated in favor of using label', i);
    if (i.name === 'WORKDIR') {
      const path = i.rest;
      if (!path.startsWith('/') && !path.startsWith('$') && !hasWorkdir) add('WorkdirRelativePath', `Relative workdir "${path}" can have unexpected results if the base image changes`, i);
      else hasWorkdir = true;
    }
    if ((i.name === 'CMD' || i.name === 'ENTRYPOINT') && i.json === undefined && !file.instructions.some((x) => x.name === 'SHELL')) {
      add('JSONArgsRecommended', `JSON arguments recommended for ${i.name} to prevent unintended behavior related to OS signals`, i);
    }
    if (['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(i.name)) {
      const before = last[i.name];
      if (before !== undefined) add('MultipleInstructionsDisallowed', `Multiple ${i.name} instructions should not be used in the same stage because only the last one will be used`, before);
      last[i.name] = i;
    }
    if ((i.name === 'ENV' || i.name === 'LABEL') && /^[^\s=]+\s+\S/.test(i.rest) && !i.rest.split(/\s/)[0]!.includes('=')) add('LegacyKeyValueFormat', `"${i.name} key=value" should be used instead of legacy "${i.name} key value" format`, i);
    if (i.name === 'ARG' || i.name === 'ENV') {
      for (const m of i.rest.matchAll(/(?:^|\s)([A-Za-z_]\w*)(?==|\s|$)/g)) {
        if (/(^|_)(password|passwd|secret|token|apikey|auth|credential|credentials|key|pword)(_|$)/i.test(m[1]!) && !/public/i.test(m[1]!)) {
          add('SecretsUsedInArgOrEnv', `Do not use ARG or ENV instructions for sensitive data (${i.name} "${m[1]}")`, i);
        }
      }
    }
    if (i.name === 'EXPOSE' && /\/[A-Z]/.test(i.rest)) add('ExposeProtoCasing', `Defined protocol '${i.rest.split('/')[1]}' in EXPOSE instruction should be lowercase`, i);
  }
  const skipped = skippedRules(file);
  return out.filter((w) => !skipped.all && !skipped.rules.has(w.rule.toLowerCase())).sort((a, b) => a.line - b.line);
}

/** Rules that the `check` directive turns off, in lower case. */
function skippedRules(file: Dockerfile): { all: boolean; rules: Set<string> } {
  const skip = (file.directives['check'] ?? '').split(';').map((x) => x.trim()).find((x) => x.toLowerCase().startsWith('skip='))?.slice(5) ?? '';
  const rules = new Set(skip.split(',').map((x) => x.trim().toLowerCase()).filter((x) => x !== ''));
  return { all: rules.has('all'), rules };
}

/** Does the `check` directive make warnings errors? */
export function warningsAreErrors(file: Dockerfile): boolean {
  return /(^|;)\s*error\s*=\s*true\s*(;|$)/i.test(file.directives['check'] ?? '');
}
