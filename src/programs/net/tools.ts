// Tools that ask about the network: ping nslookup dig host nc ip ss netstat ifconfig route telnet.

import { FsError, errnoText } from '../../fs/node.ts';
import type { Program, Task } from '../../kernel/block.ts';
import { type Iface, type Listener, SocketFile } from '../../kernel/net.ts';
import { formatIp, isIpv6, mask, parseIp } from '../../kernel/ip.ts';
import type { Process } from '../../kernel/process.ts';
import { queryDns, resolveHost } from '../../kernel/resolve.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import { seconds } from '../coreutils/run-command.ts';
import { complain, Failure, parseArgs, program, Usage } from '../args.ts';
import { reader } from '../../kernel/users.ts';
import { visible } from '../system/ps.ts';

const ping = program(function* (p) {
  const o = parseArgs(p, 'c:W:w:i:qns:t:46I:v', { 'count=': 'c' });
  const host = o.rest[0];
  if (host === undefined) {
    if (p.busybox) throw new Usage('missing host');
    yield* p.eprint('ping: usage error: Destination address required\n');
    return 1;
  }
  const [ip] = resolveHost(p, host);
  if (ip === undefined) {
    if (p.busybox) throw new Failure(`bad address '${host}'`);
    yield* p.eprint(`ping: ${host}: Name or service not known\n`);
    return 2;
  }
  // iputils asks for a socket that anybody may have (net.ipv4.ping_group_range), busybox for a raw one
  if (p.busybox && !p.caps.has('NET_RAW')) {
    yield* p.print(`PING ${host} (${ip}): 56 data bytes\n`);
    throw new Failure('permission denied (are you root?)');
  }
  const count = o.has('c') ? Number(o.get('c')) : Infinity;
  const wait = o.has('W') ? Number(o.get('W')) * 1000 : 10_000;
  const route = p.kernel.net.route(p.net, ip);
  if ('error' in route && route.error === 'ENETUNREACH') {
    if (p.busybox) {
      yield* p.print(`PING ${host} (${ip}): 56 data bytes\n`);
      throw new Failure('sendto: Network is unreachable');
    }
    yield* p.eprint('ping: connect: Network is unreachable\n');
    return 2;
  }
  yield* p.print(p.busybox ? `PING ${host} (${ip}): 56 data bytes\n` : `PING ${host} (${ip}) 56(84) bytes of data.\n`);
  p.actions.set(SIGNALS.INT, 'catch');
  const name = host === ip ? ip : `${host} (${ip})`;
  const until = o.has('w') ? p.kernel.now + Number(o.get('w')) * 1000 : Infinity;
  const started = p.kernel.now;
  const times: number[] = [];
  let sent = 0;
  while (sent < count && p.kernel.now < until) {
    sent++;
    if ('error' in route) {
      yield* p.sleep(Math.min(wait, until - p.kernel.now, sent < count ? 1000 : wait));
      if (!p.busybox && route.error === 'EHOSTUNREACH')
        yield* p.print(`From ${p.kernel.net.sourceIp(p.net, ip)} icmp_seq=${sent} Destination Host Unreachable\n`);
    } else {
      const ms = 0.04 + (parseInt(p.kernel.random.hex(2), 16) / 255) * 0.06;
      times.push(ms);
      if (!o.has('q'))
        yield* p.print(
          p.busybox
            ? `64 bytes from ${ip}: seq=${sent - 1} ttl=64 time=${ms.toFixed(3)} ms\n`
            : `64 bytes from ${name}: icmp_seq=${sent} ttl=64 time=${ms.toFixed(3)} ms\n`,
        );
      if (sent < count) yield* p.sleep(o.has('i') ? (seconds(o.get('i')!) ?? 1000) : 1000);
    }
    if (p.caught.length > 0) break;
  }
  const loss = Math.round(((sent - times.length) / sent) * 100);
  const [min, avg, max] = [Math.min(...times), times.reduce((a, b) => a + b, 0) / times.length, Math.max(...times)].map(
    (x) => x.toFixed(3),
  );
  yield* p.print(
    p.busybox
      ? `\n--- ${host} ping statistics ---\n${sent} packets transmitted, ${times.length} packets received, ${loss}% packet loss\n${times.length > 0 ? `round-trip min/avg/max = ${min}/${avg}/${max} ms\n` : ''}`
      : `\n--- ${host} ping statistics ---\n${sent} packets transmitted, ${times.length} received, ${loss}% packet loss, time ${Math.round(p.kernel.now - started)}ms\n${times.length > 0 ? `rtt min/avg/max/mdev = ${min}/${avg}/${max}/0.010 ms` : ''}\n`,
  );
  return times.length > 0 ? 0 : 1;
});

function servers(p: Process): string[] {
  return [...reader(p)('/etc/resolv.conf').matchAll(/^nameserver\s+(\S+)/gm)].map((m) => m[1]!);
}

const nslookup = program(function* (p) {
  const names = p.args.filter((a) => !a.startsWith('-'));
  const name = names[0];
  if (name === undefined) throw new Usage('missing host');
  const list = names[1] === undefined ? servers(p) : [names[1]];
  const server = list[0] ?? '127.0.0.1';
  const found = /^[\d.]+$/.test(name) ? [] : queryDns(p, list, name.toLowerCase());
  yield* p.print(
    p.busybox ? `Server:\t\t${server}\nAddress:\t${server}:53\n\n` : `Server:\t\t${server}\nAddress:\t${server}#53\n\n`,
  );
  if (found.length === 0) {
    yield* p.print(`** server can't find ${name}: NXDOMAIN\n\n`);
    return 1;
  }
  yield* p.print(`Non-authoritative answer:\n${found.map((ip) => `Name:\t${name}\nAddress: ${ip}\n`).join('')}\n`);
  return 0;
});

const dig = program(function* (p) {
  const short = p.args.includes('+short');
  const name = p.args.find((a) => !/^[-+@]/.test(a) && !/^(A|AAAA|ANY|MX|IN)$/.test(a));
  if (name === undefined) throw new Usage('missing host');
  const at = p.args.find((a) => a.startsWith('@'))?.slice(1);
  const found = queryDns(p, at === undefined ? servers(p) : [at], name.toLowerCase());
  if (short) yield* p.print(found.map((ip) => `${ip}\n`).join(''));
  else {
    yield* p.print(
      `\n; <<>> DiG 9.20 <<>> ${p.args.join(' ')}\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${found.length > 0 ? 'NOERROR' : 'NXDOMAIN'}, id: 4711\n\n;; QUESTION SECTION:\n;${name}.\t\t\tIN\tA\n\n${found.length > 0 ? `;; ANSWER SECTION:\n${found.map((ip) => `${name}.\t\t600\tIN\tA\t${ip}\n`).join('')}\n` : ''};; SERVER: ${at ?? servers(p)[0] ?? ''}#53\n\n`,
    );
  }
  return 0;
});

const host = program(function* (p) {
  const name = p.args.find((a) => !a.startsWith('-'));
  if (name === undefined) throw new Usage('missing host');
  const found = queryDns(p, servers(p), name.toLowerCase());
  if (found.length === 0) {
    yield* p.print(`Host ${name} not found: 3(NXDOMAIN)\n`);
    return 1;
  }
  yield* p.print(found.map((ip) => `${name} has address ${ip}\n`).join(''));
  return 0;
});

/** Carries bytes both ways between a connection and this process's streams. */
function* carry(p: Process, connection: ConstructorParameters<typeof SocketFile>[0]): Task<number> {
  const fd = p.freeFd();
  p.setFd(fd, new SocketFile(connection));
  const feeder = p.fork(function* (c) {
    for (let b = yield* c.read(0); b.length > 0; b = yield* c.read(0)) yield* c.write(fd, b);
    connection.outgoing.closeWrite();
    return 0;
  });
  try {
    for (let b = yield* p.read(fd); b.length > 0; b = yield* p.read(fd)) yield* p.write(1, b);
  } catch (error) {
    if (!(error instanceof FsError) || error.code !== 'ECONNRESET') throw error;
  } finally {
    if (feeder.status === undefined) p.kernel.signal(feeder, SIGNALS.KILL);
    p.closeFd(fd);
  }
  return 0;
}

const nc = program(function* (p) {
  const o = parseArgs(p, 'lp:zvw:kun46q:Ne:s:', {});
  if (o.has('u')) throw new Failure("drydock: 'nc -u' is not simulated");
  if (o.has('e')) throw new Failure("drydock: 'nc -e' is not simulated");
  const limit = o.has('w') ? Number(o.get('w')) * 1000 : 130_000;
  if (o.has('l')) {
    const port = Number(o.get('p') ?? o.rest.at(-1));
    if (!(port > 0)) throw new Usage('missing port number');
    let listener: Listener;
    try {
      listener = p.net.listen(o.rest.length > 1 ? o.rest[0]! : '0.0.0.0', port, p);
    } catch (error) {
      throw new Failure(p.busybox ? `bind: ${errnoText((error as FsError).code)}` : errnoText((error as FsError).code));
    }
    if (o.has('v'))
      yield* p.eprint(p.busybox ? `listening on 0.0.0.0:${port} ...\n` : `Listening on 0.0.0.0 ${port}\n`);
    for (;;) {
      const c = yield* p.kernel.net.accept(p, listener);
      if (c === undefined) return 0;
      if (!o.has('k')) p.net.unlisten(listener);
      const status = yield* carry(p, c);
      if (!o.has('k')) return status;
    }
  }
  const [name, port] = o.rest;
  if (name === undefined || port === undefined) throw new Usage('missing port number');
  const [ip] = resolveHost(p, name);
  if (ip === undefined)
    throw new Failure(
      p.busybox ? `bad address '${name}'` : `getaddrinfo for host "${name}" port ${port}: Name or service not known`,
    );
  const range = /^(\d+)(?:-(\d+))?$/.exec(port);
  if (range === null) throw new Failure(`port number invalid: ${port}`);
  let status = 1;
  for (let n = Number(range[1]); n <= Number(range[2] ?? range[1]); n++) {
    try {
      const c = yield* p.kernel.net.connect(p, p.net, ip, n, limit);
      if (o.has('v'))
        yield* p.eprint(
          p.busybox ? `${name} (${ip}:${n}) open\n` : `Connection to ${name} (${ip}) ${n} port [tcp/*] succeeded!\n`,
        );
      if (o.has('z')) c.close();
      else return yield* carry(p, c);
      status = 0;
    } catch (error) {
      if (!(error instanceof FsError) || error.code === 'EINTR') throw error;
      if (o.has('v') || !o.has('z'))
        yield* complain(
          p,
          p.busybox
            ? `${name} (${ip}:${n}): ${errnoText(error.code)}`
            : `connect to ${name} (${ip}) port ${n} (tcp) failed: ${errnoText(error.code)}`,
        );
    }
  }
  return status;
});

/** Addresses as `ip` numbers them; the host's bridges are interfaces too. */
function interfaces(p: Process): Iface[] {
  const list = [...p.net.interfaces];
  if (p.net.isHost)
    list.push({ name: 'eth0', ip: '10.0.2.15', prefix: 24, mac: '52:54:00:12:34:56', up: true, bridge: undefined });
  for (const b of p.net.bridges)
    list.push({
      name: b.name,
      ip: b.gateway,
      prefix: b.subnet.prefix,
      mac: '02:42:ac:11:00:01',
      up: true,
      bridge: undefined,
    });
  return list;
}

const ip = program(function* (p) {
  const args = [...p.args];
  let one = false,
    brief = false,
    six = false;
  while (args[0]?.startsWith('-') === true) {
    const a = args.shift()!;
    if (a === '-o' || a === '-oneline') one = true;
    else if (a === '-br' || a === '-brief') brief = true;
    else if (a === '-6') six = true;
    else if (!/^-(4|c|color|s|d|family)$/.test(a)) throw new Failure(`Option "${a}" is unknown, try "ip -help".`, 255);
  }
  const [object = '', verb = 'show', ...rest] = args;
  const list = interfaces(p);
  const is = (word: string): boolean => object !== '' && word.startsWith(object);
  const dev =
    verb === 'show' || verb === 'list' || verb === 'ls'
      ? rest[0] === 'dev'
        ? rest[1]
        : rest[0]
      : verb === 'dev'
        ? rest[0]
        : undefined;
  if (six) return 0;
  if (is('address')) {
    if (!['show', 'list', 'ls', 'dev', 's'].includes(verb))
      throw new Failure(
        p.caps.has('NET_ADMIN')
          ? `drydock: 'ip address ${verb}' is not simulated`
          : 'RTNETLINK answers: Operation not permitted',
        2,
      );
    const chosen = list.filter((i) => dev === undefined || i.name === dev);
    if (chosen.length === 0)
      throw new Failure(p.busybox ? `can't find device '${dev}'` : `Device "${dev}" does not exist.`, 1);
    for (const i of chosen) {
      const broadcast =
        i.name === 'lo'
          ? ''
          : ` brd ${formatIp((mask(parseIp(i.ip) ?? 0, i.prefix) | ~(0xffffffff << (32 - i.prefix))) >>> 0)}`;
      const scope = i.name === 'lo' ? 'host' : 'global';
      const index = list.indexOf(i) + 1;
      const label = `${i.name}${i.name === 'lo' || p.net.isHost || i.bridge === undefined ? '' : '@if' + (index + 10)}`;
      if (brief)
        yield* p.print(`${label.padEnd(16)} ${(i.name === 'lo' ? 'UNKNOWN' : 'UP').padEnd(14)} ${i.ip}/${i.prefix} \n`);
      else if (one)
        yield* p.print(
          `${index}: ${i.name}    inet ${i.ip}/${i.prefix}${broadcast} scope ${scope} ${i.name}\\       valid_lft forever preferred_lft forever\n`,
        );
      else {
        const flags = i.name === 'lo' ? 'LOOPBACK,UP,LOWER_UP' : 'BROADCAST,MULTICAST,UP,LOWER_UP';
        yield* p.print(
          `${index}: ${label}: <${flags}> mtu ${i.name === 'lo' ? '65536' : '1500'} qdisc noqueue ${i.name === 'lo' ? 'state UNKNOWN' : 'state UP'}${p.busybox ? '' : ' group default'} qlen 1000\n    link/${i.name === 'lo' ? 'loopback' : 'ether'} ${i.mac} brd ${i.name === 'lo' ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff'}\n    inet ${i.ip}/${i.prefix}${broadcast} scope ${scope} ${i.name}\n       valid_lft forever preferred_lft forever\n`,
        );
      }
    }
    return 0;
  }
  if (is('link')) {
    if (verb === 'set') {
      if (!p.caps.has('NET_ADMIN'))
        throw new Failure(
          p.busybox ? 'SIOCSIFFLAGS: Operation not permitted' : 'RTNETLINK answers: Operation not permitted',
          2,
        );
      const target = list.find((i) => i.name === (rest[0] === 'dev' ? rest[1] : rest[0]));
      if (target === undefined) throw new Failure(`Cannot find device "${rest[0] ?? ''}"`, 1);
      target.up = !rest.includes('down');
      return 0;
    }
    if (dev !== undefined && !list.some((i) => i.name === dev))
      throw new Failure(p.busybox ? `can't find device '${dev}'` : `Device "${dev}" does not exist.`, 1);
    for (const [n, i] of list.entries())
      if (dev === undefined || dev === i.name)
        yield* p.print(
          `${n + 1}: ${i.name}: <${i.name === 'lo' ? 'LOOPBACK' : 'BROADCAST,MULTICAST'},UP,LOWER_UP> mtu ${i.name === 'lo' ? 65536 : 1500} qdisc noqueue state UP qlen 1000\n    link/${i.name === 'lo' ? 'loopback' : 'ether'} ${i.mac} brd ff:ff:ff:ff:ff:ff\n`,
        );
    return 0;
  }
  if (is('route')) {
    const gateway = p.net.isHost ? '10.0.2.2' : p.net.gateway;
    if (gateway !== undefined)
      yield* p.print(
        `default via ${gateway} dev ${list.find((i) => i.name !== 'lo' && mask(parseIp(i.ip) ?? 0, i.prefix) === mask(parseIp(gateway) ?? 0, i.prefix))?.name ?? 'eth0'} \n`,
      );
    for (const i of list)
      if (i.name !== 'lo')
        yield* p.print(
          `${formatIp(mask(parseIp(i.ip) ?? 0, i.prefix))}/${i.prefix} dev ${i.name} ${p.busybox ? '' : 'proto kernel '}scope link ${p.busybox ? ' ' : ''}src ${i.ip} \n`,
        );
    return 0;
  }
  if (is('neighbour')) return 0;
  throw new Failure(`Object "${object}" is unknown, try "ip help".`, 1);
});

interface Row {
  readonly listener: Listener;
  readonly owner: string;
}

function listening(p: Process): Row[] {
  const seen = new Map(visible(p).map((v) => [v.process, v.pid]));
  return [...p.net.listeners.values()]
    .map((listener) => {
      const pid = listener.owner === undefined ? undefined : seen.get(listener.owner);
      return {
        listener,
        owner:
          listener.forward !== undefined
            ? '-/docker-proxy'
            : pid === undefined
              ? '-'
              : `${pid}/${listener.owner!.comm}`,
      };
    })
    .sort((a, b) => a.listener.port - b.listener.port);
}

const ss = program(function* (p) {
  const o = parseArgs(p, 'tulnpaeH4s', { tcp: 't', udp: 'u', listening: 'l', numeric: 'n', processes: 'p', all: 'a' });
  const rows = listening(p).filter((r) =>
    o.has('t') === o.has('u') ? true : r.listener.protocol === (o.has('t') ? 'tcp' : 'udp'),
  );
  const show = o.has('l') || o.has('a') ? rows : [];
  const cells = show.map(({ listener: l, owner }) => [
    l.protocol,
    'LISTEN',
    '0',
    '4096',
    `${l.ip}:${l.port}`,
    '0.0.0.0:*',
    o.has('p') && owner !== '-' ? `users:(("${owner.split('/')[1]}",pid=${owner.split('/')[0]},fd=3))` : '',
  ]);
  yield* p.print(
    `${['Netid', 'State', 'Recv-Q', 'Send-Q', 'Local Address:Port'.padStart(18), 'Peer Address:Port', 'Process'].join(' ')}\n${cells.map((c) => `${c[0]!.padEnd(5)} ${c[1]!.padEnd(6)} ${c[2]!.padEnd(6)} ${c[3]!.padEnd(6)} ${c[4]!.padStart(18)} ${c[5]!.padStart(17)} ${c[6]}`.trimEnd() + '\n').join('')}`,
  );
  return 0;
});

const netstat = program(function* (p) {
  const o = parseArgs(p, 'tulnpaeraW', {});
  if (o.has('r')) throw new Failure("drydock: 'netstat -r' is not simulated (see ip route)");
  yield* p.print(
    `Active Internet connections (only servers)\nProto Recv-Q Send-Q Local Address           Foreign Address         State      ${o.has('p') ? ' PID/Program name' : ''}\n`,
  );
  for (const { listener: l, owner } of listening(p))
    yield* p.print(
      `${l.protocol.padEnd(5)} ${'0'.padStart(6)} ${'0'.padStart(6)} ${`${l.ip}:${l.port}`.padEnd(23)} ${'0.0.0.0:*'.padEnd(23)} ${'LISTEN'.padEnd(11)}${o.has('p') ? ` ${owner}` : ''}\n`,
    );
  return 0;
});

const ifconfig = program(function* (p) {
  const wanted = p.args.find((a) => !a.startsWith('-'));
  const list = interfaces(p).filter((i) => wanted === undefined || i.name === wanted);
  if (list.length === 0)
    throw new Failure(
      p.busybox
        ? `${wanted}: error fetching interface information: Device not found`
        : `${wanted}: error fetching interface information: Device not found`,
    );
  for (const i of list) {
    const m = formatIp((0xffffffff << (32 - i.prefix)) >>> 0);
    const bcast = formatIp((mask(parseIp(i.ip) ?? 0, i.prefix) | ~(0xffffffff << (32 - i.prefix))) >>> 0);
    yield* p.print(
      p.busybox
        ? `${i.name.padEnd(9)} Link encap:${i.name === 'lo' ? 'Local Loopback' : `Ethernet  HWaddr ${i.mac.toUpperCase()}`}  \n          inet addr:${i.ip}  ${i.name === 'lo' ? '' : `Bcast:${bcast}  `}Mask:${m}\n          UP ${i.name === 'lo' ? 'LOOPBACK' : 'BROADCAST'} RUNNING${i.name === 'lo' ? '' : ' MULTICAST'}  MTU:${i.name === 'lo' ? 65536 : 1500}  Metric:1\n\n`
        : `${i.name}: flags=${i.name === 'lo' ? '73<UP,LOOPBACK,RUNNING>' : '4163<UP,BROADCAST,RUNNING,MULTICAST>'}  mtu ${i.name === 'lo' ? 65536 : 1500}\n        inet ${i.ip}  netmask ${m}${i.name === 'lo' ? '' : `  broadcast ${bcast}`}\n${i.name === 'lo' ? '' : `        ether ${i.mac}  txqueuelen 0  (Ethernet)\n`}\n`,
    );
  }
  return 0;
});

const telnet = program(function* (p) {
  const [name, port = '23'] = p.args;
  if (name === undefined) throw new Usage('missing host');
  const [address] = isIpv6(name) ? [undefined] : resolveHost(p, name);
  if (address === undefined)
    throw new Failure(
      p.busybox ? `bad address '${name}'` : `could not resolve ${name}/${port}: Name or service not known`,
    );
  try {
    const c = yield* p.kernel.net.connect(p, p.net, address, Number(port));
    yield* p.print(
      p.busybox ? `Connected to ${name}\n` : `Trying ${address}...\nConnected to ${name}.\nEscape character is '^]'.\n`,
    );
    return yield* carry(p, c);
  } catch (error) {
    if (!(error instanceof FsError) || error.code === 'EINTR') throw error;
    throw new Failure(
      p.busybox
        ? `can't connect to remote host (${address}): ${errnoText(error.code)}`
        : `Unable to connect to remote host: ${errnoText(error.code)}`,
    );
  }
});

export const netTools: Record<string, Program> = { ping, nslookup, dig, host, nc, ip, ss, netstat, ifconfig, telnet };
