// Programs that run another: env timeout nohup nice time; and sleep.

import { FsError } from '../../fs/node.ts';
import type { Task, Program } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { signalNumber, SIGNALS } from '../../kernel/signals.ts';
import { reason, program, parseArgs, Usage, Failure, complain } from '../args.ts';

/** Runs a command in place of this process, or tells why not (126, 127). */
export function* execCommand(p: Process, words: readonly string[], prefix = p.name): Task<number> {
  const [name = ''] = words;
  const path = p.which(name);
  if (path === undefined || !p.fs.exists(path)) {
    yield* p.eprint(
      p.busybox
        ? `${prefix}: can't execute '${name}': No such file or directory\n`
        : `${prefix}: ${prefix === 'env' ? `‘${name}’` : prefix === 'timeout' || prefix === 'nohup' || prefix === 'nice' ? `failed to run command '${name}'` : name}: No such file or directory\n`,
    );
    return 127;
  }
  let image: Task<number>;
  try {
    // what is wrong with the file shows here; what the program fails at later is its own affair
    image = p.exec(path, words);
  } catch (error) {
    if (!(error instanceof FsError) || !['ENOENT', 'EACCES', 'ENOEXEC'].includes(error.code)) throw error;
    if (error.code === 'ENOEXEC') {
      const sh = p.which('sh');
      if (sh !== undefined) return yield* p.exec(sh, ['sh', path, ...words.slice(1)]);
    }
    yield* p.eprint(
      p.busybox
        ? `${prefix}: can't execute '${name}': ${reason(error)}\n`
        : `${prefix}: ${prefix === 'env' ? `‘${name}’` : `failed to run command '${name}'`}: ${reason(error)}\n`,
    );
    return error.code === 'ENOENT' ? 127 : 126;
  }
  return yield* image;
}

export const env = program(function* (p) {
  const o = parseArgs(
    p,
    'iu:0C:S:',
    { 'ignore-environment': 'i', 'unset=': 'u', null: '0', 'chdir=': 'C', 'split-string=': 'S' },
    true,
  );
  if (o.has('i') || o.rest[0] === '-') p.env.clear();
  if (o.rest[0] === '-') o.rest.shift();
  for (const name of o.all('u')) p.env.delete(name);
  const words = o.has('S')
    ? [
        ...o
          .get('S')!
          .split(/\s+/)
          .filter((x) => x !== ''),
        ...o.rest,
      ]
    : [...o.rest];
  while (words.length > 0 && /^[^=]+=/.test(words[0]!)) {
    const [name = '', ...value] = words.shift()!.split('=');
    p.env.set(name, value.join('='));
  }
  if (o.has('C')) p.chdir(o.get('C')!);
  if (words.length === 0) {
    const end = o.has('0') ? '\0' : '\n';
    yield* p.print([...p.env].map(([k, v]) => `${k}=${v}${end}`).join(''));
    return 0;
  }
  return yield* execCommand(p, words, 'env');
}, 125);

/** Milliseconds of `5`, `1.5`, `2m`; undefined when it is none. */
export function seconds(text: string): number | undefined {
  const m = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text);
  if (m === null) return text === 'inf' || text === 'infinity' ? Infinity : undefined;
  return Number(m[1]) * { '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[m[2]!]!;
}

export const sleep = program(function* (p) {
  const o = parseArgs(p, '', {});
  if (o.rest.length === 0) throw new Usage('missing operand');
  let total = 0;
  for (const word of o.rest) {
    const ms = seconds(word);
    if (ms === undefined)
      throw p.busybox ? new Failure(`invalid number '${word}'`) : new Usage(`invalid time interval '${word}'`);
    total += ms;
  }
  yield* p.sleep(Math.min(total, 1e12));
  return 0;
});

export const timeout = program(function* (p) {
  const o = parseArgs(
    p,
    's:k:vfp',
    { 'signal=': 's', 'kill-after=': 'k', 'preserve-status': 'p', foreground: 'f', verbose: 'v' },
    true,
  );
  const [time, ...words] = o.rest;
  if (time === undefined || words.length === 0) throw new Usage('missing operand');
  const ms = seconds(time);
  if (ms === undefined) throw new Usage(`invalid time interval '${time}'`);
  const signal = o.has('s') ? signalNumber(o.get('s')!) : SIGNALS.TERM;
  if (signal === undefined) throw new Usage(`${o.get('s')}: invalid signal`);
  const path = p.which(words[0]!);
  if (path === undefined || !p.fs.exists(path)) {
    yield* p.eprint(
      p.busybox
        ? `timeout: can't execute '${words[0]}': No such file or directory\n`
        : `timeout: failed to run command '${words[0]}': No such file or directory\n`,
    );
    return 127;
  }
  const child = p.spawn(path, words);
  const cancel =
    ms === 0
      ? undefined
      : p.kernel.clock.schedule(p.kernel.now + ms, () => {
          expired = true;
          p.kernel.signal(child, signal);
          p.kernel.signal(child, SIGNALS.CONT);
          const kill = o.has('k') ? seconds(o.get('k')!) : undefined;
          if (kill !== undefined)
            p.kernel.clock.schedule(p.kernel.now + kill, () => p.kernel.signal(child, SIGNALS.KILL));
        });
  let expired = false;
  const status = yield* p.wait(child);
  cancel?.();
  if (!expired || o.has('p')) return status;
  return signal === SIGNALS.KILL ? 137 : p.busybox ? 143 : 124;
}, 125);

export const nohup: Program = function* (p) {
  if (p.args.length === 0) return yield* complain(p, 'missing operand');
  p.actions.set(SIGNALS.HUP, 'ignore');
  if (p.isatty(1)) {
    yield* p.eprint("nohup: ignoring input and appending output to 'nohup.out'\n");
    const fd = yield* p.open('nohup.out', { write: true, create: true, append: true, mode: 0o600 });
    p.setFd(1, p.fd(fd).retain());
    p.setFd(2, p.fd(fd).retain());
    p.closeFd(fd);
  }
  return yield* execCommand(p, p.args, 'nohup');
};

export const nice = program(function* (p) {
  const o = parseArgs(p, 'n:', { 'adjustment=': 'n' }, true);
  if (o.rest.length === 0) {
    yield* p.print('0\n');
    return 0;
  }
  return yield* execCommand(p, o.rest, 'nice');
});

export const time = program(function* (p) {
  const o = parseArgs(p, 'pv', {}, true);
  const path = p.which(o.rest[0] ?? '');
  if (path === undefined) return yield* execCommand(p, o.rest);
  const from = p.kernel.now;
  const child = p.spawn(path, o.rest);
  const status = yield* p.wait(child);
  const s = (p.kernel.now - from) / 1000;
  yield* p.eprint(
    `real\t${Math.floor(s / 60)}m ${(s % 60).toFixed(2)}s\nuser\t0m ${(child.cpu / 1000).toFixed(2)}s\nsys\t0m 0.00s\n`,
  );
  return status;
});
