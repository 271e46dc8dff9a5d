// What a line of a Dockerfile may say by itself: told before anything runs.

import { applyMeta } from './change.ts';
import { didYouMean, DockerfileError, type Instruction } from './parse.ts';

/** Flags of instructions: those with a value, and those that are on or off. Source: BuildKit's stable frontend. */
const FLAGS: Record<string, { value: readonly string[]; bool: readonly string[] }> = {
  FROM: { value: ['platform'], bool: [] },
  COPY: { value: ['from', 'chown', 'chmod', 'exclude'], bool: ['link', 'parents'] },
  ADD: { value: ['chown', 'chmod', 'exclude', 'checksum'], bool: ['link', 'keep-git-dir', 'unpack'] },
  RUN: { value: ['mount', 'network'], bool: [] },
  HEALTHCHECK: { value: ['interval', 'timeout', 'start-period', 'start-interval', 'retries'], bool: [] },
};
const BLANK = { User: '', Env: [], Cmd: null, WorkingDir: '', Entrypoint: null, Labels: null };

function checkFlags(i: Instruction, fail: (why: string) => never): void {
  const known = FLAGS[i.name] ?? { value: [], bool: [] };
  const all = [...known.value, ...known.bool];
  for (const f of i.flags) {
    const eq = f.indexOf('=');
    const name = f.slice(2, eq < 0 ? undefined : eq);
    if (!all.includes(name)) {
      const near = didYouMean(name, all);
      fail(`unknown flag: --${name}${near === undefined ? '' : ` (did you mean ${near}?)`}`);
    }
    if (known.value.includes(name) && eq < 0) fail(`missing a value on flag: --${name}`);
    if (known.bool.includes(name) && eq >= 0 && !/^(true|false|\$.*)$/i.test(f.slice(eq + 1))) fail(`expecting boolean value for flag ${name}, not: ${f.slice(eq + 1)}`);
  }
}

/** Errors that a line has by itself are told before anything runs. @throws DockerfileError */
export function checkLine(i: Instruction): void {
  const fail = (why: string): never => {
    throw new DockerfileError(`dockerfile parse error on line ${i.from}: ${why}`, i.from, i.to);
  };
  const words = i.rest.split(/\s+/).filter((x) => x !== '');
  checkFlags(i, fail);
  if (['COPY', 'ADD'].includes(i.name) && (i.json?.length ?? words.length) < 2 && i.heredocs.length === 0) fail(`${i.name} requires at least two arguments, but only one was provided. Destination could not be determined`);
  if (i.name === 'RUN') {
    for (const f of i.flags) if (f.startsWith('--network=') && !/^--network=(default|none|host)$/.test(f)) fail(`invalid network mode: ${JSON.stringify(f.slice(10))}`);
  }
  if (i.name === 'WORKDIR' && words.length === 0) fail('WORKDIR requires exactly one argument');
  if (i.name === 'USER' && words.length !== 1) fail('USER requires exactly one argument');
  if (i.name === 'STOPSIGNAL' && words.length !== 1) fail('STOPSIGNAL requires exactly one argument');
  if (i.name === 'MAINTAINER' && i.rest === '') fail('MAINTAINER requires exactly one argument');
  if (i.name === 'ARG' && words.length === 0) fail('ARG requires at least one argument');
  if (['ENV', 'LABEL', 'EXPOSE', 'VOLUME', 'SHELL', 'HEALTHCHECK', 'ONBUILD'].includes(i.name)) {
    try {
      applyMeta(BLANK, i, { get: (n: string) => `$${n}`, has: () => true } as never, true);
    } catch (error) {
      const text = (error as Error).message;
      if (/^(invalid port|invalid containerPort)/.test(text)) return;
      if (/^(ENV must|LABEL must|Syntax error)/.test(text)) throw new DockerfileError(text, i.from, i.to);
      fail(text);
    }
  }
}
