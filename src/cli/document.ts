// The page that lists every command and flag with its state.

import { FIELDS } from './fields.ts';
import { commandState, flagNote, flagState, type PluginStates } from './states.ts';
import { COMMANDS } from './tree.ts';

const CLIENT: Readonly<Record<string, string>> = {
  out: 'client: what it prints',
  file: 'client: a file that it writes',
  status: 'client: whether it goes on, and its exit status',
  body: 'the body',
};

/** What a flag comes to, in words. */
function sets(field: string | undefined, note: string | undefined): string {
  const what =
    field === undefined
      ? ''
      : field.startsWith('asks ')
        ? `client: ${field.replace(/ (\w+)/, ' `$1`')}`
        : (CLIENT[field] ?? (field.startsWith('client: ') ? field : `\`${field}\``));
  return [what, note ?? ''].filter((x) => x !== '').join('; ');
}

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
    'Made from the tables of the command line (`npm run -s commands`); a test compares it with them. **works**: parsed, checked and obeyed. **shown**: parsed, checked, and shown where Docker shows it, without another effect. **no effect**: parsed; nothing here that it could change. **not simulated**: refused by name. What a flag sets is a field of the request that the client sends (`HostConfig.Memory`), a value of its query (`?all`), a part of the session of a build (`session.target`), or something that the client does itself; a test runs each flag with and without, and finds just this difference.',
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
    out.push('| flag | type | default | state | sets |', '|---|---|---|---|---|');
    for (const f of flags)
      out.push(
        `| \`${f.short === '' ? '' : `-${f.short}, `}--${f.name}\` | ${f.type} | ${f.default === undefined || f.default === '' ? '' : `\`${f.default}\``} | ${flagState(c, f.name, plugin)} | ${sets(plugin.field(c.path, f.name) ?? FIELDS[c.canonical]?.[f.name], plugin.idle(c.path, f.name) ?? flagNote(c.canonical, f.name))} |`,
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
