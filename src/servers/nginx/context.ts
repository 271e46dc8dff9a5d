// What the worker knows of one request, and the address that it is for.

import { clean } from '../../fs/path.ts';
import type { Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { type HttpMessage, unescapeUrl } from '../../programs/net/http.ts';
import type { Chain, Location, Model, VirtualServer } from './model.ts';
/** What the worker knows of one request. */
export interface Context {
  readonly p: Process;
  readonly model: Model;
  readonly version: string;
  readonly request: HttpMessage;
  readonly method: string;
  /** The target as it was sent. */
  readonly target: string;
  readonly peer: { readonly ip: string; readonly port: number };
  readonly local: { readonly ip: string; readonly port: number };
  readonly began: number;
  readonly id: string;
  readonly connection: number;
  readonly requests: number;
  readonly host: string;
  server: VirtualServer;
  chain: Chain;
  location: Location | undefined;
  uri: string;
  args: string;
  captures: string[];
  readonly variables: Map<string, string>;
  user: string;
  status: number;
  bodyBytes: number;
  sent: HttpMessage | undefined;
  proxyHost: string;
  upstreamAnswer: HttpMessage | undefined;
  readonly upstreamTries: { addr: string; status: string; ms: number }[];
  /** The request goes on inside the server: `internal` locations are open to it. */
  internal: boolean;
  redirects: number;
  stats: Stats;
  error(level: string, text: string, upstream?: string): Task;
  root(): string;
  file(): string;
}

/** Counts of stub_status. */
export interface Stats {
  accepts: number;
  requests: number;
  active: number;
}

/** The URI of a target: escapes out, dots and double slashes resolved, the slash at its end kept. */
export function normalUri(target: string): string {
  const path = unescapeUrl(target.replace(/[?#].*/s, '').replace(/^https?:\/\/[^/]*/, ''));
  const out = clean(`/${path}`);
  return path.endsWith('/') && out !== '/' ? `${out}/` : out;
}
