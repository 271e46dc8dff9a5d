// Sessions: connections on which the daemon asks and the client answers. A build names one, and sometimes more.

import { connect, type ClientHttp2Session, type OutgoingHttpHeaders } from 'node:http2';
import type { Duplex } from 'node:stream';
import type { DirNode } from '../../fs/node.ts';
import { receive, sendTree } from './fsutil.ts';
import { ask, askOnce, Code, GrpcError } from './grpc.ts';
import { BytesMessage, Empty } from './messages/common.ts';
import { CheckAgentRequest, GetSecretRequest, GetSecretResponse } from './messages/session.ts';

/** Real ms that a build waits for a session that it names: both come on connections of their own. */
const PATIENCE = 5_000;
/** Bytes that a client may upload. */
const MAX_UPLOAD = 512 << 20;
const PIECE = 32 * 1024;

/** Which files of a folder are wanted. */
export interface Wanted {
  readonly exclude?: readonly string[];
  /** Below these alone; a link is followed. */
  readonly follow?: readonly string[];
}

/** One client's session. */
export class Session {
  constructor(
    private readonly http: ClientHttp2Session,
    private readonly methods: ReadonlySet<string>,
  ) {}

  private has(method: string): boolean {
    return this.methods.has(method);
  }

  /** Files of a folder that the client offers under a name. @throws Error */
  async files(name: string, wanted: Wanted): Promise<DirNode> {
    const method = '/moby.filesync.v1.FileSync/DiffCopy';
    if (!this.has(method)) throw new GrpcError(Code.unknown, 'no local sources enabled');
    const headers: OutgoingHttpHeaders = { 'dir-name': [name] };
    const put = (key: string, list: readonly string[] | undefined): void => {
      if (list === undefined || list.length === 0) return;
      // beyond ASCII the words of a header are written as in URLs, and the client is told
      const escaped = list.some((w) => !/^[\x20-\x24\x26-\x7e]*$/.test(w));
      headers[key] = escaped ? list.map(encodeURIComponent) : [...list];
      if (escaped) headers[`${key}-encoded`] = ['1'];
    };
    put('exclude-patterns', wanted.exclude);
    put('followpaths', wanted.follow);
    const call = ask(this.http, method, headers);
    try {
      return await receive(call);
    } catch (error) {
      call.cancel();
      throw error;
    }
  }

  /** A secret; undefined when the client has none of that name. @throws Error */
  async secret(id: string): Promise<Uint8Array | undefined> {
    const method = '/moby.buildkit.secrets.v1.Secrets/GetSecret';
    if (!this.has(method)) return undefined;
    try {
      return (await askOnce(this.http, method, { of: GetSecretRequest, value: { id } }, GetSecretResponse)).data;
    } catch (error) {
      if (error instanceof GrpcError && (error.code === Code.notFound || /not found/.test(error.message)))
        return undefined;
      throw error;
    }
  }

  /** Does the client offer an SSH agent of that id? */
  async agent(id: string): Promise<boolean> {
    const method = '/moby.sshforward.v1.SSH/CheckAgent';
    if (!this.has(method)) return false;
    try {
      await askOnce(this.http, method, { of: CheckAgentRequest, value: { id } }, Empty);
      return true;
    } catch (error) {
      if (error instanceof GrpcError && error.code !== Code.unavailable) return false;
      throw error;
    }
  }

  /** What the client keeps under an address of the session's own. @throws Error */
  async upload(address: URL): Promise<Uint8Array> {
    const call = ask(this.http, '/moby.upload.v1.Upload/Pull', {
      urlpath: address.pathname,
      urlhost: address.host,
    });
    call.end();
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const bytes of call) {
      const { data } = BytesMessage.decode(bytes);
      size += data.length;
      if (size > MAX_UPLOAD) {
        call.cancel();
        throw new GrpcError(Code.resourceExhausted, `more than ${MAX_UPLOAD} bytes`);
      }
      parts.push(data);
    }
    return new Uint8Array(Buffer.concat(parts));
  }

  /** Sends the files of a result. @param exporter which of the client's outputs they are for. @throws Error */
  async sendFiles(tree: DirNode, exporter: string): Promise<void> {
    const call = ask(this.http, '/moby.filesync.v1.FileSend/DiffCopy', { 'buildkit-attachable-exporter-id': exporter });
    await sendTree(call, tree);
  }

  /** Sends an archive of a result. @throws Error */
  async sendArchive(archive: Uint8Array, exporter: string): Promise<void> {
    const call = ask(this.http, '/moby.filesync.v1.FileSend/DiffCopy', { 'buildkit-attachable-exporter-id': exporter });
    for (let n = 0; n < archive.length; n += PIECE)
      await call.send(BytesMessage.encode({ data: archive.subarray(n, n + PIECE) }));
    call.end();
    for await (const _ of call) {
      // nothing comes but the end
    }
  }
}

/** All sessions that are open. */
export class Sessions {
  private readonly open = new Map<string, Session>();
  private readonly waiting = new Map<string, Set<() => void>>();

  /** Makes a session of a connection on which the client answers. */
  take(id: string, methods: readonly string[], socket: Duplex): void {
    const http = connect('http://localhost', { createConnection: () => socket });
    const session = new Session(http, new Set(methods));
    this.open.set(id, session);
    http.on('error', () => {});
    http.on('close', () => {
      if (this.open.get(id) === session) this.open.delete(id);
    });
    for (const f of this.waiting.get(id) ?? []) f();
  }

  /** A session by its id, also one that is just coming. @throws GrpcError */
  async get(id: string): Promise<Session> {
    const present = this.open.get(id);
    if (present !== undefined) return present;
    await new Promise<void>((done) => {
      const set = this.waiting.get(id) ?? new Set();
      this.waiting.set(id, set);
      const end = (): void => {
        clearTimeout(timer);
        set.delete(end);
        if (set.size === 0) this.waiting.delete(id);
        done();
      };
      const timer = setTimeout(end, PATIENCE);
      set.add(end);
    });
    const session = this.open.get(id);
    if (session === undefined)
      throw new GrpcError(Code.unknown, `no active session for ${id}: context deadline exceeded`);
    return session;
  }
}
