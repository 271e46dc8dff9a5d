import { describe, expect, it } from 'vitest';
import { decode } from '../../fs/bytes.ts';
import { EVERYTHING } from '../../headless/parts.ts';
import { Machine } from '../../lab/machine.ts';

const machine = new Machine(EVERYTHING);
const s = machine.session({ user: 'root', cwd: '/root/lab', name: 'test' });
const run = (c: string): string => {
  const a = s.run(c);
  return decode(a.stdout) + decode(a.stderr) + (a.status === 0 ? '' : `= ${a.status}\n`);
};
run('docker run -d --name bin -p 8000:80 kennethreitz/httpbin; docker run -d --name web -p 8001:80 nginx; sleep 2');

describe('curl', () => {
  it('has exit codes for what went wrong', () => {
    expect(run('curl -s nosuch.test')).toBe('= 6\n');
    expect(run('curl -sS localhost:1')).toMatch(
      /^curl: \(7\) Failed to connect to localhost:1 after \d+ ms: Could not connect to server\n= 7\n$/,
    );
    expect(run('curl -sf localhost:8001/nosuch')).toBe('= 22\n');
    expect(run('curl -sS -m 1 localhost:8000/delay/5')).toMatch(
      /^curl: \(28\) Operation timed out after 10\d\d milliseconds with 0 bytes received\n= 28\n$/,
    );
    expect(run('curl -sS ftp://localhost/')).toBe('curl: (1) Protocol "ftp" not supported\n= 1\n');
    expect(run('curl -sS https://localhost:8001')).toContain('curl: (35)');
    expect(run('curl')).toContain('curl: (2) no URL specified');
    expect(run('curl -x proxy:1 localhost')).toBe("curl: drydock: '-x' is not simulated\n= 2\n");
    expect(run('curl -K urls')).toBe("curl: drydock: '-K' is not simulated\n= 2\n");
  });

  it('sends bodies, forms, headers and credentials', () => {
    expect(run(`curl -s -X PUT localhost:8000/put -H 'X-A: b' -d a=1 -d b=2 | jq -c '.form, .headers["X-A"]'`)).toBe(
      '{"a":"1","b":"2"}\n"b"\n',
    );
    expect(run(`curl -s --json '{"x":[1]}' localhost:8000/post | jq -c .json`)).toBe('{"x":[1]}\n');
    expect(
      run(`printf 'a\\nb' > f; curl -s --data-binary @f localhost:8000/post -H 'Content-Type: text/plain' | jq .data`),
    ).toBe('"a\\nb"\n');
    expect(run(`curl -s -F file=@f -F n=1 localhost:8000/post | jq -r '.headers["Content-Type"]'`)).toMatch(
      /^multipart\/form-data; boundary=-+\w+\n$/,
    );
    expect(
      run('curl -s -o /dev/null -w "%{http_code} %{num_redirects}" -u me:pw localhost:8000/basic-auth/me/pw'),
    ).toBe('200 0');
    expect(run('curl -s -G localhost:8000/get --data-urlencode "q=a b" | jq -r .args.q')).toBe('a b\n');
  });

  it('follows redirects, resolves by hand, and tries again', () => {
    expect(run('curl -sL -o /dev/null -w "%{url_effective} %{num_redirects}" localhost:8000/redirect/2')).toBe(
      'http://localhost:8000/get 2',
    );
    expect(run('curl -s --resolve app.test:8001:127.0.0.1 http://app.test:8001 | grep -c Welcome')).toBe('2\n');
    const from = machine.kernel.now;
    expect(run('curl -s --retry 2 --retry-connrefused localhost:1')).toBe('= 7\n');
    expect(machine.kernel.now - from).toBeGreaterThan(2900);
  });

  it('shows its meter where output does not go to a terminal, and not with -s', () => {
    expect(run('curl localhost:8001 2>&1 >/dev/null')).toMatch(/% Total[^]*\r100 +\d+ +100/);
    expect(run('curl -s localhost:8001 2>&1 >/dev/null')).toBe('');
  });

  it('speaks HTTPS with known hosts of the outside, where certificates are installed', () => {
    expect(run('curl -s https://example.com')).toContain('Example Domain');
    expect(run('curl -sI http://github.com | head -1')).toBe('HTTP/1.1 301 Moved Permanently\r\n');
    run('docker pull -q debian');
    expect(
      run(
        'docker run --rm debian sh -c "apt-get update -qq; apt-get install -y -qq --no-install-recommends curl >/dev/null 2>&1; curl -sS https://example.com"',
      ),
    ).toContain('curl: (77) error setting certificate file: /etc/ssl/certs/ca-certificates.crt');
  });
});

describe('wget', () => {
  it('saves, says what it does, and has its own exit codes', () => {
    expect(run('wget -q localhost:8001/50x.html && ls 50x.html')).toBe('50x.html\n');
    expect(run('wget -qO- localhost:8001 | grep -c Welcome')).toBe('2\n');
    expect(run('wget localhost:8001/nosuch')).toContain('ERROR 404: Not Found.\n\n= 8\n');
    expect(run('wget -q nosuch.test')).toBe('= 4\n');
    expect(run('wget -qO- https://example.com | grep -c Domain')).toBe('1\n');
  });
});

describe('the socket of the daemon', () => {
  it('answers the Engine API over HTTP, on the host and where it is mounted', () => {
    expect(run('curl -s --unix-socket /var/run/docker.sock http://localhost/version | jq -r .ApiVersion')).toBe(
      '1.51\n',
    );
    expect(
      run(
        `curl -s --unix-socket /var/run/docker.sock http://localhost/v1.51/containers/json | jq -r '.[].Names[0]' | sort`,
      ),
    ).toBe('/bin\n/web\n');
    expect(run('curl -s --unix-socket /var/run/docker.sock http://localhost/containers/nosuch/json')).toBe(
      '{"message":"No such container: nosuch"}\n',
    );
    expect(
      run(
        'curl -s --unix-socket /var/run/docker.sock -X POST http://localhost/containers/web/stop -w "%{http_code}"; docker ps -q --filter name=web',
      ),
    ).toBe('204');
    run('docker start web; docker pull -q curlimages/curl');
    expect(
      run(
        'docker run --rm -u root -v /var/run/docker.sock:/var/run/docker.sock curlimages/curl -s --unix-socket /var/run/docker.sock http://localhost/_ping',
      ),
    ).toBe('OK');
    expect(
      run("curl -s --unix-socket /var/run/docker.sock 'http://localhost/events?since=0&until=1' -w '%{http_code}'"),
    ).toBe('200');
    expect(run('curl -sS --unix-socket /nosuch http://localhost/')).toContain('curl: (7)');
  });
});
