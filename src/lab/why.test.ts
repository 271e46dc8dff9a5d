// What learners get wrong, each set up for real, and the explanation that must name the reason.

import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { EVERYTHING } from '../headless/parts.ts';
import { en } from '../why/text/en.ts';
import { es } from '../why/text/es.ts';
import { VERSION } from '../why/command.ts';
import pkg from '../../package.json' with { type: 'json' };
import { Machine } from './machine.ts';

function machine(...setup: string[]): (command: string) => string {
  const m = new Machine(EVERYTHING, { seed: 1 });
  const s = m.session({ user: 'root', cwd: '/root/lab', name: 'test' });
  const run = (c: string): string => {
    const a = s.run(c);
    expect(a.finished).toBe(true);
    return decode(a.stdout) + decode(a.stderr);
  };
  for (const c of setup) run(c);
  return run;
}
/** The first thing that is wrong, with what would mend it. */
function reason(text: string): string {
  const lines = text.split('\n');
  const at = lines.findIndex((l) => l.startsWith('✗'));
  return at < 0 ? '' : lines.slice(at, at + (lines[at + 1]?.startsWith('  →') ? 2 : 1)).join('\n');
}

describe('learners ask why', () => {
  it('1, 2: a file made in one container is not in another, and goes with it', () => {
    const run = machine(
      'docker run -d --name aa busybox sh -c "echo x > /note; sleep 1000"',
      'docker run -d --name bb busybox sleep 1000',
      'sleep 1',
    );
    expect(run('drydock why file aa:/note')).toContain(
      '/note was made in aa: it is only in its writable layer and goes with docker rm',
    );
    expect(run('drydock why file bb:/note')).toMatch(
      /✗ the layers of busybox:latest: no layer ever had \/note[^]*\/note is in aa: every container has a writable layer of its own/,
    );
  });

  it('2: a deleted file of the image is hidden by a whiteout, and a new container has it again', () => {
    const run = machine('docker run -d --name aa busybox sleep 1000', 'docker exec aa rm /etc/passwd');
    expect(reason(run('drydock why file aa:/etc/passwd'))).toMatch(
      /was deleted in aa: a whiteout[^]*a new container of busybox has it again/,
    );
  });

  it('3: the container ended because its main process did', () => {
    const run = machine(
      'docker run -d --name shell debian',
      'docker run --name done busybox echo hi',
      'docker run --name bad busybox sh -c "echo oh no >&2; exit 3"',
      'docker run --name typo busybox pyhton',
      'docker run --name noexec busybox /etc',
      'docker run -d --name inner busybox sh -c nosuch',
      'sleep 1',
    );
    expect(reason(run('drydock why exit shell'))).toMatch(/a shell without input[^]*docker run -it debian bash/);
    expect(reason(run('drydock why exit done'))).toContain('did its work and ended');
    expect(run('drydock why exit bad')).toMatch(/ended with 3[^]*its last words: oh no/);
    expect(reason(run('drydock why exit typo'))).toContain('pyhton was not found in the image');
    expect(reason(run('drydock why exit noexec'))).toContain('/etc may not be executed');
    expect(reason(run('drydock why exit inner'))).toContain('(127)');
  });

  it('3: signals: killed, stopped, and stopped in vain', () => {
    const run = machine(
      'docker run -d --name aa busybox sleep 1000',
      'docker kill aa',
      'docker run -d --name bb busybox sleep 1000',
      'docker stop bb',
      'docker run -d --name cc --init busybox sleep 1000',
      'docker stop cc',
    );
    expect(reason(run('drydock why exit aa'))).toContain('it was killed (137 = 128 + 9)');
    expect(reason(run('drydock why exit bb'))).toContain(
      'sent TERM, sleep as PID 1 has no handler for it, so after 10 s KILL',
    );
    expect(run('drydock why exit cc')).toMatch(/143|no container|137/);
  });

  it('4: EXPOSE is not -p, and the order is host:container', () => {
    const run = machine('docker run -d --name web nginx', 'docker run -d --name swapped -p 80:8080 nginx', 'sleep 2');
    expect(reason(run('drydock why localhost:8080'))).toMatch(
      /8080 is the port inside of swapped; on the host it is 80/,
    );
    expect(reason(run('drydock why localhost:80'))).toMatch(
      /nobody listens on 8080 in swapped; its processes listen on 80 \(nginx\)[^]*-p 80:80/,
    );
    run('docker rm -f swapped');
    expect(reason(run('drydock why http://localhost'))).toMatch(
      /web listens on 80 inside, but the port is not published[^]*-p 80:80/,
    );
  });

  it('5: it listens on 127.0.0.1 inside', () => {
    const run = machine(
      `docker run -d --name app -p 5000:5000 python:3.12-slim python3 -m http.server --bind 127.0.0.1 5000`,
      'sleep 3',
      'curl -s http://localhost:5000',
    );
    expect(reason(run('drydock why http://localhost:5000'))).toMatch(
      /listens on 127\.0\.0\.1:5000 inside: that is app itself[^]*0\.0\.0\.0:5000/,
    );
    expect(reason(run('drydock why'))).toContain('127.0.0.1:5000');
  });

  it('6: localhost in a container is the container', () => {
    const run = machine(
      'docker network create n',
      'docker run -d --network n --name db nginx',
      'docker run -d --network n --name app busybox sleep 1000',
      'sleep 3',
      'docker exec app wget -qO- http://localhost:80',
    );
    expect(reason(run('drydock why connect localhost:80 from app'))).toMatch(
      /localhost is app itself[^]*db does[^]*ask db:80/,
    );
    expect(reason(run('drydock why curl host.docker.internal:80 from app'))).toContain('Docker Desktop');
    expect(reason(run('drydock why'))).toContain('localhost is app itself');
  });

  it('7: the default bridge has no names', () => {
    const run = machine(
      'docker run -d --name db nginx',
      'docker run -d --name app busybox sleep 1000',
      'docker exec app ping -c1 db',
    );
    for (const q of ['drydock why connect db:80 from app', 'drydock why ping db from app', 'drydock why'])
      expect(reason(run(q))).toMatch(/app is on the default bridge, which has no DNS[^]*docker network create/);
    expect(reason(run('drydock why http://db:80'))).toContain(
      'names of containers are known only inside their networks, not on the host',
    );
  });

  it('8: two networks are shut off from each other, by name and by address', () => {
    const run = machine(
      'docker network create a; docker network create b',
      'docker run -d --network a --name db nginx',
      'docker run -d --network b --name app busybox sleep 1000',
      'sleep 2',
    );
    expect(reason(run('drydock why connect db:80 from app'))).toMatch(
      /app is on b, db on a: they share no network[^]*docker network connect b db/,
    );
    const ip = run("docker inspect -f '{{.NetworkSettings.Networks.a.IPAddress}}' db").trim();
    expect(reason(run(`drydock why connect ${ip}:80 from app`))).toMatch(
      /is on the network a, app only on b[^]*docker network connect a app/,
    );
    run('docker network connect b db');
    expect(reason(run('drydock why connect db:80 from app'))).toBe('');
    run('docker stop -t 0 db');
    expect(reason(run('drydock why connect db:80 from app'))).toMatch(
      /db is exited: only running containers have a name/,
    );
    expect(reason(run('drydock why connect dv:80 from app'))).toContain('did you mean db?');
  });

  it('9: started is not ready', () => {
    const run = machine(
      'docker network create n',
      'docker run -d --network n --name app busybox sleep 1000',
      'docker run -d --network n --name db nginx',
    );
    expect(reason(run('drydock why connect db:80 from app'))).toMatch(
      /db runs for \d+ s and nobody listens yet: started is not ready/,
    );
  });

  it('9, 10: a database is not ready at once, and what is set up at its first start stays in the volume', () => {
    const run = machine(
      'docker network create n',
      'docker run -d --network n --name app busybox sleep 1000',
      'docker run -d --network n --name db -v data:/var/lib/mysql -e MARIADB_ROOT_PASSWORD=one mariadb',
      'docker exec app nc -z db 3306',
    );
    for (const q of ['drydock why connect db:3306 from app', 'drydock why'])
      expect(reason(run(q))).toMatch(/db runs for \d+ s and nobody listens yet/);
    run('sleep 20');
    expect(run('docker exec db mariadb -uroot -pone -e "select 7"')).toContain('7');
    expect(reason(run('drydock why connect db:3306 from app'))).toBe('');
    run(
      'docker rm -f db; docker run -d --network n --name db -v data:/var/lib/mysql -e MARIADB_ROOT_PASSWORD=two mariadb; sleep 20',
    );
    expect(run('docker exec db mariadb -uroot -ptwo -e "select 7"')).toContain('Access denied');
    for (const q of ['drydock why exit db', 'drydock why connect db:3306 from app'])
      expect(run(q)).toContain('the volume data was there before db and is not empty');
  });

  it('8, 13, 22: projects of Compose have networks, names and ports of their own', () => {
    const run = machine(
      'mkdir one two; printf "services:\\n  web:\\n    image: nginx\\n    ports: [\\"8080:80\\"]\\n    volumes: [\\"data:/data\\"]\\nvolumes:\\n  data:\\n" | tee one/compose.yaml > two/compose.yaml',
      'docker compose -f one/compose.yaml up -d; sleep 2',
      'docker compose -f two/compose.yaml up -d',
    );
    expect(run('drydock why port 8080')).toMatch(/published by one-web-1 of the Compose project one/);
    expect(run('drydock why')).toContain('of the Compose project one');
    run('docker compose -f two/compose.yaml down; docker run -d --name lone --network one_default busybox sleep 1000');
    expect(reason(run('drydock why http://web from lone'))).toBe('');
    expect(run('drydock why http://web from lone')).toContain(
      'the DNS of the network one_default knows it as one-web-1',
    );
    run('docker rm -f lone; docker compose -f one/compose.yaml stop');
    expect(reason(run('drydock why rm one_data'))).toMatch(/belongs to one-web-1 \(exited\)/);
    run('docker compose -f one/compose.yaml down');
    expect(reason(run('drydock why rm one_data'))).toBe('');
    expect(run('drydock why prune -a --volumes')).toContain('stays: named volumes: one_data');
  });

  it('11: mounts hide what the image has, and volumes are filled only once', () => {
    const run = machine(
      'mkdir site',
      'docker run -d --name web -v ./site:/usr/share/nginx/html nginx',
      'docker run -d --name vv -v html:/usr/share/nginx/html nginx',
      'sleep 1',
    );
    expect(run('drydock why file web:/usr/share/nginx/html/index.html')).toMatch(
      /the folder \/root\/lab\/site of the host: what the image has there is hidden[^]*✗[^]*empty/,
    );
    run('echo x > site/other');
    expect(reason(run('drydock why file web:/usr/share/nginx/html/index.html'))).toContain(
      'the image has /usr/share/nginx/html/index.html, but the folder /root/lab/site of the host lies over',
    );
    expect(run('drydock why file vv:/usr/share/nginx/html/index.html')).toContain('is there, in html');
    run('docker exec vv rm /usr/share/nginx/html/index.html');
    expect(reason(run('drydock why file vv:/usr/share/nginx/html/index.html'))).toContain(
      'a volume is filled from the image only once',
    );
  });

  it('12: -v makes the folder that a typo names', () => {
    const run = machine(
      'mkdir data; echo x > data/x',
      'docker run -d --name aa -v /root/lab/dta:/data busybox sleep 1000',
    );
    expect(reason(run('drydock why file aa:/data/x'))).toMatch(
      /\/root\/lab\/dta on the host is an empty folder of root: -v made it/,
    );
    expect(reason(run('drydock why file /root/lab/dta'))).toContain('-v of aa made it');
  });

  it('13: who has the port', () => {
    const run = machine('docker run -d --name one -p 8080:80 nginx', 'docker run -d --name two -p 8080:80 nginx');
    expect(reason(run('drydock why port 8080'))).toMatch(
      /published by the container one \(its port 80\)[^]*-p 8081:80/,
    );
    expect(run('drydock why')).toMatch(/ContainerStart[^]*published by the container one/);
    expect(run('drydock why port 8080')).toContain('two (created) will want port 8080');
    expect(run('drydock why port 9')).toContain('port 9 is free');
  });

  it('14: stopped containers keep their names', () => {
    const run = machine('docker run --name web busybox true', 'docker run --name web busybox true');
    for (const q of ['drydock why name web', 'drydock why'])
      expect(run(q)).toMatch(/which is exited: containers keep their names until they are removed/);
  });

  it('15: an image is a snapshot', () => {
    const run = machine(
      'mkdir app; cd app; echo one > a.txt; printf "FROM busybox\\nCOPY . /app\\nCMD [\\"sleep\\", \\"1000\\"]\\n" > Dockerfile; docker build -q -t mine .',
      'docker run -d --name cc mine',
      'sleep 1; echo two > a.txt; echo new > b.txt',
    );
    expect(reason(run('drydock why file cc:/app/a.txt'))).toMatch(
      /a\.txt on the host has changed since mine:latest was built: an image is a snapshot[^]*docker build -t mine:latest/,
    );
    expect(reason(run('drydock why file cc:/app/b.txt'))).toContain('came (or was changed) after the image was built');
    run('docker build -q -t mine .');
    expect(reason(run('drydock why file cc:/app/a.txt'))).toContain('c is of an older image');
  });

  it('16: what ruins the cache', () => {
    const run = machine(
      'echo one > a.txt; printf "FROM busybox\\nCOPY . /app\\nRUN echo slow\\n" > Dockerfile; docker build -q -t mine .',
      'docker build -q -t mine .',
    );
    expect(run('drydock why step last')).toMatch(/✓ \[2\/3\] COPY[^]*cached/);
    run('echo two > a.txt; docker build -q -t mine .');
    expect(run('drydock why step mine')).toMatch(
      /✗ \[2\/3\] COPY \. \/app \(line 2\): ran[^]*a\.txt has changed[^]*✗ \[3\/3\] RUN echo slow[^]*a step before it ran again/,
    );
    expect(run('drydock why step mine 3')).not.toContain('[2/3]');
  });

  it('17: left out by .dockerignore, not copied, or not in the context', () => {
    const run = machine(
      'mkdir app; cd app; echo s > secret.env; echo k > keep.txt; echo "*.env" > .dockerignore; printf "FROM busybox\\nCOPY keep.txt /app/\\nCOPY . /all/\\n" > Dockerfile; docker build -q -t mine .',
    );
    expect(reason(run('drydock why file mine:/all/secret.env'))).toMatch(
      /secret\.env was never in the context: line 1 of \.dockerignore leaves it out \(\*\.env\)/,
    );
    expect(run('drydock why file mine:/all/keep.txt')).toContain('/all/keep.txt came with layer');
    expect(reason(run('drydock why file mine:/app/Dockerfile'))).toContain(
      'Dockerfile is in the context, but no COPY took it there',
    );
    run('printf "FROM busybox\\nCOPY ../x /x\\n" > Dockerfile; docker build -q -t other .');
    expect(reason(run('drydock why'))).toMatch(/failed[^]*line 2/);
  });

  it('18: how ENTRYPOINT and CMD became the command', () => {
    const run = machine('docker run -d --name web nginx', 'docker run -d --name own nginx nginx -v', 'sleep 1');
    expect(run('drydock why exit web')).toContain(
      '/docker-entrypoint.sh nginx -g "daemon off;" = ENTRYPOINT /docker-entrypoint.sh + CMD nginx -g "daemon off;"',
    );
    expect(run('drydock why exit own')).toContain('+ CMD nginx -v');
  });

  it('19: who may read and write on a bind mount', () => {
    const run = machine(
      'mkdir d; echo x > d/f; chmod 600 d/f',
      'docker run -d --name aa -u 1000:1000 -v ./d:/d busybox sleep 1000',
    );
    expect(reason(run('drydock why file aa:/d/f'))).toMatch(
      /it is of 0:0 with mode 600; aa runs as 1000:1000[^]*-u 0:0/,
    );
  });

  it('20, 21: what prune takes and what it leaves', () => {
    const run = machine(
      'docker run --name rr -v /data busybox true',
      'docker volume create keep',
      'docker network create n',
      'docker pull -q redis; docker run -d --name on busybox sleep 1000',
    );
    expect(run('drydock why prune')).toMatch(
      /stopped containers: 1: rr \(exited\)[^]*networks that no container uses: 1: n[^]*images without a name[^]*none[^]*stays: named volumes: keep[^]*stays: 1 anonymous volumes/,
    );
    expect(run('drydock why prune -a --volumes')).toMatch(
      /anonymous volumes that no container uses: 1[^]*all images that no container uses: 1: redis:latest/,
    );
    const before = run('docker ps -aq; docker volume ls -q; docker images -q');
    run('drydock why prune -a --volumes');
    expect(run('docker ps -aq; docker volume ls -q; docker images -q')).toBe(before);
  });

  it('20: why something cannot be removed', () => {
    const run = machine(
      'docker network create n',
      'docker run -d --name aa --network n -v data:/d busybox sleep 1000',
      'docker create --name bb -v data:/d busybox',
    );
    expect(reason(run('drydock why rm data'))).toMatch(
      /data belongs to aa \(running\), bb \(created\); stopped containers count too/,
    );
    expect(reason(run('drydock why rm n'))).toContain('n has running containers on it: aa');
    expect(reason(run('drydock why rm busybox'))).toContain('used by running containers: aa');
    expect(reason(run('drydock why rm aa'))).toContain('aa is running');
    expect(reason(run('drydock why rm bridge'))).toContain('Docker’s own networks');
    run('docker volume rm data');
    expect(run('drydock why')).toMatch(/VolumeRemove[^]*data belongs to aa/);
  });

  it('23: where a variable comes from', () => {
    const run = machine('docker run -d --name aa -e A=1 -e PATH=/bin busybox sleep 1000');
    expect(run('drydock why env aa')).toMatch(
      /A: 1, given[^]*PATH: \/bin, given when the container was made; the image has \/usr/,
    );
    expect(reason(run('drydock why env aa B'))).toContain('B is not set in aa');
  });

  it('25: why docker stop takes ten seconds', () => {
    const run = machine(
      'docker run -d --name plain busybox sleep 1000',
      'docker run -d --name wrapped busybox sh -c "sleep 1000; true"',
      'docker run -d --name web nginx',
      'sleep 1',
    );
    expect(reason(run('drydock why stop plain'))).toMatch(/sleep is PID 1 and has no handler for TERM[^]*--init/);
    expect(reason(run('drydock why stop wrapped'))).toMatch(/PID 1 is sh \(the shell form\)[^]*exec form/);
    expect(run('drydock why stop web')).toContain('handles it: stop is quick');
  });
});

describe('the command drydock', () => {
  it('says what it does not understand, with status 2, and speaks Spanish', () => {
    const run = machine();
    expect(run('drydock why nonsense 2>&1; echo $?')).toMatch(/'nonsense' is not a question that it knows[^]*2\n$/);
    expect(run('drydock why port x 2>&1; echo $?')).toMatch(/no port[^]*2\n$/);
    expect(run('drydock why exit; drydock why curl "a b"; drydock why localhost:80 to x')).toMatch(
      /wants one more word[^]*neither a URL[^]*one word too many/,
    );
    expect(run('drydock why')).toContain('Nothing has failed');
    expect(run('LANG=es_ES.UTF-8 drydock why localhost:80')).toContain('nada en el anfitrión escucha en 80');
    expect(run('drydock version')).toContain(`drydock ${VERSION},`);
    expect(VERSION).toBe(pkg.version);
  });

  it('changes nothing by asking', () => {
    const ask = [
      'drydock why',
      'drydock why connect db:80 from app',
      'drydock why file app:/x',
      'drydock why prune -a',
      'drydock why rm n',
      'drydock why exit app',
      'drydock why stop app',
    ];
    const run = machine(
      'docker network create n',
      'docker run -d --network n --network-alias x --name db nginx',
      'docker run -d --network n --network-alias x --name db2 nginx',
      'docker run -d --network n --name app busybox sleep 1000',
      'sleep 2',
    );
    const state = 'docker ps -a --no-trunc --format "{{.ID}} {{.State}}"; docker volume ls -q; docker network ls -q';
    const before = run(state);
    for (const q of ask) run(q);
    expect(run(state)).toBe(before);
  });

  it('has the same sentences in both languages, with the same names in them', () => {
    const holes = (t: string): string[] => [...new Set(t.match(/\{\w+\}/g) ?? [])].sort();
    expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort());
    for (const [key, text] of Object.entries(en))
      expect([key, holes(es[key as keyof typeof es])]).toEqual([key, holes(text)]);
  });
});
