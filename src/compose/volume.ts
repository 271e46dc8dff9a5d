// A mount in its short spelling: `source:target:options`.

import { clean } from '../fs/path.ts';
import { ComposeError, type Dict } from './value.ts';

/** The parts between the colons; that of `c:\`, after a single letter, is none, nor is one inside `${…}`. */
function parts(spec: string): string[] {
  const out: string[] = [];
  let part = '';
  let depth = 0;
  for (let i = 0; i < spec.length; i++) {
    const c = spec[i]!;
    if (c === '$' && spec[i + 1] === '{') depth++;
    else if (c === '}' && depth > 0) depth--;
    else if (c === ':' && depth === 0 && !/^\p{L}$/u.test(part)) {
      out.push(part);
      part = '';
      continue;
    }
    part += c;
  }
  return [...out, part];
}

/** A mount in its long form; the source stays as it was written. @throws ComposeError */
export function shortVolume(spec: string): Dict {
  if (spec === '') throw new ComposeError('invalid empty volume spec');
  if (spec.length < 3) return { type: 'volume', target: spec };
  const fields = parts(spec);
  if (fields.some((x) => x === '')) throw new ComposeError(`invalid spec: ${spec}: empty section between colons`);
  if (fields.length > 3) throw new ComposeError(`invalid spec: ${spec}: too many colons`);
  if (fields.length === 1) return { type: 'volume', target: clean(fields[0]!), volume: {} };
  const [source = '', target = '', options = ''] = fields;
  const out: Dict = { type: /^([./~]|\p{L}:)/u.test(source) ? 'bind' : 'volume', source, target: clean(target) };
  const bind: Dict = {};
  const volume: Dict = {};
  for (const o of options === '' ? [] : options.split(',')) {
    if (o === 'ro') out['read_only'] = true;
    else if (o === 'rw') delete out['read_only'];
    else if (o === 'nocopy') volume['nocopy'] = true;
    else if (o === 'z' || o === 'Z') bind['selinux'] = o;
    else if (/^r?(shared|slave|private)$/.test(o)) bind['propagation'] = o;
  }
  if (out['type'] === 'bind') out['bind'] = { ...bind, create_host_path: true };
  else {
    if (Object.keys(bind).length > 0) out['bind'] = bind;
    out['volume'] = volume;
  }
  return out;
}
