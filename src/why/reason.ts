// The sentences of a builder's reasons.

import type { FileChange, StepReason, ValueChange } from '../api/types/reason.ts';
import { type Language, say, type Say, sentence } from './hop.ts';
import type { Key } from './text/en.ts';

const FILES: Readonly<Record<FileChange['what'], Key>> = {
  new: 'fileNew',
  gone: 'fileGone',
  kind: 'fileKind',
  content: 'fileContent',
  target: 'fileTarget',
  owner: 'fileOwner',
  mode: 'fileMode',
};
const VALUES: Readonly<Record<ValueChange['what'], Key>> = {
  mounts: 'valueMounts',
  unset: 'valueUnset',
  set: 'valueSet',
  other: 'valueOther',
};

const fileSay = (c: FileChange): Say => say(FILES[c.what], { ...c });
const valueSay = (c: ValueChange): Say =>
  say(VALUES[c.what], {
    ...('name' in c ? { name: c.name } : {}),
    ...('value' in c ? { value: JSON.stringify(c.value) } : {}),
    ...('was' in c ? { was: JSON.stringify(c.was) } : {}),
  });

/** A reason as a sentence in no language yet. */
export function reasonSay(r: StepReason): Say {
  switch (r.kind) {
    case 'files':
      return r.more === 0
        ? say('reasonList', { list: r.changes.map(fileSay) })
        : say('reasonListMore', { list: r.changes.map(fileSay), more: r.more });
    case 'values':
      return say('reasonList', { list: r.changes.map(valueSay) });
    case 'stepBefore':
      return say('reason_stepBefore', { line: r.line, text: r.text });
    case 'instruction':
      return say('reason_instruction', { was: r.was });
    default:
      return say(`reason_${r.kind}`);
  }
}

/** A reason in a language. */
export function reasonSentence(r: StepReason, language: Language): string {
  return sentence(reasonSay(r), language);
}
