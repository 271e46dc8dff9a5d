// Compilers and build tools: they find their sources, complain as they do, and leave files that can be executed.

import { encode } from '../../fs/bytes.ts';
import { basename, dirname, join } from '../../fs/path.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { outsideProblem } from '../../kernel/resolve.ts';
import { reader } from '../../kernel/users.ts';
import { Failure, program } from '../args.ts';
import { plain } from '../packages/put.ts';
import { putCompiled, sourcesBelow } from './compiled.ts';

const textOf = (p: Process, path: string): string => reader(p)(p.abs(path));

// --- Go

const STANDARD =
  /^(archive|bufio|bytes|cmp|compress|container|context|crypto|database|debug|embed|encoding|errors|expvar|flag|fmt|go|hash|html|image|index|io|iter|log|maps|math|mime|net|os|path|plugin|reflect|regexp|runtime|slices|sort|strconv|strings|structs|sync|syscall|testing|text|time|unicode|unique|unsafe|weak|C)(\/|$)/;

function goRoot(p: Process): string | undefined {
  for (let dir = p.cwd; ; dir = dirname(dir)) {
    if (p.fs.exists(join(dir, 'go.mod'))) return dir;
    if (dir === '/') return undefined;
  }
}

const go: Program = plain(function* (p) {
  const [command = '', ...rest] = p.args;
  const version = p.getenv('GOLANG_VERSION') ?? '1.24.9';
  switch (command) {
    case 'version':
      yield* p.print(`go version go${version} linux/amd64\n`);
      return 0;
    case 'env': {
      const values: Record<string, string> = {
        GOPATH: p.getenv('GOPATH') ?? join(p.getenv('HOME') ?? '/root', 'go'),
        GOOS: 'linux',
        GOARCH: 'amd64',
        GOROOT: '/usr/local/go',
        CGO_ENABLED: p.getenv('CGO_ENABLED') ?? '1',
        GOPROXY: 'https://proxy.golang.org,direct',
        GOVERSION: `go${version}`,
        GOMODCACHE: '/go/pkg/mod',
      };
      for (const n of rest.filter((x) => !x.startsWith('-')))
        if (!n.includes('=')) yield* p.print(`${values[n] ?? ''}\n`);
      if (rest.length === 0) for (const [k, v] of Object.entries(values)) yield* p.print(`${k}='${v}'\n`);
      return 0;
    }
    case 'mod':
      return yield* goMod(p, rest, version);
    case 'build':
    case 'install':
      return yield* goBuild(p, command, rest);
    case '':
      throw new Failure('Go is a tool for managing Go source code.\n\nUsage:\n\n\tgo <command> [arguments]', 2);
    case 'run':
    case 'test':
    case 'get':
    case 'vet':
    case 'fmt':
    case 'generate':
    case 'clean':
    case 'doc':
    case 'list':
    case 'tool':
    case 'work':
      throw new Failure(`drydock: 'go ${command}' is not simulated`);
    default:
      throw new Failure(`go ${command}: unknown command\nRun 'go help' for usage.`, 2);
  }
});

function* goMod(p: Process, [what = '', name]: readonly string[], version: string): Task<number> {
  if (what === 'init') {
    if (p.fs.exists('go.mod')) throw new Failure(`go: ${p.abs('go.mod')} already exists`);
    if (name === undefined)
      throw new Failure(
        'go: cannot determine module path for source directory ' +
          p.cwd +
          ' (outside GOPATH, module path must be specified)',
      );
    p.fs.writeFile('go.mod', encode(`module ${name}\n\ngo ${version.split('.').slice(0, 2).join('.')}\n`));
    yield* p.eprint(`go: creating new go.mod: module ${name}\n`);
    return 0;
  }
  if (!['download', 'tidy', 'verify', 'vendor'].includes(what))
    throw new Failure(`drydock: 'go mod ${what}' is not simulated`);
  const root = goRoot(p);
  if (root === undefined)
    throw new Failure("go: go.mod file not found in current directory or any parent directory; see 'go help modules'");
  const wanted = [...textOf(p, join(root, 'go.mod')).matchAll(/^\s*(?:require\s+)?([\w.-]+\.[\w.-]+\/\S+)\s+(v\S+)/gm)];
  if (wanted.length > 0 && outsideProblem(p, 'proxy.golang.org') !== undefined)
    throw new Failure(
      `go: ${wanted[0]![1]}@${wanted[0]![2]}: Get "https://proxy.golang.org/${wanted[0]![1]}/@v/${wanted[0]![2]}.mod": dial tcp: lookup proxy.golang.org: no such host`,
    );
  for (const m of wanted) {
    yield* p.sleep(150);
    p.fs.mkdirp(`${p.getenv('GOPATH') ?? '/go'}/pkg/mod/${m[1]}@${m[2]}`);
  }
  if (what === 'tidy' && wanted.length > 0 && !p.fs.exists(join(root, 'go.sum')))
    p.fs.writeFile(join(root, 'go.sum'), encode(wanted.map((m) => `${m[1]} ${m[2]} h1:=\n`).join('')));
  if (what === 'verify') yield* p.print('all modules verified\n');
  return 0;
}

function* goBuild(p: Process, command: string, rest: readonly string[]): Task<number> {
  let out: string | undefined;
  const packages: string[] = [];
  for (let i = 0; i < rest.length; i++) {
    const a = rest[i]!;
    if (a === '-o') out = rest[++i];
    else if (a.startsWith('-o=')) out = a.slice(3);
    else if (
      /^-(ldflags|tags|gcflags|asmflags|mod|p|buildmode|installsuffix|trimpath|buildvcs|race|v|x|a|work|cover)$/.test(a)
    )
      i += /^-(ldflags|tags|gcflags|asmflags|mod|p|buildmode|installsuffix)$/.test(a) ? 1 : 0;
    else if (!a.startsWith('-')) packages.push(a);
  }
  const target = packages[0] ?? '.';
  const files = packages.length > 0 && packages.every((x) => x.endsWith('.go'));
  const root = goRoot(p);
  if (root === undefined && !files)
    throw new Failure("go: go.mod file not found in current directory or any parent directory; see 'go help modules'");
  if (target.includes('...')) throw new Failure(`drydock: 'go ${command} ${target}' is not simulated`);
  const dir = files ? p.cwd : p.abs(target);
  if (!files && !p.fs.isDir(dir))
    throw new Failure(
      target.startsWith('.') || target.startsWith('/')
        ? `stat ${dir}: directory not found`
        : `package ${target} is not in std (/usr/local/go/src/${target})`,
    );
  const own = files
    ? packages.map((f) => ({ path: p.abs(f), text: textOf(p, f) }))
    : p.fs
        .readdir(dir)
        .filter((n) => n.endsWith('.go') && !n.endsWith('_test.go'))
        .map((n) => ({ path: join(dir, n), text: textOf(p, join(dir, n)) }));
  for (const f of own)
    if (!p.fs.exists(f.path))
      throw new Failure(
        `no required module provides package ${basename(f.path)}; to add it:\n\tgo get ${basename(f.path)}`,
      );
  if (own.length === 0) throw new Failure(`no Go files in ${dir}`);
  const module = root === undefined ? '' : (/^module\s+(\S+)/m.exec(textOf(p, join(root, 'go.mod')))?.[1] ?? '');
  const required =
    root === undefined
      ? []
      : [...textOf(p, join(root, 'go.mod')).matchAll(/([\w.-]+\.[\w.-]+\/\S+)\s+v\S+/g)].map((m) => m[1]!);
  for (const f of own) {
    const head = f.text.split('\n');
    if (!/^package\s+\w+/m.test(f.text))
      throw new Failure(`${basename(f.path)}:1:1: expected 'package', found ${head[0]?.split(/\s/)[0] || "'EOF'"}`);
    const imports = [
      ...f.text.matchAll(/^\s*import\s+(?:\w+\s+|_\s+)?"([^"]+)"/gm),
      ...[...f.text.matchAll(/^import\s*\(([\s\S]*?)\)/gm)].flatMap((m) => [...m[1]!.matchAll(/"([^"]+)"/g)]),
    ].map((m) => m[1]!);
    for (const name of imports) {
      if (
        STANDARD.test(name) ||
        name === module ||
        name.startsWith(`${module}/`) ||
        required.some((r) => name === r || name.startsWith(`${r}/`))
      )
        continue;
      const line = head.findIndex((l) => l.includes(`"${name}"`));
      throw new Failure(
        name.split('/')[0]!.includes('.')
          ? `${basename(f.path)}:${line + 1}:${head[line]!.indexOf('"') + 1}: no required module provides package ${name}; to add it:\n\tgo get ${name}`
          : `${basename(f.path)}:${line + 1}:${head[line]!.indexOf('"') + 1}: package ${name} is not in std (/usr/local/go/src/${name})`,
      );
    }
    // braces that do not meet are the mistake that is made most; the rest of the language is not looked at
    const code = f.text.replace(/`[^`]*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/.*|\/\*[\s\S]*?\*\//g, '');
    if ((code.match(/[{]/g)?.length ?? 0) !== (code.match(/[}]/g)?.length ?? 0))
      throw new Failure(
        `# ${module || 'command-line-arguments'}\n./${basename(f.path)}:${head.length}:1: syntax error: unexpected EOF, expecting }`,
      );
  }
  yield* p.sleep(2500);
  const main = own.some((f) => /^package\s+main\b/m.test(f.text));
  if (!main) return 0;
  if (!own.some((f) => /^func\s+main\s*\(/m.test(f.text)))
    throw new Failure(`# ${module}\nruntime.main_main·f: function main is undeclared in the main package`);
  const name = files
    ? basename(packages[0]!).replace(/\.go$/, '')
    : dir === root
      ? (module.split('/').pop() ?? 'main')
      : basename(dir);
  const path =
    command === 'install'
      ? `${p.getenv('GOPATH') ?? '/go'}/bin/${name}`
      : out === undefined
        ? join(p.cwd, name)
        : p.fs.isDir(p.abs(out)) || out.endsWith('/')
          ? join(p.abs(out), name)
          : out;
  putCompiled(
    p,
    path,
    'go',
    sourcesBelow(p, root ?? p.cwd, /\.go$|^go\.(mod|sum)$/).map((f) => f.text),
  );
  return 0;
}

// --- C

const cc: Program = plain(function* (p) {
  const name = p.name;
  if (p.args.includes('--version') || p.args.includes('-v')) {
    yield* p.print(
      `${name} (Debian 14.2.0-19) ${p.getenv('GCC_VERSION') ?? '14.2.0'}\nCopyright (C) 2024 Free Software Foundation, Inc.\n`,
    );
    return 0;
  }
  let out: string | undefined;
  let objects = false;
  const inputs: string[] = [];
  for (let i = 0; i < p.args.length; i++) {
    const a = p.args[i]!;
    if (a === '-o') out = p.args[++i];
    else if (a === '-c') objects = true;
    else if (/^-(I|L|D|include|isystem|x|MF|MT)$/.test(a)) i++;
    else if (!a.startsWith('-')) inputs.push(a);
  }
  const missing = inputs.filter((f) => !p.fs.exists(f));
  for (const f of missing) yield* p.eprint(`${name === 'cc' ? 'cc' : name}: error: ${f}: No such file or directory\n`);
  if (inputs.length === 0 || missing.length === inputs.length)
    throw new Failure(`${name}: fatal error: no input files\ncompilation terminated.`);
  if (missing.length > 0) return 1;
  yield* p.sleep(300 * inputs.length);
  const sources = inputs.map((f) => textOf(p, f));
  for (const [i, text] of sources.entries()) {
    const local = [...text.matchAll(/^\s*#\s*include\s+"([^"]+)"/gm)].find(
      (m) =>
        !p.fs.exists(join(dirname(p.abs(inputs[i]!)), m[1]!)) &&
        !p.args.some((a) => a.startsWith('-I') && p.fs.exists(join(p.abs(a.slice(2) || '.'), m[1]!))),
    );
    if (local !== undefined)
      throw new Failure(
        `${inputs[i]}:${text.slice(0, local.index).split('\n').length}:10: fatal error: ${local[1]}: No such file or directory\ncompilation terminated.`,
      );
  }
  if (objects) {
    for (const [i, f] of inputs.entries())
      putCompiled(p, out ?? `${basename(f).replace(/\.\w+$/, '')}.o`, 'c', [sources[i]!], 0o644);
    return 0;
  }
  const compiledAlready = inputs.every((f) => /\.(o|a)$/.test(f));
  if (
    !compiledAlready &&
    !sources.some((t) => /\bmain\s*\(/.test(t)) &&
    !inputs.some((f) => f.endsWith('.o')) &&
    !p.args.includes('-shared')
  )
    throw new Failure(
      `/usr/bin/ld: /usr/lib/gcc/x86_64-linux-gnu/14/../../../x86_64-linux-gnu/Scrt1.o: in function \`_start':\n(.text+0x17): undefined reference to \`main'\ncollect2: error: ld returned 1 exit status`,
    );
  putCompiled(p, out ?? 'a.out', 'c', sources);
  return 0;
});

// --- Rust

const cargo: Program = plain(function* (p) {
  const [command = '', ...rest] = p.args.filter((a) => !a.startsWith('+'));
  const version = p.getenv('RUST_VERSION') ?? '1.87.0';
  if (command === '--version' || command === '-V') {
    yield* p.print(`cargo ${version} (ea2d97820 2025-10-10)\n`);
    return 0;
  }
  if (command === 'new' || command === 'init') {
    const dir = command === 'new' ? (rest.find((a) => !a.startsWith('-')) ?? '') : '.';
    if (dir === '') throw new Failure('error: the following required arguments were not provided:\n  <PATH>', 1);
    const name = basename(p.abs(dir));
    p.fs.mkdirp(p.abs(join(dir, 'src')));
    p.fs.writeFile(
      join(dir, 'Cargo.toml'),
      encode(`[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2024"\n\n[dependencies]\n`),
    );
    p.fs.writeFile(join(dir, 'src/main.rs'), encode('fn main() {\n    println!("Hello, world!");\n}\n'));
    yield* p.eprint(`    Creating binary (application) \`${name}\` package\n`);
    return 0;
  }
  if (!['build', 'b', 'install', 'fetch', 'check'].includes(command))
    throw new Failure(`drydock: 'cargo ${command}' is not simulated`);
  const file = p.abs('Cargo.toml');
  if (!p.fs.exists(file))
    throw new Failure(`error: could not find \`Cargo.toml\` in \`${p.cwd}\` or any parent directory`, 101);
  const toml = textOf(p, file);
  const field = (n: string): string | undefined => new RegExp(`^${n}\\s*=\\s*"([^"]*)"`, 'm').exec(toml)?.[1];
  const name = field('name');
  if (name === undefined)
    throw new Failure(
      `error: failed to parse manifest at \`${file}\`\n\nCaused by:\n  manifest is missing either a \`[package]\` or a \`[workspace]\``,
      101,
    );
  const deps = [
    ...(/^\[dependencies\]\n([\s\S]*?)(?=^\[|$(?![\s\S]))/m
      .exec(toml)?.[1]
      ?.matchAll(/^([\w-]+)\s*=\s*(?:"([^"]*)"|\{.*version\s*=\s*"([^"]*)")/gm) ?? []),
  ];
  if (deps.length > 0) {
    if (outsideProblem(p, 'index.crates.io') !== undefined)
      throw new Failure(
        '    Updating crates.io index\nwarning: spurious network error (3 tries remaining): [6] Could not resolve hostname (Could not resolve host: index.crates.io)\nerror: failed to get `' +
          deps[0]![1] +
          '` as a dependency of package `' +
          name +
          '`',
        101,
      );
    yield* p.eprint('    Updating crates.io index\n');
    for (const d of deps) {
      yield* p.sleep(200);
      yield* p.eprint(`  Downloaded ${d[1]} v${(d[2] ?? d[3] ?? '1.0.0').replace(/[^\d.]/g, '')}\n`);
    }
  }
  if (command === 'fetch') return 0;
  const sources = sourcesBelow(p, p.cwd, /\.rs$|^Cargo\.(toml|lock)$/);
  if (!sources.some((s) => /\/src\/(main|lib)\.rs$|\/src\/bin\/.*\.rs$/.test(s.path)))
    throw new Failure(
      `error: failed to parse manifest at \`${file}\`\n\nCaused by:\n  no targets specified in the manifest\n  either src/lib.rs, src/main.rs, a [lib] section, or [[bin]] section must be present`,
      101,
    );
  for (const d of deps) yield* p.eprint(`   Compiling ${d[1]} v${(d[2] ?? d[3] ?? '1.0.0').replace(/[^\d.]/g, '')}\n`);
  yield* p.eprint(`   Compiling ${name} v${field('version') ?? '0.1.0'} (${p.cwd})\n`);
  yield* p.sleep(4000 + deps.length * 1500);
  const release = rest.includes('--release') || rest.includes('-r') || command === 'install';
  const triple =
    rest.find((a) => a.startsWith('--target='))?.slice(9) ??
    (rest.includes('--target') ? rest[rest.indexOf('--target') + 1] : undefined);
  if (command !== 'check' && sources.some((s) => /\/src\/main\.rs$/.test(s.path)))
    putCompiled(
      p,
      command === 'install'
        ? `${p.getenv('CARGO_HOME') ?? '/usr/local/cargo'}/bin/${name}`
        : join('target', triple ?? '', release ? 'release' : 'debug', name),
      'rust',
      sources.map((s) => s.text),
    );
  if (!p.fs.exists('Cargo.lock'))
    p.fs.writeFile(
      'Cargo.lock',
      encode(`version = 4\n\n[[package]]\nname = "${name}"\nversion = "${field('version') ?? '0.1.0'}"\n`),
    );
  yield* p.eprint(
    `    Finished \`${release ? 'release' : 'dev'}\` profile [${release ? 'optimized' : 'unoptimized + debuginfo'}] target(s) in ${(4 + deps.length * 1.5).toFixed(2)}s\n`,
  );
  return 0;
});

const rustc: Program = plain(function* (p) {
  if (p.args.includes('--version') || p.args.includes('-V')) {
    yield* p.print(`rustc ${p.getenv('RUST_VERSION') ?? '1.87.0'} (f8297e351 2025-10-28)\n`);
    return 0;
  }
  const file = p.args.find((a) => a.endsWith('.rs'));
  if (file === undefined) throw new Failure('error: no input filename given');
  if (!p.fs.exists(file)) throw new Failure(`error: couldn't read \`${file}\`: No such file or directory (os error 2)`);
  yield* p.sleep(1500);
  putCompiled(
    p,
    p.args.includes('-o') ? p.args[p.args.indexOf('-o') + 1]! : basename(file).replace(/\.rs$/, ''),
    'rust',
    [textOf(p, file)],
  );
  return 0;
});

// --- .NET

const dotnet: Program = program(function* (p) {
  const [command = '', ...rest] = p.args;
  const version = p.getenv('DOTNET_VERSION') ?? '9.0.10';
  if (command === '--version') {
    yield* p.print(`${version.split('.').slice(0, 2).join('.')}.306\n`);
    return 0;
  }
  if (command.endsWith('.dll')) {
    if (!p.fs.exists(command)) {
      yield* p.eprint(`The application '${command}' does not exist or is not a managed .dll or .exe.\n`);
      return 1;
    }
    yield* p.eprint(`drydock: '${command}' was compiled from C# and is not simulated\n`);
    return 1;
  }
  if (!['restore', 'build', 'publish'].includes(command))
    throw new Failure(`drydock: 'dotnet ${command}' is not simulated`);
  const named = rest.find((a) => a.endsWith('.csproj') || a.endsWith('.sln'));
  const project =
    named ?? p.fs.readdir(p.cwd).find((n) => n.endsWith('.csproj')) ?? sourcesBelow(p, p.cwd, /\.csproj$/)[0]?.path;
  if (project === undefined || !p.fs.exists(project)) {
    yield* p.print(
      `MSBUILD : error MSB1003: Specify a project or solution file. The current working directory does not contain a project or solution file.\n`,
    );
    return 1;
  }
  yield* p.sleep(2500);
  yield* p.print(`  Determining projects to restore...\n  Restored ${p.abs(project)} (in 2.1 sec).\n`);
  if (command === 'restore') return 0;
  const at = rest.findIndex((a) => a === '-o' || a === '--output');
  const name = basename(project).replace(/\.\w+$/, '');
  const out =
    at >= 0
      ? rest[at + 1]!
      : join(
          dirname(project),
          'bin',
          rest.includes('Release') || command === 'publish' ? 'Release' : 'Debug',
          `net${version.split('.').slice(0, 2).join('.')}`,
          command === 'publish' ? 'publish' : '',
        );
  putCompiled(
    p,
    join(out, `${name}.dll`),
    'net',
    sourcesBelow(p, dirname(p.abs(project)), /\.(cs|csproj)$/).map((s) => s.text),
    0o644,
  );
  putCompiled(p, join(out, name), 'net', [name]);
  yield* p.print(`  ${name} -> ${p.abs(join(out, command === 'publish' ? '' : `${name}.dll`))}\n`);
  return 0;
});

export const builders: Record<string, Program> = {
  go,
  gcc: cc,
  'g++': cc,
  cc,
  'c++': cc,
  clang: cc,
  cargo,
  rustc,
  dotnet,
};
