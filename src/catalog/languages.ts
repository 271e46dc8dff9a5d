// Images of languages and of tools that build, as data.

import type { Made } from './made.ts';

const java = (image: string, tags: string, version: string, system: Made['system'] = 'noble'): Made => ({ image, tags: [tags], system, layers: [16, 158, 0.01], env: { JAVA_HOME: '/opt/java/openjdk', PATH: '/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'en_US.UTF-8', JAVA_VERSION: version }, cmd: ['jshell'] });
const dotnet = (kind: string, mb: number): Made => ({ image: `mcr.microsoft.com/dotnet/${kind}`, tags: ['9.0 9.0.10 latest'], system: 'bookworm', layers: [18, mb], env: { DOTNET_VERSION: '9.0.10', ASPNETCORE_HTTP_PORTS: '8080', DOTNET_RUNNING_IN_CONTAINER: 'true', APP_UID: '1654' }, ...(kind === 'sdk' ? { cmd: ['bash'] } : {}) });
const distroless = (kind: string, mb: number, entrypoint?: string[]): Made => ({ image: `gcr.io/distroless/${kind}`, tags: ['latest', 'nonroot', 'debug'], system: 'none', layers: [mb], env: { SSL_CERT_FILE: '/etc/ssl/certs/ca-certificates.crt' }, user: '0', workdir: '/', ...(entrypoint === undefined ? {} : { entrypoint }) });

export const LANGUAGES: readonly Made[] = [
  { image: 'golang', tags: ['latest 1 1.27 1.27.1 trixie 1.27-trixie', 'bookworm 1.27-bookworm'], system: 'trixie', layers: [24, 64, 75, 0.1], env: { PATH: '/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', GOLANG_VERSION: '1.27.1', GOTOOLCHAIN: 'local', GOPATH: '/go' }, cmd: ['bash'], workdir: '/go' },
  java('eclipse-temurin', 'latest 21 21-jdk 21-jdk-noble 25', 'jdk-21.0.12+8'), java('eclipse-temurin', '21-jdk-alpine 21-alpine', 'jdk-21.0.12+8', 'alpine'), java('openjdk', '21-jdk 21 latest', '21', 'bookworm'), java('amazoncorretto', 'latest 21', '21.0.12', 'oracle'),
  { image: 'maven', tags: ['latest 3 3.9 3.9.11'], system: 'noble', layers: [16, 158, 20, 9], env: { JAVA_HOME: '/opt/java/openjdk', MAVEN_HOME: '/usr/share/maven', MAVEN_VERSION: '3.9.11', JAVA_VERSION: 'jdk-21.0.12+8', PATH: '/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }, entrypoint: ['/usr/local/bin/mvn-entrypoint.sh'], cmd: ['mvn'] },
  { image: 'gradle', tags: ['latest 9 jdk21'], system: 'noble', layers: [16, 158, 30, 130], env: { JAVA_HOME: '/opt/java/openjdk', GRADLE_HOME: '/opt/gradle', GRADLE_VERSION: '9.1.0', PATH: '/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }, cmd: ['gradle'], workdir: '/home/gradle' },
  { image: 'php', tags: ['latest cli 8-cli 8.4-cli 8.4', 'fpm 8-fpm 8.4-fpm', 'apache 8-apache 8.4-apache'], system: 'trixie', layers: [105, 13, 0.01], env: { PHP_VERSION: '8.4.14', PHP_INI_DIR: '/usr/local/etc/php' }, entrypoint: ['docker-php-entrypoint'], cmd: ['php', '-a'] },
  { image: 'ruby', tags: ['latest 3 3.4 3.4.7', 'slim 3-slim 3.4-slim', 'alpine 3-alpine 3.4-alpine'], system: 'trixie', layers: [24, 64, 40], env: { RUBY_VERSION: '3.4.7', LANG: 'C.UTF-8', GEM_HOME: '/usr/local/bundle', BUNDLE_SILENCE_ROOT_WARNING: '1', PATH: '/usr/local/bundle/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }, cmd: ['irb'] },
  { image: 'rust', tags: ['latest 1 1.91 1.91.0', 'slim 1-slim 1.91-slim'], system: 'trixie', layers: [24, 64, 350], env: { RUSTUP_HOME: '/usr/local/rustup', CARGO_HOME: '/usr/local/cargo', PATH: '/usr/local/cargo/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', RUST_VERSION: '1.91.0' }, cmd: ['bash'] },
  { image: 'rust', tags: ['alpine 1-alpine 1.91-alpine'], system: 'alpine', layers: [50, 300], env: { RUSTUP_HOME: '/usr/local/rustup', CARGO_HOME: '/usr/local/cargo', PATH: '/usr/local/cargo/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', RUST_VERSION: '1.91.0' }, cmd: ['sh'] },
  { image: 'gcc', tags: ['latest 15 15.2 15.2.0'], system: 'trixie', layers: [24, 64, 210, 160], env: { GCC_VERSION: '15.2.0' }, cmd: ['bash'] },
  dotnet('sdk', 260), dotnet('aspnet', 42), dotnet('runtime', 32),
  distroless('static', 0.8), distroless('base', 9), distroless('cc', 11), distroless('static-debian12', 0.8), distroless('base-debian12', 9), distroless('nodejs22-debian12', 50, ['/nodejs/bin/node']), distroless('java21-debian12', 80, ['/usr/bin/java', '-jar']), distroless('python3-debian12', 20, ['/usr/bin/python3']),
  { image: 'perl', tags: ['latest 5 5.42', 'slim 5-slim'], system: 'trixie', layers: [60, 15], cmd: ['perl5.42.0', '-de0'], workdir: '/usr/src/app' },
  { image: 'bash', tags: ['latest 5 5.3'], system: 'alpine', layers: [1.8, 2.1], entrypoint: ['docker-entrypoint.sh'], cmd: ['bash'] },
  { image: 'curlimages/curl', tags: ['latest 8.16.0'], system: 'alpine', layers: [4.2], entrypoint: ['/entrypoint.sh'], cmd: ['curl'], user: 'curl_user' },
  { image: 'amazonlinux', tags: ['latest 2023'], system: 'oracle', layers: [50], cmd: ['/bin/bash'] },
  { image: 'fedora', tags: ['latest 43', '42'], system: 'oracle', layers: [60], cmd: ['/bin/bash'] },
  { image: 'rockylinux', tags: ['9 9-minimal', '8'], system: 'oracle', layers: [45], cmd: ['/bin/bash'] },
  { image: 'nicolaka/netshoot', tags: ['latest v0.14'], system: 'alpine', layers: [200], cmd: ['zsh'] },
];
