// `docker import` of an address: the daemon fetches the archive itself (moby's ImportImage).

import { ApiError } from '../api/error.ts';
import type { ProgressMessage } from '../api/types/image.ts';
import { decode } from '../fs/bytes.ts';
import { type Task, waitFor, WaitQueue } from '../kernel/block.ts';
import { FetchError, type Fetched, follow } from './builder/remote.ts';
import type { Core } from './ports/core.ts';
import type { ImportOptions, Transfers } from './transfers.ts';

/** What is seen of the engine here. */
type Engine = Core & { readonly transfers: Pick<Transfers, 'checkImport' | 'importTree'> };

/** The answer of a server, asked by a process of the daemon's. @throws ApiError 500 when there is none */
function* ask(engine: Engine, url: string): Task<Fetched> {
  const over = new WaitQueue();
  let got: Fetched | FetchError | undefined;
  engine.background(function* (p) {
    try {
      got = yield* follow(p, url);
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      got = error;
    }
    over.wake();
    return 0;
  });
  while (got === undefined) yield* waitFor([over]);
  if (got instanceof FetchError) throw new ApiError(500, got.message);
  return got;
}

/**
 * Makes an image of an archive that lies elsewhere.
 * @returns what is told; a refusal that comes after the archive is the last line of it
 * @throws ApiError for what is refused before it is there
 */
export function* importFrom(engine: Engine, from: string, o: ImportOptions): Task<ProgressMessage[]> {
  engine.transfers.checkImport(o);
  const url = from.includes('://') ? from : `http://${from}`;
  const scheme = /^[^:]*/.exec(url)![0];
  if (!/^https?$/i.test(scheme))
    throw new ApiError(500, `Get ${JSON.stringify(url)}: unsupported protocol scheme ${JSON.stringify(scheme)}`);
  const { status, reason, body } = yield* ask(engine, url);
  if (status >= 400)
    throw new ApiError(
      ([400, 401, 403, 404] as const).find((known) => known === status) ?? 500,
      `failed to GET ${url} with status ${status} ${reason}: ${decode(body).trim()}`,
    );
  const lines: ProgressMessage[] = [{ status: `Downloading from ${url}` }];
  const size = body.length;
  const read: ProgressMessage = { status: 'Importing', progress: { current: size, total: size } };
  try {
    const id = engine.transfers.importTree(body, { ...o, message: o.message || `Imported from ${url}` });
    return [...lines, read, { status: id }];
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // who finds no archive has read to the end, which is told once more
    const end = error.message === 'unexpected EOF' ? [read, read, {}] : [];
    return [...lines, ...end, { error: error.message }];
  }
}
