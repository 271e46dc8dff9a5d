// Platforms: os/arch[/variant], after containerd/platforms.

import { own } from './dict.ts';

/** A platform as `os/arch[/variant]`; a single word is an operating system or an architecture. @throws Error */
export function parsePlatform(text: string): string {
  // what stands behind the third slash is one part (strings.SplitN)
  const parts = text.split('/');
  if (parts.length > 4) parts.push(parts.splice(3).join('/'));
  if (text.includes('*')) throw new Error(`${JSON.stringify(text)}: wildcards not yet supported: invalid argument`);
  for (const part of parts)
    if (!/^[A-Za-z0-9_.-]+(\([A-Za-z0-9_.-]*\))?$/.test(part))
      throw new Error(
        `${JSON.stringify(part)} is an invalid component of ${JSON.stringify(text)}: platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument`,
      );
  const archs: Record<string, string> = {
    x86_64: 'amd64',
    'x86-64': 'amd64',
    aarch64: 'arm64',
    i386: '386',
    i486: '386',
    i586: '386',
    i686: '386',
    armhf: 'arm',
    armel: 'arm/v6',
  };
  const known = [
    '386',
    'amd64',
    'arm',
    'arm64',
    'loong64',
    'mips',
    'mips64',
    'mips64le',
    'mipsle',
    'ppc64',
    'ppc64le',
    'riscv64',
    's390x',
    'wasm',
  ];
  const arch = (a: string): string => own(archs, a.toLowerCase()) ?? a.toLowerCase();
  if (parts.length === 1) {
    const word = parts[0]!.toLowerCase();
    if (['linux', 'windows', 'darwin', 'freebsd', 'wasip1', 'js', 'macos'].includes(word))
      return `${word === 'macos' ? 'darwin' : word}/amd64`;
    if (known.includes(arch(word).split('/')[0]!)) return `linux/${arch(word)}`;
    throw new Error(`${JSON.stringify(text)}: unknown operating system or architecture: invalid argument`);
  }
  if (parts.length > 3) throw new Error(`${JSON.stringify(text)}: cannot parse platform specifier: invalid argument`);
  const rest = [arch(parts[1]!), ...(parts[2] === undefined ? [] : [parts[2].toLowerCase()])].join('/');
  return `${parts[0]!.toLowerCase()}/${rest.replace(/^arm64\/v8$/, 'arm64').replace(/^amd64\/v1$/, 'amd64')}`;
}
