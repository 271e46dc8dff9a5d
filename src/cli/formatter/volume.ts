// The table of `docker volume ls`: its columns and what --format can ask for.

import { own } from '../../api/dict.ts';
import type { Volume } from '../../api/types/volume.ts';
import { humanSize } from '../../api/units.ts';
import { labelText, type ListFormat } from '../formatter.ts';

export const VOLUMES: ListFormat = {
  type: 'volumeContext',
  headers: {
    Availability: 'AVAILABILITY',
    Driver: 'DRIVER',
    Group: 'GROUP',
    Labels: 'LABELS',
    Links: 'LINKS',
    Mountpoint: 'MOUNTPOINT',
    Name: 'VOLUME NAME',
    Scope: 'SCOPE',
    Size: 'SIZE',
    Status: 'STATUS',
  },
  table: '{{.Driver}}\t{{.Name}}',
};

/** Row of `docker volume ls`. */
export function volumeRow(v: Volume) {
  return {
    fields: {
      Availability: 'N/A',
      Driver: v.Driver,
      Group: 'N/A',
      Labels: labelText(v.Labels),
      Links: v.UsageData === undefined ? 'N/A' : String(v.UsageData.RefCount),
      Mountpoint: v.Mountpoint,
      Name: v.Name,
      Scope: v.Scope,
      Size: v.UsageData === undefined ? 'N/A' : humanSize(v.UsageData.Size),
      Status: 'N/A',
    },
    methods: { Label: { arity: 1, call: (k: string) => own(v.Labels, k) ?? '' } },
  };
}
