// The table of `docker ps`: its columns and what --format can ask for.

import { own } from '../../api/dict.ts';
import type { ContainerSummary } from '../../api/types/container.ts';
import { humanDuration, humanSize } from '../../api/units.ts';
import { strftime } from '../../shell/printf.ts';
import { labelText, type ListFormat, type Row } from '../formatter.ts';
import { ellipsis } from '../table.ts';

export const PS: ListFormat = {
  type: 'ContainerContext',
  headers: {
    ID: 'CONTAINER ID',
    Names: 'NAMES',
    Image: 'IMAGE',
    Command: 'COMMAND',
    CreatedAt: 'CREATED AT',
    RunningFor: 'CREATED',
    Ports: 'PORTS',
    State: 'STATE',
    Status: 'STATUS',
    Size: 'SIZE',
    Labels: 'LABELS',
    Mounts: 'MOUNTS',
    LocalVolumes: 'LOCAL VOLUMES',
    Networks: 'NETWORKS',
    Platform: 'PLATFORM',
  },
  table: '{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}',
  raw: 'container_id: {{.ID}}\nimage: {{.Image}}\ncommand: {{.Command}}\ncreated_at: {{.CreatedAt}}\nstate: {{.State}}\nstatus: {{.Status}}\nnames: {{.Names}}\nlabels: {{.Labels}}\nports: {{.Ports}}\n',
};

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The PORTS column: exposed ones, published ones, runs of neighbours joined. */
export function portsText(ports: ContainerSummary['Ports']): string {
  interface Group {
    ip: string;
    type: string;
    from: number;
    to: number;
    publicFrom: number | undefined;
  }
  const sorted = [...ports].sort(
    (a, b) =>
      a.PrivatePort - b.PrivatePort ||
      order(a.IP ?? '', b.IP ?? '') ||
      (a.PublicPort ?? 0) - (b.PublicPort ?? 0) ||
      order(a.Type, b.Type),
  );
  const groups = new Map<string, Group>();
  const plain: string[] = [];
  const hosts: string[] = [];
  const flush = (g: Group): void => {
    const range = g.from === g.to ? String(g.from) : `${g.from}-${g.to}`;
    if (g.publicFrom === undefined) plain.push(`${range}/${g.type}`);
    else
      plain.push(
        `${g.ip.includes(':') ? `[${g.ip}]` : g.ip}:${g.from === g.to ? g.publicFrom : `${g.publicFrom}-${g.publicFrom + g.to - g.from}`}->${range}/${g.type}`,
      );
  };
  for (const p of sorted) {
    if (p.PublicPort !== undefined && p.PublicPort !== p.PrivatePort) {
      hosts.push(`${p.IP!.includes(':') ? `[${p.IP}]` : p.IP}:${p.PublicPort}->${p.PrivatePort}/${p.Type}`);
      continue;
    }
    const key = `${p.IP ?? ''}/${p.Type}`;
    const g = groups.get(key);
    if (g !== undefined && g.to === p.PrivatePort - 1) g.to = p.PrivatePort;
    else {
      if (g !== undefined) flush(g);
      groups.set(key, {
        ip: p.IP ?? '',
        type: p.Type,
        from: p.PrivatePort,
        to: p.PrivatePort,
        publicFrom: p.PublicPort,
      });
    }
  }
  for (const g of groups.values()) flush(g);
  return [...plain, ...hosts].join(', ');
}

export function containerRow(c: ContainerSummary, trunc: boolean, now: number): Row {
  const command = trunc ? ellipsis(c.Command, 20) : c.Command;
  const image = c.Image === '' ? '<no image>' : c.Image.startsWith('sha256:') && trunc ? c.Image.slice(7, 19) : c.Image;
  const size =
    c.SizeRw === undefined
      ? '0B'
      : `${humanSize(c.SizeRw, 3)}${(c.SizeRootFs ?? 0) > 0 ? ` (virtual ${humanSize(c.SizeRootFs!, 3)})` : ''}`;
  const mounts = c.Mounts.map((m) => (m.Name !== undefined && m.Name !== '' ? m.Name : m.Source))
    .filter((x) => x !== '')
    .map((x) => (trunc ? ellipsis(x, 15) : x));
  return {
    fields: {
      Command: JSON.stringify(command),
      CreatedAt: strftime('%Y-%m-%d %H:%M:%S %z %Z', c.Created * 1000),
      ID: trunc ? c.Id.slice(0, 12) : c.Id,
      Image: image,
      Labels: labelText(c.Labels),
      LocalVolumes: String(c.Mounts.filter((m) => m.Type === 'volume').length),
      Mounts: mounts.join(','),
      Names: c.Names.map((n) => n.slice(1)).join(','),
      Networks: Object.keys(c.NetworkSettings.Networks).sort().join(','),
      Platform: null,
      Ports: portsText(c.Ports),
      RunningFor: `${humanDuration(now - c.Created * 1000)} ago`,
      Size: size,
      State: c.State,
      Status: c.Status,
    },
    methods: { Label: { arity: 1, call: (name) => own(c.Labels, name) ?? '' } },
  };
}
