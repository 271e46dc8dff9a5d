// node, npm, npx and yarn: versions, packages laid out as metadata, scripts of package.json. JavaScript itself does not run.

import { encode } from '../../fs/bytes.ts';
import { FsError } from '../../fs/node.ts';
import type { Program, Task } from '../../kernel/block.ts';
import { PROGRAM_MAGIC } from '../../kernel/image.ts';
import type { Process } from '../../kernel/process.ts';
import { outsideProblem } from '../../kernel/resolve.ts';
import { reader } from '../../kernel/users.ts';
import { Failure } from '../args.ts';
import { plain, put } from '../packages/put.ts';

const major = (p: Process): number => Number((p.getenv('NODE_VERSION') ?? '22.21.0').split('.')[0]);
const npmVersion = (p: Process): string =>
  major(p) >= 24 ? '11.6.1' : major(p) >= 20 ? '10.9.4' : major(p) >= 16 ? '8.19.4' : '6.14.18';

const node: Program = plain(function* (p) {
  const [first] = p.args;
  const version = `v${p.getenv('NODE_VERSION') ?? '22.21.0'}`;
  if (first === '--version' || first === '-v') {
    yield* p.print(`${version}\n`);
    return 0;
  }
  const file = p.args.find((a) => !a.startsWith('-'));
  const inline = p.args.some((a) => ['-e', '-p', '--eval', '--print', '-pe'].includes(a));
  if (file !== undefined && !inline && file !== 'inspect') {
    const path = p.abs(file);
    if (
      ![path, `${path}.js`, `${path}.mjs`, `${path}.cjs`, `${path}/index.js`, `${path}/package.json`].some((x) =>
        p.fs.exists(x),
      )
    )
      throw new Failure(
        `node:internal/modules/cjs/loader:1228\n  throw err;\n  ^\n\nError: Cannot find module '${path}'\n    at Module._resolveFilename (node:internal/modules/cjs/loader:1225:15) {\n  code: 'MODULE_NOT_FOUND',\n  requireStack: []\n}\n\nNode.js ${version}`,
      );
  }
  throw new Failure('drydock: running JavaScript is not simulated');
});

/** Versions of packages that people add by name, and the commands that they bring. */
const NPM: Readonly<Record<string, string>> = Object.fromEntries(
  `express 5.1.0
react 19.2.0
react-dom 19.2.0
vue 3.5.22
svelte 5.43.0
next 16.0.1 next
nuxt 4.2.0 nuxt
vite 7.1.12 vite
webpack 5.102.1 webpack
webpack-cli 6.0.1 webpack-cli
typescript 5.9.3 tsc
ts-node 10.9.2 ts-node
tsx 4.20.6 tsx
nodemon 3.1.10 nodemon
eslint 9.39.0 eslint
prettier 3.6.2 prettier
jest 30.2.0 jest
vitest 4.0.5 vitest
mocha 11.7.4 mocha
lodash 4.17.21
axios 1.13.1
dotenv 17.2.3
cors 2.8.5
morgan 1.10.1
body-parser 2.2.0
mongoose 8.19.2
mysql2 3.15.3
pg 8.16.3
redis 5.9.0
ioredis 5.8.2
sequelize 6.37.7
prisma 6.18.0 prisma
socket.io 4.8.1
ws 8.18.3
fastify 5.6.1
koa 3.1.1
@nestjs/core 11.1.8
@nestjs/cli 11.0.10 nest
@angular/cli 20.3.8 ng
pm2 6.0.13 pm2
http-server 14.1.1 http-server
serve 14.2.5 serve
concurrently 9.2.1 concurrently
cross-env 10.1.0 cross-env
rimraf 6.1.0 rimraf
uuid 13.0.0
chalk 5.6.2
commander 14.0.2
bcrypt 6.0.0
jsonwebtoken 9.0.2
moment 2.30.1
date-fns 4.1.0
tailwindcss 4.1.16
esbuild 0.25.12 esbuild
rollup 4.52.5 rollup
parcel 2.16.0 parcel
yarn 1.22.22 yarn
pnpm 10.20.0 pnpm
gulp 5.0.1 gulp
sass 1.93.3 sass
react-scripts 5.0.1 react-scripts`
    .split('\n')
    .map((l) => [l.split(' ')[0]!, l.split(' ').slice(1).join(' ')]),
);

interface Manifest {
  name?: string;
  version?: string;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

function manifest(p: Process, verb = 'npm'): Manifest {
  const path = p.abs('package.json');
  if (!p.fs.exists(path))
    throw new Failure(
      `npm error code ENOENT\nnpm error syscall open\nnpm error path ${path}\nnpm error errno -2\nnpm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '${path}'\nnpm error enoent This is related to npm not being able to find a file.\nnpm error enoent`.replace(
        /npm(?= error)/g,
        verb,
      ),
      254,
    );
  try {
    return JSON.parse(p.fs.readText(path)) as Manifest;
  } catch (error) {
    if (error instanceof FsError) throw error;
    throw new Failure(
      `npm error code EJSONPARSE\nnpm error path ${path}\nnpm error JSON.parse ${String((error as Error).message).slice(0, 80)}\nnpm error JSON.parse Failed to parse JSON data.\nnpm error JSON.parse Note: package.json must be actual JSON, not just JavaScript.`,
    );
  }
}

const pinned = (name: string, range: string): string =>
  /\d[\w.+-]*/.exec(range)?.[0] ?? NPM[name]?.split(' ')[0] ?? '1.0.0';

/** Lays packages into node_modules. */
function* lay(p: Process, root: string, packages: ReadonlyMap<string, string>): Task {
  for (const [name, version] of packages) {
    yield* p.sleep(60);
    put(p, `${root}/${name}/package.json`, `${JSON.stringify({ name, version, main: 'index.js' }, null, 2)}\n`);
    for (const command of (NPM[name] ?? '').split(' ').slice(1)) {
      const path = `${root}/.bin/${command}`;
      put(p, path, '');
      p.fs.writeFile(path, encode(`${PROGRAM_MAGIC}${command}\n`));
      p.fs.chmod(path, 0o755);
    }
  }
}

function* online(p: Process): Task {
  if (outsideProblem(p, 'registry.npmjs.org') === undefined) return;
  yield* p.sleep(3000);
  throw new Failure(
    'npm error code EAI_AGAIN\nnpm error syscall getaddrinfo\nnpm error errno EAI_AGAIN\nnpm error request to https://registry.npmjs.org/ failed, reason: getaddrinfo EAI_AGAIN registry.npmjs.org',
  );
}

const writeLock = (p: Process, m: Manifest, all: ReadonlyMap<string, string>): void =>
  put(
    p,
    p.abs('package-lock.json'),
    `${JSON.stringify({ name: m.name ?? 'app', version: m.version ?? '1.0.0', lockfileVersion: 3, requires: true, packages: { '': { name: m.name, version: m.version, ...(m.dependencies === undefined ? {} : { dependencies: m.dependencies }), ...(m.devDependencies === undefined ? {} : { devDependencies: m.devDependencies }) }, ...Object.fromEntries([...all].map(([n, v]) => [`node_modules/${n}`, { version: v }])) } }, null, 2)}\n`,
  );

/** What package.json (or its lock) asks for. */
function wanted(p: Process, m: Manifest, args: readonly string[]): Map<string, string> {
  const production =
    args.some((a) => /^--(omit=dev|production|only=prod(uction)?|prod)$/.test(a)) ||
    p.getenv('NODE_ENV') === 'production';
  const lock = new Map<string, string>();
  try {
    const raw = JSON.parse(reader(p)(p.abs('package-lock.json'))) as {
      packages?: Record<string, { version?: string; dev?: boolean }>;
    };
    for (const [k, v] of Object.entries(raw.packages ?? {}))
      if (k.startsWith('node_modules/') && !(production && v.dev === true))
        lock.set(k.slice(k.lastIndexOf('node_modules/') + 13), v.version ?? '1.0.0');
  } catch {
    lock.clear();
  }
  const direct = { ...m.dependencies, ...(production ? {} : m.devDependencies) };
  const out = new Map(Object.entries(direct).map(([n, r]): [string, string] => [n, lock.get(n) ?? pinned(n, r)]));
  for (const [n, v] of lock) if (!(production && m.devDependencies?.[n] !== undefined)) out.set(n, v);
  return out;
}

const npm: Program = plain(function* (p) {
  const [command = '', ...rest] = p.args.filter(
    (a) =>
      !/^--(silent|quiet|no-audit|no-fund|no-progress|loglevel=.*|legacy-peer-deps|force|prefer-offline|unsafe-perm|ignore-scripts|no-optional|include=.*)$/.test(
        a,
      ) && a !== '-s',
  );
  const names = rest.filter((a) => !a.startsWith('-'));
  switch (command) {
    case '-v':
    case '--version':
    case 'version':
      yield* p.print(`${npmVersion(p)}\n`);
      return 0;
    case 'init': {
      if (!rest.includes('-y') && !rest.includes('--yes'))
        throw new Failure("drydock: 'npm init' with questions is not simulated; use npm init -y");
      const m = {
        name: p.cwd.split('/').pop() || 'app',
        version: '1.0.0',
        description: '',
        main: 'index.js',
        scripts: { test: 'echo "Error: no test specified" && exit 1' },
        keywords: [],
        author: '',
        license: 'ISC',
      };
      put(p, p.abs('package.json'), `${JSON.stringify(m, null, 2)}\n`);
      yield* p.print(`Wrote to ${p.abs('package.json')}:\n\n${JSON.stringify(m, null, 2)}\n\n`);
      return 0;
    }
    case 'ci':
      if (!p.fs.exists('package-lock.json') && !p.fs.exists('npm-shrinkwrap.json')) {
        manifest(p);
        throw new Failure(
          'npm error code EUSAGE\nnpm error\nnpm error The `npm ci` command can only install with an existing package-lock.json or\nnpm error npm-shrinkwrap.json with lockfileVersion >= 1. Run an install with npm@5 or\nnpm error later to generate a package-lock.json file, then try again.\nnpm error\nnpm error Clean install a project\nnpm error\nnpm error Usage:\nnpm error npm ci',
        );
      }
      return yield* install(p, rest, [], true);
    case 'install':
    case 'i':
    case 'add':
      return yield* install(p, rest, names, false);
    case 'run':
    case 'run-script':
    case 'start':
    case 'test':
    case 't':
      return yield* script(
        p,
        command === 'run' || command === 'run-script' ? names[0] : command === 't' ? 'test' : command,
        command.startsWith('run')
          ? rest.slice(rest.indexOf(names[0] ?? '') + 1).filter((a) => a !== '--')
          : rest.filter((a) => a !== '--'),
      );
    case 'ls':
    case 'list':
      yield* p.print(
        `${manifest(p).name ?? 'app'}@${manifest(p).version ?? '1.0.0'} ${p.cwd}\n${Object.keys(
          manifest(p).dependencies ?? {},
        )
          .map((n) => `├── ${n}@${pinned(n, manifest(p).dependencies![n]!)}\n`)
          .join('')}\n`,
      );
      return 0;
    case 'config':
    case 'cache':
    case 'set':
      if (rest[0] === 'set' || rest[0] === 'clean' || command === 'set') return 0;
      throw new Failure(`drydock: 'npm ${command} ${rest[0] ?? ''}' is not simulated`);
    case '':
      throw new Failure(
        'npm <command>\n\nUsage:\n\nnpm install        install all the dependencies in your project\nnpm run <foo>      run the script named <foo>',
      );
    case 'publish':
    case 'audit':
    case 'outdated':
    case 'update':
    case 'uninstall':
    case 'remove':
    case 'link':
    case 'exec':
    case 'create':
    case 'prune':
    case 'rebuild':
    case 'pkg':
    case 'login':
    case 'view':
    case 'search':
    case 'pack':
    case 'dedupe':
      throw new Failure(`drydock: 'npm ${command}' is not simulated`);
    default:
      throw new Failure(`Unknown command: "${command}"\n\nTo see a list of supported npm commands, run:\n  npm help`);
  }
});

function* install(p: Process, args: readonly string[], names: readonly string[], clean: boolean): Task<number> {
  const global = args.includes('-g') || args.includes('--global');
  const chosen = new Map<string, string>();
  for (const full of names) {
    const m = /^(@?[^@]+)(?:@(.+))?$/.exec(full);
    const name = m?.[1] ?? full;
    const known = NPM[name];
    if (known === undefined)
      throw new Failure(
        `npm error code E404\nnpm error 404 Not Found - GET https://registry.npmjs.org/${name.replace('/', '%2f')} - Not found\nnpm error 404\nnpm error 404  '${full}@*' is not in this registry (drydock knows ${Object.keys(NPM).length} packages by name).`,
      );
    chosen.set(name, m?.[2] === undefined || !/^\D?\d/.test(m[2]) ? known.split(' ')[0]! : pinned(name, m[2]));
  }
  yield* online(p);
  if (global) {
    const root = '/usr/local/lib/node_modules';
    yield* lay(p, root, chosen);
    for (const n of chosen.keys())
      for (const c of (NPM[n] ?? '').split(' ').slice(1)) {
        if (p.fs.exists(`/usr/local/bin/${c}`)) continue;
        p.fs.symlink(`../lib/node_modules/.bin/${c}`, `/usr/local/bin/${c}`);
      }
    yield* p.print(`\nadded ${chosen.size} package${chosen.size === 1 ? '' : 's'} in 1s\n`);
    return 0;
  }
  const m = names.length > 0 && !p.fs.exists('package.json') ? {} : manifest(p);
  if (names.length > 0) {
    const dev = args.some((a) => a === '-D' || a === '--save-dev');
    const key = dev ? 'devDependencies' : 'dependencies';
    m[key] = Object.fromEntries(
      Object.entries({ ...m[key], ...Object.fromEntries([...chosen].map(([n, v]) => [n, `^${v}`])) }).sort(
        ([a], [b]) => (a < b ? -1 : 1),
      ),
    );
    put(p, p.abs('package.json'), `${JSON.stringify(m, null, 2)}\n`);
  }
  const all = wanted(p, m, args);
  if (clean && p.fs.isDir('node_modules')) p.fs.removeTree(p.abs('node_modules'));
  const fresh = new Map([...all].filter(([n]) => !p.fs.exists(`node_modules/${n}/package.json`)));
  yield* lay(p, p.abs('node_modules'), fresh);
  if (!clean) writeLock(p, m, all);
  yield* p.print(
    fresh.size === 0
      ? `\nup to date, audited ${all.size + 1} packages in 600ms\n\nfound 0 vulnerabilities\n`
      : `\nadded ${fresh.size} package${fresh.size === 1 ? '' : 's'}, and audited ${all.size + 1} packages in ${Math.max(1, Math.round(fresh.size * 0.06))}s\n\nfound 0 vulnerabilities\n`,
  );
  return 0;
}

/** Runs a script of package.json by the shell, with node_modules/.bin in the path. */
function* script(p: Process, name: string | undefined, more: readonly string[]): Task<number> {
  const m = manifest(p);
  if (name === undefined) {
    for (const [k, v] of Object.entries(m.scripts ?? {})) yield* p.print(`  ${k}\n    ${v}\n`);
    return 0;
  }
  const line = m.scripts?.[name] ?? (name === 'start' && p.fs.exists('server.js') ? 'node server.js' : undefined);
  if (line === undefined)
    throw new Failure(
      `npm error Missing script: "${name}"\nnpm error\nnpm error To see a list of scripts, run:\nnpm error   npm run`,
    );
  const steps = [`pre${name}`, name, `post${name}`].flatMap((n) =>
    n === name
      ? [{ n, text: [line, ...more].join(' ') }]
      : m.scripts?.[n] === undefined
        ? []
        : [{ n, text: m.scripts[n] }],
  );
  for (const s of steps) {
    yield* p.print(`\n> ${m.name ?? 'app'}@${m.version ?? '1.0.0'} ${s.n}\n> ${s.text}\n\n`);
    const sh = p.which('sh');
    if (sh === undefined) throw new Failure('npm error code ENOENT\nnpm error syscall spawn sh', 254);
    const path = `${p.abs('node_modules/.bin')}:${p.getenv('PATH') ?? ''}`;
    const child = p.fork(
      function* (q) {
        q.env.set('PATH', path);
        q.env.set('npm_lifecycle_event', s.n);
        return yield* q.exec(sh, ['sh', '-c', s.text]);
      },
      ['sh', '-c', s.text],
    );
    const status = yield* p.wait(child);
    if (status !== 0) return status;
  }
  return 0;
}

const npx: Program = plain(function* (p) {
  const [name] = p.args.filter((a) => !a.startsWith('-'));
  if (p.args.includes('--version')) {
    yield* p.print(`${npmVersion(p)}\n`);
    return 0;
  }
  throw new Failure(`drydock: '${name ?? 'npx'}' is not simulated`);
});

const yarn: Program = plain(function* (p) {
  const [command = 'install', ...rest] = p.args;
  if (command === '--version' || command === '-v') {
    yield* p.print('1.22.22\n');
    return 0;
  }
  if (command === 'install' || command.startsWith('--')) {
    const m = manifest(p, 'yarn');
    yield* p.print(
      `yarn install v1.22.22\n${p.fs.exists('yarn.lock') ? '' : 'info No lockfile found.\n'}[1/4] Resolving packages...\n[2/4] Fetching packages...\n`,
    );
    yield* online(p);
    const all = wanted(p, m, p.args);
    yield* lay(p, p.abs('node_modules'), all);
    if (!p.fs.exists('yarn.lock') && !p.args.includes('--frozen-lockfile'))
      put(
        p,
        p.abs('yarn.lock'),
        `# yarn lockfile v1\n\n${[...all].map(([n, v]) => `${n}@^${v}:\n  version "${v}"\n`).join('\n')}`,
      );
    yield* p.print(
      `[3/4] Linking dependencies...\n[4/4] Building fresh packages...\nDone in ${(1 + all.size * 0.06).toFixed(2)}s.\n`,
    );
    return 0;
  }
  const name = command === 'run' ? rest[0] : command;
  if (manifest(p).scripts?.[name ?? ''] === undefined)
    throw new Failure(
      ['add', 'remove', 'global', 'cache', 'build', 'upgrade'].includes(command)
        ? `drydock: 'yarn ${command}' is not simulated`
        : `error Command "${name}" not found.`,
    );
  return yield* script(p, name, command === 'run' ? rest.slice(1) : rest);
});

export const nodeTools: Record<string, Program> = { node, npm, npx, yarn };
