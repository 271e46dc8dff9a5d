// The keys that leave a container running, as `ctrl-p,ctrl-q` names them.

/**
 * The bytes of a list of keys: a letter, or `ctrl-` with a letter or one of `@[\\]^_` (moby/term's ToBytes).
 * @returns nothing for a list that names no keys; a name that is none counts as nothing
 */
export function keyBytes(keys: string): Uint8Array {
  const out: number[] = [];
  for (const key of keys.split(',')) {
    if (key.length === 1) out.push(key.charCodeAt(0));
    const ctrl = /^ctrl-([a-z@[\\\]^_])$/.exec(key)?.[1];
    if (ctrl !== undefined) out.push(ctrl.charCodeAt(0) & 0x1f);
  }
  return Uint8Array.from(out);
}

/** Are these keys ones that a terminal can send: letters one by one, or `ctrl-` and one of some (moby's term.ToBytes)? */
export function validKeys(text: string): boolean {
  return text.split(',').every((key) => key.length === 1 || /^ctrl-[a-z@[\\\]^_]$/.test(key));
}
