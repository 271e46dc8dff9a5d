// What one row of the table of routes says: how an operation goes over the wire, and how it comes back.

import type { Task } from '../kernel/block.ts';
import type { DockerApi } from './operations.ts';
import type { Query, QueryValues } from './query.ts';
import type { Stream } from './stream.ts';

export type Operation = keyof DockerApi;
export type Arguments<N extends Operation> = Parameters<DockerApi[N]>;
export type Result<N extends Operation> = ReturnType<DockerApi[N]> extends Task<infer R> ? R : never;

/** A request as a client writes it. `body` is JSON unless it is bytes. */
export interface Outgoing {
  /** Values of the path's variables, not escaped. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: QueryValues;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A request as the daemon reads it. */
export interface Incoming {
  /** The version of the API that it is asked in: `1.51`. */
  readonly version: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Query;
  /** A header's value; empty when there is none. */
  header(name: string): string;
  /** The body's bytes. */
  readonly body: Uint8Array;
  /** The body as JSON. @throws ApiError 400 with the daemon's words */
  json(): unknown;
}

/** Kinds of answers, with what makes a result of them and back. */
export type AnswerKind<R> =
  /** Nothing but a status. */
  | {
      readonly kind: 'none';
      readonly status: number;
      /** The status where there was nothing to do: the result is `nothing`. */
      readonly nothing?: number;
    }
  /** One JSON value. `encode` and `decode` where the operation's result is not what stands on the wire. */
  | {
      readonly kind: 'json';
      readonly status: number;
      encode?(result: R): unknown;
      /** Several values, each on a line of its own; `decode` is given the list of them. */
      each?(result: R): readonly unknown[];
      decode?(value: never): R;
    }
  /** JSON values one after another, each on a line of its own. */
  | {
      readonly kind: 'lines';
      readonly status: number;
      encode?(item: Item<R>): unknown;
      decode?(value: never): Item<R> | undefined;
    }
  /** Output of a container, raw or in frames. */
  | { readonly kind: 'output'; readonly status: number }
  /** The connection itself, both ways. */
  | { readonly kind: 'hijack'; readonly status: number }
  /** An archive; `headers` of it besides. */
  | {
      readonly kind: 'tar';
      readonly status: number;
      readonly type: string;
      encode?(result: R): { readonly body: Uint8Array; readonly headers: Readonly<Record<string, string>> };
      decode?(body: Uint8Array, header: (name: string) => string): R;
    }
  /** Only headers (HEAD). */
  | {
      readonly kind: 'head';
      readonly status: number;
      encode(result: R): Readonly<Record<string, string>>;
      decode(header: (name: string) => string): R;
    };

/** What may be told again and again: it says when it was taken, in virtual ms. */
export interface Sample {
  readonly read: number;
}

/** How an answer is repeated. */
export interface Again<R> {
  readonly after: number;
  /** @param before what was told before; `none` for the first */
  encode(result: R, before: R | 'none'): unknown;
}

type Item<R> = R extends Stream<infer T> ? T : never;

export interface Route<N extends Operation = Operation> {
  readonly operation: N;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** `/containers/{id}/json`; `{name...}` takes slashes too. */
  readonly path: string;
  /** First version of the API that has it, where that is not the oldest. */
  readonly since?: string;
  readonly answer: AnswerKind<Result<N>>;
  /** The answer is given again and again while the client stays; `after` virtual ms. */
  again?(request: Incoming): Again<Extract<Result<N>, Sample>> | undefined;
  /** A JSON answer as a version of the API has it. */
  asOf?(value: never, version: string): unknown;
  /** Another way to write a JSON answer, where the request asks for it. */
  once?(request: Incoming): ((result: Result<N>) => unknown) | undefined;
  /** Refusals stand in the answer's body, whose status is 200: by then it has begun. */
  readonly tells?: boolean;
  /** The body is read as it is, even where it is called a form. */
  readonly raw?: boolean;
  /** The query is not looked over as a whole: what is wrong in it is passed over. */
  readonly lax?: boolean;
  /** Described parameters that the daemon itself never looks at. */
  readonly unread?: readonly string[];
  /** What the body is. */
  readonly takes?: 'json' | 'bytes';
  /** What Docker's client writes. */
  write(...args: Arguments<N>): Outgoing;
  /** What the daemon makes of it. @throws ApiError for what it refuses before the operation sees it */
  read(request: Incoming): Arguments<N>;
}

/** A row, with the types of its operation. */
export function route<N extends Operation>(row: Route<N>): Route<N> {
  return row;
}
