import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { EVERYTHING as FULL } from '../headless/parts.ts';
import { Machine } from '../lab/machine.ts';

/** A shell of a machine, and requests from it: `ask('1.40', 'GET', '/info')`. */
function host(): { run: (line: string) => string; ask: (version: string, how: string, body?: string) => string } {
  const s = new Machine(FULL).session({ user: 'root', cwd: '/root/lab', name: 'test' });
  const run = (line: string): string => {
    const a = s.run(line);
    return decode(a.stdout) + decode(a.stderr);
  };
  const ask = (version: string, how: string, body?: string): string => {
    const [method = '', path = ''] = how.split(' ');
    const more = body === undefined ? '' : ` -H 'Content-Type: application/json' -d '${body}'`;
    return run(
      `curl -s -X ${method} --unix-socket /var/run/docker.sock 'http://localhost/v${version}${path}' -w '%{http_code}'${more}`,
    );
  };
  return { run, ask };
}

describe('older versions of the API', () => {
  it('have the size of an image twice until 1.43, and what it was committed from until 1.44', () => {
    const { run, ask } = host();
    run('docker pull -q busybox');
    expect(ask('1.43', 'GET /images/json')).toMatch(/"Size":(\d+),"VirtualSize":\1\b/);
    expect(ask('1.44', 'GET /images/json')).not.toContain('VirtualSize');
    expect(ask('1.43', 'GET /system/df')).toContain('VirtualSize');
    expect(ask('1.43', 'GET /images/busybox/json')).toMatch(/"Size":(\d+),"VirtualSize":\1\b/);
    expect(ask('1.44', 'GET /images/busybox/json')).toContain('"ContainerConfig":{"Hostname":""');
    expect(ask('1.45', 'GET /images/busybox/json')).not.toContain('ContainerConfig');
    expect(ask('1.49', 'GET /images/busybox/json')).toContain('"Config":{"AttachStderr":false');
    expect(ask('1.50', 'GET /images/busybox/json')).not.toContain('AttachStderr');
  });

  it('describe the daemon as a map, with what has gone since and without what came', () => {
    const { ask } = host();
    const old = ask('1.40', 'GET /info');
    expect(old).toMatch(/^\{"Architecture":/);
    expect(old).toContain('"AllowNondistributableArtifactsCIDRs":null');
    expect(old).not.toContain('"Containerd":');
    expect(old).not.toContain('FirewallBackend');
    expect(ask('1.47', 'GET /info')).not.toContain('AllowNondistributable');
    expect(ask('1.50', 'GET /info')).toMatch(/^\{"ID":/);
  });

  it('refuse of a new container what came later', () => {
    const { run, ask } = host();
    run('docker pull -q busybox');
    const mount = '{"Type":"bind","Source":"/etc","Target":"/e","BindOptions":{"ReadOnlyForceRecursive":true}}';
    const body = `{"Image":"busybox","HostConfig":{"Mounts":[${mount}]}}`;
    expect(ask('1.43', 'POST /containers/create', body)).toContain('ReadOnlyForceRecursive needs API v1.44 or newer');
    expect(ask('1.44', 'POST /containers/create', body)).toContain('201');
    const two = '{"Image":"busybox","NetworkingConfig":{"EndpointsConfig":{"bridge":{},"host":{}}}}';
    expect(ask('1.43', 'POST /containers/create', two)).toContain('multiple network endpoints: bridge, host');
  });
});

describe('what is asked of a container', () => {
  it('is updated by what an update hears, and checked together when it starts', () => {
    const { run, ask } = host();
    run('docker create --name web --memory 20m --memory-swap 20m busybox sleep 100');
    const update = '{"MemorySwap":10000000,"PidsLimit":-1,"Ulimits":[{"Name":"nofile","Soft":1,"Hard":1}]}';
    expect(ask('1.51', 'POST /containers/web/update', update)).toBe('{"Warnings":null}\n200');
    expect(
      run("docker inspect -f '{{.HostConfig.MemorySwap}} {{.HostConfig.PidsLimit}} {{.HostConfig.Ulimits}}' web"),
    ).toBe('10000000 0 []\n');
    expect(run('docker start web')).toContain('Minimum memoryswap limit should be larger than memory limit');
  });

  it('goes without what the host cannot do, and the client is told', () => {
    const { run, ask } = host();
    run('docker create --name web busybox true');
    expect(ask('1.51', 'POST /containers/web/update', '{"OomKillDisable":true}')).toContain('OomKillDisable discarded');
    expect(ask('1.41', 'POST /containers/web/update', '{"KernelMemory":9000000}')).toContain('kernel memory limit');
    expect(ask('1.42', 'POST /containers/web/update', '{"KernelMemory":9000000}')).toBe('{"Warnings":null}\n200');
  });

  it('may be of no image', () => {
    const { run, ask } = host();
    expect(ask('1.51', 'POST /containers/create?name=none', '{"Cmd":["x"]}')).toContain('201');
    expect(run("docker ps -a --format '{{.Image}} {{.Names}}'")).toBe('<no image> none\n');
    expect(run('docker start none')).toContain('exec: "x": executable file not found in $PATH');
    expect(ask('1.51', 'POST /containers/create', '{"Hostname":"x"}')).toContain('no command specified');
  });

  it('is written in whole numbers', () => {
    const { ask } = host();
    expect(ask('1.51', 'POST /containers/create', '{"Image":"x","HostConfig":{"Memory":1e3}}')).toContain(
      'cannot unmarshal number 1e3 into Go struct field .HostConfig.Memory of type int64',
    );
    expect(ask('1.51', 'POST /containers/create', '{"Image":"x","Hostname":1.5}')).toContain(
      'cannot unmarshal number into',
    );
  });
});

describe('networks that hold a configuration', () => {
  it('are what others are made from, and stay until these are gone', () => {
    const { run, ask } = host();
    run('docker pull -q busybox');
    const cfg =
      '{"Name":"cfg","ConfigOnly":true,"Options":{"com.docker.network.driver.mtu":"1400"},"IPAM":{"Config":[{"Subnet":"10.90.0.0/24"}]}}';
    expect(ask('1.51', 'POST /networks/create', cfg)).toContain('201');
    expect(ask('1.51', 'GET /networks/cfg')).toContain('"ConfigOnly":true');
    expect(ask('1.51', 'POST /networks/create', '{"Name":"n","ConfigFrom":{"Network":"cfg"}}')).toContain('201');
    const made = ask('1.51', 'GET /networks/n');
    expect(made).toContain('"Subnet":"10.90.0.0/24"');
    expect(made).toContain('"ConfigFrom":{"Network":"cfg"},"ConfigOnly":false');
    expect(run('docker run --rm --network n busybox hostname -i')).toBe('10.90.0.2\n');
    expect(ask('1.51', 'DELETE /networks/cfg')).toContain('configuration network \\"cfg\\" is in use"}\n403');
    expect(run('docker network rm n cfg')).toBe('n\ncfg\n');
  });

  it('are made by the command line too', () => {
    const { run } = host();
    run('docker network create --config-only --subnet 10.90.0.0/24 cfg; docker network create --config-from cfg n');
    expect(run("docker network inspect -f '{{(index .IPAM.Config 0).Subnet}} {{.ConfigFrom.Network}}' n")).toBe(
      '10.90.0.0/24 cfg\n',
    );
  });

  it('refuse what goes beyond them, and containers', () => {
    const { run, ask } = host();
    ask('1.51', 'POST /networks/create', '{"Name":"cfg","ConfigOnly":true}');
    const from = (more: string): string =>
      ask('1.51', 'POST /networks/create', `{"Name":"n","ConfigFrom":{"Network":"cfg"},${more}}`);
    expect(from('"Options":{"a":"b"}')).toContain('network driver options are not supported');
    expect(from('"Labels":{"a":"b"}')).toContain('user specified configurations are not supported');
    expect(from('"ConfigOnly":true')).toContain('cannot depend on another configuration network');
    expect(ask('1.51', 'POST /networks/create', '{"Name":"n","ConfigFrom":{"Network":"bridge"}}')).toContain('404');
    expect(ask('1.51', 'POST /networks/create', '{"Name":"n","ConfigOnly":true,"Internal":true}')).toContain('403');
    run('docker create --name web --network cfg busybox true');
    expect(run('docker start web')).toContain('cannot create endpoint on configuration-only network');
  });
});

describe('volumes with options', () => {
  it('are not pruned', () => {
    const { run } = host();
    run('docker volume create --opt type=tmpfs --opt device=tmpfs kept; docker volume create gone');
    expect(run('docker volume prune -af')).toContain('gone');
    expect(run('docker volume ls -q')).toBe('kept\n');
  });
});

describe('events', () => {
  it('are told from the beginning where they are asked for since 0', () => {
    const { run } = host();
    run('docker pull -q busybox; docker tag busybox x; sleep 2');
    expect(run('docker events --since 0 --until $(date +%s) --format "{{.Action}}"')).toBe('pull\ntag\n');
  });
});
