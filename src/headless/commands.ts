// `npm run -s commands`: writes docs/commands.md.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandsPage } from '../cli/document.ts';
import { COMPOSE_STATES } from '../compose/states.ts';

const dir = join(process.env['DRYDOCK_ROOT'] ?? process.cwd(), 'docs');
mkdirSync(dir, { recursive: true });
writeFileSync(join(dir, 'commands.md'), commandsPage(COMPOSE_STATES));
