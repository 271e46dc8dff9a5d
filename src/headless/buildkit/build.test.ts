// Whole builds through real sockets, by a small client that speaks the protocol: it asks on /grpc, and answers on /session.

import { mkdtempSync, rmSync } from 'node:fs';
import { type ClientHttp2Session, connect as http2, performServerHandshake, type ServerHttp2Stream } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nextIno } from '../../fs/cell.ts';
import { decode, encode } from '../../fs/bytes.ts';
import { type DirNode, emptyDir, type FsNode } from '../../fs/node.ts';
import { type Serving, serve } from '../serve/serve.ts';
import { type Line, receive, sendTree, walk } from './fsutil.ts';
import { ask, askOnce, Deframer, frame, GrpcError } from './grpc.ts';
import { BytesMessage, Empty, Status } from './messages/common.ts';
import * as C from './messages/control.ts';
import { BridgeSolveRequest, BridgeSolveResponse, PongResponse, ReturnRequest } from './messages/gateway.ts';
import { GetSecretRequest, GetSecretResponse } from './messages/session.ts';
import type { Of } from './protobuf.ts';
import { buildkit } from './upgrade.ts';

const CONTROL = '/moby.buildkit.v1.Control';
const BRIDGE = '/moby.buildkit.v1.frontend.LLBBridge';

let folder: string;
let serving: Serving;
const sockets: Socket[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-buildkit-'));
  serving = await serve({ hosts: [`unix://${join(folder, 'd.sock')}`], upgrade: buildkit() });
});
afterAll(() => {
  for (const s of sockets) s.destroy();
  serving.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A connection after the daemon has agreed to speak HTTP/2 on it. */
function upgraded(path: string, headers: readonly string[] = [], at = 'd.sock'): Promise<Socket> {
  return new Promise((done, failed) => {
    const socket = connect(join(folder, at));
    sockets.push(socket);
    socket.on('error', failed);
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\n${headers.map((h) => `${h}\r\n`).join('')}Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n`,
    );
    let seen = '';
    const look = (bytes: Buffer): void => {
      seen += bytes.toString('latin1');
      const end = seen.indexOf('\r\n\r\n');
      if (end < 0) return;
      socket.off('data', look);
      if (!seen.startsWith('HTTP/1.1 101 ')) return failed(new Error(seen));
      socket.pause();
      if (seen.length > end + 4) socket.unshift(Buffer.from(seen.slice(end + 4), 'latin1'));
      done(socket);
    };
    socket.on('data', look);
  });
}

/** A stream that we answer on, as a line. */
function lineOf(stream: ServerHttp2Stream): Line {
  return {
    send(bytes) {
      stream.write(frame(bytes));
      return Promise.resolve();
    },
    end: () => stream.end(),
    async *[Symbol.asyncIterator]() {
      const deframer = new Deframer();
      for await (const piece of stream) yield* deframer.push(piece as Buffer);
    },
  };
}

interface Offered {
  readonly folders: Readonly<Record<string, DirNode>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

/** Answers what the daemon asks. `asked` gets the headers of what it wanted; files go to `taken`. */
async function session(
  id: string,
  offered: Offered,
  asked: Record<string, unknown>[],
  taken: DirNode[],
  at = 'd.sock',
): Promise<void> {
  const methods = [
    '/moby.filesync.v1.FileSync/DiffCopy',
    '/moby.filesync.v1.FileSend/DiffCopy',
    '/moby.buildkit.secrets.v1.Secrets/GetSecret',
  ];
  const socket = await upgraded(
    '/session',
    [`X-Docker-Expose-Session-Uuid: ${id}`, ...methods.map((m) => `X-Docker-Expose-Session-Grpc-Method: ${m}`)],
    at,
  );
  performServerHandshake(socket).on('stream', (stream, headers) => {
    asked.push({ ...headers });
    stream.on('error', () => {});
    const line = lineOf(stream);
    let status = '0';
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': status }));
    const path = headers[':path'];
    if (path === methods[0]) void sendTree(line, offered.folders[String(headers['dir-name'])] ?? emptyDir());
    else if (path === methods[1]) void receive(line).then((tree) => taken.push(tree));
    else
      void (async () => {
        for await (const bytes of line) {
          const data = offered.secrets?.[GetSecretRequest.decode(bytes).id];
          if (data === undefined) status = '5';
          else await line.send(GetSecretResponse.encode({ data: encode(data) }));
        }
        stream.end();
      })();
  });
}

interface Answer {
  readonly progress: Of<typeof C.StatusResponse>[];
  readonly response: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, Uint8Array>>;
  readonly error: GrpcError | undefined;
  /** Errors' details by the names of their types. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly asked: readonly Record<string, unknown>[];
  readonly taken: readonly DirNode[];
}

async function dial(at = 'd.sock'): Promise<ClientHttp2Session> {
  const socket = await upgraded('/grpc', [], at);
  const client = http2('http://localhost', { createConnection: () => socket });
  client.on('error', () => {});
  return client;
}

let count = 0;

/** A build as buildx drives it. */
async function build(
  offered: Offered,
  attrs: Readonly<Record<string, string>> = {},
  exporters: Partial<Of<typeof C.SolveRequest>>['exporters'] = [{ type: 'moby', attrs: { name: 'built' } }],
): Promise<Answer> {
  const ref = `ref${++count}`;
  const client = await dial();
  const asked: Record<string, unknown>[] = [];
  const taken: DirNode[] = [];
  const own = { 'buildkit-controlapi-buildid': ref };
  const solved = askOnce(
    client,
    `${CONTROL}/Solve`,
    { of: C.SolveRequest, value: { ref, session: `s${ref}`, exporters, frontendAttrs: attrs } },
    C.SolveResponse,
  );
  solved.catch(() => {});
  await session(`s${ref}`, offered, asked, taken);
  const progress: Of<typeof C.StatusResponse>[] = [];
  const status = (async () => {
    const call = ask(client, `${CONTROL}/Status`);
    await call.send(C.StatusRequest.encode({ ref }));
    call.end();
    for await (const bytes of call) progress.push(C.StatusResponse.decode(bytes));
  })();
  const call = async <Q, A>(path: string, of: { of: unknown; value: unknown }, answer: unknown): Promise<A> => {
    const c = ask(client, `${BRIDGE}/${path}`, own);
    const q = of as { of: { encode(v: unknown): Uint8Array }; value: Q };
    await c.send(q.of.encode(q.value));
    c.end();
    let out: A | undefined;
    for await (const bytes of c) out = (answer as { decode(b: Uint8Array): A }).decode(bytes);
    return out!;
  };
  const pong = await call<unknown, Of<typeof PongResponse>>('Ping', { of: Empty, value: {} }, PongResponse);
  expect(pong.workers).toHaveLength(1);
  let metadata: Readonly<Record<string, Uint8Array>> = {};
  let returned: Partial<Of<typeof ReturnRequest>>;
  let error: GrpcError | undefined;
  try {
    const frontendOpt = { filename: 'Dockerfile', ...attrs };
    const value = { frontend: 'dockerfile.v0', frontendOpt };
    const r = await call<unknown, Of<typeof BridgeSolveResponse>>(
      'Solve',
      { of: BridgeSolveRequest, value },
      BridgeSolveResponse,
    );
    metadata = r.result?.metadata ?? {};
    returned = { result: r.result };
  } catch (e) {
    error = e as GrpcError;
    returned = { error: { code: error.code, message: error.message } };
  }
  await call('Return', { of: ReturnRequest, value: returned }, Empty);
  let response: Readonly<Record<string, string>> = {};
  try {
    response = (await solved).exporterResponse;
  } catch (e) {
    error ??= e as GrpcError;
  }
  await status;
  client.close();
  const details = Object.fromEntries(
    (error?.details ?? []).map((d) => [/(\w+)\+json$/.exec(d.typeUrl)![1]!, JSON.parse(decode(d.value)) as unknown]),
  );
  return { progress, response, metadata, error, details, asked, taken };
}

const file = (text: string): FsNode => ({
  kind: 'file',
  mode: 0o644,
  uid: 0,
  gid: 0,
  mtime: 1_700_000_000_000,
  ino: nextIno(),
  data: encode(text),
});
const dir = (entries: Record<string, FsNode>): DirNode => ({
  ...emptyDir(),
  entries: new Map(Object.entries(entries)),
});
const project = (dockerfile: string, more: Record<string, FsNode> = {}): Offered['folders'] => ({
  dockerfile: dir({ Dockerfile: file(dockerfile) }),
  context: dir(more),
});
/** The steps in the order in which they began, each with how it ended. */
const steps = (a: Answer): string[] => {
  const seen = new Map<string, string>();
  for (const v of a.progress.flatMap((p) => p.vertexes))
    seen.set(
      v.name!,
      v.error !== undefined && v.error !== '' ? 'failed' : v.cached ? 'cached' : v.completed ? 'done' : 'open',
    );
  return [...seen].map(([name, end]) => `${end} ${name}`);
};
const output = (a: Answer): string => a.progress.flatMap((p) => p.logs.map((l) => decode(l.msg!))).join('');

describe("a build by BuildKit's protocol", () => {
  const FILE =
    'FROM busybox\nCOPY a.txt sub/ /x/\nRUN --mount=type=secret,id=tok cat /x/a.txt /run/secrets/tok\nMAINTAINER me\n';

  test('files, secrets and progress go over both connections, and an image stands at the end', async () => {
    const folders = project(FILE, { 'a.txt': file('hello\n'), sub: dir({ b: file('b') }), other: file('no') });
    const a = await build({ folders, secrets: { tok: 's3cret\n' } });
    expect(a.error).toBeUndefined();
    expect(steps(a)).toEqual([
      'done [internal] load build definition from Dockerfile',
      'done [internal] load metadata for docker.io/library/busybox:latest',
      'done [internal] load .dockerignore',
      'done [stage-0 1/3] FROM docker.io/library/busybox:latest',
      'done [internal] load build context',
      'done [stage-0 2/3] COPY a.txt sub/ /x/',
      'done [stage-0 3/3] RUN --mount=type=secret,id=tok cat /x/a.txt /run/secrets/tok',
      'done exporting to image',
    ]);
    expect(output(a)).toBe('hello\ns3cret\n');
    const warning = a.progress.flatMap((p) => p.warnings)[0]!;
    expect(decode(warning.short!)).toMatch(/^MaintainerDeprecated: .* \(line 4\)$/);
    expect(warning.ranges![0]!.start).toEqual({ line: 4, character: 0 });
    expect(decode(warning.info!.data!)).toBe(FILE);
    const id = a.response['containerimage.digest']!;
    expect(a.response['image.name']).toBe('docker.io/library/built');
    expect(serving.machine.engine.images.find('built')?.id).toBe(id);
    // only what the steps name is fetched
    const wanted = a.asked.filter((h) => h['dir-name'] === 'context').map((h) => h['followpaths']);
    expect(wanted).toEqual(['.dockerignore', 'a.txt, sub']);
  });

  test('the same again is taken from the cache, and its inputs are told', async () => {
    const folders = project(FILE, { 'a.txt': file('hello\n'), sub: dir({ b: file('b') }) });
    const a = await build({ folders, secrets: { tok: 'other\n' } });
    expect(steps(a)).toContain('cached [stage-0 2/3] COPY a.txt sub/ /x/');
    expect(output(a)).toBe('');
    const all = new Map(a.progress.flatMap((p) => p.vertexes).map((v) => [v.name!, v]));
    const run = all.get('[stage-0 3/3] RUN --mount=type=secret,id=tok cat /x/a.txt /run/secrets/tok')!;
    expect(run.inputs).toEqual([all.get('[stage-0 2/3] COPY a.txt sub/ /x/')!.digest]);
  });

  test('a step that fails ends the build with its place in the file', async () => {
    const a = await build({ folders: project('FROM busybox\nRUN echo out; exit 3\n') });
    const message = 'process "/bin/sh -c echo out; exit 3" did not complete successfully: exit code: 3';
    expect(a.error).toMatchObject({ code: 2, message });
    expect(steps(a).at(-1)).toBe('failed [2/2] RUN echo out; exit 3');
    expect(output(a)).toBe('out\n');
    expect(a.details['Source']).toMatchObject({ info: { filename: 'Dockerfile' }, ranges: [{ start: { line: 2 } }] });
    expect(a.details['Vertex']).toEqual({ digest: a.progress.flatMap((p) => p.vertexes).at(-1)!.digest });
  });

  test('a Dockerfile that is not there is told of when it was looked for', async () => {
    const a = await build({ folders: { dockerfile: emptyDir(), context: emptyDir() } });
    expect(a.error?.message).toBe('failed to read dockerfile: open Dockerfile: no such file or directory');
    expect(steps(a)).toEqual(['done [internal] load build definition from Dockerfile']);
  });

  test('a check tells of its warnings as data, and builds nothing', async () => {
    const a = await build({ folders: project('from busybox\nRUN true\n') }, { requestid: 'frontend.lint' });
    const json = JSON.parse(decode(a.metadata['result.json']!)) as { warnings: { ruleName: string }[] };
    expect(json.warnings.map((w) => w.ruleName)).toEqual(['ConsistentInstructionCasing']);
    expect(decode(a.metadata['result.statuscode']!)).toBe('1');
    expect(steps(a).some((s) => s.includes('RUN'))).toBe(false);
    expect(a.progress.flatMap((p) => p.warnings)).toEqual([]);
  });

  test('the files of a result go to the client', async () => {
    const folders = project('FROM scratch\nCOPY . /d/\n', {
      'a.txt': file('hello'),
      link: { ...file(''), kind: 'link', target: 'a.txt' } as FsNode,
    });
    const a = await build({ folders }, {}, [{ type: 'local' }]);
    expect(a.error).toBeUndefined();
    expect([...walk(a.taken[0]!)].map((x) => x.path)).toEqual(['d', 'd/a.txt', 'd/link']);
    expect(steps(a).at(-1)).toBe('done exporting to client directory');
  });

  test('what a client asks beyond a build is refused by name', async () => {
    const more = await build({ folders: project('FROM busybox\n') }, {}, [{ type: 'oci' }]);
    expect(more.error?.message).toBe("drydock: the output 'type=oci' is not simulated");
    const foreign = await build({ folders: project('FROM busybox\n') }, { platform: 'linux/arm64' });
    expect(foreign.error?.message).toBe("drydock: '--platform linux/arm64' (only linux/amd64 is) is not simulated");
    const client = await dial();
    const call = ask(client, '/moby.buildkit.v1.frontend.LLBBridge/NewContainer');
    call.end();
    await expect(call[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 12,
      message: "drydock: 'moby.buildkit.v1.frontend.LLBBridge/NewContainer' is not simulated",
    });
    client.close();
  });

  test('the history and the cache tell of the builds', async () => {
    const client = await dial();
    const call = ask(client, `${CONTROL}/ListenBuildHistory`);
    await call.send(C.HistoryRequest.encode({ earlyExit: true, limit: 50 }));
    call.end();
    const refs: string[] = [];
    for await (const bytes of call) refs.push(C.HistoryEvent.decode(bytes).record!.ref!);
    expect(refs).toContain('ref1');
    const du = { of: C.DiskUsageRequest, value: { filter: [''] } };
    const before = await askOnce(client, `${CONTROL}/DiskUsage`, du, C.DiskUsageResponse);
    expect(before.record.length).toBeGreaterThan(2);
    const prune = ask(client, `${CONTROL}/Prune`);
    await prune.send(C.PruneRequest.encode({ all: true }));
    prune.end();
    let gone = 0;
    for await (const bytes of prune) if (C.UsageRecord.decode(bytes).id !== '') gone++;
    expect(gone).toBe(before.record.length);
    expect((await askOnce(client, `${CONTROL}/DiskUsage`, du, C.DiskUsageResponse)).record).toEqual([]);
    client.close();
  });

  test('a session may come inside a call', async () => {
    const client = await dial();
    const call = ask(client, `${CONTROL}/Session`, { 'x-docker-expose-session-uuid': 'within' });
    const first = await call[Symbol.asyncIterator]().next();
    expect(decode(BytesMessage.decode(first.value as Uint8Array).data)).toMatch(/^PRI \* HTTP\/2/);
    client.destroy();
  });

  test('bytes that are no message are an error of their call alone', async () => {
    const client = await dial();
    const call = ask(client, `${CONTROL}/DiskUsage`);
    await call.send(new Uint8Array([0x0a, 0x7f]));
    call.end();
    await expect(call[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 13 });
    expect(Status.decode(Status.encode({ code: 1 })).code).toBe(1);
    const info = await askOnce(client, `${CONTROL}/Info`, { of: Empty, value: {} }, C.InfoResponse);
    expect(info.version?.version).toMatch(/^v/);
    client.close();
  });

  test('a client that goes in the middle ends its build', async () => {
    const real = await serve({ hosts: [`unix://${join(folder, 'real.sock')}`], time: 'real', upgrade: buildkit() });
    try {
      const client = await dial('real.sock');
      const solve = ask(client, `${CONTROL}/Solve`);
      await solve.send(C.SolveRequest.encode({ ref: 'long', session: 'slong' }));
      solve.end();
      await session('slong', { folders: project('FROM busybox\nRUN echo begun; sleep 1000\n') }, [], [], 'real.sock');
      const bridge = ask(client, `${BRIDGE}/Solve`, { 'buildkit-controlapi-buildid': 'long' });
      await bridge.send(BridgeSolveRequest.encode({ frontend: 'dockerfile.v0' }));
      bridge.end();
      const status = ask(client, `${CONTROL}/Status`);
      await status.send(C.StatusRequest.encode({ ref: 'long' }));
      status.end();
      for await (const bytes of status) if (C.StatusResponse.decode(bytes).logs.length > 0) break;
      const record = (): { completed: number | undefined; error: string } | undefined =>
        real.machine.engine.state.builds.find((b) => b.ref === 'long');
      expect(record()?.completed).toBeUndefined();
      client.destroy();
      await expect.poll(() => record()?.error, { timeout: 5_000 }).toMatch(/context canceled/);
      expect([...real.machine.kernel.processes.values()].some((p) => p.argv.includes('sleep'))).toBe(false);
    } finally {
      real.close();
    }
  });

  test('bytes that are no HTTP/2 end their connection alone', async () => {
    for (const path of ['/grpc', '/session']) {
      const socket = await upgraded(path, ['X-Docker-Expose-Session-Uuid: junk']);
      const closed = new Promise((done) => socket.on('close', done));
      socket.resume();
      socket.write('GET / HTTP/1.1\r\n\r\n'.repeat(10));
      await closed;
    }
    const client = await dial();
    await askOnce(client, `${CONTROL}/Info`, { of: Empty, value: {} }, C.InfoResponse);
    client.close();
  });

  test('who asks for no upgrade, or for a session without a name, is refused', async () => {
    await expect(upgraded('/session')).rejects.toThrow(/^HTTP\/1.1 400 /);
  });
});
