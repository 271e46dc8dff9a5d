// Tags of the same kind: Docker Hub keeps hundreds a repository; each is made from its nearest relative when somebody asks for it.

import { databaseConfig } from './databases.ts';
import { digestOf, sha256hex } from '../fs/digest.ts';
import type { Entry } from './derived.ts';

interface Family {
  readonly image: string;
  /** The tags that exist; the first group is the version. */
  readonly tags: RegExp;
  /** Tag that one resembles, by what follows the version. */
  like(suffix: string): string;
  /** Environment variables that carry the version, `$` standing for it. */
  readonly env: Readonly<Record<string, string>>;
  /** The last known patch of a short version. */
  readonly patch?: Readonly<Record<string, string>>;
}

const simple = (image: string, tags: RegExp, like: string, env: Record<string, string> = {}): Family => ({
  image,
  tags,
  env,
  like: () => like,
});

const FAMILIES: readonly Family[] = [
  {
    image: 'python',
    tags: /^(3\.(?:[89]|1[0-4])(?:\.\d{1,2})?)((?:-slim|-alpine)?(?:-?(?:bookworm|bullseye|trixie|buster)|3\.\d\d)?)$/,
    like: (s) => (s.includes('slim') ? '3.12-slim' : s.includes('alpine') ? 'alpine' : '3.13'),
    env: { PYTHON_VERSION: '$' },
    patch: {
      '3.8': '3.8.20',
      '3.9': '3.9.24',
      '3.10': '3.10.19',
      '3.11': '3.11.14',
      '3.12': '3.12.12',
      '3.13': '3.13.9',
      '3.14': '3.14.0',
    },
  },
  {
    image: 'node',
    tags: /^((?:1[02468]|2[0-5])(?:\.\d{1,2}){0,2}|lts|current)((?:-alpine|-slim)?(?:-?(?:bookworm|bullseye|trixie)(?:-slim)?|3\.\d\d)?)$/,
    like: (s) => (s.includes('alpine') ? '22-alpine' : s.includes('slim') ? 'slim' : 'latest'),
    env: { NODE_VERSION: '$' },
    patch: {
      12: '12.22.12',
      14: '14.21.3',
      16: '16.20.2',
      18: '18.20.8',
      20: '20.19.5',
      21: '21.7.3',
      22: '22.21.0',
      23: '23.11.1',
      24: '24.11.1',
      25: '25.1.0',
      lts: '24.11.1',
      current: '25.1.0',
    },
  },
  {
    image: 'nginx',
    tags: /^(1\.(?:1[4-9]|2[0-9]|3[01])(?:\.\d{1,2})?|stable|mainline)((?:-alpine)?(?:-slim)?(?:-(?:bookworm|bullseye|trixie))?)$/,
    like: (s) => (s.includes('alpine-slim') ? 'alpine-slim' : s.includes('alpine') ? 'alpine' : 'latest'),
    env: { NGINX_VERSION: '$' },
    patch: {
      1.24: '1.24.0',
      1.25: '1.25.5',
      1.26: '1.26.3',
      1.27: '1.27.5',
      1.28: '1.28.0',
      1.29: '1.29.3',
      stable: '1.28.0',
      mainline: '1.29.3',
    },
  },
  simple('alpine', /^(3\.(?:1[0-9]|2[0-4])(?:\.\d{1,2})?|edge)()$/, 'latest'),
  simple('busybox', /^(1\.3[0-8](?:\.\d)?|stable)((?:-glibc|-musl|-uclibc)?)$/, 'latest'),
  {
    image: 'debian',
    tags: /^(bookworm|bullseye|trixie|sid|stable|testing|1[123](?:\.\d{1,2})?)((?:-slim)?)$/,
    like: (s) => (s === '-slim' ? 'trixie-slim' : 'latest'),
    env: {},
  },
  simple('ubuntu', /^(2[0245]\.(?:04|10)|focal|jammy|noble)()$/, '24.04'),
  {
    image: 'redis',
    tags: /^([5678](?:\.\d{1,2}){0,2})((?:-alpine)?(?:-?(?:bookworm|trixie)|3\.\d\d)?)$/,
    like: (s) => (s.includes('alpine') ? 'alpine' : 'latest'),
    env: { REDIS_VERSION: '$' },
    patch: { 6: '6.2.20', 7: '7.4.6', 8: '8.2.2' },
  },
  simple(
    'mariadb',
    /^(10\.(?:[3-9]|1[01])(?:\.\d{1,2})?|1[12](?:\.\d{1,2}){0,2})((?:-noble|-jammy|-ubi)?)$/,
    'latest',
    { MARIADB_VERSION: '1:$+maria~ubu2404' },
  ),
  simple(
    'mysql',
    /^(5\.7(?:\.\d{1,2})?|8(?:\.[0-4](?:\.\d{1,2})?)?|9(?:\.[0-5](?:\.\d)?)?|lts)((?:-debian|-oracle|-oraclelinux9)?)$/,
    'latest',
    { MYSQL_VERSION: '$-1.el9' },
  ),
  {
    image: 'postgres',
    tags: /^((?:9\.6|1[0-8])(?:\.\d{1,2})?)((?:-alpine)?(?:-?(?:bookworm|bullseye|trixie)|3\.\d\d)?)$/,
    like: (s) => (s.includes('alpine') ? 'alpine' : 'latest'),
    env: { PG_MAJOR: '$' },
  },
  simple('mongo', /^([4-8](?:\.\d(?:\.\d{1,2})?)?)((?:-noble|-jammy|-focal)?)$/, 'latest', { MONGO_VERSION: '$' }),
  {
    image: 'rabbitmq',
    tags: /^([34](?:\.\d{1,2}(?:\.\d{1,2})?)?)((?:-management)?(?:-alpine)?)$/,
    like: (s) => (s.includes('management') ? 'management' : 'latest'),
    env: { RABBITMQ_VERSION: '$' },
    patch: { 3: '3.13.7', 4: '4.2.0' },
  },
  simple('memcached', /^(1(?:\.\d(?:\.\d{1,2})?)?)((?:-alpine|-bookworm|-trixie)?)$/, 'latest', {
    MEMCACHED_VERSION: '$',
  }),
  simple('elasticsearch', /^(7\.1[0-7]\.\d{1,2}|8\.(?:\d|1[0-9])\.\d{1,2}|9\.[0-3]\.\d{1,2})()$/, 'latest', {
    ELASTIC_VERSION: '$',
  }),
  simple(
    'docker.elastic.co/elasticsearch/elasticsearch',
    /^(7\.1[0-7]\.\d{1,2}|8\.(?:\d|1[0-9])\.\d{1,2}|9\.[0-3]\.\d{1,2})()$/,
    'latest',
    { ELASTIC_VERSION: '$' },
  ),
  simple('kibana', /^(7\.1[0-7]\.\d{1,2}|8\.(?:\d|1[0-9])\.\d{1,2}|9\.[0-3]\.\d{1,2})()$/, 'latest', {
    ELASTIC_VERSION: '$',
  }),
  simple(
    'docker.elastic.co/kibana/kibana',
    /^(7\.1[0-7]\.\d{1,2}|8\.(?:\d|1[0-9])\.\d{1,2}|9\.[0-3]\.\d{1,2})()$/,
    'latest',
    { ELASTIC_VERSION: '$' },
  ),
  ...[
    'hub',
    'node-chrome',
    'node-firefox',
    'node-edge',
    'standalone-chrome',
    'standalone-firefox',
    'standalone-edge',
  ].map((x) =>
    simple(`selenium/${x}`, /^(4(?:\.\d{1,2}(?:\.\d)?)?|3\.141(?:\.59)?)((?:-\d{8})?)$/, 'latest', { SE_VERSION: '$' }),
  ),
  simple('httpd', /^(2\.4(?:\.\d\d)?)((?:-alpine|-bookworm|-trixie)?)$/, 'latest', { HTTPD_VERSION: '$' }),
  {
    image: 'golang',
    tags: /^(1\.(?:1[6-9]|2[0-7])(?:\.\d{1,2})?)((?:-alpine)?(?:-?(?:bookworm|bullseye|trixie)|3\.\d\d)?)$/,
    like: (s) => (s.includes('alpine') ? 'alpine' : 'latest'),
    env: { GOLANG_VERSION: '$' },
  },
  {
    image: 'php',
    tags: /^((?:7\.[34]|8\.[0-5])(?:\.\d{1,2})?)(-(?:apache|fpm|cli|fpm-alpine|cli-alpine|alpine)|)$/,
    like: (s) => (s === '-apache' ? '8.3-apache' : s.includes('fpm') ? 'fpm' : 'cli'),
    env: { PHP_VERSION: '$' },
  },
  {
    image: 'ruby',
    tags: /^([23]\.\d(?:\.\d{1,2})?|3|2)((?:-slim|-alpine)?(?:-?(?:bookworm|bullseye|trixie))?)$/,
    like: () => 'latest',
    env: { RUBY_VERSION: '$' },
  },
  {
    image: 'rust',
    tags: /^(1(?:\.\d{2}(?:\.\d)?)?)((?:-slim|-alpine)?(?:-?(?:bookworm|bullseye|trixie))?)$/,
    like: () => 'latest',
    env: { RUST_VERSION: '$' },
  },
  simple('gcc', /^(1[0-5](?:\.\d){0,2}|9)((?:-bookworm|-trixie)?)$/, 'latest', { GCC_VERSION: '$' }),
  {
    image: 'eclipse-temurin',
    tags: /^((?:8|11|17|21|25)(?:\.[\d._]+)?)(-(?:jre|jdk)(?:-(?:alpine|noble|jammy|focal))?)$/,
    like: (s) => (s.includes('jre') ? '21-jre' : '21-jdk'),
    env: { JAVA_VERSION: 'jdk-$' },
  },
  {
    image: 'openjdk',
    tags: /^((?:8|11|17|18|21)(?:\.[\d.]+)?)(-(?:jre|jdk)?(?:-?slim|-?alpine|-?oracle)?(?:-?(?:bookworm|bullseye|buster))?|)$/,
    like: () => '21-jdk',
    env: { JAVA_VERSION: '$' },
  },
  simple('amazoncorretto', /^((?:8|11|17|21|25)(?:\.[\d.]+)?)((?:-alpine|-al2023)?(?:-jdk)?)$/, 'latest', {
    JAVA_VERSION: '$',
  }),
  {
    image: 'maven',
    tags: /^(3(?:\.\d(?:\.\d{1,2})?)?)(-(?:eclipse-temurin|openjdk|amazoncorretto)-\d{1,2}(?:-(?:alpine|slim|noble))?|)$/,
    like: () => 'latest',
    env: { MAVEN_VERSION: '$' },
  },
  {
    image: 'gradle',
    tags: /^([6-9](?:\.\d{1,2}(?:\.\d)?)?)(-jdk\d{1,2}(?:-alpine)?|)$/,
    like: () => 'latest',
    env: { GRADLE_VERSION: '$' },
  },
  simple('traefik', /^(v?[23](?:\.\d{1,2}(?:\.\d{1,2})?)?)()$/, 'latest'),
  simple('caddy', /^(2(?:\.\d{1,2}(?:\.\d)?)?)((?:-alpine)?)$/, 'latest', { CADDY_VERSION: 'v$' }),
  simple('registry', /^([23](?:\.\d(?:\.\d)?)?)()$/, 'latest'),
  simple('wordpress', /^([56](?:\.\d(?:\.\d)?)?)((?:-apache|-php8\.\d-apache)?)$/, 'latest'),
  simple('adminer', /^([45](?:\.\d(?:\.\d)?)?)((?:-standalone)?)$/, 'latest'),
  simple('phpmyadmin', /^(5(?:\.\d(?:\.\d)?)?)((?:-apache)?)$/, 'latest'),
  simple('phpmyadmin/phpmyadmin', /^(5(?:\.\d(?:\.\d)?)?)()$/, 'latest'),
  simple('grafana/grafana', /^((?:9|1[0-3])\.\d(?:\.\d)?)((?:-ubuntu)?)$/, 'latest', { GF_VERSION: '$' }),
  simple('prom/prometheus', /^(v[23]\.\d{1,2}\.\d)()$/, 'latest'),
  simple('portainer/portainer-ce', /^(2\.\d{1,2}\.\d{1,2}|sts|lts)((?:-alpine)?)$/, 'latest'),
  simple('axllent/mailpit', /^(v1\.\d{1,2}(?:\.\d{1,2})?)()$/, 'latest'),
  simple('mailhog/mailhog', /^(v1\.0\.[01])()$/, 'latest'),
  simple('minio/minio', /^(RELEASE\.20\d\d-\d\d-\d\dT[\d-]+Z)()$/, 'latest'),
  simple(
    'mcr.microsoft.com/dotnet/sdk',
    /^([6-9](?:\.0(?:\.\d{1,3})?)?|10\.0)((?:-alpine|-bookworm-slim|-noble|-jammy)?)$/,
    '9.0',
    { DOTNET_VERSION: '$' },
  ),
  simple(
    'mcr.microsoft.com/dotnet/aspnet',
    /^([6-9](?:\.0(?:\.\d{1,3})?)?|10\.0)((?:-alpine|-bookworm-slim|-noble|-jammy)?)$/,
    '9.0',
    { DOTNET_VERSION: '$' },
  ),
  simple(
    'mcr.microsoft.com/dotnet/runtime',
    /^([6-9](?:\.0(?:\.\d{1,3})?)?|10\.0)((?:-alpine|-bookworm-slim|-noble|-jammy)?)$/,
    '9.0',
    { DOTNET_VERSION: '$' },
  ),
];

/** The image of a tag that no list holds; undefined when there is no such tag. `find` gives the listed ones. */
export function relative(image: string, tag: string, find: (tag: string) => Entry | undefined): Entry | undefined {
  for (const f of FAMILIES) {
    if (f.image !== image) continue;
    const m = f.tags.exec(tag);
    if (m === null) continue;
    const base = find(f.like(m[2] ?? ''));
    if (base === undefined) continue;
    const version = f.patch?.[m[1]!] ?? m[1]!;
    const env = ((base.config['Env'] as string[] | undefined) ?? []).map((e) => {
      const key = e.slice(0, e.indexOf('='));
      return f.env[key] === undefined ? e : `${key}=${f.env[key].replace('$', version)}`;
    });
    const name = `${image}:${tag}`;
    const first = base.history.findIndex((h) => h.blob !== undefined);
    const system = image === 'alpine' || image === 'debian' || image === 'ubuntu' || image === 'busybox';
    return {
      ...base,
      tags: [tag],
      digest: digestOf(`index ${name}`),
      id: digestOf(`config ${name}`),
      config: databaseConfig(image, { ...base.config, Env: env }),
      history: base.history.map((h, i) =>
        h.blob === undefined || (!system && i === first)
          ? h
          : { ...h, blob: sha256hex(`${name} ${h.blob}`).slice(0, 12) },
      ),
    };
  }
  return undefined;
}
