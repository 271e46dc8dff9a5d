// `--mount key=value,…`

import type { MountSpec } from '../api/types/host.ts';
import { parseBytes } from './flags.ts';

function bool(value: string): boolean | undefined {
  if (/^(1|t|T|TRUE|true|True)$/.test(value)) return true;
  return /^(0|f|F|FALSE|false|False)$/.test(value) ? false : undefined;
}

/** The mount that a text describes, or what is wrong with it, in the CLI's words. */
export function parseMount(text: string): MountSpec | string {
  if (text === '') return 'EOF';
  const fields =
    text.match(/("(?:[^"]|"")*"|[^,"]*)(,|$)/g)?.map((f) =>
      f
        .replace(/,$/, '')
        .replace(/^"(.*)"$/, '$1')
        .replace(/""/g, '"'),
    ) ?? [];
  if (!text.endsWith(','))
    while (fields.length > 0 && fields.at(-1) === '' && fields.length > text.split(',').length) fields.pop();
  const m: MountSpec = { Type: 'volume', Target: '' };
  const used = { volume: false, bind: false, tmpfs: false };
  const volume = (): NonNullable<MountSpec['VolumeOptions']> => {
    used.volume = true;
    return (m.VolumeOptions ??= {});
  };
  const bind = (): NonNullable<MountSpec['BindOptions']> => {
    used.bind = true;
    return (m.BindOptions ??= {});
  };
  const tmpfs = (): NonNullable<MountSpec['TmpfsOptions']> => {
    used.tmpfs = true;
    return (m.TmpfsOptions ??= {});
  };
  const flagLike = ['readonly', 'ro', 'volume-nocopy', 'bind-nonrecursive', 'bind-create-src'];
  for (const field of fields) {
    const eq = field.indexOf('=');
    const key = (eq < 0 ? field : field.slice(0, eq)).trim().toLowerCase();
    if (eq < 0 && !flagLike.includes(key)) return `invalid field '${field}' must be a key=value pair`;
    const value = eq < 0 ? 'true' : field.slice(eq + 1);
    const yes = (): boolean | string => bool(value) ?? `invalid value for ${key}: ${value}`;
    switch (key) {
      case 'type':
        m.Type = value.toLowerCase();
        break;
      case 'source':
      case 'src':
        m.Source = value;
        break;
      case 'target':
      case 'dst':
      case 'destination':
        m.Target = value;
        break;
      case 'readonly':
      case 'ro': {
        const v = yes();
        if (typeof v === 'string') return v;
        if (v) m.ReadOnly = true;
        break;
      }
      case 'consistency':
        m.Consistency = value.toLowerCase();
        break;
      case 'bind-propagation':
        bind().Propagation = value.toLowerCase();
        break;
      case 'bind-nonrecursive':
      case 'bind-create-src': {
        const v = yes();
        if (typeof v === 'string') return v;
        if (key === 'bind-nonrecursive') bind().NonRecursive = v;
        else bind().CreateMountpoint = v;
        break;
      }
      case 'bind-recursive':
        if (!['enabled', 'disabled', 'writable', 'readonly'].includes(value))
          return `invalid value for ${key}: ${value} (must be "enabled", "disabled", "writable", or "readonly")`;
        if (value === 'disabled') bind().NonRecursive = true;
        break;
      case 'volume-subpath':
        volume().Subpath = value;
        break;
      case 'volume-nocopy': {
        const v = yes();
        if (typeof v === 'string') return v;
        volume().NoCopy = v;
        break;
      }
      case 'volume-label': {
        const o = volume();
        o.Labels = { ...(o.Labels ?? {}), [value.split('=')[0]!]: value.split('=').slice(1).join('=') };
        break;
      }
      case 'volume-driver': {
        const o = volume();
        o.DriverConfig = { ...(o.DriverConfig ?? {}), Name: value };
        break;
      }
      case 'volume-opt': {
        const o = volume();
        o.DriverConfig = {
          ...(o.DriverConfig ?? {}),
          Options: { ...(o.DriverConfig?.Options ?? {}), [value.split('=')[0]!]: value.split('=').slice(1).join('=') },
        };
        break;
      }
      case 'tmpfs-size': {
        const n = parseBytes(value);
        if (n === undefined) return `invalid value for ${key}: ${value}`;
        tmpfs().SizeBytes = n;
        break;
      }
      case 'tmpfs-mode':
        if (!/^[0-7]+$/.test(value)) return `invalid value for ${key}: ${value}`;
        tmpfs().Mode = parseInt(value, 8);
        break;
      default:
        return `unexpected key '${key}' in '${field}'`;
    }
  }
  if (m.Target === '') return 'target is required';
  if (used.volume && m.Type !== 'volume') return `cannot mix 'volume-*' options with mount type '${m.Type}'`;
  if (used.bind && m.Type !== 'bind') return `cannot mix 'bind-*' options with mount type '${m.Type}'`;
  if (used.tmpfs && m.Type !== 'tmpfs') return `cannot mix 'tmpfs-*' options with mount type '${m.Type}'`;
  return ordered(m);
}

/** Fields in the API's order. */
function ordered(m: MountSpec): MountSpec {
  return {
    Type: m.Type,
    ...(m.Source === undefined ? {} : { Source: m.Source }),
    Target: m.Target,
    ...(m.ReadOnly ? { ReadOnly: true } : {}),
    ...(m.Consistency === undefined ? {} : { Consistency: m.Consistency }),
    ...(m.BindOptions === undefined ? {} : { BindOptions: m.BindOptions }),
    ...(m.VolumeOptions === undefined
      ? {}
      : {
          VolumeOptions: {
            ...(m.VolumeOptions.NoCopy ? { NoCopy: true } : {}),
            ...(m.VolumeOptions.Labels === undefined ? {} : { Labels: m.VolumeOptions.Labels }),
            ...(m.VolumeOptions.Subpath === undefined ? {} : { Subpath: m.VolumeOptions.Subpath }),
            DriverConfig: m.VolumeOptions.DriverConfig ?? {},
          },
        }),
    ...(m.TmpfsOptions === undefined ? {} : { TmpfsOptions: m.TmpfsOptions }),
  };
}
