// The commands of the tutorial's six exercises, typed on the page as a reader types them, and what the text says that they answer.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openSite, type Site, type Visit, visit } from './browser.ts';

const steps = (
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'scenarios', 'uvlhub', 'scenario.json'), 'utf8')) as {
    steps: { commands: string[] }[];
  }
).steps;
const MINUTES = 60_000;

describe.runIf(CHROMIUM !== undefined)('the uvlhub tutorial, typed on the page', () => {
  let site: Site;
  let v: Visit;
  beforeAll(async () => {
    site = await openSite(true);
    v = await visit(site, { locale: 'en-GB', hash: '#scenario=uvlhub' });
  });
  afterAll(async () => {
    await site?.close();
  });

  const until = async (test: (text: string) => boolean): Promise<string> => {
    for (let n = 0; n < 600; n++) {
      const text = await v.text();
      if (test(text)) return text;
      await v.page.waitForTimeout(60);
    }
    throw new Error(`it never came\n${(await v.text()).slice(-1500)}`);
  };
  /** Types one command, which may have several lines; what it answered. */
  const type = async (command: string): Promise<string> => {
    let answer = '';
    for (const line of command.split('\n')) answer = await v.enter(line, 2 * MINUTES);
    return answer;
  };
  /** The answers to the commands of a step, in their order. */
  const play = async (n: number): Promise<string[]> => {
    const answers: string[] = [];
    for (const command of steps[n]!.commands) answers.push(await type(command));
    return answers;
  };
  /** Opens a page in the browser tab, and again as long as it does not show a text. */
  const browse = async (address: string, text: string): Promise<void> => {
    for (let n = 0; ; n++) {
      await v.page.fill('[data-testid=address]', address);
      await v.page.press('[data-testid=address]', 'Enter');
      await v.page.waitForTimeout(1500);
      const body = await v.page
        .frameLocator('[data-testid=page]')
        .locator('body')
        .innerText({ timeout: 500 })
        .catch(() => '');
      if (body.includes(text)) return;
      if (n === 10) throw new Error(`${address} shows no ${text}\n${body.slice(0, 500)}`);
    }
  };
  const console = (): Promise<void> => v.page.focus('[data-testid=console]');

  it(
    '1: an image from a bare Dockerfile starts, and its page says that there is no database',
    async () => {
      await play(0);
      const docker = await play(1);
      expect(docker[5]).toContain('docker-ce is already the newest version');
      expect(docker.at(-1)).toMatch(/Docker Compose version v?2\.40\.3/);
      const built = await play(2);
      expect(built[4]).toContain('naming to docker.io/library/uvlhub:dev');
      expect(built[5]).toMatch(/CMD \["flask" "run" "--host=0\.0\.0\.0"/);
      await v.page.keyboard.insertText(steps[3]!.commands[0]!);
      await v.page.keyboard.press('Enter');
      await until((t) => t.includes('Debugger is active!'));
      await browse('localhost:5000', "Can't connect to MySQL server on 'db'");
      await console();
      await v.page.keyboard.press('Control+c');
      await until((t) => /\$ ?$/.test(t));
    },
    4 * MINUTES,
  );

  it(
    '2: a database in a container, found by name once both share a network',
    async () => {
      await play(4);
      await type('sleep 12');
      const [shell, client, password, ...sql] = steps[5]!.commands;
      await type(shell!);
      await v.page.keyboard.insertText(client!);
      await v.page.keyboard.press('Enter');
      await until((t) => t.endsWith('Enter password: '));
      expect(await type(password!)).toContain('Welcome to the MariaDB monitor');
      expect(await type(sql[0]!)).toMatch(/\| uvlhubdb +\|/);
      expect(await type(sql[1]!)).toContain('Database changed');
      expect(await type(sql[2]!)).toContain('Empty set');
      await type(sql[3]!);
      await type(sql[4]!);
      expect((await play(6))[4]).toContain(
        "(2003, \"Can't connect to MySQL server on 'db' ([Errno -2] Name or service not known)\")",
      );
      expect((await play(7))[1]).toContain('uvlhub_network');
      await type('sleep 12');
      const tables = await play(8);
      expect(tables[1]).not.toContain('Traceback');
      expect(tables[3]).toContain('<title>UVLHUB.IO(dev)');
    },
    4 * MINUTES,
  );

  it(
    '3: a restarted database is not ready at once, and its tables go with it unless a volume keeps them',
    async () => {
      const [web, database, ask, , again] = steps[9]!.commands;
      await type(web!);
      await type('sleep 5');
      expect(await type(`${database!}; ${ask!}`)).toMatch(/\n500\n/);
      await type('sleep 8');
      expect(await type(again!)).toMatch(/\n200\n/);
      expect((await play(10))[1]).toContain('mariadb_data');
      // the application's pool still holds a connection to the server that is gone: the first request may find that out
      expect(await type(`${again!}; ${again!}`)).toMatch(/\n200\n(?!500)/);
      const count = `docker exec mariadb_container mariadb -uroot -puvlhubdb_root_password uvlhubdb -N -e 'SHOW TABLES' | wc -l`;
      const before = /\n(\d+)\n/.exec(await type(count))![1];
      expect(Number(before)).toBeGreaterThan(0);
      for (const command of steps[10]!.commands.slice(2, 6)) await type(command);
      expect(await type(count)).toContain(`\n${before}\n`);
    },
    4 * MINUTES,
  );

  it(
    '4: the same from a compose file, with all that goes wrong on the way',
    async () => {
      await play(11);
      expect((await play(12)).at(-1)).toContain('mariadb: command not found');
      const fixed = await play(13);
      expect(fixed[4]).toContain('curl: (7) Failed to connect to localhost:5000');
      expect(fixed.at(-1)).toContain('<title>UVLHUB.IO(dev)');
      expect(await type('docker logs web_app_container')).toContain('MariaDB is up - executing command');
    },
    5 * MINUTES,
  );

  it(
    '5: a change reaches a copy by a build and a shared folder at once',
    async () => {
      const copy = await play(14);
      expect(copy[2]).toContain('<title>UVLHUB.IO(dev)');
      expect(copy[5]).toContain('<title>UVLHUB.IO(dev)');
      expect(copy[9]).toContain('<title>Hello world! </title>');
      expect((await play(15))[4]).toContain('<title>Live! </title>');
    },
    5 * MINUTES,
  );

  it(
    '6: ten services, and production behind nginx',
    async () => {
      await play(16);
      const ten = await play(17);
      expect(ten[1]!.match(/ Up \d+ seconds?/g)).toHaveLength(10);
      expect(ten[3]).toContain('<title>Live! </title>');
      expect(ten[5]).toContain('worker: index 1');
      await browse('localhost', 'Pizza');
      await v.page.waitForSelector('text=selenium_hub_container');
      await console();
      const production = await play(18);
      expect(production[3]).toContain('<title>Live! </title>');
      expect(production[4]).toContain('Starting gunicorn');
      expect(await type('docker ps -aq | wc -l')).toMatch(/\n0\n/);
      expect(v.errors).toEqual([]);
    },
    6 * MINUTES,
  );
});
