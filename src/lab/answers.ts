// Answers to what the page asks rarely: what the inspector shows, explanations, sessions as texts. They are fetched apart.

import { lintDockerfile } from '../engine/builder/lint.ts';
import { containerMachine } from '../engine/machines/container.machine.ts';
import { healthMachine } from '../engine/machines/health.machine.ts';
import { volumeMachine } from '../engine/machines/things.machine.ts';
import type { ContainerRecord } from '../engine/state.ts';
import { decode } from '../fs/bytes.ts';
import { changes } from '../fs/diff.ts';
import { emptyDir, type FsNode } from '../fs/node.ts';
import { getAt } from '../fs/tree.ts';
import { explain, NoQuestion } from '../why/command.ts';
import { sentence, tell } from '../why/hop.ts';
import { CodecError, checkOf, packSession, unpackSession } from './codec.ts';
import { command, commandsOf, environment } from './containerfacts.ts';
import type { Desk } from './desk.ts';
import { imageEntries, mergedEntries, plainEntries, type TreeEntry } from './merged.ts';
import type { Asked, Opened, Opening, Peeked, QuestionName, Told, ToldReason } from './port.ts';
import { layersOf } from './scene.ts';
import { packed } from './share.ts';
import type { ChartFacts, ContainerFacts, Facts, FolderEntry, ImageFacts } from './shown.ts';
import { asConformance, readable } from './transcript.ts';
import type { View } from './view.ts';

/** Lines of a container's log that are shown. */
const MOST_LINES = 400;
const MOST_CHANGES = 2000;

const partsOf = (path: string): string[] => path.split('/').filter((x) => x !== '');
function containerFacts(desk: Desk, view: View, c: ContainerRecord): ContainerFacts {
  const state = view.state!;
  const image = state.images.get(c.imageId);
  const lines = desk.lab.machine.present?.containers.runtimes.get(c.id)?.log.lines ?? [];
  return {
    kind: 'container',
    id: c.id,
    name: c.name,
    imageId: c.imageId,
    image: c.config.Image,
    state: c.state,
    exitCode: c.exitCode,
    error: c.error,
    health: c.health?.status,
    created: c.created,
    restartPolicy: c.hostConfig.RestartPolicy.Name || 'no',
    workingDir: c.config.WorkingDir || '/',
    user: c.config.User || 'root',
    mounts: c.mounts.map((m) => ({
      type: m.Type,
      name: m.Name ?? '',
      source: m.Source,
      at: m.Destination,
      writable: m.RW,
    })),
    variables: environment(c, image),
    command: command(c, image),
    commands: commandsOf(c),
    networks: Object.fromEntries(
      Object.keys(c.endpoints).map((name) => [name, `n:${state.networkNames.get(name) ?? ''}`]),
    ),
    logs: lines
      .filter((x) => x.time <= view.at)
      .slice(-MOST_LINES)
      .map((x) => decode(x.bytes))
      .join(''),
  };
}

function imageFacts(view: View, id: string): ImageFacts | undefined {
  const images = view.state?.images;
  const image = images?.get(id);
  if (images === undefined || image === undefined) return undefined;
  const { config } = image;
  return {
    kind: 'image',
    id,
    created: image.created,
    entrypoint: config.Entrypoint ?? [],
    cmd: config.Cmd ?? [],
    workingDir: config.WorkingDir || '/',
    user: config.User || 'root',
    ports: Object.keys(config.ExposedPorts ?? {}),
    volumes: Object.keys(config.Volumes ?? {}),
    env: config.Env,
    layers: layersOf(image),
    children: [...images.values()]
      .filter(
        (o) => o.id !== id && image.layers.length > 0 && image.layers.every((x, i) => o.layers[i]?.diffId === x.diffId),
      )
      .map((o) => o.id),
  };
}

function facts(desk: Desk, { key, when }: Asked<'facts'>): Facts | undefined {
  const view = desk.view(when);
  const id = key.slice(2);
  const { state } = view;
  switch (key.slice(0, 2)) {
    case 'c:': {
      const c = state?.containers.get(id.slice(0, 64));
      return c === undefined ? undefined : containerFacts(desk, view, c);
    }
    case 'i:':
      return imageFacts(view, id);
    case 'n:': {
      const n = state?.networks.get(id);
      if (n === undefined) return undefined;
      const { name, driver, internal, subnet, gateway } = n;
      return { kind: 'network', id, name, driver, internal, subnet, gateway };
    }
    case 'v:': {
      const v = state?.volumes.get(id);
      return v && { kind: 'store', volume: { name: v.name, driver: v.driver, state: v.state } };
    }
    case 'b:':
      return { kind: 'store', volume: undefined };
    default:
      return undefined;
  }
}

/** The tree of a volume or a bound folder. */
function storeTree(view: View, key: string): FsNode | undefined {
  const id = key.slice(2);
  return key.startsWith('v:') ? view.volumes.get(id) : getAt(view.host, partsOf(id));
}

function entries(view: View, key: string, path: string): TreeEntry[] {
  const id = key.slice(2);
  const { state } = view;
  if (key.startsWith('c:')) {
    const c = state?.containers.get(id.slice(0, 64));
    return c === undefined ? [] : mergedEntries(c, view, state!, path);
  }
  if (key.startsWith('i:')) {
    const image = state?.images.get(id);
    return image === undefined ? [] : imageEntries(image, path);
  }
  return plainEntries(storeTree(view, key), path, { kind: 'host' });
}

function folder(desk: Desk, { key, path, when }: Asked<'folder'>): FolderEntry[] {
  return entries(desk.view(when), key, path).map(({ name, path: at, node, origin, mark }) => ({
    name,
    path: at,
    kind: node.kind,
    size: node.kind === 'file' ? node.data.length : 0,
    target: node.kind === 'link' ? node.target : '',
    origin,
    mark,
  }));
}

function content(desk: Desk, { key, path, mark, when, most }: Asked<'content'>): Uint8Array {
  const dir = path.replace(/\/[^/]*$/, '') || '/';
  const found = entries(desk.view(when), key, dir).find((e) => e.path === path && e.mark === mark)?.node;
  return found?.kind === 'file' ? found.data.slice(0, most) : new Uint8Array(0);
}

function layer(desk: Desk, { image: id, index, when }: Asked<'layer'>): Told<'layer'> {
  const image = desk.view(when).state?.images.get(id);
  const top = image?.layers[index]?.tree;
  if (top === undefined) return [];
  return changes(image!.layers[index - 1]?.tree ?? emptyDir(), top)
    .slice(0, MOST_CHANGES)
    .map(({ path, kind }) => ({ path, kind }));
}

const CHARTS = { container: containerMachine, health: healthMachine, volume: volumeMachine } as const;

function chart({ name }: Asked<'chart'>): ChartFacts {
  const config = CHARTS[name].config as {
    initial?: unknown;
    states?: Record<string, { on?: Record<string, unknown> }>;
  };
  const states = Object.entries(config.states ?? {}).map(([state, { on = {} }]): [string, Record<string, string>] => [
    state,
    Object.fromEntries(Object.entries(on).map(([event, to]) => [event, String(to)])),
  ]);
  return { initial: String(config.initial), states: Object.fromEntries(states) };
}

function lint({ text }: Asked<'lint'>): Told<'lint'> {
  return lintDockerfile(text).map(({ line, column, message, rule }) => ({
    line,
    column,
    message: rule === 'error' ? message : `${rule}: ${message}`,
    rule,
  }));
}

function why(desk: Desk, { words, language }: Asked<'why'>): ToldReason | { wrong: string } {
  try {
    const { title, hops } = explain(desk.lab.machine, words);
    return {
      title: title && sentence(title, language),
      hops: tell(hops, language).map(({ ok, what, fact, mend }) => ({ ok, what, fact, mend })),
    };
  } catch (error) {
    if (error instanceof NoQuestion) return { wrong: sentence(error.say, language) };
    throw error;
  }
}

function peek(text: string): Peeked {
  try {
    return { origin: unpackSession(text).log.origin };
  } catch (error) {
    if (error instanceof CodecError) return { error: error.why };
    throw error;
  }
}

function text(desk: Desk): string | undefined {
  try {
    return packSession(packed(desk.lab));
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    return undefined;
  }
}

function transcript({ lab }: Desk, { kind }: Asked<'transcript'>): string {
  return (kind === 'text' ? readable : asConformance)(lab.past.frames, lab.output);
}

/** Opens a session; what comes of it is told once it is known. @throws CodecError for a text that is none */
export function open(desk: Desk, { session, ...wanted }: Opening, done: (opened: Opened) => void): void {
  if (typeof session !== 'string') return desk.open(wanted, session, undefined, done);
  const { log, check } = unpackSession(session);
  desk.open(wanted, log, check === '' ? undefined : (output) => checkOf(output) === check, done);
}

/** Answers a question that the desk leaves to others. @throws what goes wrong; Error for one that nobody knows */
export function answer(desk: Desk, name: QuestionName, asked: unknown): Told<QuestionName> {
  const of = <K extends QuestionName>(): Asked<K> => asked as Asked<K>;
  switch (name) {
    case 'facts':
      return facts(desk, of<'facts'>());
    case 'folder':
      return folder(desk, of<'folder'>());
    case 'content':
      return content(desk, of<'content'>());
    case 'layer':
      return layer(desk, of<'layer'>());
    case 'chart':
      return chart(of<'chart'>());
    case 'lint':
      return lint(of<'lint'>());
    case 'why':
      return why(desk, of<'why'>());
    case 'peek':
      return peek(of<'peek'>().packed);
    case 'packed':
      return text(desk);
    case 'transcript':
      return transcript(desk, of<'transcript'>());
    default:
      throw new Error(`nobody answers ${name}`);
  }
}
