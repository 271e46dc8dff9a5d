import { describe, expect, it } from 'vitest';
import { decode } from '../../fs/bytes.ts';
import { EVERYTHING } from '../../headless/parts.ts';
import { Machine } from '../../lab/machine.ts';

function lab(): (c: string) => string {
  const s = new Machine(EVERYTHING).session({ user: 'root', cwd: '/root/lab', name: 'test' });
  return (c) => {
    const a = s.run(c);
    return decode(a.stdout) + decode(a.stderr) + (a.status === 0 ? '' : `= ${a.status}\n`);
  };
}

describe('a registry in a container', () => {
  it('refuses while it is not there, takes what is pushed, and gives it back', () => {
    const run = lab();
    run('docker pull -q alpine; docker tag alpine localhost:5000/mine:1');
    expect(run('docker push localhost:5000/mine:1')).toContain('dial tcp 127.0.0.1:5000: connect: connection refused');
    run('docker run -d --name reg -p 5000:5000 -v regdata:/var/lib/registry registry:2; sleep 1');
    expect(run('curl -s localhost:5000/v2/_catalog')).toBe('{"repositories":[]}\n');
    expect(run('docker push localhost:5000/mine:1')).toMatch(/1: digest: sha256:[0-9a-f]{64} size: \d+/);
    expect(run('curl -s localhost:5000/v2/_catalog')).toBe('{"repositories":["mine"]}\n');
    expect(run('curl -s localhost:5000/v2/mine/tags/list')).toBe('{"name":"mine","tags":["1"]}\n');
    const id = run('docker images -q --no-trunc localhost:5000/mine:1');
    run('docker rmi localhost:5000/mine:1 alpine');
    expect(run('docker pull -q localhost:5000/mine:1')).toBe('localhost:5000/mine:1\n');
    expect(run('docker images -q --no-trunc localhost:5000/mine:1')).toBe(id);
    expect(run('docker run --rm localhost:5000/mine:1 cat /etc/alpine-release')).toMatch(/^3\./);
    expect(run('docker pull localhost:5000/other')).toContain(
      'manifest for localhost:5000/other:latest not found: manifest unknown',
    );
    expect(run('docker logs reg 2>/dev/null')).toContain('"PUT /v2/mine/manifests/1 HTTP/1.1" 201');
  });

  it('keeps its content in its volume, and loses it without one', () => {
    const run = lab();
    run('docker pull -q busybox; docker tag busybox localhost:5000/bb');
    run(
      'docker run -d --name reg -p 5000:5000 -v data:/var/lib/registry registry:2; sleep 1; docker push -q localhost:5000/bb; docker rm -f reg',
    );
    expect(run('docker pull -q localhost:5000/bb')).toContain('connection refused');
    run(
      'docker run -d --name reg -p 5000:5000 -v data:/var/lib/registry registry:2; sleep 1; docker rmi localhost:5000/bb',
    );
    expect(run('docker pull -q localhost:5000/bb')).toBe('localhost:5000/bb:latest\n');
    run('docker rm -f reg; docker run -d --name reg -p 5000:5000 registry:2; sleep 1');
    expect(run('curl -s localhost:5000/v2/_catalog')).toBe('{"repositories":[]}\n');
  });

  it('another server at that port is no registry', () => {
    const run = lab();
    run('docker run -d --name web -p 5000:80 nginx; docker tag nginx localhost:5000/x1; sleep 1');
    expect(run('docker push localhost:5000/x1')).toContain('malformed HTTP response');
  });
});
