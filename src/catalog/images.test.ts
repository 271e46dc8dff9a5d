import { describe, expect, it } from 'vitest';
import { session } from '../headless/testing.ts';

describe('systems', () => {
  it.each([
    ['debian', '/run\n/run/lock\n'],
    ['ubuntu:24.04', '/run\n/run/lock\n'],
    ['python:3.12-slim', '/run\n/run/lock\n'],
    ['alpine', '../run\n../run/lock\n'],
  ])('of %s have their runtime folders under /run', (image, links) => {
    expect(
      session({ images: [image] })(
        `docker run --rm ${image} sh -c 'readlink /var/run /var/lock; touch /var/run/x /var/lock/y && ls /run/x /run/lock/y'`,
      ),
    ).toBe(`${links}/run/lock/y\n/run/x\n`);
  });
  it('of the host too', () => {
    expect(session()('readlink /var/run; touch /var/lock/y; ls /run/lock')).toBe('/run\ny\n');
  });
});

describe('apk add', () => {
  const run = session({ images: ['alpine:3.20'] });
  it('fetches an index that is not there, and bash is in /bin', () => {
    const out = run(
      `docker run --rm alpine:3.20 sh -c 'apk add bash; ls /bin/bash; ls /usr/bin/bash; apk add curl | head -1'`,
    );
    expect(out).toMatch(
      /^fetch https:\/\/dl-cdn\.alpinelinux\.org\/alpine\/v3\.20\/main\/x86_64\/APKINDEX\.tar\.gz\nfetch .*community.*\n\(1\/\d\) Installing /,
    );
    expect(out).toMatch(/Installing bash \(5[^)]*\)\nExecuting bash-5\S*\.post-install\n/);
    expect(out).toMatch(/\n\/bin\/bash\n\(1\/\d+\) Installing .*\nls: \/usr\/bin\/bash: No such file or directory\n$/);
  });
  it('without a network says what is missing', () => {
    expect(run('docker run --rm alpine:3.20 apk add --no-network curl')).toMatch(
      /WARNING: opening from cache .*\n.*\nERROR: unable to select packages:\n {2}curl \(no such package\):\n {4}required by: world\[curl\]\n= 1\n$/,
    );
  });
});

describe('images of databases', () => {
  it('of MariaDB 10 have the names of MySQL, later ones do not', () => {
    const run = session({ images: ['mariadb:10.6', 'mariadb:11.4'] });
    const look = (image: string): string =>
      run(`docker run --rm ${image} sh -c 'command -v mysql mysqldump mysqladmin mysqld mariadb; true'`);
    expect(look('mariadb:10.6')).toBe(
      '/usr/bin/mysql\n/usr/bin/mysqldump\n/usr/bin/mysqladmin\n/usr/sbin/mysqld\n/usr/bin/mariadb\n',
    );
    expect(look('mariadb:11.4')).toBe('/usr/bin/mariadb\n');
    expect(run('docker run --rm mariadb:10.6 mysql --version')).toMatch(/^mysql .*10\.6/);
    expect(
      run(
        'docker run -d --name old -e MARIADB_ROOT_PASSWORD=x mariadb:10.6 >/dev/null; sleep 30; docker exec old mysql -uroot -px -e "select 1"; docker exec old mysqladmin -uroot -px ping',
      ),
    ).toBe('1\n1\nmysqld is alive\n');
  });
  it('of PostgreSQL 18 refuse what is mounted where the data were before', () => {
    const run = session({ images: ['postgres:18', 'postgres:17'] });
    const start = (image: string, at: string): string =>
      run(`docker run --rm -e POSTGRES_PASSWORD=x -v pg${image.slice(-2)}:${at} ${image} 2>&1 | tail -25`);
    expect(start('postgres:18', '/var/lib/postgresql/data')).toMatch(
      /^Error: in 18\+, these Docker images[^]*appears to be PostgreSQL data in:\n {9}\/var\/lib\/postgresql\/data \(unused mount\/volume\)\n/,
    );
    expect(
      run(
        'docker run -d --name new -e POSTGRES_PASSWORD=x -v all:/var/lib/postgresql postgres:18 >/dev/null; sleep 20; docker exec new ls /var/lib/postgresql/18/docker/PG_VERSION',
      ),
    ).toBe('/var/lib/postgresql/18/docker/PG_VERSION\n');
    expect(
      run(
        'docker run -d --name seventeen -e POSTGRES_PASSWORD=x -v old:/var/lib/postgresql/data postgres:17 >/dev/null; sleep 20; docker rm -f seventeen; docker run --rm -e POSTGRES_PASSWORD=x -v old:/var/lib/postgresql/data postgres:18',
      ),
    ).toMatch(/data in:\n {9}\/var\/lib\/postgresql\/data\n/);
  });
});

it('every layer of every pull has a name', () => {
  expect(session()('docker pull wordpress; docker pull phpmyadmin')).not.toMatch(/null|undefined/);
});
