// From what a client asks of the Dockerfile frontend to what the simulated builder is asked.

import type { BuildRequest } from '../../api/types/build.ts';
import { emptyDir, type DirNode } from '../../fs/node.ts';
import { csvFields } from '../../api/csv.ts';
import { parsePlatform } from '../../api/platform.ts';
import { Code, GrpcError } from './grpc.ts';
import { excludes, type Folders, ignoreOf } from './inputs.ts';
import type { Exporter } from './messages/common.ts';
import type { Of } from './protobuf.ts';

type Attrs = Readonly<Record<string, string>>;

function refuse(what: string): GrpcError {
  return new GrpcError(Code.unknown, `drydock: ${what} is not simulated`);
}

/** Attributes with a prefix, by what follows it. */
function under(attrs: Attrs, prefix: string): [string, string][] {
  return Object.entries(attrs)
    .filter(([k]) => k.startsWith(prefix))
    .map(([k, v]) => [k.slice(prefix.length), v]);
}

/** Comma-separated values; none for an empty text. */
function listOf(text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : csvFields(text);
}

function limits(text: string | undefined): Map<string, { soft: number; hard: number }> {
  return new Map(
    listOf(text).map((u) => {
      const m = /^([a-z]+)=(-?\d+)(?::(-?\d+))?$/.exec(u);
      if (m === null) throw new GrpcError(Code.unknown, `invalid ulimit argument: ${u}`);
      const soft = Number(m[2]);
      return [m[1]!, { soft, hard: m[3] === undefined ? soft : Number(m[3]) }];
    }),
  );
}

function number(attrs: Attrs, key: string): number {
  const text = attrs[key];
  if (text === undefined || text === '') return 0;
  if (!/^\d+$/.test(text)) throw new GrpcError(Code.unknown, `could not parse ${key}: ${text}`);
  return Number(text);
}

/** Only the machine's own platform is built for. @throws GrpcError */
function checkPlatform(text: string | undefined): void {
  for (const p of listOf(text)) {
    let platform: string;
    try {
      platform = parsePlatform(p);
    } catch (error) {
      throw new GrpcError(Code.unknown, (error as Error).message);
    }
    if (platform !== 'linux/amd64') throw refuse(`'--platform ${platform}' (only linux/amd64 is)`);
  }
}

/** Further contexts: images by their reference, folders with their files. @throws GrpcError */
async function namedContexts(attrs: Attrs, folders: Folders): Promise<Record<string, string | DirNode>> {
  const out: Record<string, string | DirNode> = {};
  for (const [key, value] of under(attrs, 'context:')) {
    const name = key.replace(/::linux\/amd64$/, '');
    const local = /^local:(.*)$/.exec(value)?.[1];
    if (local !== undefined)
      out[name] = await folders.files(local, { exclude: excludes(await ignoreOf(folders, local)) });
    else if (value.startsWith('docker-image://')) out[name] = value;
    else throw refuse(`the context '${name}=${value}' (folders and docker-image:// are)`);
  }
  return out;
}

/** What becomes of a result. */
export interface Output {
  readonly kind: BuildRequest['output'];
  readonly tags: readonly string[];
  /** The number by which the client knows the output. */
  readonly exporter: string;
}

/** The one output of a build. @throws GrpcError */
export function outputOf(exporters: readonly Partial<Of<typeof Exporter>>[]): Output {
  if (exporters.length > 1) throw refuse('a build with several outputs');
  const e = exporters[0];
  if (e === undefined) return { kind: 'none', tags: [], exporter: '' };
  const type = e.type ?? '';
  if (type === 'local') return { kind: 'tree', tags: [], exporter: '0' };
  if (type === 'tar') return { kind: 'tar', tags: [], exporter: '0' };
  if (type === 'oci' || type === 'docker') throw refuse(`the output 'type=${type}'`);
  if (type !== 'moby' && type !== 'image')
    throw new GrpcError(Code.unknown, `exporter ${JSON.stringify(type)} could not be found`);
  return { kind: 'image', tags: (e.attrs?.['name'] ?? '').split(',').filter((x) => x !== ''), exporter: '' };
}

/** What a Dockerfile is asked for instead of a build. */
export function askedFor(attrs: Attrs): 'lint' | 'outline' | 'targets' | undefined {
  const id = attrs['requestid'];
  if (id === undefined || id === '') return undefined;
  const name = /^frontend\.(lint|outline|targets)$/.exec(id)?.[1];
  if (name === undefined) throw new GrpcError(Code.unknown, `unsupported request ${JSON.stringify(id)}`);
  return name as 'lint' | 'outline' | 'targets';
}

/** The request without the texts of its files. @throws GrpcError */
export async function requestOf(ref: string, attrs: Attrs, output: Output, folders: Folders): Promise<BuildRequest> {
  checkPlatform(attrs['platform']);
  const asked = askedFor(attrs);
  const context = attrs['context'];
  const buildArgs = Object.fromEntries(under(attrs, 'build-arg:'));
  // a frontend that the client was told to use comes as an image of its own
  const source = attrs['source'];
  if (source !== undefined) buildArgs['BUILDKIT_SYNTAX'] ??= source;
  return {
    ref,
    context: emptyDir(),
    dockerfile: '',
    dockerfileName: attrs['filename'] || 'Dockerfile',
    dockerignore: undefined,
    tags: [...output.tags],
    target: attrs['target'] ?? '',
    buildArgs,
    labels: Object.fromEntries(under(attrs, 'label:')),
    noCache: attrs['no-cache'] === '',
    noCacheFilter: listOf(attrs['no-cache']),
    pull: attrs['image-resolve-mode'] === 'pull',
    network: attrs['force-network-mode'] ?? '',
    extraHosts: listOf(attrs['add-hosts']).map((h) => h.replace(/^([^:=]+)=/, '$1:')),
    platform: '',
    secrets: {},
    namedContexts: await namedContexts(attrs, folders),
    output: output.kind,
    shmSize: number(attrs, 'shm-size'),
    limits: limits(attrs['ulimit']),
    check: asked === 'lint',
    ...(asked === 'outline' || asked === 'targets' ? { call: asked } : {}),
    ...(context === undefined || context === '' ? {} : { remote: context }),
  };
}
