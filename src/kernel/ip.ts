// IPv4 addresses and subnets as numbers and text.

export interface Subnet {
  /** Network address as a number. */
  readonly base: number;
  readonly prefix: number;
}

/** Number of a dotted address; undefined when it is none. */
export function parseIp(text: string): number | undefined {
  const m = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (m === null) return undefined;
  let n = 0;
  for (let i = 1; i <= 4; i++) {
    const part = Number(m[i]);
    if (part > 255 || (m[i]!.length > 1 && m[i]!.startsWith('0'))) return undefined;
    n = n * 256 + part;
  }
  return n;
}

export function formatIp(n: number): string {
  return [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255].join('.');
}

/** `10.0.0.0/24`; undefined when it is no CIDR notation. Host bits are kept out of `base`. */
export function parseSubnet(text: string): Subnet | undefined {
  const [ip = '', bits = ''] = text.split('/');
  const n = parseIp(ip);
  if (n === undefined || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return undefined;
  const prefix = Number(bits);
  return { base: mask(n, prefix), prefix };
}

export function mask(n: number, prefix: number): number {
  return prefix === 0 ? 0 : (n & (0xffffffff << (32 - prefix))) >>> 0;
}

export function inSubnet(ip: string | number, s: Subnet): boolean {
  const n = typeof ip === 'number' ? ip : parseIp(ip);
  return n !== undefined && mask(n, s.prefix) === s.base;
}

export function sizeOfSubnet(s: Subnet): number {
  return 2 ** (32 - s.prefix);
}

export function overlaps(a: Subnet, b: Subnet): boolean {
  const prefix = Math.min(a.prefix, b.prefix);
  return mask(a.base, prefix) === mask(b.base, prefix);
}

/** A colon-separated address of IPv6, checked only for its form. */
export function isIpv6(text: string): boolean {
  return (
    text.includes(':') && /^[0-9a-fA-F:.]+$/.test(text) && text.split('::').length <= 2 && text.split(':').length <= 8
  );
}
