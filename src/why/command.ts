// The command `drydock` of the host: `drydock why …` explains, `drydock version`, `drydock --help`.

import { own } from '../api/dict.ts';
import type { Program, Task } from '../kernel/block.ts';
import { spokenBy } from '../kernel/language.ts';
import type { Process } from '../kernel/process.ts';
import { whyEnv, whyExit, whyStop } from './exit.ts';
import { whyFile } from './file.ts';
import { type Hop, type Language, type Say, say, sentence, tell, type World } from './hop.ts';
import { whyLast } from './last.ts';
import { type From, parseTarget, whyRequest } from './request.ts';
import { whyStep } from './step.ts';
import type { Key } from './text/en.ts';
import { prunePreview, whyName, whyPort, whyRemove } from './use.ts';

export const VERSION = '0.2.0';

/** A question that is not understood. */
export class NoQuestion extends Error {
  constructor(readonly say: Say) {
    super(say.key);
  }
}

/** An answer: what was asked, when nobody said it, and the hops. */
export interface Explained {
  readonly title?: Say;
  readonly hops: readonly Hop[];
}

type Question = (world: World, words: string[]) => Explained;

const wrong = (key: Key, word = ''): never => {
  throw new NoQuestion(say(key, { word }));
};

/** Exactly one word behind the question. */
function one(question: string, words: readonly string[]): string {
  if (words.length > 1) wrong('tooMany', words[1]);
  return words[0] ?? wrong('missing', question);
}

function request(question: string, world: World, words: readonly string[]): Explained {
  const [target, from, ref, more] = words;
  if (target === undefined) return wrong('missing', question);
  if (from !== undefined && from !== 'from') return wrong('tooMany', from);
  if (from !== undefined && ref === undefined) return wrong('missing', 'from');
  if (more !== undefined) return wrong('tooMany', more);
  const to = parseTarget(target);
  if (to === undefined) return wrong('badTarget', target);
  const asker: From =
    ref === undefined || ref === 'host'
      ? { kind: 'host' }
      : ref === 'browser'
        ? { kind: 'browser' }
        : { kind: 'container', ref };
  const port = question === 'ping' ? undefined : (to.port ?? (question === 'curl' ? 80 : undefined));
  return { hops: whyRequest(world, asker, { host: to.host, port }) };
}

const QUESTIONS: Readonly<Record<string, Question>> = {
  curl: (world, words) => request('curl', world, words),
  connect: (world, words) => request('connect', world, words),
  ping: (world, words) => request('ping', world, words),
  file: (world, words) => {
    const word = one('file', words);
    const at = word.indexOf(':');
    const image = word.lastIndexOf(':/');
    // an image's name may hold colons of its own: the path begins behind the last one before a slash
    return {
      hops:
        at < 0 || word.startsWith('/')
          ? whyFile(world, undefined, word)
          : whyFile(
              world,
              image > 0 ? word.slice(0, image) : word.slice(0, at),
              word.slice((image > 0 ? image : at) + 1),
            ),
    };
  },
  exit: (world, words) => ({ hops: whyExit(world, one('exit', words)) }),
  stop: (world, words) => ({ hops: whyStop(world, one('stop', words)) }),
  step: (world, words) => {
    if (words.length > 2) wrong('tooMany', words[2]);
    if (words[1] !== undefined && !/^\d+$/.test(words[1])) wrong('tooMany', words[1]);
    return { hops: whyStep(world, words[0] ?? 'last', words[1] === undefined ? undefined : Number(words[1])) };
  },
  env: (world, words) => {
    if (words.length > 2) wrong('tooMany', words[2]);
    return { hops: whyEnv(world, words[0] ?? wrong('missing', 'env'), words[1]) };
  },
  rm: (world, words) => ({ hops: whyRemove(world, one('rm', words)) }),
  port: (world, words) => {
    const word = one('port', words);
    const port = /^\d{1,5}$/.test(word) ? Number(word) : 0;
    return port < 1 || port > 65535 ? wrong('badPort', word) : { hops: whyPort(world, port) };
  },
  name: (world, words) => ({ hops: whyName(world, one('name', words)) }),
  prune: (world, words) => {
    const bad = words.find((w) => !['-a', '--all', '--volumes'].includes(w));
    if (bad !== undefined) wrong('tooMany', bad);
    return {
      hops: prunePreview(world, {
        all: words.includes('-a') || words.includes('--all'),
        volumes: words.includes('--volumes'),
      }),
    };
  },
};

/** The words of a question answered: what stands behind `drydock why`. @throws NoQuestion */
export function explain(world: World, words: readonly string[]): Explained {
  const [first, ...rest] = words;
  if (first === undefined) return whyLast(world);
  const question = own(QUESTIONS, first);
  if (question !== undefined) return question(world, rest);
  if (first.includes(':') || first.includes('.') || first === 'localhost') return request('', world, words);
  return wrong('badQuestion', first);
}

/** Hops as lines: ✓ fine, ✗ the reason, · good to know, → what would mend it. */
export function hopLines(hops: readonly Hop[], language: Language, colours: boolean): string {
  const paint = (code: number, text: string): string => (colours ? `\x1b[${code}m${text}\x1b[0m` : text);
  const lines: string[] = [];
  for (const h of tell(hops, language)) {
    const mark = h.ok === true ? paint(32, '✓') : h.ok === false ? paint(31, '✗') : '·';
    lines.push(`${mark} ${h.ok === false ? paint(1, h.what) : h.what}: ${h.fact}`);
    if (h.mend !== undefined)
      lines.push(
        `  → ${sentence(say('mendLabel', { mend: h.mend.replace(/`([^`]*)`/g, (_, command: string) => paint(1, command)) }), language)}`,
      );
  }
  return lines.map((l) => `${l}\n`).join('');
}

function* why(p: Process, world: World, words: readonly string[], language: Language): Task<number> {
  const asked = p.kernel.journal.open().at(-1);
  if (asked !== undefined) asked.asked = true;
  if (words.includes('--help') || words.includes('-h')) {
    yield* p.print(sentence(say('usageWhy'), language));
    return 0;
  }
  let explained: Explained;
  try {
    explained = explain(world, words);
  } catch (error) {
    if (!(error instanceof NoQuestion)) throw error;
    yield* p.eprint(`${sentence(error.say, language)}\n${sentence(say('seeHelp'), language)}\n`);
    return 2;
  }
  const colours = p.isatty(1);
  if (explained.title !== undefined)
    yield* p.print(`${colours ? '\x1b[1m' : ''}${sentence(explained.title, language)}${colours ? '\x1b[0m' : ''}\n`);
  yield* p.print(hopLines(explained.hops, language, colours));
  return 0;
}

/** The program over the machine that it explains. */
export function drydockProgram(world: () => World): Program {
  return function* (p) {
    const language = spokenBy(p);
    const [word, ...rest] = p.args;
    if (word === 'why') return yield* why(p, world(), rest, language);
    if (word === 'version' || word === '--version') {
      yield* p.print(`${sentence(say('version', { version: VERSION }), language)}\n`);
      return 0;
    }
    if (word === undefined || word === '--help' || word === '-h' || word === 'help') {
      yield* p.print(sentence(say('usage'), language));
      return 0;
    }
    yield* p.eprint(`${sentence(say('badCommand', { word }), language)}\n${sentence(say('usage'), language)}`);
    return 2;
  };
}
