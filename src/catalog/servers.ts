// What images add to their base system: interpreters, servers, entrypoint scripts and default configuration.

import { dockerImage } from './files/docker.ts';
import type { Content, Files } from './contents.ts';
import { databaseFiles } from './databases.ts';
import type { Entry } from './derived.ts';
import { cudaFiles } from './files/cuda.ts';
import { languageFiles } from './files/languages.ts';
import { nginxFiles } from './files/nginx.ts';
import { serviceFiles } from './files/services.ts';

const exe = (text: string): Content => ({ text, mode: 0o755 });
const usr = (...names: string[]): Files =>
  Object.fromEntries(names.map((n): [string, Content] => [`/usr/bin/${n}`, { program: n }]));

function env(e: Entry, name: string): string {
  const all = (e.config['Env'] as string[] | undefined) ?? [];
  return all.find((x) => x.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

function python(e: Entry): Files {
  const version = env(e, 'PYTHON_VERSION') || '3.12.12';
  const short = version.split('.').slice(0, 2).join('.');
  const slim = e.tags.some((t) => t.includes('slim'));
  const bin = (name: string, program: string): [string, Content] => [`/usr/local/bin/${name}`, { program }];
  return {
    [`/usr/local/bin/python${short}`]: { program: 'python' },
    '/usr/local/bin/python3': { link: `python${short}` },
    '/usr/local/bin/python': { link: 'python3' },
    ...Object.fromEntries([bin('pip', 'pip'), bin('pip3', 'pip'), bin(`pip${short}`, 'pip')]),
    [`/usr/local/lib/python${short}/site-packages`]: { dir: 0o755 },
    [`/usr/local/lib/python${short}/version.txt`]: `${version}\n`,
    ...(slim ? {} : usr('curl', 'wget', 'git', 'ps', 'pgrep', 'pkill', 'free', 'top', 'unzip', 'xxd')),
  };
}

/** Files of an image beside its base system. */
export function serverFiles(e: Entry): Files {
  const known = serviceFiles(e) ?? cudaFiles(e) ?? languageFiles(e) ?? databaseFiles(e);
  if (known !== undefined) return known;
  switch (e.image) {
    case 'python':
      return python(e);
    case 'hello-world':
      return { '/hello': { program: 'hello-world' } };
    case 'buildpack-deps':
      return usr('curl', 'wget', 'git', 'unzip', 'ps', 'gcc', 'make');
    case 'nginxdemos/hello': {
      const plain = e.tags.includes('plain-text');
      const body = plain
        ? 'Server address: $server_addr:$server_port\\nServer name: $hostname\\nDate: $time_local\\nURI: $request_uri\\nRequest ID: $request_id\\n'
        : '<html><head><title>Hello World</title></head><body><p>Server address: $server_addr:$server_port</p><p>Server name: $hostname</p><p>Date: $time_local</p><p>URI: $request_uri</p></body></html>';
      return {
        ...nginxFiles(true),
        '/etc/nginx/conf.d/default.conf': `server {\n    listen 80;\n    location / {\n        default_type ${plain ? 'text/plain' : 'text/html'};\n        expires -1;\n        return 200 '${body}';\n    }\n}\n`,
      };
    }
    case 'nginx':
      return {
        ...nginxFiles(/alpine/.test(e.tags.join(' '))),
        ...(e.tags.some((t) => t.includes('slim')) ? {} : usr('curl')),
      };
    case 'docker':
      return dockerImage(e.tags.some((t) => t.includes('dind')));
    case 'registry': {
      const old = e.tags[0]!.startsWith('2');
      const config =
        'version: 0.1\nlog:\n  fields:\n    service: registry\nstorage:\n  filesystem:\n    rootdirectory: /var/lib/registry\nhttp:\n  addr: :5000\n';
      return {
        '/bin/registry': { program: 'registry' },
        '/entrypoint.sh': exe(
          `#!/bin/sh\nset -e\ncase "$1" in\n    *.yaml|*.yml) set -- registry serve "$@" ;;\n    serve|garbage-collect|help|-*) set -- registry "$@" ;;\nesac\nexec "$@"\n`,
        ),
        [old ? '/etc/docker/registry/config.yml' : '/etc/distribution/config.yml']: config,
        '/var/lib/registry': { dir: 0o755 },
      };
    }
    case 'ubuntu':
      return {};
    default: {
      const first = ((e.config['Entrypoint'] as string[] | undefined) ??
        (e.config['Cmd'] as string[] | undefined) ??
        [])[0];
      const files: Files = {};
      if (first !== undefined && !['bash', 'sh', '/bin/sh', '/bin/bash'].includes(first))
        files[first.startsWith('/') ? first : `/usr/local/bin/${first}`] = { program: first.split('/').pop()! };
      return files;
    }
  }
}
