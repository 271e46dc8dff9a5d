// What images of languages hold: compilers and interpreters, and the tools that come with them.

import type { Content, Files } from '../contents.ts';
import type { Entry } from '../derived.ts';

const exe = (text: string): Content => ({ text, mode: 0o755 });
const at = (dir: string, ...names: string[]): Files =>
  Object.fromEntries(names.map((n): [string, Content] => [`${dir}/${n}`, { program: n }]));
/** What buildpack-deps brings to the full images of languages. */
const BUILD = at(
  '/usr/bin',
  'curl',
  'wget',
  'git',
  'gcc',
  'g++',
  'make',
  'unzip',
  'xz',
  'gpg',
  'openssl',
  'ps',
  'pgrep',
  'pkill',
  'free',
  'top',
  'patch',
  'bzip2',
  'file',
);

/** Files of an image's own; undefined when it is no language's. */
export function languageFiles(e: Entry): Files | undefined {
  const slim = e.tags.some((t) => /slim|alpine/.test(t));
  const full = slim ? {} : BUILD;
  const env = (key: string): string =>
    ((e.config['Env'] as string[] | undefined) ?? []).find((x) => x.startsWith(`${key}=`))?.slice(key.length + 1) ?? '';
  const jdk = (): Files => {
    const home = env('JAVA_HOME') || '/opt/java/openjdk';
    const jre = e.tags.some((t) => t.includes('jre'));
    return {
      ...at(`${home}/bin`, 'java', 'keytool', ...(jre ? [] : ['javac', 'jar', 'jshell'])),
      [`${home}/release`]: `JAVA_VERSION="${env('JAVA_VERSION').replace(/^jdk-/, '')}"\n`,
      '/__cacert_entrypoint.sh': exe('#!/usr/bin/env bash\nexec "$@"\n'),
      '/usr/bin/java': { link: `${home}/bin/java` },
    };
  };
  switch (e.image) {
    case 'node':
      return {
        ...at('/usr/local/bin', 'node', 'npm', 'npx', 'yarn', 'corepack'),
        '/usr/local/bin/nodejs': { link: 'node' },
        '/usr/local/lib/node_modules/npm/package.json': '{"name": "npm"}\n',
        '/etc/passwd': { append: 'node:x:1000:1000::/home/node:/bin/sh\n' },
        '/etc/group': { append: 'node:x:1000:\n' },
        '/home/node': { dir: 0o755, uid: 1000, gid: 1000 },
        ...full,
        '/usr/local/bin/docker-entrypoint.sh': exe(
          '#!/bin/sh\nset -e\nif [ "${1#-}" != "$1" ] || [ -z "$(command -v "$1")" ] || { [ -f "$1" ] && ! [ -x "$1" ]; }; then\n  set -- node "$@"\nfi\nexec "$@"\n',
        ),
      };
    case 'golang':
      return {
        ...at('/usr/local/go/bin', 'go', 'gofmt'),
        '/usr/local/go/VERSION': `go${env('GOLANG_VERSION')}\n`,
        '/go/src': { dir: 0o777 },
        '/go/bin': { dir: 0o777 },
        '/go/pkg': { dir: 0o777 },
        ...full,
      };
    case 'eclipse-temurin':
    case 'openjdk':
    case 'amazoncorretto':
      return jdk();
    case 'maven':
      return {
        ...jdk(),
        ...at('/usr/bin', 'mvn'),
        '/usr/local/bin/mvn-entrypoint.sh': exe('#!/bin/bash\nexec "$@"\n'),
        '/usr/share/maven': { dir: 0o755 },
        '/root/.m2': { dir: 0o755 },
      };
    case 'gradle':
      return {
        ...jdk(),
        ...at('/usr/bin', 'gradle'),
        '/home/gradle': { dir: 0o755, uid: 1000, gid: 1000 },
        '/etc/passwd': { append: 'gradle:x:1001:1001::/home/gradle:/bin/sh\n' },
        '/etc/group': { append: 'gradle:x:1001:\n' },
      };
    case 'ruby':
      return { ...at('/usr/local/bin', 'ruby', 'irb', 'gem', 'bundle', 'rake'), ...full };
    case 'rust':
      return {
        ...at('/usr/local/cargo/bin', 'cargo', 'rustc', 'rustup', 'rustfmt'),
        ...full,
        ...at('/usr/bin', 'gcc'),
      };
    case 'gcc':
      return {
        ...at('/usr/local/bin', 'gcc', 'g++', 'cpp', 'gfortran'),
        '/usr/local/bin/cc': { link: 'gcc' },
        '/usr/local/bin/c++': { link: 'g++' },
        ...BUILD,
      };
    case 'buildpack-deps':
      return BUILD;
    case 'perl':
      return { '/usr/local/bin/perl5.42.0': { program: 'perl' }, '/usr/local/bin/perl': { program: 'perl' } };
    case 'mcr.microsoft.com/dotnet/sdk':
    case 'mcr.microsoft.com/dotnet/aspnet':
    case 'mcr.microsoft.com/dotnet/runtime':
      return {
        '/usr/share/dotnet/dotnet': { program: 'dotnet' },
        '/usr/bin/dotnet': { link: '/usr/share/dotnet/dotnet' },
        '/etc/passwd': { append: 'app:x:1654:1654::/home/app:/bin/sh\n' },
        '/etc/group': { append: 'app:x:1654:\n' },
      };
    default:
      if (e.image.startsWith('gcr.io/distroless/')) {
        const kind = e.image.split('/').pop()!;
        const debug: Files = e.tags.includes('debug')
          ? {
              '/busybox/sh': { program: 'ash', flavor: 'busybox' },
              '/busybox/busybox': { program: 'busybox', flavor: 'busybox' },
            }
          : {};
        return {
          '/etc/passwd':
            'root:x:0:0:root:/root:/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n',
          '/etc/group': 'root:x:0:\nnobody:x:65534:\nnonroot:x:65532:\n',
          '/etc/os-release': 'PRETTY_NAME="Distroless"\nNAME="Debian GNU/Linux"\nID="debian"\nVERSION_ID="12"\n',
          '/etc/ssl/certs/ca-certificates.crt': '',
          '/tmp': { dir: 0o1777 },
          '/home/nonroot': { dir: 0o700, uid: 65532, gid: 65532 },
          '/root': { dir: 0o700 },
          '/var/run': { link: '../run' },
          '/run': { dir: 0o755 },
          ...debug,
          ...(kind.startsWith('nodejs')
            ? at('/nodejs/bin', 'node')
            : kind.startsWith('java')
              ? at('/usr/bin', 'java')
              : kind.startsWith('python')
                ? { '/usr/bin/python3': { program: 'python' } }
                : {}),
        };
      }
      return undefined;
  }
}
