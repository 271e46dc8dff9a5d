// YAML of compose files: documents to plain values, and values to YAML.

import { isDict, textOf, Timestamp, type Value } from './value.ts';

const KEYWORDS =
  /^(y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|null|Null|NULL|~)$/;
const NUMBER =
  /^[-+]?(\d[\d_]*(\.\d*)?([eE][-+]?\d+)?|\.\d+([eE][-+]?\d+)?|0x[0-9a-fA-F]+|0o?[0-7]+|0b[01]+|\.inf|\.nan)$/i;
const SEXAGESIMAL = /^[-+]?\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?$/;
const DATE = /^\d{4}-\d{1,2}-\d{1,2}([Tt ].*)?$/;

function scalar(v: null | boolean | number | string | Timestamp, indent: string): string {
  if (v === null) return 'null';
  if (v instanceof Timestamp) return v.text;
  if (typeof v !== 'string') return textOf(v) ?? '';
  if (v === '' || KEYWORDS.test(v) || NUMBER.test(v) || SEXAGESIMAL.test(v) || DATE.test(v)) return JSON.stringify(v);
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(v)) return JSON.stringify(v);
  if (v.includes('\n') && !/^\s/.test(v)) {
    const chomp = v.endsWith('\n') ? (v.endsWith('\n\n') ? '+' : '') : '-';
    return `|${chomp}\n${v
      .replace(/\n$/, '')
      .split('\n')
      .map((l) => (l === '' ? '' : `${indent}${l}`))
      .join('\n')}`;
  }
  if (v.includes('\n') || v.includes('\t')) return JSON.stringify(v);
  const plain = !/^[\s,[\]{}#&*!|>'"%@`]|^[-?:](\s|$)|: |:$| #|\s$/.test(v);
  return plain ? v : `'${v.replace(/'/g, "''")}'`;
}

/** A value as YAML, as go-yaml writes it with an indent of two. */
export function writeYaml(value: Value, depth = 0): string {
  const pad = '  '.repeat(depth);
  if (Array.isArray(value))
    return value.map((item) => `${pad}- ${entry(item, depth + 1).replace(/^\s+/, '')}`).join('');
  if (isDict(value))
    return Object.entries(value)
      .map(([k, v]) => `${pad}${scalar(k, '')}:${within(v, depth)}`)
      .join('');
  return `${pad}${scalar(value, '')}\n`;
}

function within(v: Value, depth: number): string {
  if (Array.isArray(v)) return v.length === 0 ? ' []\n' : `\n${writeYaml(v, depth + 1)}`;
  if (isDict(v)) return Object.keys(v).length === 0 ? ' {}\n' : `\n${writeYaml(v, depth + 1)}`;
  return ` ${scalar(v, '  '.repeat(depth + 1))}\n`;
}

function entry(v: Value, depth: number): string {
  if (Array.isArray(v)) return v.length === 0 ? '[]\n' : writeYaml(v, depth);
  if (isDict(v)) return Object.keys(v).length === 0 ? '{}\n' : writeYaml(v, depth);
  return `${scalar(v, '  '.repeat(depth))}\n`;
}
