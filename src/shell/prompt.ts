// PS1 and its escapes.

import { basename } from '../fs/path.ts';
import { reader, userName } from '../kernel/users.ts';
import type { Shell } from './shell.ts';

/** A prompt string as bash shows it. `\[` and `\]` (which mark invisible text) are dropped. */
export function promptText(sh: Shell, template: string): string {
  const { p } = sh;
  const home = sh.vars.get('HOME') ?? '';
  const short = (path: string): string =>
    home !== '' && home !== '/' && (path === home || path.startsWith(`${home}/`))
      ? `~${path.slice(home.length)}`
      : path;
  const date = new Date(p.kernel.now);
  const two = (n: number): string => String(n).padStart(2, '0');
  return template
    .replace(/\$\{debian_chroot[^}]*\}(?:\([^)]*\)\})?/g, '')
    .replace(/\\([aehHjlnrstTAuvVwW!#$\\[\]@d]|[0-7]{3})/g, (_, c: string) => {
      switch (c) {
        case 'a':
          return '\x07';
        case 'e':
          return '\x1b';
        case 'h':
          return p.uts.hostname.split('.')[0]!;
        case 'H':
          return p.uts.hostname;
        case 'j':
          return String(sh.jobs.length);
        case 'n':
          return '\n';
        case 'r':
          return '\r';
        case 's':
          return basename(sh.name);
        case 't':
          return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
        case 'A':
          return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
        case 'u':
          return userName(reader(p), p.uid);
        case 'v':
          return '5.2';
        case 'V':
          return '5.2.37';
        case 'w':
          return short(p.cwd);
        case 'W':
          return p.cwd === home ? '~' : basename(p.cwd);
        case '!':
          return String(sh.history.length + 1);
        case '#':
          return String(sh.history.length + 1);
        case '$':
          return p.euid === 0 ? '#' : '$';
        case '\\':
          return '\\';
        case '[':
        case ']':
          return '';
        default:
          return /^[0-7]{3}$/.test(c) ? String.fromCharCode(parseInt(c, 8)) : '';
      }
    });
}
