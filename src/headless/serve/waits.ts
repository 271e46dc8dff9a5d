// Which requests somebody waits for, so that the clock may run ahead for them; see `Runner`.

import type { Machine } from '../../lab/machine.ts';
import type { Runner, Waiting } from './runner.ts';

/** Real ms that a client has to say what belongs to a request, before time runs ahead for it. */
const QUIET = 3;
/** A client that waits for a container's end says only afterwards that it is to be started. */
const QUIET_END = 40;

/** Is the answer what goes on in the machine, for as long as it does? Whoever follows it does not wait for an end. */
function follows(path: string, query: URLSearchParams): boolean {
  const on = (name: string): boolean => /^(1|t|true)$/i.test(query.get(name) ?? '');
  if (/^\/containers\/[^/]+\/attach(\/ws)?$/.test(path)) return true;
  if (/^\/containers\/[^/]+\/logs$/.test(path)) return on('follow');
  if (/^\/containers\/[^/]+\/stats$/.test(path)) return !query.has('stream') || on('stream');
  return path === '/events' && !query.has('until');
}

/** Begins to wait for a request's answer; undefined for one that nobody waits for. */
export function waitFor(runner: Runner, machine: Machine, target: string): Waiting | undefined {
  const [full = '', query = ''] = target.split('?', 2);
  const path = full.replace(/^\/v\d+\.\d+(?=\/)/, '');
  if (follows(path, new URLSearchParams(query))) return undefined;
  // who waits for the end of a program does not wait while it waits for them
  const exec = /^\/exec\/([^/]+)\/start$/.exec(path)?.[1];
  if (exec !== undefined) return runner.wait(QUIET, () => machine.engine.execs.reading(exec));
  const container = /^\/containers\/([^/]+)\/wait$/.exec(path)?.[1];
  if (container === undefined) return runner.wait(QUIET);
  return runner.wait(QUIET_END, () => {
    const { containers } = machine.engine;
    const found = containers.find(container);
    return found !== undefined && containers.runtime(found).streams?.reading === true;
  });
}
