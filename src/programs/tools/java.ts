// Java's tools: javac, java, jar, Maven and Gradle. What they make is not run.

import { basename, dirname, join } from '../../fs/path.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { outsideProblem } from '../../kernel/resolve.ts';
import { reader } from '../../kernel/users.ts';
import { Failure } from '../args.ts';
import { plain } from '../packages/put.ts';
import { putCompiled, sourcesBelow } from './compiled.ts';

const versionOf = (p: Process): string =>
  (p.getenv('JAVA_VERSION') ?? '21.0.8').replace(/^jdk-?/, '').replace(/\+.*/, '');

const javac: Program = plain(function* (p) {
  if (p.args.some((a) => a === '-version' || a === '--version')) {
    yield* p.print(`javac ${versionOf(p)}\n`);
    return 0;
  }
  const dir = p.args.includes('-d') ? p.args[p.args.indexOf('-d') + 1]! : undefined;
  const files = p.args.filter((a) => a.endsWith('.java'));
  if (files.length === 0) throw new Failure('error: no source files', 2);
  for (const f of files)
    if (!p.fs.exists(f))
      throw new Failure(
        `error: file not found: ${f}\nUsage: javac <options> <source files>\nuse --help for a list of possible options`,
        2,
      );
  yield* p.sleep(1200);
  for (const f of files) {
    const text = reader(p)(p.abs(f));
    const pkg = /^\s*package\s+([\w.]+)\s*;/m.exec(text)?.[1];
    for (const m of text.matchAll(
      /^\s*(public\s+)?(?:final\s+|abstract\s+)*(?:class|interface|enum|record)\s+(\w+)/gm,
    )) {
      if (m[1] !== undefined && `${m[2]}.java` !== basename(f))
        throw new Failure(
          `${f}:${text.slice(0, m.index).split('\n').length + 1}: error: class ${m[2]} is public, should be declared in a file named ${m[2]}.java\n1 error`,
        );
      putCompiled(
        p,
        join(dir ?? dirname(f), dir === undefined ? '' : (pkg ?? '').replace(/\./g, '/'), `${m[2]}.class`),
        'java',
        [text],
        0o644,
      );
    }
  }
  return 0;
});

const java: Program = plain(function* (p) {
  const args = [...p.args];
  while (args[0]?.startsWith('-') === true && args[0] !== '-jar') {
    const a = args.shift()!;
    if (a === '-version' || a === '--version') {
      const text = `openjdk ${a.startsWith('--') ? '' : 'version "'}${versionOf(p)}${a.startsWith('--') ? '' : '"'} 2025-07-15 LTS\nOpenJDK Runtime Environment (build ${versionOf(p)}+9)\nOpenJDK 64-Bit Server VM (build ${versionOf(p)}+9, mixed mode, sharing)\n`;
      yield* a.startsWith('--') ? p.print(text) : p.eprint(text);
      return 0;
    }
    if (/^-(cp|classpath)$|^--(class-path|module-path|module)$/.test(a)) args.shift();
  }
  if (args[0] === '-jar') {
    const jar = args[1];
    if (jar === undefined) throw new Failure('Error: -jar requires jar file specification');
    if (!p.fs.exists(jar)) throw new Failure(`Error: Unable to access jarfile ${jar}`);
    throw new Failure(`drydock: '${jar}' was compiled from Java and is not simulated`);
  }
  const [main] = args;
  if (main === undefined)
    throw new Failure(
      'Usage: java [options] <mainclass> [args...]\n           (to execute a class)\n   or  java [options] -jar <jarfile> [args...]\n           (to execute a jar file)',
    );
  const where = p.args.findIndex((a) => a === '-cp' || a === '-classpath' || a === '--class-path');
  const folders = (where >= 0 ? p.args[where + 1]! : (p.getenv('CLASSPATH') ?? '.')).split(':');
  const found = main.endsWith('.java')
    ? p.fs.exists(main)
    : folders.some(
        (d) => p.fs.exists(join(p.abs(d || '.'), `${main.replace(/\./g, '/')}.class`)) || /\.jar$|\*$/.test(d),
      );
  if (!found)
    throw new Failure(
      main.endsWith('.java')
        ? `error: file not found: ${main}`
        : `Error: Could not find or load main class ${main}\nCaused by: java.lang.ClassNotFoundException: ${main}`,
    );
  throw new Failure(`drydock: '${main}' was compiled from Java and is not simulated`);
});

const jar: Program = plain(function* (p) {
  const [how = '', ...rest] = p.args;
  if (!/^-?c/.test(how) && how !== '--create') throw new Failure(`drydock: 'jar ${how}' is not simulated`);
  const file = how.includes('f')
    ? rest[how.includes('e') && how.indexOf('e') < how.indexOf('f') ? 1 : 0]
    : rest[rest.indexOf('--file') + 1];
  if (file === undefined) throw new Failure('jar: a file name is needed');
  putCompiled(
    p,
    file,
    'java',
    sourcesBelow(p, p.cwd, /\.class$/).map((s) => s.text),
    0o644,
  );
  return 0;
});

/** Is the repository of packages in reach? */
function* repository(p: Process, words: (host: string) => string): Task {
  const host = 'repo.maven.apache.org';
  if (outsideProblem(p, host) !== undefined) throw new Failure(words(host));
  yield* p.sleep(3000);
}

const mvn: Program = plain(function* (p) {
  const version = p.getenv('MAVEN_VERSION') ?? '3.9.11';
  if (p.args.some((a) => ['-v', '--version', '-version'].includes(a))) {
    yield* p.print(
      `Apache Maven ${version}\nMaven home: /usr/share/maven\nJava version: ${versionOf(p)}, vendor: Eclipse Adoptium, runtime: /opt/java/openjdk\nDefault locale: en_US, platform encoding: UTF-8\nOS name: "linux", version: "6.12.48", arch: "amd64", family: "unix"\n`,
    );
    return 0;
  }
  const f = p.args.findIndex((a) => a === '-f' || a === '--file');
  const pom = f >= 0 ? p.args[f + 1]! : 'pom.xml';
  const goals = p.args.filter(
    (a, i) => !a.startsWith('-') && p.args[i - 1] !== '-f' && p.args[i - 1] !== '--file' && p.args[i - 1] !== '-P',
  );
  const quiet = p.args.includes('-q');
  const info = function* (text: string): Task {
    if (!quiet) yield* p.print(`[INFO] ${text}\n`);
  };
  if (goals.length === 0)
    throw new Failure(
      '[ERROR] No goals have been specified for this build. You must specify a valid lifecycle phase or a goal in the format <plugin-prefix>:<goal>.',
    );
  yield* info('Scanning for projects...');
  if (!p.fs.exists(pom))
    throw new Failure(
      `[ERROR] The goal you specified requires a project to execute but there is no POM in this directory (${p.cwd}). Please verify you invoked Maven from the correct directory. -> [Help 1]`,
    );
  const text = reader(p)(p.abs(pom))
    .replace(/<parent>[\s\S]*?<\/parent>/, '')
    .replace(/<dependencies>[\s\S]*?<\/dependencies>/g, '')
    .replace(/<plugins>[\s\S]*?<\/plugins>/g, '');
  const field = (n: string): string | undefined => new RegExp(`<${n}>\\s*([^<]+?)\\s*</${n}>`).exec(text)?.[1];
  const artifact = field('artifactId') ?? 'app';
  const ver =
    field('version') ?? /<parent>[\s\S]*?<version>([^<]+)/.exec(reader(p)(p.abs(pom)))?.[1] ?? '0.0.1-SNAPSHOT';
  const known = [
    'clean',
    'validate',
    'compile',
    'test',
    'package',
    'verify',
    'install',
    'dependency:go-offline',
    'dependency:resolve',
  ];
  for (const g of goals)
    if (!known.includes(g))
      throw new Failure(
        g.includes(':')
          ? `drydock: 'mvn ${g}' is not simulated`
          : `[ERROR] Unknown lifecycle phase "${g}". You must specify a valid lifecycle phase or a goal in the format <plugin-prefix>:<goal> or <plugin-group-id>:<plugin-artifact-id>[:<plugin-version>]:<goal>. -> [Help 1]`,
      );
  yield* info('');
  yield* info(
    `${'-'.repeat(Math.max(4, Math.floor((70 - artifact.length) / 2)))}< ${field('groupId') ?? 'com.example'}:${artifact} >${'-'.repeat(Math.max(4, Math.floor((70 - artifact.length) / 2)))}`,
  );
  yield* info(`Building ${field('name') ?? artifact} ${ver}`);
  if (!p.fs.isDir(`${p.getenv('HOME') ?? '/root'}/.m2/repository`) && !p.args.includes('-o')) {
    yield* repository(
      p,
      (h) =>
        `[ERROR] Failed to execute goal on project ${artifact}: Could not resolve dependencies: Could not transfer artifact from/to central (https://${h}/maven2): ${h}: Name or service not known -> [Help 1]`,
    );
    p.fs.mkdirp(`${p.getenv('HOME') ?? '/root'}/.m2/repository`);
  }
  if (goals.includes('clean') && p.fs.isDir('target')) p.fs.removeTree(p.abs('target'));
  const base = dirname(p.abs(pom));
  if (goals.some((g) => ['compile', 'test', 'package', 'verify', 'install'].includes(g))) {
    const sources = sourcesBelow(p, join(base, 'src'), /\.(java|kt|properties|yml|xml|html)$/);
    yield* info(
      `Compiling ${sources.filter((s) => s.path.endsWith('.java')).length} source files with javac [debug release ${versionOf(p).split('.')[0]}] to target/classes`,
    );
    yield* p.sleep(3000);
    p.fs.mkdirp(join(base, 'target/classes'));
    if (goals.some((g) => ['package', 'verify', 'install'].includes(g))) {
      const file = join(base, 'target', `${field('finalName') ?? `${artifact}-${ver}`}.${field('packaging') ?? 'jar'}`);
      putCompiled(
        p,
        file,
        'java',
        sources.map((s) => s.text),
        0o644,
      );
      yield* info(`Building jar: ${file}`);
    }
  }
  yield* info('-'.repeat(72));
  yield* info('BUILD SUCCESS');
  yield* info('-'.repeat(72));
  return 0;
});

const gradle: Program = plain(function* (p) {
  const version = p.getenv('GRADLE_VERSION') ?? '9.1.0';
  if (p.args.some((a) => a === '-v' || a === '--version')) {
    yield* p.print(
      `\n------------------------------------------------------------\nGradle ${version}\n------------------------------------------------------------\n\n`,
    );
    return 0;
  }
  const file = ['build.gradle', 'build.gradle.kts'].find((f) => p.fs.exists(f));
  const settings = ['settings.gradle', 'settings.gradle.kts'].map((f) => reader(p)(p.abs(f))).join('\n');
  if (file === undefined && settings.trim() === '')
    throw new Failure(
      `\nFAILURE: Build failed with an exception.\n\n* What went wrong:\nDirectory '${p.cwd}' does not contain a Gradle build.`,
    );
  const tasks = p.args.filter((a, i) => !a.startsWith('-') && p.args[i - 1] !== '-x');
  for (const t of tasks)
    if (!['clean', 'build', 'bootJar', 'jar', 'assemble', 'dependencies', 'classes', 'test'].includes(t))
      throw new Failure(`drydock: 'gradle ${t}' is not simulated`);
  yield* repository(
    p,
    (h) =>
      `\nFAILURE: Build failed with an exception.\n\n* What went wrong:\nCould not resolve all files for configuration ':compileClasspath'.\n> Could not GET 'https://${h}/maven2/'.\n   > ${h}: Name or service not known`,
  );
  if (tasks.some((t) => ['build', 'bootJar', 'jar', 'assemble'].includes(t))) {
    const text = file === undefined ? '' : reader(p)(p.abs(file));
    const name = /rootProject\.name\s*=\s*['"]([^'"]+)/.exec(settings)?.[1] ?? basename(p.cwd);
    const ver = /^\s*version\s*=\s*['"]([^'"]+)/m.exec(text)?.[1];
    yield* p.sleep(4000);
    putCompiled(
      p,
      `build/libs/${name}${ver === undefined ? '' : `-${ver}`}.jar`,
      'java',
      sourcesBelow(p, p.cwd, /\.(java|kt|gradle|kts|properties)$/).map((s) => s.text),
      0o644,
    );
  }
  yield* p.print(`\nBUILD SUCCESSFUL in 7s\n${tasks.length + 2} actionable tasks: ${tasks.length + 2} executed\n`);
  return 0;
});

export const javaTools: Record<string, Program> = { javac, java, jar, mvn, gradle };
