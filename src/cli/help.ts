// `--help`: real usage lines and flags, sentences of our own.

import texts from './data/help.json' with { type: 'json' };
import { COMMANDS, type CommandSpec } from './tree.ts';
import { tabulate } from './table.ts';

const TEXTS = texts as Record<string, string>;

/** One sentence on what a command does. */
export function summary(path: string): string {
  const spec = COMMANDS.get(path);
  return TEXTS[path] ?? (spec === undefined ? '' : TEXTS[spec.canonical]) ?? '';
}

export function helpText(spec: CommandSpec): string {
  let out = `Usage:  ${spec.usage.replace(/\n\s*/g, '\n\t')}\n\n${summary(spec.path)}\n`;
  if (spec.commands.length > 0) {
    out += '\nCommands:\n';
    const width = Math.max(...spec.commands.map((c) => c.length)) + 2;
    for (const c of spec.commands)
      out += `  ${c.padEnd(Math.max(width, 12))}${summary(`${spec.path} ${c}`)}\n`.replace(/\s+\n$/, '\n');
  }
  if (spec.flags.length > 0) {
    const lines = spec.flags.map((f) => {
      const type = f.type === 'bool' ? '' : ` ${f.type}`;
      const def =
        f.default !== undefined && f.default !== '' && !['[]', 'map[]', 'false'].includes(f.default)
          ? `(default ${f.type === 'string' ? JSON.stringify(f.default) : f.default})`
          : '';
      return `  ${f.short === '' ? '    ' : `-${f.short}, `}--${f.name}${type}\t${def}`;
    });
    out += `\n${spec.path === 'docker' ? 'Global Options' : 'Options'}:\n${tabulate(lines, 10, 3).replace(/[ ]+\n/g, '\n')}`;
  }
  if (spec.commands.length > 0) out += `\nRun '${spec.path} COMMAND --help' for more information on a command.\n`;
  return out;
}
