import { describe, expect, it } from 'vitest';
import { decode } from '../../../fs/bytes.ts';
import { EVERYTHING } from '../../../headless/parts.ts';
import { Machine } from '../../../lab/machine.ts';

function session(user = 'root'): (c: string) => string {
  const s = new Machine(EVERYTHING).session({
    user,
    cwd: user === 'root' ? '/root/lab' : `/home/${user}`,
    name: 'test',
  });
  return (c) => {
    const a = s.run(c);
    return decode(a.stdout) + decode(a.stderr) + (a.status === 0 ? '' : `= ${a.status}\n`);
  };
}

describe('apt-get in a container', () => {
  const inside = (script: string, image = 'debian'): string => {
    const run = session();
    run(`docker pull -q ${image}`);
    return run(`docker run --rm ${image} bash -c '${script}'`);
  };

  it('knows nothing before an update, and nothing again after the lists are gone', () => {
    expect(inside('apt-get install -y curl')).toContain('E: Unable to locate package curl\n= 100');
    expect(inside('apt-get update -qq; rm -rf /var/lib/apt/lists/*; apt-get install -y curl')).toContain(
      'E: Unable to locate package curl\n= 100',
    );
    expect(inside('apt-get update -qq && apt-get install -y -qq curl && curl --version | head -1')).toContain(
      'curl 8.14.1',
    );
  });

  it('asks when more comes than was named, and an empty input is no', () => {
    expect(inside('apt-get update -qq; apt-get install git')).toMatch(
      /Do you want to continue\? \[Y\/n\] Abort\.\n= 1\n$/,
    );
  });

  it('leaves recommended packages out on request, names them, and takes orphans away', () => {
    const out = inside(
      'apt-get update -qq; apt-get install -y --no-install-recommends git 2>/dev/null; dpkg -s less >/dev/null 2>&1 || echo no less; apt-get purge -y --auto-remove git >/dev/null; dpkg -l | grep -c git-man; command -v git || echo gone',
    );
    expect(out).toContain('Recommended packages:\n  ca-certificates less openssh-client\n');
    expect(out).toMatch(/no less\n0\ngone\n$/);
  });

  it('says which package has no candidate, and which version is not there', () => {
    expect(inside('apt-get update -qq; apt-get install -y netcat')).toContain(
      "E: Package 'netcat' has no installation candidate",
    );
    expect(inside('apt-get update -qq; apt-get install -y curl=7.0')).toContain(
      "E: Version '7.0' for 'curl' was not found",
    );
  });

  it('needs the network', () => {
    const run = session();
    run('docker pull -q debian');
    expect(run('docker run --rm --network none debian apt-get update')).toContain(
      "Temporary failure resolving 'deb.debian.org'",
    );
  });

  it('commands without a program say so', () => {
    expect(inside('apt-get update -qq; apt-get install -y -qq cowsay >/dev/null 2>&1; cowsay hi')).toBe(
      "drydock: 'cowsay' is not simulated\n= 1\n",
    );
  });
});

describe('the installation of Docker, step by step, on the host', () => {
  it('goes through: keys, sources, packages, group and plugin', () => {
    const run = session('student');
    expect(run('sudo apt update')).toContain('Packages [9,670 kB]');
    expect(run('sudo apt install -y apt-transport-https ca-certificates curl software-properties-common')).toContain(
      'Setting up software-properties-common',
    );
    expect(
      run(
        'curl -fsSL https://download.docker.com/linux/ubuntu/gpg | sudo gpg --dearmor -o /usr/share/keyrings/docker-archive-keyring.gpg',
      ),
    ).toBe('');
    expect(
      run(
        'echo "deb [arch=$(dpkg --print-architecture) signed-by=/usr/share/keyrings/docker-archive-keyring.gpg] https://download.docker.com/linux/ubuntu $(lsb_release -cs) stable" | sudo tee /etc/apt/sources.list.d/docker.list > /dev/null',
      ),
    ).toBe('');
    expect(run('sudo apt update')).toContain('https://download.docker.com/linux/ubuntu trixie InRelease');
    expect(run('sudo apt install -y docker-ce')).toContain('docker-ce is already the newest version');
    expect(run('sudo usermod -aG docker ${USER}')).toBe('');
    run('mkdir -p ~/.docker/cli-plugins/');
    expect(
      run(
        `LATEST_VERSION=$(curl -s https://api.github.com/repos/docker/compose/releases/latest | grep '"tag_name":' | sed -E 's/.*"([^"]+)".*/\\1/'); echo $LATEST_VERSION`,
      ),
    ).toBe('v2.40.3\n');
    expect(
      run(
        'curl -SL "https://github.com/docker/compose/releases/download/${LATEST_VERSION}/docker-compose-$(uname -s)-$(uname -m)" -o ~/.docker/cli-plugins/docker-compose',
      ),
    ).toContain('% Total');
    expect(
      run('chmod +x ~/.docker/cli-plugins/docker-compose; ~/.docker/cli-plugins/docker-compose version'),
    ).toContain('Docker Compose version');
  });

  it('an archive without its key, or with a suite that it does not have, is an error', () => {
    const run = session();
    run(
      'echo "deb [signed-by=/nokey.gpg] https://download.docker.com/linux/debian trixie stable" > /etc/apt/sources.list.d/docker.list',
    );
    expect(run('apt-get update')).toMatch(
      /NO_PUBKEY 7EA0A9C3F273FCD8\nE: The repository 'https:\/\/download.docker.com\/linux\/debian trixie InRelease' is not signed\.\n= 100/,
    );
    run(
      'echo "deb [trusted=yes] https://download.docker.com/linux/debian nosuch stable" > /etc/apt/sources.list.d/docker.list',
    );
    expect(run('apt-get update')).toContain(
      "E: The repository 'https://download.docker.com/linux/debian nosuch Release' does not have a Release file.\n= 100",
    );
    run('echo nonsense > /etc/apt/sources.list.d/docker.list');
    expect(run('apt-get update')).toContain(
      'E: Malformed entry 1 in list file /etc/apt/sources.list.d/docker.list (Type)',
    );
  });
});

describe('apk', () => {
  it('wants its index, installs with what is needed, and takes a virtual group away again', () => {
    const run = session();
    run('docker pull -q alpine');
    const inside = (script: string): string => run(`docker run --rm alpine sh -c '${script}'`);
    expect(inside('apk add --no-network curl')).toContain(
      'ERROR: unable to select packages:\n  curl (no such package):\n    required by: world[curl]\n= 1\n',
    );
    expect(inside('apk add --no-cache curl')).toMatch(
      /Installing curl .*\nExecuting busybox.*\nOK: \d+ MiB in \d+ packages\n$/s,
    );
    expect(
      inside(
        'apk add --no-cache --virtual .b gcc >/dev/null; command -v gcc; apk del .b >/dev/null; command -v gcc || echo gone',
      ),
    ).toBe('/usr/bin/gcc\ngone\n');
    expect(inside('apk add -q --no-cache bash && bash -c "echo \\${BASH_VERSION%%.*}"')).toBe('5\n');
  });
});
