// `drydock why` explains the failure that it stands beside, as it was at its moment, or says that it cannot.

import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { EVERYTHING } from '../headless/parts.ts';
import { pageLanguages } from '../kernel/language.ts';
import { explain } from '../why/command.ts';
import { sentence, tell } from '../why/hop.ts';
import { Lab } from './lab.ts';
import { Machine } from './machine.ts';
import { Replay, replayAll } from './replay.ts';

/** Runs commands one after another, and says what `why` explains after the last. */
function after(...commands: string[]): string {
  const m = new Machine(EVERYTHING, { seed: 1 });
  const s = m.session({ user: 'root', cwd: '/root/lab', name: 'test' });
  for (const c of commands) expect(s.run(c).finished).toBe(true);
  return decode(s.run('drydock why').stdout);
}
const NET =
  'docker network create n; docker run -d --network n --name db nginx; docker run -d --network n --name app busybox sleep 1000; sleep 2';

describe('the last failure', () => {
  it.each([
    [
      'a file that is not there',
      'ls /nosuch',
      /`ls \/nosuch` ended with 2[^]*somebody at the shell of the host[^]*not known here/,
    ],
    ['a program that is not there', 'nosuchcommand', /ended with 127[^]*found no program of a name/],
    ['a file that may not be run', 'touch f; ./f', /ended with 126[^]*chmod/],
    ['a signal', 'sh -c "kill -9 \\$\\$"', /a signal ended it \(137 = 128 \+ 9\)/],
    [
      'a grep that finds nothing',
      'docker ps | grep nothing',
      /`docker ps \| grep nothing` ended with 1[^]*not known here/,
    ],
    ['a program in a container', 'docker exec app cat /nosuch', /`docker exec app cat \/nosuch` ended with 1/],
    ['a command in a container', 'docker exec app nosuch', /`docker exec app nosuch` ended with 127/],
    ['a refusal of the client', 'docker run --nosuch busybox', /`docker run --nosuch busybox` ended with 125/],
    ['a container that is not there', 'docker logs nobody', /No such container: nobody[^]*docker ps -a/],
    [
      'a port that is refused',
      'curl -s localhost:9',
      /curl asked host → 127\.0\.0\.1:9[^]*nothing on the host listens on 9/,
    ],
    ['a pipe whose first command fails', 'curl -s localhost:9 | grep title', /curl asked host → 127\.0\.0\.1:9/],
    ['a name that nobody has', 'docker exec app ping -c1 dv', /ping asked app → dv[^]*did you mean db\?/],
    ['a build', 'printf "FROM busybox\\nRUN exit 3\\n" | docker build -q -', /the build of[^]*failed: process/],
    [
      'a container that goes with its failure',
      'docker run --rm busybox sh -c "echo boom; exit 3"',
      /ended with 3[^]*without --rm it stays[^]*last words: boom/,
    ],
    ['a program that the image lacks', 'docker run --rm busybox nosuch', /ContainerStart[^]*nosuch/],
  ])('is that of the last command: %s', (_, command, wanted) => {
    // an older failure of each kind is there
    const text = after(
      NET,
      'curl -s localhost:7777; docker volume rm nosuch; docker run --name old busybox sh -c "exit 9"',
      'docker ps',
      command,
    );
    expect(text).toMatch(wanted);
    expect(text).not.toMatch(/7777|VolumeRemove|exit 9/);
  });

  it('stays the last one while other commands go well, and while why is asked', () => {
    const text = after(
      'curl -s localhost:7777',
      'ls /nosuch',
      'docker ps',
      'drydock why',
      'drydock why nonsense',
      'drydock why exit x',
    );
    expect(text).toContain('`ls /nosuch` ended with 2');
  });

  it('is not taken from servers that fail by themselves meanwhile', () => {
    const text = after(
      'docker run -d --restart always --name loop busybox sh -c "wget -qO- http://nobody; exit 1"; sleep 3',
      'ls /nosuch',
      'drydock why exit loop; true',
      'sleep 5; ls /nosuch2',
    );
    expect(text).toContain('`sleep 5; ls /nosuch2` ended with 2');
  });

  it('is the container that ended by itself when no command failed', () => {
    expect(after('docker run -d --name done debian', 'sleep 2', 'docker ps')).toMatch(
      /container done ended with 0[^]*shell without input/,
    );
    expect(
      after(
        'docker run --name said busybox echo hi',
        'docker run --rm busybox echo hi',
        'docker run -d --name up busybox sleep 1000',
        'docker rm -f up',
      ),
    ).toContain('Nothing has failed');
  });

  it('comes from the container that asked, also when it is gone', () => {
    const text = after(
      'docker run -d --name mariadb_container nginx',
      'docker run --rm --name app busybox ping -c1 db',
    );
    expect(text).toMatch(/ping asked app → db\n✓ who asks: app, on bridge/);
    expect(text).toMatch(
      /✗ the name db: app is on the default bridge, which has no DNS[^]*On it too: mariadb_container[^]*--network-alias db/,
    );
  });

  it('comes from a step of a build', () => {
    expect(
      after('docker run -d --name db nginx', 'printf "FROM busybox\\nRUN wget -qO- http://db\\n" | docker build -q -'),
    ).toMatch(/the build of[^]*failed: process[^]*a step of a build is on no network/);
    const text = after(
      'docker run -d --name db nginx',
      'printf "FROM busybox\\nRUN wget -qO- http://db || true\\n" | docker build -q -',
    );
    expect(text).toMatch(/wget asked build → db[^]*a RUN step[^]*a step of a build is on no network where names/);
  });

  it('is explained as it was, and says when it has become right since', () => {
    const late = 'docker run -d --name late -p 5000:5000 python:3.12-slim sh -c "sleep 5; python3 -m http.server 5000"';
    const text = after(late, 'curl -s http://localhost:5000', 'sleep 20');
    expect(text).toMatch(
      /✓ the published port 5000[^]*✗ who listens on 5000: late runs for \d s and nobody listens yet[^]*✓ now: since then it has become right/,
    );
    expect(after('docker run --name web busybox true', 'docker run --name web busybox true', 'docker rm web')).toMatch(
      /ContainerCreate[^]*is exited: containers keep their names/,
    );
  });

  it('a connection that is broken off is not said to be fine', () => {
    // it takes connections into its queue and ends before it has answered one
    const text = after(
      'docker run -d --name short -p 5000:5000 python:3.12-slim python3 -c "import socket, time; s = socket.socket(); s.bind((\'0.0.0.0\', 5000)); s.listen(); time.sleep(6)"; sleep 2',
      'curl -s http://localhost:5000',
    );
    expect(text).toMatch(
      /curl asked host → 127\.0\.0\.1:5000[^]*✗ the answer: the connection to 127\.0\.0\.1:5000 was taken and then broken off[^]*short publishes this port only while it runs; it is exited/,
    );
  });
});

/** A lab with somebody at its terminal. */
function lab(language: 'en' | 'es' = 'en'): { lab: Lab; type: (line: string) => string } {
  const l = new Lab({ parts: EVERYTHING, completer: () => undefined, seed: 1 });
  l.speak(language);
  l.settle();
  return {
    lab: l,
    type: (line) => {
      const from = l.output.length;
      l.enter(line);
      l.settle();
      return decode(l.output.slice(from));
    },
  };
}
const panel = (l: Lab, language: 'en' | 'es' = 'en'): string => {
  const { title, hops } = explain(l.machine, []);
  return [
    title === undefined ? '' : sentence(title, language),
    ...tell(hops, language).map((h) => `${h.what}: ${h.fact}`),
  ].join('\n');
};

describe('at the terminal', () => {
  it('a command in a shell of a container is the one that failed, and leaving that shell is no failure of its own', () => {
    const { lab: l, type } = lab();
    type('docker run -d --name app busybox sleep 1000');
    type('docker exec -it app sh');
    type('ping -c1 db');
    expect(panel(l)).toMatch(/ping asked app → db/);
    type('ls /nosuch');
    expect(panel(l)).toMatch(/`ls \/nosuch` ended with 1[^]*a shell in app/);
    type('exit');
    expect(panel(l)).toMatch(/`ls \/nosuch` ended with 1/);
  });

  it('a failure of the browser tab is newer than that of a command', () => {
    const { lab: l, type } = lab();
    type('ls /nosuch');
    l.browse({ method: 'GET', url: 'http://localhost:8080/', headers: [], body: new Uint8Array(0) }, () => {});
    l.machine.kernel.run({ until: l.machine.kernel.now + 1000 });
    expect(panel(l)).toMatch(/browser asked browser → 127.0.0.1:8080[^]*the browser, on the host/);
  });

  it('the machine speaks the language of the page, and a session that is played again does too', () => {
    const { lab: l, type } = lab('es');
    expect(type('drydock why')).toContain('no ha fallado nada');
    expect(type('nano notas.txt')).toContain(
      'aquí no hay editor de pantalla completa; /home/student/notas.txt está abierto en la pestaña de archivos.',
    );
    expect(type('LANG=en_US.UTF-8 nano notas.txt')).toContain('no full-screen editor');
    l.speak('en');
    expect(type('vi notas.txt')).toContain('is open in the file tab');
    expect(type('echo $LANG')).toContain('C.UTF-8');
    expect(l.log.filter((e) => e.input.kind === 'language').map((e) => e.input)).toEqual([
      { kind: 'language', language: 'es' },
      { kind: 'language', language: 'en' },
    ]);
    const again = new Lab({ parts: EVERYTHING, completer: () => undefined, seed: 1 });
    expect(replayAll(new Replay(again, l.log, l.moment))).toBe(true);
    expect(decode(again.output.slice())).toBe(decode(l.output.slice()));
    expect(again.log).toEqual(l.log);
    expect(pageLanguages.get(again.machine.kernel)).toBe('en');
  });

  it('reasons of build steps are in Spanish in a Spanish page', () => {
    const { type } = lab('es');
    type(
      'printf "FROM busybox\\nARG V=1\\nCOPY a.txt b.txt /\\nRUN echo hi\\n" > Dockerfile; echo a > a.txt; echo b > b.txt; docker build -q .',
    );
    expect(type('docker build -q . && drydock why step last')).toContain(
      'su instrucción, su base y los archivos que toma son los mismos que antes',
    );
    const text = type('echo c > a.txt; chmod 600 b.txt; docker build -q . && drydock why step last');
    expect(text).toMatch(
      /a\.txt ha cambiado, b\.txt tiene modo 600, tenía 644[^]*un paso anterior se ejecutó de nuevo \(línea 3: COPY/,
    );
  });
});
