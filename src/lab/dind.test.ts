// An engine is a program: docker:dind runs a second one in its container's namespaces, docker:cli speaks to it.

import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { EVERYTHING } from '../headless/parts.ts';
import { Machine } from './machine.ts';

/** A root shell on a host, with the images that all of this needs. */
function host(bytes = false): { machine: Machine; run: (command: string) => string } {
  const machine = new Machine(EVERYTHING, { bytes });
  machine.kernel.onCrash = (p, error) => {
    throw new Error(`${p.name}: ${String(error)}`);
  };
  const session = machine.session({ user: 'root', cwd: '/root', name: 'bash' });
  const run = (command: string): string => {
    const a = session.run(command);
    return decode(a.stdout) + decode(a.stderr);
  };
  run('for i in docker:dind docker:cli alpine nginx:alpine; do docker pull -q $i; done; docker network create lan');
  return { machine, run };
}

/** What makes a daemon listen on its plain port at once. */
const PLAIN = '-e DOCKER_TLS_CERTDIR=';
const dind = (name: string, more = ''): string =>
  `docker run -d --privileged --name ${name} ${PLAIN} ${more} docker:dind --tls=false >/dev/null; sleep 3`;

describe.each([
  ['by value', false],
  ['by bytes', true],
] as const)('an engine in a container, the outer one spoken to %s', (_, bytes) => {
  it('has its own images, containers, networks and volumes', () => {
    const { run } = host(bytes);
    run(dind('inner'));
    expect(run('docker exec inner docker images -q; docker exec inner docker ps -aq')).toBe('');
    expect(run('docker exec inner docker run -q --rm alpine echo hello')).toBe('hello\n');
    expect(run('docker exec inner docker images --format "{{.Repository}}"')).toBe('alpine\n');
    expect(run('docker exec inner docker volume create data; docker volume ls -q | grep -c data')).toBe('data\n0\n');
    expect(run('docker exec inner docker network create net >/dev/null; docker network ls -q -f name=^net$')).toBe('');
    expect(run('docker ps --format "{{.Names}}"')).toBe('inner\n');
    expect(run('docker exec inner docker info --format "{{.Name}} {{.OperatingSystem}}"')).toBe(
      `${run('docker inspect inner --format "{{.Config.Hostname}}"').trim()} Alpine Linux v3.24 (containerized)\n`,
    );
  });

  it('is spoken to over tcp, from another container and from the host', () => {
    const { run } = host(bytes);
    run(dind('docker', '--network lan -p 2375:2375'));
    expect(
      run('docker run --rm --network lan docker:cli -H tcp://docker:2375 run -q -d --name far alpine sleep 9'),
    ).toMatch(/^[0-9a-f]{64}\n$/);
    // without a socket the image's client looks for a host named docker
    expect(run('docker run --rm --network lan docker:cli ps --format "{{.Names}}"')).toBe('far\n');
    expect(run('docker -H tcp://localhost ps --format "{{.Names}}"')).toBe('far\n');
    expect(run('docker exec docker docker rm -f far; docker run --rm --network lan docker:cli ps -aq')).toBe('far\n');
    expect(run('docker run --rm docker:cli ps')).toMatch(/dial tcp: lookup docker on \S+: no such host\n$/);
  });
});

describe('a daemon’s networks', () => {
  it('keep clear of the one that it is in itself', () => {
    const { run } = host();
    run(dind('first'));
    run(dind('second', '--network lan'));
    const subnet = (name: string): string =>
      run(`docker exec ${name} docker network inspect bridge --format "{{(index .IPAM.Config 0).Subnet}}"`);
    // as the real one chose inside containers at 172.17.0.2 and at 172.18.0.2
    expect(subnet('first')).toBe('172.18.0.0/16\n');
    expect(subnet('second')).toBe('172.17.0.0/16\n');
    run('docker exec second docker network create net');
    expect(run('docker exec second docker network inspect net --format "{{(index .IPAM.Config 0).Subnet}}"')).toBe(
      '172.19.0.0/16\n',
    );
    expect(run('docker exec first ip -br addr | grep docker0')).toContain('172.18.0.1/16');
    run('docker run -d --privileged --name third docker:dind --bip 10.9.8.1/24; sleep 3');
    expect(subnet('third')).toBe('10.9.8.0/24\n');
    expect(run('docker exec third docker run -q --rm alpine hostname -i')).toBe('10.9.8.2\n');
  });

  it('lead outside through the namespace around, which lends its address', () => {
    const { run } = host();
    run('docker run -d --name beside --network lan nginx:alpine');
    run(dind('inner', '--network lan'));
    run('docker exec inner docker pull -q alpine');
    const ip = run('docker inspect beside --format "{{.NetworkSettings.Networks.lan.IPAddress}}"').trim();
    const mine = run('docker inspect inner --format "{{.NetworkSettings.Networks.lan.IPAddress}}"').trim();
    expect(run(`docker exec inner docker run --rm alpine wget -qO- http://${ip}/ | grep -c Welcome`)).not.toBe('0\n');
    expect(run('docker logs beside 2>/dev/null | grep -c GET')).toBe('1\n');
    expect(run('docker logs beside 2>/dev/null | grep GET')).toContain(`${mine} - -`);
    expect(run('docker exec inner docker run --rm alpine nslookup example.com')).toContain('Name:\texample.com');
    // names of the outer network are known to the daemon's container alone
    expect(run(`docker exec inner docker run --rm alpine wget -qO- http://beside/`)).toContain("bad address 'beside");
    expect(run('docker exec inner docker run --rm --network none alpine wget -qO- -T 2 http://1.1.1.1/')).toMatch(
      /Network is unreachable|Network unreachable/,
    );
  });

  it('hand on what comes to a published port, through both engines', () => {
    const { run } = host();
    run(dind('inner', '-p 8080:9090'));
    expect(run('curl -s localhost:8080')).toBe('');
    run('docker exec inner docker run -q -d --name web -p 9090:80 nginx:alpine; sleep 2');
    expect(run('curl -s localhost:8080')).toContain('Welcome');
    expect(run('docker exec inner wget -qO- localhost:9090')).toContain('Welcome');
    // the last one speaks from its own bridge
    expect(run('docker exec inner docker logs web 2>/dev/null | grep GET | head -1')).toContain('172.18.0.1 - -');
    expect(run('curl -s localhost:9090; echo $?')).toBe('7\n');
    run('docker exec inner docker rm -f web');
    expect(run('curl -s localhost:8080; echo $?')).toMatch(/^(52|56)\n$/);
    expect(run('docker exec inner docker run -d -p 2375:80 nginx:alpine')).toContain('address already in use');
  });

  it('give resolv.conf what can be reached, as the real one wrote it', () => {
    const { run } = host();
    run(dind('inner', '--network lan'));
    run('docker exec inner docker pull -q alpine; docker exec inner docker network create net');
    expect(run('docker exec inner docker run --rm alpine cat /etc/resolv.conf | tail -n +5')).toBe(
      "nameserver 8.8.8.8\nnameserver 8.8.4.4\noptions ndots:0\n\n# Based on host file: '/etc/resolv.conf' (legacy)\n# Used default nameservers.\n# Overrides: []\n# Option ndots from: host\n",
    );
    expect(run('docker exec inner docker run --rm --network net alpine cat /etc/resolv.conf | tail -n +5')).toBe(
      "nameserver 127.0.0.11\noptions ndots:0\n\n# Based on host file: '/etc/resolv.conf' (internal resolver)\n# ExtServers: [host(127.0.0.11)]\n# Overrides: []\n# Option ndots from: host\n",
    );
  });
});

describe('processes of an inner container', () => {
  it('are seen by the daemon’s container and by the host, each with its own numbers', () => {
    const { run } = host();
    run(dind('inner'));
    run('docker exec inner docker run -q -d --name deep alpine sleep 1234');
    const pid = run('docker exec inner docker inspect deep --format "{{.State.Pid}}"').trim();
    expect(run(`docker exec inner cat /proc/${pid}/comm`)).toBe('sleep\n');
    expect(run('docker exec inner docker exec deep ps | grep sleep')).toMatch(/^ +1 root/);
    expect(run('docker exec inner ps | grep "sleep 1234"')).toContain(` ${pid} root`);
    expect(run('ps aux | grep -c "[s]leep 1234"')).toBe('1\n');
    expect(
      run(`docker exec inner kill -9 ${pid}; sleep 1; docker exec inner docker ps -a --format "{{.Status}}"`),
    ).toMatch(/^Exited \(137\)/);
  });

  it('end with the container around, whatever they do', () => {
    const { run } = host();
    run(dind('inner'));
    run('docker exec inner docker run -q -d --name deep alpine sh -c "trap : TERM; while :; do sleep 1000; done"');
    expect(run('docker rm -f inner; ps aux | grep -c "[s]leep 1000"')).toBe('inner\n0\n');
  });

  it('take from its limits', () => {
    const { run } = host();
    run(dind('inner', '--pids-limit 24'));
    const many = "sh -c 'for i in $(seq 30); do sleep 99 & done; wait'";
    expect(run(`docker exec inner docker run -q --rm alpine ${many}; echo`)).toContain("can't fork");
    expect(run('docker inspect inner --format "{{.State.Status}}"')).toBe('running\n');
  });
});

describe('what a daemon keeps', () => {
  const fill =
    'docker exec inner sh -c "docker pull -q alpine; docker run -d --name plain alpine sleep 999; docker run -d --name on --restart always alpine sleep 999; ' +
    'docker run -d --name unless --restart unless-stopped alpine sleep 999; docker run -d --name gone --rm alpine sleep 999; ' +
    'docker run -d --name polite alpine sh -c \'trap \\"exit 3\\" TERM; sleep 999 & wait\'; ' +
    'docker run -d --name off --restart unless-stopped alpine sleep 999; docker run -d --name again --restart always alpine sleep 999; ' +
    'docker stop -t 0 off again; docker create --name never --restart always alpine; ' +
    "docker run --rm -v data:/d alpine sh -c 'echo kept > /d/f'; docker network create net\"";
  const states = (run: (c: string) => string): Record<string, string> =>
    Object.fromEntries(
      run('docker exec inner docker ps -a --format "{{.Names}} {{.Status}}"')
        .split('\n')
        .filter((l) => l !== '')
        .map((l) => [l.split(' ')[0]!, l.replace(/^\S+ /, '').replace(/ (\d+|About|Less).*/, '')]),
    );

  it('is there again after it was killed: what ran is noted as 255, or runs by its policy', () => {
    const { run } = host();
    run(dind('inner', '-v state:/var/lib/docker'));
    run(fill);
    const bridge = 'docker exec inner docker network inspect bridge --format "{{.Id}}"';
    const none = bridge.replace('bridge', 'none');
    const before = [run(bridge), run(none)];
    run('docker kill inner; docker start inner; sleep 3');
    // as the real one answered
    expect(states(run)).toEqual({
      plain: 'Exited (255)',
      on: 'Up',
      unless: 'Up',
      polite: 'Exited (255)',
      off: 'Exited (137)',
      again: 'Up',
      never: 'Created',
    });
    expect(run('docker exec inner docker run --rm -v data:/d alpine cat /d/f')).toBe('kept\n');
    expect(run('docker exec inner docker network ls --format "{{.Name}}"')).toBe('bridge\nhost\nnet\nnone\n');
    expect(run(bridge)).not.toBe(before[0]);
    expect(run(none)).toBe(before[1]);
    expect(run('docker exec inner docker start plain; docker exec inner docker exec plain hostname -i')).toMatch(
      /^plain\n172\.18\.0\.\d+\n$/,
    );
  });

  it('is there again after it was stopped: its containers had their time', () => {
    const { run } = host();
    run(dind('inner'));
    run(fill);
    run('docker stop -t 30 inner');
    expect(run('docker ps -a --format "{{.Names}} {{.Status}}"')).toMatch(/^inner Exited \(0\)/);
    const log = run('docker logs inner 2>&1');
    expect(log).toContain(`level=info msg="Processing signal 'terminated'"\n`);
    expect(log).toMatch(
      /msg="Container failed to exit within 10s of signal 15 - using the force" container=[0-9a-f]{64}\n/,
    );
    expect(log).toMatch(/msg="Daemon shutdown complete"\n$/);
    run('docker start inner; sleep 3');
    const now = states(run);
    expect(now).toMatchObject({ plain: 'Exited (137)', on: 'Up', polite: 'Exited (3)', off: 'Exited (137)' });
    expect(now).not.toHaveProperty('gone');
  });

  it('lies in its volume: another container goes on with it, but not at the same time', () => {
    const { run } = host();
    run(dind('inner', '-v state:/var/lib/docker'));
    run('docker exec inner docker run -q --name left alpine true');
    run('docker run -d --privileged --name other -v state:/var/lib/docker docker:dind');
    expect(run('sleep 20; docker logs other 2>&1 | tail -1')).toBe(
      'failed to start containerd: timeout waiting for containerd to start\n',
    );
    expect(run('docker exec inner docker ps -a --format "{{.Names}}"')).toBe('left\n');
    run('docker rm -f inner; docker start other; sleep 3');
    expect(run('docker exec other docker ps -a --format "{{.Names}}"')).toBe('left\n');
    expect(run('docker rm -f other; docker run --rm -v state:/s alpine sh -c "rm -rf /s/*"')).toBe('other\n');
    run(dind('third', '-v state:/var/lib/docker'));
    expect(run('docker exec third docker ps -aq')).toBe('');
  });

  it('is not given to a copy of the folder', () => {
    const { run } = host();
    run(dind('inner', '-v state:/var/lib/docker'));
    run('docker run --rm -v state:/a -v copy:/b alpine cp -a /a/. /b/');
    run('docker run -d --privileged --name twin -v copy:/var/lib/docker docker:dind; sleep 3');
    expect(run('docker logs twin 2>&1 | tail -1')).toContain(
      "drydock: 'a copy of an engine’s data root' is not simulated",
    );
  });
});

describe('several engines', () => {
  it('know nothing of each other, and one stands in another', () => {
    const { run } = host();
    for (const name of ['one', 'two']) run(dind(name, '--network lan'));
    for (const name of ['one', 'two']) run(`docker exec ${name} docker run -q -d --name of-${name} alpine sleep 99`);
    expect(run('docker exec one docker ps --format "{{.Names}}"')).toBe('of-one\n');
    expect(run('docker exec two docker ps --format "{{.Names}}"')).toBe('of-two\n');
    run(`docker exec one docker run -q -d --privileged --name third ${PLAIN} docker:dind --tls=false; sleep 3`);
    expect(run('docker exec one docker exec third docker run -q --rm alpine hostname -i')).toBe('172.18.0.2\n');
    run('docker rm -f one');
    expect(run('docker exec two docker ps --format "{{.Names}}"')).toBe('of-two\n');
  });
});

describe('the client', () => {
  it('reaches an inner engine by its contexts, and Compose and builds with it', () => {
    const { run } = host();
    run(dind('inner', '-p 2375:2375'));
    run('docker context create far --docker host=tcp://localhost:2375; docker context use far; docker pull -q alpine');
    run("mkdir app; printf 'FROM alpine\\nRUN echo built > /x\\nCMD cat /x\\n' > app/Dockerfile");
    expect(run('docker build -q -t mine app >/dev/null; docker run --rm mine')).toBe('built\n');
    run('printf \'services:\\n  web:\\n    image: nginx:alpine\\n    ports: ["80:80"]\\n\' > app/compose.yaml');
    run('docker compose -f app/compose.yaml up -d; sleep 2');
    expect(run('docker compose -f app/compose.yaml ps --format "{{.Name}}"')).toBe('app-web-1\n');
    expect(run('docker exec app-web-1 wget -qO- localhost')).toContain('Welcome');
    expect(run('docker -c default ps --format "{{.Names}}"')).toBe('inner\n');
    expect(run('echo in | docker run -i --rm alpine cat; docker run --rm alpine sh -c "exit 7"; echo $?')).toBe(
      'in\n7\n',
    );
    run('docker compose -f app/compose.yaml down; docker context use default');
    expect(run('docker exec inner docker ps -aq; docker images -q mine')).toBe('');
  });

  it('in docker:cli takes the socket where it is, and names of its commands for commands', () => {
    const { run } = host();
    run('docker run -d --name zz alpine sleep 99');
    const socket = '-v /var/run/docker.sock:/var/run/docker.sock';
    expect(run(`docker run --rm ${socket} docker:cli ps --format "{{.Names}}" | grep zz`)).toBe('zz\n');
    expect(run(`docker run --rm ${socket} docker:cli sh -c 'echo $DOCKER_HOST'`)).toBe('unix:///var/run/docker.sock\n');
    expect(run("docker run --rm docker:cli sh -c 'echo $DOCKER_HOST'")).toBe('tcp://docker:2375\n');
    expect(run('docker run --rm docker:cli --version')).toBe('Docker version 28.5.2, build ecc6942\n');
    expect(run('docker run --rm docker:cli docker compose version --short')).toBe('2.40.3\n');
  });

  it('is told when the daemon that it spoke to goes away', () => {
    const { run } = host();
    run(dind('inner', '--network lan'));
    run('docker exec inner docker run -q -d --name deep alpine sleep 999');
    run(
      'docker run -d --name waits --network lan docker:cli -H tcp://inner:2375 wait deep; sleep 1; docker kill inner; sleep 1',
    );
    expect(run('docker ps -a --filter name=waits --format "{{.Status}}"')).toMatch(/^Exited \(1\)/);
    expect(run('docker run --rm --network lan docker:cli -H tcp://inner ps')).toContain('inner');
  });
});

describe('dockerd', () => {
  const started = (run: (c: string) => string, more = ''): string =>
    run(`dockerd ${more} > /tmp/log 2>&1 & sleep 18; cat /tmp/log`);

  it('refuses what the real one refuses, in its words', () => {
    const { run } = host();
    const begin = /^time="\S+Z" level=info msg="Starting up"\n/;
    const rest = (text: string): string => text.replace(begin, '');
    const second = run('dockerd');
    expect(second).toMatch(begin);
    expect(rest(second)).toBe(
      'failed to start daemon, ensure docker is not running or delete /var/run/docker.pid: process with PID 3 is still running\n',
    );
    expect(rest(run('su student -c dockerd'))).toBe(
      'dockerd needs to be started with root privileges. To run dockerd in rootless mode as an unprivileged user, see https://docs.docker.com/go/rootless/\n',
    );
    expect(run('dockerd --foo; echo $?')).toContain(
      "Status: unknown flag: --foo\nSee 'dockerd --help'.\n\nUsage:\tdockerd [OPTIONS]\n",
    );
    expect(run('dockerd -H foo://x')).toContain(
      `Status: invalid argument "foo://x" for "-H, --host" flag: invalid bind address (foo://x): unsupported proto 'foo'\n`,
    );
    expect(run('dockerd --label x')).toContain(
      'Status: invalid argument "x" for "--label" flag: bad attribute format: x\n',
    );
    expect(run('dockerd -l nosuch')).toBe('invalid logging level: nosuch\n');
    expect(rest(run('dockerd -p /tmp/p -H unix:///nosuch/x.sock'))).toBe(
      "failed to load listeners: can't create unix socket /nosuch/x.sock: listen unix /nosuch/x.sock: bind: no such file or directory\n",
    );
    expect(run('dockerd --live-restore; dockerd --iptables=false; dockerd -s vfs')).toBe(
      "drydock: 'dockerd --live-restore' is not simulated\ndrydock: 'dockerd --iptables=false' is not simulated\ndrydock: 'dockerd --storage-driver vfs' is not simulated\n",
    );
    expect(run('dockerd -v; dockerd --validate')).toBe('Docker version 28.5.2, build 89c5e8f\nconfiguration OK\n');
    expect(run('dockerd -p /tmp/p -H unix:///tmp/s --data-root /tmp/d 2>&1 | tail -1')).toContain(
      "drydock: 'a second engine in one network namespace' is not simulated",
    );
  });

  it('reads its configuration file', () => {
    const { run } = host();
    const told = (json: string, flags = ''): string =>
      run(`printf '${json}' > /etc/docker/daemon.json; dockerd --validate ${flags}`);
    const unable = 'unable to configure the Docker daemon with file /etc/docker/daemon.json: ';
    expect(told('{"debug": true}')).toBe('configuration OK\n');
    expect(told('{"foo": 1, "bar": 2}')).toBe(
      `${unable}the following directives don't match any configuration option: bar, foo\n`,
    );
    expect(told('{"hosts": ["unix:///x"]}', '-H unix:///tmp/q')).toBe(
      `${unable}the following directives are specified both as a flag and in the configuration file: hosts: (from flag: [unix:///tmp/q], from file: [unix:///x])\n`,
    );
    expect(told('{"hosts": 3}')).toBe(
      `${unable}invalid JSON: json: cannot unmarshal number into Go struct field Config.hosts of type []string\n`,
    );
    expect(told('hello')).toBe(`${unable}invalid JSON: invalid character 'h' looking for beginning of value\n`);
    expect(told('{"live-restore": true}')).toBe("drydock: 'daemon.json: live-restore' is not simulated\n");
    expect(run('dockerd --config-file /nosuch')).toBe(
      'unable to configure the Docker daemon with file /nosuch: open /nosuch: no such file or directory\n',
    );
  });

  it('takes the place of the one that the host booted with', () => {
    const { run } = host();
    run('docker run -d --name on --restart always alpine sleep 999; docker run -d --name plain alpine sleep 999');
    expect(run('kill -9 $(cat /run/docker.pid); docker ps')).toContain('Cannot connect to the Docker daemon');
    expect(run('ps aux | grep -c "[s]leep 999"')).toBe('0\n');
    const log = started(
      run,
      '-H unix:///var/run/docker.sock -H tcp://0.0.0.0:2375 -D --label a=b --registry-mirror http://m:5000',
    );
    expect(log).toContain(
      'level=warning msg="Binding to an IP address without --tlsverify is deprecated. Startup is intentionally being slowed down to show this message" host="tcp://0.0.0.0:2375"\n',
    );
    expect(log).toMatch(
      /level=info msg="API listen on \[::\]:2375"\n.*level=info msg="API listen on \/var\/run\/docker.sock"\n$/,
    );
    expect(run('docker -H tcp://127.0.0.1 ps -a --format "{{.Names}} {{.State}}"')).toBe('plain exited\non running\n');
    const info = run('docker info');
    expect(info).toContain(' Labels:\n  a=b\n Experimental');
    expect(info).toContain(' Registry Mirrors:\n  http://m:5000/\n Live Restore');
    expect(info).toContain('[DEPRECATION NOTICE]: API is accessible on http://0.0.0.0:2375 without encryption.');
    expect(run('kill $(cat /run/docker.pid); wait; ls /run/docker.sock /run/docker.pid')).toMatch(
      /No such file[^]*No such file/,
    );
  });
});

describe('docker:dind without what it needs', () => {
  it('fails as the real one does without --privileged', () => {
    const { run } = host();
    expect(run('docker run --rm docker:dind; echo $?')).toBe(
      "1\nip: can't find device 'nf_tables'\nmodprobe: can't change directory to '/lib/modules': No such file or directory\nip: can't find device 'ip_tables'\nmodprobe: can't change directory to '/lib/modules': No such file or directory\nmount: permission denied (are you root?)\n",
    );
    const log = run('docker run --rm --entrypoint dockerd docker:dind 2>&1');
    expect(log).toContain(
      'level=error msg="failed to mount overlay: operation not permitted" storage-driver=overlay2\n',
    );
    expect(log).toMatch(
      /failed to register "bridge" driver: failed to create NAT chain DOCKER: iptables failed: iptables --wait -t nat -N DOCKER: .*Permission denied \(you must be root\)\n \(exit status 4\)\n$/,
    );
  });

  it('says that TLS is not simulated, and listens on its socket', () => {
    const { run } = host();
    run('docker run -d --privileged --name docker --network lan docker:dind; sleep 3');
    expect(run('docker logs docker 2>&1')).toContain("drydock: 'TLS at tcp://0.0.0.0:2376' is not simulated");
    expect(run('docker exec docker docker run -q --rm alpine echo ok')).toBe('ok\n');
    expect(run('docker run --rm --network lan docker:cli -H tcp://docker:2376 ps')).toBe(
      'Cannot connect to the Docker daemon at tcp://docker:2376. Is the docker daemon running?\n',
    );
  });

  it('has no images without a way out', () => {
    const { run } = host();
    run(dind('inner', '--network none'));
    expect(run('docker exec inner docker pull alpine')).toContain('connect: network is unreachable');
    expect(
      run('docker save alpine | docker exec -i inner docker load -q; docker exec inner docker run --rm alpine echo ok'),
    ).toBe('Loaded image: alpine:latest\nok\n');
  });
});

describe('drydock why', () => {
  it('tells what an inner engine refused, and asks for inner containers as for the one around', () => {
    const { run } = host();
    run(dind('inner', '-p 8080:9090 --network lan'));
    run('docker exec inner docker run -q -d --name web -p 9090:80 nginx:alpine; sleep 2');
    expect(run('docker exec inner docker run -d -p 9090:80 nginx:alpine')).toContain('port is already allocated');
    expect(run('drydock why')).toContain('Bind for 0.0.0.0:9090 failed: port is already allocated');
    run('docker exec inner docker exec web wget -qO- http://nosuch/');
    expect(run('drydock why')).toContain('who asks: inner, on lan');
    expect(run('drydock why localhost:8080')).toContain('who listens on 9090: docker-proxy listens on 0.0.0.0:9090');
  });
});
