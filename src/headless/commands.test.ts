import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commandsPage } from '../cli/document.ts';
import { COMPOSE_STATES } from '../compose/states.ts';

it('docs/commands.md says what the tables say', () => {
  expect(readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'commands.md'), 'utf8')).toBe(
    commandsPage(COMPOSE_STATES),
  );
});
