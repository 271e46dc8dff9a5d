// bash's /dev/tcp/HOST/PORT: a redirection that is a connection. No such file exists; the shell itself connects.

import { FsError, errnoText } from '../fs/node.ts';
import type { Task } from '../kernel/block.ts';
import type { OpenFile } from '../kernel/files.ts';
import { SocketFile } from '../kernel/net.ts';
import type { Process } from '../kernel/process.ts';
import { resolveHost } from '../kernel/resolve.ts';
import { CommandError, type Shell } from './shell.ts';

const PATH = /^\/dev\/(tcp|udp)\/([^/]*)\/([^]*)$/;

/** Does bash take the target of a redirection for a connection? */
export function isSocketPath(path: string): boolean {
  return PATH.test(path);
}

/** A port's number: digits, or a name of /etc/services; nothing at all is port 0, as bash has it. */
function portOf(p: Process, text: string): number | undefined {
  if (/^\d*$/.test(text)) return Number(text) % 65536;
  const node = p.fs.tryStat('/etc/services');
  if (node?.kind !== 'file') return undefined;
  for (const line of new TextDecoder().decode(node.data).split('\n')) {
    const [name = '', number = '', ...others] = line.replace(/#.*/, '').split(/\s+/);
    if (number.endsWith('/tcp') && [name, ...others].includes(text)) return Number.parseInt(number, 10);
  }
  return undefined;
}

/**
 * Connects to what the path names.
 * @throws CommandError with the text that bash prints after its first line, which is printed here
 */
export function* openSocket(sh: Shell, p: Process, path: string): Task<OpenFile> {
  const [, protocol = '', host = '', service = ''] = PATH.exec(path)!;
  if (protocol === 'udp') throw new CommandError("drydock: '/dev/udp' is not simulated");
  const name = sh.interactive ? sh.name : (sh.scriptNames.at(-1) ?? sh.name);
  const say = (text: string): Task => p.eprint(`${name}: ${text}\n`);
  const [ip] = resolveHost(p, host);
  if (ip === undefined) {
    yield* say(`${host}: Name or service not known`);
    throw new CommandError(`${path}: Invalid argument`);
  }
  const port = portOf(p, service);
  if (port === undefined) {
    yield* say(`${service}: Servname not supported for ai_socktype`);
    throw new CommandError(`${path}: Invalid argument`);
  }
  if (p.kernel.net.outside.has(ip))
    throw new CommandError(`drydock: '${path}' is not simulated: that host is not on this machine`);
  try {
    return new SocketFile(yield* p.kernel.net.connect(p, p.net, ip, port));
  } catch (error) {
    if (!(error instanceof FsError) || error.code === 'EINTR') throw error;
    const why = errnoText(error.code);
    yield* say(`connect: ${why}`);
    throw new CommandError(`${path}: ${why}`);
  }
}
