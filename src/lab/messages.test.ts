import { describe, expect, it } from 'vitest';
import { session } from '../headless/testing.ts';

describe('a number that is none or too large', () => {
  const run = session();
  run('echo one > f');
  it.each([
    ["awk 'BEGIN{next}'", 'awk: line 1: improper use of next\n= 2\n'],
    ["awk 'BEGIN{return}'", 'awk: line 1: return outside function body\n= 2\n'],
    ["awk 'function f() {next} {f()} END {print NR}' f", '1\n'],
    ['base64 -w x f', "base64: invalid wrap size: 'x'\n= 1\n"],
    ['base64 -w -1 f', "base64: invalid wrap size: '-1'\n= 1\n"],
    ["head -n '1\n2' f", "head: invalid number of lines: '1\\n2'\n= 1\n"],
    [
      'od -w0 f',
      '0000000 067157 005145\n0000004\nod: warning: invalid width 0; using 2 instead\n'.replace(
        '067157 005145\n0000004',
        '067157\n0000002 005145\n0000004',
      ),
    ],
    ['od -wx f', "od: invalid -w argument 'x'\n= 1\n"],
    ['dd bs=0 < f', "dd: invalid number: '0'\n= 1\n"],
    ['dd bs=1G count=1 status=none < f', 'one\n'],
    ['seq 5 1e308 | head -2', '5\n6\n'],
    ['nl -w 0 f', "nl: invalid line number field width: '0': Numerical result out of range\n= 1\n"],
    ['column -c x f', "column: invalid columns argument: 'x'\n= 1\n"],
    [
      'split -n 99999999999999999999 f',
      "split: invalid number of chunks: '99999999999999999999': Value too large for defined data type\n= 1\n",
    ],
    ['split -l 0 f', "split: invalid number of lines: '0': Numerical result out of range\n= 1\n"],
    ['uniq -f 99999999999999999999 f', 'one\n'],
    ["echo aaaaaaaaaaaaaaaaaaaaaaaaaaaa | grep -E '(a+)+$b'", '= 1\n'],
    ["echo aaaaaaaaaaaaaaaaaaaaaaaaaaaa | sed -E 's/(a|aa)+$b/x/'", 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa\n'],
    ["echo aaaaaaaaaaaaaaaaaaaaaaaaaaaa | awk '/(a|a)*b/'", ''],
    ["expr aaaaaaaaaaaaaaaaaaaaaaaaaaaa : '\\(a*\\)*b'", '\n= 1\n'],
    ['[[ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa =~ (a+)+b ]]', '= 1\n'],
    ['[[ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa == *a*a*a*a*a*a*a*b ]]', '= 1\n'],
    ["echo foobar | sed -E 's/foo|foobar/X/'", 'X\n'],
  ])('%s', (command, answer) => {
    expect(run(command)).toBe(answer);
  });
});

describe('busybox', () => {
  const run = session({ images: ['busybox', 'alpine'] });
  it('names every applet of its own, and says which are not simulated', () => {
    expect(run(`docker run --rm busybox sh -c 'ls /bin/mkfs.ext2 /bin/httpd /bin/mknod; mke2fs /x'`)).toBe(
      "/bin/httpd\n/bin/mkfs.ext2\n/bin/mknod\ndrydock: 'mke2fs' is not simulated\n= 1\n",
    );
    expect(run(`docker run --rm busybox busybox nosuch`)).toBe('nosuch: applet not found\n= 127\n');
    expect(run(`docker run --rm busybox bash`)).toContain('executable file not found in $PATH');
    expect(run(`docker run --rm alpine sh -c 'ls /bin/httpd /usr/bin/httpd 2>&1'`)).toMatch(/No such file/);
  });
  it('serves a folder', () => {
    run(
      `docker run -d --name web -p 8080:8080 busybox sh -c 'mkdir -p /www/d; echo hi > /www/index.html; httpd -f -vv -p 8080 -h /www' > /dev/null; sleep 1`,
    );
    expect(
      run(
        'curl -s localhost:8080; curl -si localhost:8080/d | grep -i -e ^HTTP -e ^Location; curl -s -o /dev/null -w "%{http_code}\\n" localhost:8080/nope; curl -s -X PUT -o /dev/null -w "%{http_code}\\n" localhost:8080/',
      ),
    ).toMatch(/^hi\nHTTP\/1.1 302 Found\r?\nLocation: \/d\/\r?\n404\n501\n$/);
    expect(run('docker logs web 2>&1 | head -2')).toMatch(/^[\d.]+:\d+: url:\/\n[\d.]+:\d+: response:200\n$/);
    expect(
      run(`docker run --rm busybox sh -c 'httpd -p 8080 -h /etc && wget -qO- http://127.0.0.1:8080/hostname | wc -l'`),
    ).toBe('1\n');
    expect(run('docker run --rm busybox httpd -f -p 1x')).toBe("httpd: bad address '1x'\n= 1\n");
  });
  it('lists with narrow columns, and names the file that sed -i writes after the one it edits', () => {
    expect(run(`docker run --rm busybox sh -c 'ls -ld /etc' | cut -c1-14`)).toBe('drwxr-xr-x    \n');
    run('echo a > s.sh');
    expect(run('docker run --rm -v $PWD/s.sh:/s.sh busybox sed -i s/a/b/ /s.sh')).toMatch(
      /^sed: can't move '\/s\.sh\w{6}' to '\/s\.sh': Device or resource busy\n/,
    );
  });
  it('makes pipes and devices', () => {
    expect(
      run(
        `docker run --rm busybox sh -c 'mknod p p; mknod n c 1 3; mknod p p; echo x > n; cat n; ls -l p n | cut -c1'`,
      ),
    ).toBe('c\np\nmknod: p: File exists\n');
  });
});
