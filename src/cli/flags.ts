// Command-line flags as pflag reads them, from the tables of the real CLI.

import { goDuration } from '../api/durations.ts';

export interface FlagSpec {
  readonly name: string;
  readonly short: string;
  readonly type: string;
  readonly default: string | undefined;
}

/** A wrong flag; `usage` errors come with the usage line and exit 125. */
export class FlagError extends Error {}

/** Values of flags, and the arguments. */
export class Flags {
  private readonly values = new Map<string, string[]>();
  args: string[] = [];
  constructor(private readonly specs: ReadonlyMap<string, FlagSpec>) {}
  set(name: string, value: string): void {
    const list = this.values.get(name);
    if (list === undefined) this.values.set(name, [value]);
    else list.push(value);
  }
  /** Was the flag given? */
  given(name: string): boolean {
    return this.values.has(name);
  }
  bool(name: string): boolean {
    const v = this.values.get(name)?.at(-1) ?? this.specs.get(name)?.default ?? 'false';
    return /^(1|t|T|TRUE|true|True)$/.test(v);
  }
  string(name: string): string {
    const d = this.specs.get(name)?.default ?? '';
    return this.values.get(name)?.at(-1) ?? (d === '[]' || d === 'map[]' ? '' : d);
  }
  number(name: string): number {
    return Number(this.string(name) || '0');
  }
  list(name: string): string[] {
    return this.values.get(name) ?? [];
  }
  /** Bytes of a size flag. */
  bytes(name: string): number {
    const v = this.values.get(name)?.at(-1);
    return v === undefined ? 0 : (parseBytes(v) ?? 0);
  }
  /** Names of all that were given. */
  names(): string[] {
    return [...this.values.keys()];
  }
}

/** Bytes of `64m`, `1.5g`; undefined when it is no size. */
export function parseBytes(text: string): number | undefined {
  const m = /^(\d+(?:\.\d+)?) ?([kmgtpKMGTP]?)([iI]?[bB]?)$/.exec(text);
  if (m === null) return text === '-1' ? -1 : undefined;
  return Math.floor(Number(m[1]) * 1024 ** { '': 0, k: 1, m: 2, g: 3, t: 4, p: 5 }[m[2]!.toLowerCase()]!);
}

function sizeError(text: string): string | undefined {
  if (parseBytes(text) !== undefined && !text.startsWith('-')) return undefined;
  const m = /^(\d+(?:\.\d+)?) ?(.*)$/.exec(text);
  return m === null ? `invalid size: '${text}'` : `invalid suffix: '${m[2]}'`;
}

/** What is wrong with a value of a type; undefined when nothing is. */
function typeError(spec: FlagSpec, value: string): string | undefined {
  switch (spec.type) {
    case 'bool':
      return /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value)
        ? undefined
        : `strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`;
    case 'int':
      if (!/^[-+]?(\d+|0x[0-9a-fA-F]+)$/.test(value))
        return `strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`;
      return Math.abs(Number(value)) > 9.2e18
        ? `strconv.ParseInt: parsing ${JSON.stringify(value)}: value out of range`
        : undefined;
    case 'uint16':
      if (!/^\d+$/.test(value)) return `strconv.ParseUint: parsing ${JSON.stringify(value)}: invalid syntax`;
      return Number(value) > 65535
        ? `strconv.ParseUint: parsing ${JSON.stringify(value)}: value out of range`
        : undefined;
    case 'decimal':
      return /^\d*\.?\d+$|^\d+\.$/.test(value)
        ? /\.\d{10,}/.test(value)
          ? 'value is too precise'
          : undefined
        : `failed to parse ${value} as a rational number`;
    case 'duration':
      if (goDuration(value) !== undefined) return undefined;
      return /^[-+]?\d+(\.\d+)?$/.test(value)
        ? `time: missing unit in duration ${JSON.stringify(value)}`
        : `time: invalid duration ${JSON.stringify(value)}`;
    case 'bytes':
      if (value === '-1' && spec.name === 'memory-swap') return undefined;
      return sizeError(value);
    case 'filter':
      return value.includes('=') ? undefined : 'bad format of filter (expected name=value)';
    default:
      return undefined;
  }
}

export type Validator = (value: string) => string | undefined;

export interface ParseOptions {
  /** Flags after the first argument belong to the arguments (run, exec). */
  readonly stopAtFirst: boolean;
  /** Further checks by flag name. */
  readonly validators?: Readonly<Record<string, Validator>>;
}

/** Names of flags that were asked for help. */
export class HelpRequest extends Error {}

/** Reads arguments. @throws FlagError with pflag's text, HelpRequest */
export function parseFlags(specs: readonly FlagSpec[], args: readonly string[], options: ParseOptions): Flags {
  const byName = new Map(specs.map((s) => [s.name, s]));
  const byShort = new Map(specs.filter((s) => s.short !== '').map((s) => [s.short, s]));
  const out = new Flags(byName);
  const put = (spec: FlagSpec, value: string): void => {
    const why = typeError(spec, value) ?? options.validators?.[spec.name]?.(value);
    if (why !== undefined)
      throw new FlagError(
        `invalid argument ${JSON.stringify(value)} for ${JSON.stringify(`${spec.short === '' ? '' : `-${spec.short}, `}--${spec.name}`)} flag: ${why}`,
      );
    if (spec.type === 'strings') for (const v of value.split(',')) out.set(spec.name, v);
    else out.set(spec.name, value);
  };
  for (let i = 0; i < args.length; i++) {
    const a = args[i]!;
    if (a === '--') {
      out.args.push(...args.slice(i + 1));
      break;
    }
    if (!a.startsWith('-') || a === '-') {
      if (options.stopAtFirst) {
        out.args.push(...args.slice(i));
        break;
      }
      out.args.push(a);
      continue;
    }
    if (a.startsWith('--')) {
      const eq = a.indexOf('=');
      const name = eq < 0 ? a.slice(2) : a.slice(2, eq);
      if (name === '' || name.startsWith('-') || name.startsWith('=')) throw new FlagError(`bad flag syntax: ${a}`);
      if (name === 'help') throw new HelpRequest();
      const spec =
        byName.get(name) ??
        (name === 'net'
          ? byName.get('network')
          : name === 'net-alias'
            ? byName.get('network-alias')
            : name === 'dns-opt'
              ? byName.get('dns-option')
              : undefined);
      if (spec === undefined) throw new FlagError(`unknown flag: --${name}`);
      if (eq >= 0) put(spec, a.slice(eq + 1));
      else if (spec.type === 'bool') put(spec, 'true');
      else {
        const value = args[++i];
        if (value === undefined) throw new FlagError(`flag needs an argument: --${name}`);
        put(spec, value);
      }
      continue;
    }
    for (let k = 1; k < a.length; k++) {
      const c = a[k]!;
      const spec = byShort.get(c);
      if (spec === undefined) {
        if (c === 'h') throw new HelpRequest();
        throw new FlagError(`unknown shorthand flag: '${c}' in -${a.slice(k)}`);
      }
      if (spec.type === 'bool') {
        if (a[k + 1] === '=') {
          put(spec, a.slice(k + 2));
          break;
        }
        put(spec, 'true');
        continue;
      }
      let value = a.slice(k + 1);
      if (value.startsWith('=')) value = value.slice(1);
      else if (value === '') {
        const next = args[++i];
        if (next === undefined) throw new FlagError(`flag needs an argument: '${c}' in -${a.slice(k)}`);
        value = next;
      }
      put(spec, value);
      break;
    }
  }
  return out;
}
