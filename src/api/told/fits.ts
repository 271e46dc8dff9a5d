// Is a value what encoding/json would have written of a struct? Kinds, fields that are missing or unknown, what is left out
// while it is zero, the order of fields and of the keys of a map.

import type { Shape } from '../shape.ts';
import { FORMS } from './common.ts';

const LIMITS: Readonly<Record<string, readonly [number, number]>> = {
  int: [-(2 ** 63), 2 ** 63],
  int64: [-(2 ** 63), 2 ** 63],
  uint: [0, 2 ** 64],
  uint64: [0, 2 ** 64],
  uint16: [0, 65535],
};

const kind = (v: unknown): string => (v === null ? 'null' : Array.isArray(v) ? 'a list' : `${typeof v}`);

/** Would it have been left out? */
const isZero = (v: unknown): boolean =>
  v === null ||
  v === '' ||
  v === 0 ||
  v === false ||
  (Array.isArray(v) ? v.length === 0 : typeof v === 'object' && Object.keys(v!).length === 0);

/** Keys that look like numbers come first in any object of ours, wherever they stood. */
const ordered = (keys: readonly string[]): readonly string[] => keys.filter((k) => !/^(0|[1-9]\d*)$/.test(k));

/**
 * What of a value is not of a shape.
 * @param path where the value stands, for what is said of it
 * @returns a line for each fault; none for a value that fits
 */
export function misfits(value: unknown, shape: Shape, path = ''): string[] {
  const at = path === '' ? 'the answer' : path;
  const wrong = (wanted: string): string[] => [`${at}: ${kind(value)} in place of ${wanted}`];
  switch (shape.go) {
    case 'any':
      return [];
    case 'pointer':
      return value === null ? [] : misfits(value, shape.to, path);
    case 'bool':
      return typeof value === 'boolean' ? [] : wrong('a boolean');
    case 'string':
      if (typeof value !== 'string') return wrong('a string');
      return formed(value, shape.name, at);
    case 'float64':
      return typeof value === 'number' ? [] : wrong('a number');
    case 'int':
    case 'int64':
    case 'uint':
    case 'uint16':
    case 'uint64': {
      if (typeof value !== 'number') return wrong(`a number (${shape.go})`);
      const [low, high] = LIMITS[shape.go]!;
      if (!Number.isInteger(value) || value < low || value > high) return [`${at}: ${value} is no ${shape.go}`];
      return shape.go === 'int64' ? formed(String(value), shape.name, at) : [];
    }
    case 'strslice':
      return misfits(value, { go: 'list', of: { go: 'string' } }, path);
    case 'list':
      if (value === null) return [];
      if (!Array.isArray(value)) return wrong('a list');
      return value.flatMap((v, i) => misfits(v, shape.of, `${path}[${i}]`));
    case 'array':
      if (!Array.isArray(value)) return wrong(`a list of ${shape.length}`);
      if (value.length !== shape.length) return [`${at}: ${value.length} values in place of ${shape.length}`];
      return value.flatMap((v, i) => misfits(v, shape.of, `${path}[${i}]`));
    case 'map': {
      if (value === null) return [];
      if (typeof value !== 'object' || Array.isArray(value)) return wrong('a map');
      const keys = ordered(Object.keys(value));
      const out = keys.some((k, i) => i > 0 && keys[i - 1]! > k) ? [`${at}: its keys are not in order`] : [];
      for (const [k, v] of Object.entries(value)) out.push(...misfits(v, shape.of, `${path}.${k}`));
      return out;
    }
    case 'struct': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(`a ${shape.name}`);
      const fields = value as Readonly<Record<string, unknown>>;
      const out: string[] = [];
      for (const k of Object.keys(fields))
        if (!shape.fields.has(k)) out.push(`${path}.${k}: not a field of ${shape.name}`);
      for (const [k, f] of shape.fields) {
        if (!Object.hasOwn(fields, k)) {
          if (!f.omitempty) out.push(`${path}.${k}: missing`);
        } else if (f.omitempty && (f.shape.go === 'pointer' ? fields[k] === null : isZero(fields[k])))
          out.push(`${path}.${k}: there, though it is empty`);
        else out.push(...misfits(fields[k], f.shape, `${path}.${k}`));
      }
      const places = [...shape.fields.keys()];
      const there = Object.keys(fields).filter((k) => shape.fields.has(k));
      if (there.some((k, i) => i > 0 && places.indexOf(there[i - 1]!) > places.indexOf(k)))
        out.push(`${at}: fields of ${shape.name} in the order ${there.join(', ')}`);
      return out;
    }
  }
}

/** A text that has not the form of its type. */
function formed(text: string, name: string | undefined, at: string): string[] {
  const form = name === undefined ? undefined : FORMS.get(name);
  return form === undefined || form.test(text) ? [] : [`${at}: ${JSON.stringify(text)} is no ${name!}`];
}
