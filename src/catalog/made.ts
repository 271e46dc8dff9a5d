// Images whose layers were not recorded, described in a few words each: tags, base system, sizes and configuration of the real ones.

import { digestOf, sha256hex } from '../fs/digest.ts';
import type { Entry, Health } from './derived.ts';

export interface Made {
  readonly image: string;
  /** Tags of one image, separated by blanks; several images are several texts. */
  readonly tags: readonly string[];
  readonly system: 'trixie' | 'bookworm' | 'noble' | 'jammy' | 'focal' | 'alpine' | 'busybox' | 'oracle' | 'none';
  /** Sizes of its own layers in MB, compressed; the base system's layer comes before them. */
  readonly layers: readonly number[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cmd?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly ports?: readonly number[];
  readonly volumes?: readonly string[];
  readonly workdir?: string;
  readonly user?: string;
  readonly stop?: string;
  readonly health?: Health;
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** Layers of base systems: what they are called in every image that stands on them. */
const SYSTEMS: Readonly<Record<Made['system'], { mb: number; by: string } | undefined>> = {
  trixie: { mb: 29.8, by: "# debian.sh --arch 'amd64' out/ 'trixie'" },
  bookworm: { mb: 28.2, by: "# debian.sh --arch 'amd64' out/ 'bookworm'" },
  noble: { mb: 29.7, by: '/bin/sh -c #(nop) ADD file:noble in / ' },
  jammy: { mb: 29.5, by: '/bin/sh -c #(nop) ADD file:jammy in / ' },
  focal: { mb: 27.5, by: '/bin/sh -c #(nop) ADD file:focal in / ' },
  alpine: { mb: 3.8, by: 'ADD alpine-minirootfs-3.22.2-x86_64.tar.gz / # buildkit' },
  busybox: { mb: 2.2, by: 'BusyBox 1.37.0 (glibc), Debian 13' },
  oracle: { mb: 42, by: '/bin/sh -c #(nop) ADD file:oracle in / ' },
  none: undefined,
};

/** Entries of the catalog from descriptions. */
export function entries(list: readonly Made[]): Entry[] {
  return list.flatMap((m) =>
    m.tags.map((tags): Entry => {
      const names = tags.split(' ');
      const name = `${m.image}:${names[0]}`;
      const system = SYSTEMS[m.system];
      const history = [
        ...(system === undefined
          ? []
          : [
              {
                createdBy: system.by,
                blob: sha256hex(`system ${m.system}`).slice(0, 12),
                compressed: Math.round(system.mb * 1e6),
              },
            ]),
        ...Object.entries(m.env ?? {}).map(([k, v]) => ({
          createdBy: `ENV ${k}=${v}`,
          blob: undefined,
          compressed: 0,
        })),
        ...m.layers.map((mb, i) => ({
          createdBy:
            i === m.layers.length - 1 && m.layers.length > 1
              ? 'COPY docker-entrypoint.sh /usr/local/bin/ # buildkit'
              : `RUN /bin/sh -c set -eux; install ${m.image.split('/').pop()} # buildkit`,
          blob: sha256hex(`${name} layer ${i}`).slice(0, 12),
          compressed: Math.round(mb * 1e6),
        })),
        ...(m.entrypoint === undefined
          ? []
          : [{ createdBy: `ENTRYPOINT ${JSON.stringify(m.entrypoint)}`, blob: undefined, compressed: 0 }]),
        ...(m.ports ?? []).map((p) => ({ createdBy: `EXPOSE map[${p}/tcp:{}]`, blob: undefined, compressed: 0 })),
        ...(m.cmd === undefined ? [] : [{ createdBy: `CMD ${JSON.stringify(m.cmd)}`, blob: undefined, compressed: 0 }]),
      ];
      const total = history.reduce((n, h) => n + h.compressed, 0);
      return {
        image: m.image,
        tags: names,
        digest: digestOf(`index ${name}`),
        id: digestOf(`config ${name}`),
        created: Date.UTC(2026, 9, 20),
        size: Math.round(total * 2.6),
        history,
        system: m.system,
        config: {
          Env: [
            `PATH=${m.env?.['PATH'] ?? PATH}`,
            ...Object.entries(m.env ?? {})
              .filter(([k]) => k !== 'PATH')
              .map(([k, v]) => `${k}=${v}`),
          ],
          ...(m.cmd === undefined ? {} : { Cmd: m.cmd }),
          ...(m.entrypoint === undefined ? {} : { Entrypoint: m.entrypoint }),
          ...(m.ports === undefined ? {} : { ExposedPorts: m.ports.map((p) => `${p}/tcp`) }),
          ...(m.volumes === undefined ? {} : { Volumes: m.volumes }),
          ...(m.workdir === undefined ? {} : { WorkingDir: m.workdir }),
          ...(m.user === undefined ? {} : { User: m.user }),
          ...(m.stop === undefined ? {} : { StopSignal: m.stop }),
          ...(m.health === undefined ? {} : { Healthcheck: m.health }),
        },
      };
    }),
  );
}
