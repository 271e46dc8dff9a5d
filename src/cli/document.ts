// The page that lists every command and flag with its state.

import { commandState, flagState, type PluginStates } from './states.ts';
import { COMMANDS } from './tree.ts';

/** `docs/commands.md`, with the commands of a plugin. */
export function commandsPage(plugin: PluginStates): string {
  const all = [...COMMANDS.values()].filter((c) => c.path === c.canonical).sort((a, b) => (a.path < b.path ? -1 : 1));
  const working = all.filter((c) => commandState(c, plugin) === 'works');
  const others = all.filter((c) => commandState(c, plugin) === 'not simulated');
  const aliases = new Map<string, string[]>();
  for (const c of COMMANDS.values())
    if (c.path !== c.canonical) aliases.set(c.canonical, [...(aliases.get(c.canonical) ?? []), c.path]);
  const out = [
    '# Commands',
    '',
    'Made from the tables of the command line (`npm run -s commands`); a test compares it with them. **works**: parsed, checked and obeyed. **shown**: parsed, checked, and shown where Docker shows it, without another effect. **not simulated**: refused by name.',
    '',
    `${working.length} commands work, ${others.length} are parsed and refused.`,
    '',
  ];
  for (const c of working) {
    const also = aliases.get(c.canonical) ?? [];
    out.push(
      `## ${c.path}`,
      '',
      `\`${c.usage.replace(/\s*\n\s*/g, '` or `')}\`${also.length > 0 ? `, also ${also.map((a) => `\`${a}\``).join(', ')}` : ''}`,
      '',
    );
    const flags = c.flags.filter((f) => f.name !== 'help');
    if (flags.length === 0) continue;
    out.push('| flag | type | default | state |', '|---|---|---|---|');
    for (const f of flags)
      out.push(
        `| \`${f.short === '' ? '' : `-${f.short}, `}--${f.name}\` | ${f.type} | ${f.default === undefined || f.default === '' ? '' : `\`${f.default}\``} | ${flagState(c, f.name, plugin)} |`,
      );
    out.push('');
  }
  out.push(
    '## Not simulated',
    '',
    "Each answers `drydock: '…' is not simulated` with status 1.",
    '',
    ...others.map((c) => `* \`${c.path}\``),
    '',
  );
  return out.join('\n');
}
