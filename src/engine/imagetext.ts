// An image's configuration as the text that its id is the digest of, and back.

import { parseTimestamp } from '../api/durations.ts';
import { inOrder } from '../api/shape.ts';
import { CONFIG } from '../api/shapes/container.ts';
import { rfc3339 } from '../api/units.ts';
import type { ImageConfig, ImageHistory, ImageRecord, LayerRecord } from './state.ts';

/** What the builder writes of a configuration: the fields of OCI's that hold something. */
function short(config: ImageConfig): unknown {
  const { User, ExposedPorts, Env, Entrypoint, Cmd, Volumes, WorkingDir, Labels, StopSignal, ...rest } = config;
  const all = { User, ExposedPorts, Env, Entrypoint, Cmd, Volumes, WorkingDir, Labels, StopSignal, ...rest };
  return Object.fromEntries(
    Object.entries(all).filter(
      ([, v]) => v !== undefined && v !== null && v !== '' && !(Array.isArray(v) && v.length === 0),
    ),
  );
}

const whole = (config: unknown): unknown => {
  const c = config as { Env: string[] | null };
  return inOrder({ ...c, Env: c.Env !== null && c.Env.length === 0 ? null : c.Env }, CONFIG);
};

const historyOf = (h: ImageHistory): unknown => ({
  created: rfc3339(h.created),
  ...(h.createdBy === '' ? {} : { created_by: h.createdBy }),
  ...(h.comment === '' ? {} : { comment: h.comment }),
  ...(h.empty ? { empty_layer: true } : {}),
});

/** The text; images of the builder are written as OCI says, committed and imported ones as the daemon does. */
export function imageText(image: Omit<ImageRecord, 'id'>): string {
  const { container, containerConfig } = image;
  return JSON.stringify({
    architecture: image.architecture,
    ...(image.author === '' ? {} : { author: image.author }),
    ...(image.comment === '' ? {} : { comment: image.comment }),
    config: image.built ? short(image.config) : whole(image.config),
    ...(container === undefined ? {} : { container }),
    ...(image.built ? {} : { container_config: whole(containerConfig ?? { Env: null }) }),
    created: rfc3339(image.created),
    ...(image.built ? {} : { docker_version: '28.5.2' }),
    history: image.history.map(historyOf),
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: image.layers.map((l) => l.diffId) },
  });
}

interface Text {
  architecture: string;
  config?: Partial<ImageConfig> | null;
  created: string;
  author?: string;
  comment?: string;
  docker_version?: string;
  history?: { created: string; created_by?: string; comment?: string; empty_layer?: boolean }[];
  rootfs: { diff_ids: string[] };
}

/** The digests of an image's layers, unpacked, the lowest first. */
export function layersOf(text: string): readonly string[] {
  return (JSON.parse(text) as Text).rootfs.diff_ids;
}

/** The image of a text. */
export function imageOf(text: string, layers: readonly LayerRecord[], id: string): ImageRecord {
  const raw = JSON.parse(text) as Text;
  const time = (at: string): number => parseTimestamp(at, 0) ?? 0;
  const config = Object.fromEntries(Object.entries(raw.config ?? {}).filter(([, v]) => v !== null && v !== ''));
  return {
    id,
    created: time(raw.created),
    config: { User: '', Cmd: null, WorkingDir: '', Entrypoint: null, Labels: null, Env: [], ...config },
    layers,
    history: (raw.history ?? []).map((h) => ({
      created: time(h.created),
      createdBy: h.created_by ?? '',
      comment: h.comment ?? '',
      empty: h.empty_layer ?? false,
    })),
    author: raw.author ?? '',
    comment: raw.comment ?? '',
    parent: '',
    architecture: raw.architecture,
    built: raw.docker_version === undefined,
    lastTagged: 0,
  };
}
