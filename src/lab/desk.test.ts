// The lab's side of the port, spoken to as a page speaks to it. Every message crosses as a copy, as over a worker's channel.

import { describe, expect, it } from 'vitest';
import { decode, encode } from '../fs/bytes.ts';
import { EVERYTHING } from '../headless/parts.ts';
import { Progress } from '../scenarios/progress.ts';
import type { Scenario } from '../scenarios/format.ts';
import { answer, open } from './answers.ts';
import { Desk } from './desk.ts';
import type { Asked, FromLab, LogEntry, Opened, QuestionName, Told, ToLab, Wanted } from './port.ts';
import { sceneOf } from './scene.ts';
import { sceneAfter } from './scenediff.ts';
import { EMPTY_SCENE } from './shown.ts';
import { WorkWatch } from './work.ts';

const FREE: Wanted = { start: { scenario: undefined, gpus: 0 }, lesson: undefined };

/** A page without a screen. */
class Page {
  readonly got: FromLab[] = [];
  readonly desk: Desk;
  scene = EMPTY_SCENE;
  output = '';
  log: LogEntry[] = [];
  private real = 0;
  private seq = 0;
  private id = 0;
  /** Output is said to have been shown. */
  looks = true;

  constructor(lesson?: object) {
    this.desk = new Desk(
      {
        parts: EVERYTHING,
        completer: () => undefined,
        sceneOf: () => sceneOf,
        watch: () => WorkWatch,
        follow: () => (l, lab) => new Progress(l as Scenario, lab),
      },
      (m) => this.take(structuredClone(m)),
    );
    this.post({ kind: 'begin', ...FREE, lesson });
    this.post({ kind: 'speed', speed: 'instant' });
    this.run();
  }
  private take(m: FromLab): void {
    this.got.push(m);
    if (m.kind === 'lab') this.output = decode(m.output);
    if (m.kind === 'view' && m.scene !== undefined) this.scene = sceneAfter(this.scene, m.scene);
    if (m.kind === 'log') this.log = [...this.log.slice(0, m.from), ...m.entries];
    if (m.kind !== 'output') return;
    this.output += decode(m.bytes);
    if (this.looks) this.desk.take({ kind: 'seen', bytes: m.bytes.length });
  }
  post(m: ToLab): boolean {
    return this.desk.take(structuredClone(m));
  }
  /** Lets the lab run until nothing is to be done at once. */
  run(turns = 400): void {
    for (let n = 0; n < turns; n++) {
      this.real += 200;
      const more = this.desk.advance(this.real, 200, () => (this.real += 5));
      this.desk.flush(this.real);
      if (!more && this.pulse?.terminal.atPrompt === true && this.pulse.seen === this.seq) return;
    }
  }
  get pulse(): Extract<FromLab, { kind: 'pulse' }> | undefined {
    return this.got.findLast((m) => m.kind === 'pulse');
  }
  keys(text: string, line = false): void {
    this.post({ kind: 'keys', seq: ++this.seq, text, line });
  }
  enter(line: string): void {
    this.keys(`${line}\r`, true);
    this.run();
  }
  last<K extends FromLab['kind']>(kind: K): Extract<FromLab, { kind: K }> | undefined {
    return this.got.findLast((m): m is Extract<FromLab, { kind: K }> => m.kind === kind);
  }
  ask<K extends QuestionName>(name: K, asked: Asked<K>): Told<K> {
    const id = ++this.id;
    if (!this.post({ kind: 'ask', id, name, asked }))
      this.desk.reply(id, name, () => answer(this.desk, name, asked) as Told<K>);
    for (let n = 0; n < 300; n++) {
      const found = this.got.find((m) => (m.kind === 'answer' || m.kind === 'refused') && m.id === id);
      if (found?.kind === 'answer') return found.told as Told<K>;
      if (found?.kind === 'refused') throw new Error(`${found.why.name}: ${found.why.message}`);
      this.run(1);
    }
    throw new Error(`no answer to ${name}`);
  }
}

describe('the port', () => {
  it('carries a command there and its output, picture, past and log back', () => {
    const page = new Page();
    page.enter('docker run -d --name web -v data:/d busybox sleep 900');
    expect(page.output).toContain('docker run -d --name web');
    expect(page.scene.containers.map((c) => [c.name, c.state])).toEqual([['web', 'running']]);
    expect(page.scene.stores.map((s) => s.name)).toEqual(['data']);
    expect(page.last('past')!.frames.at(-1)).toMatchObject({ line: expect.stringContaining('docker run'), status: 0 });
    expect(page.log.at(-1)!.input).toMatchObject({ kind: 'keys' });
    expect(page.pulse!.history!.at(-1)).toContain('docker run');
    // a second command sends what it changed and nothing else
    page.got.length = 0;
    page.enter('docker stop -t 0 web');
    const changes = page.got.filter((m) => m.kind === 'view').flatMap((m) => m.scene?.images?.items ?? []);
    expect(changes).toEqual([]);
    expect(page.scene.containers[0]!.state).toBe('exited');
  });

  it('sends keys back that come while a shell waits for a line, but not those that mean something there', () => {
    const page = new Page();
    page.keys('x');
    expect(page.last('bounced')).toEqual({ kind: 'bounced', text: 'x' });
    page.keys('\x03');
    page.run();
    expect(page.output).toContain('^C');
    page.keys('cat\r', true);
    page.run(3);
    page.got.length = 0;
    page.keys('hello\r');
    page.run(3);
    expect(page.last('bounced')).toBeUndefined();
    expect(page.output).toContain('hello\r\nhello');
    page.keys('\x04');
    page.run();
    expect(page.pulse!.terminal.atPrompt).toBe(true);
  });

  it('answers what is asked, and refuses with the words of the machine', () => {
    const page = new Page();
    page.ask('put', { inputs: [{ kind: 'write', path: '/home/student/f', data: encode('one') }] });
    expect(decode(page.ask('read', { path: '/home/student/f' })!)).toBe('one');
    expect(page.ask('list', { path: '/home/student' })).toContainEqual({ name: 'f', dir: false });
    expect(() => page.ask('put', { inputs: [{ kind: 'remove', path: '/nosuch' }] })).toThrow('FsError: No such file');
    page.enter('docker run -d --name web -p 8080:80 nginx; sleep 3');
    expect(page.ask('complete', { line: 'cat ./', at: 6 })!.options.length).toBeGreaterThan(0);
    const { key } = page.scene.containers[0]!;
    expect(page.ask('facts', { key, when: undefined })).toMatchObject({
      kind: 'container',
      name: 'web',
      image: 'nginx',
    });
    expect(page.ask('folder', { key, path: '/', when: undefined }).map((e) => e.name)).toContain(
      'docker-entrypoint.sh',
    );
    expect(
      decode(page.ask('content', { key, path: '/etc/passwd', mark: 'seen', when: undefined, most: 5000 })),
    ).toContain('root:');
    const request = { method: 'GET', url: 'http://localhost:8080/', headers: [], body: new Uint8Array(0) };
    expect(page.ask('browse', { request }).answer).toMatchObject({ status: 200 });
    expect(page.ask('why', { words: ['port', '8080'], language: 'es' })).toHaveProperty('hops');
    expect(page.ask('why', { words: ['nonsense'], language: 'en' })).toHaveProperty('wrong');
    expect(page.ask('chart', { name: 'container' }).states['running']).toHaveProperty('STOP');
    expect(page.ask('lint', { text: 'FROM a as b' }).map((r) => r.rule)).toContain('FromAsCasing');
    expect(page.ask('peek', { packed: 'nonsense' })).toHaveProperty('error');
    // what is asked of a moment that has gone is answered from it
    page.enter('docker rm -f web');
    expect(page.ask('facts', { key, when: undefined })).toBeUndefined();
    expect(page.ask('facts', { key, when: { frame: 1, entry: undefined } })).toMatchObject({ name: 'web' });
    expect(page.ask('shown', { frame: 1, entry: undefined }).scene.containers).toHaveLength(1);
  });

  it('goes back and forth, and tells the log and the frames that are left', () => {
    const page = new Page();
    page.enter('docker volume create one');
    page.enter('docker volume create two');
    const { length } = page.log;
    expect(page.ask('undo', {})).toBe('there');
    page.run();
    expect(page.scene.stores.map((s) => s.name)).toEqual(['one']);
    expect(page.log.length).toBe(length - 1);
    expect(page.last('past')).toMatchObject({ position: 1, canRedo: true });
    expect(page.ask('redo', {})).toBe('there');
    page.run();
    expect(page.scene.stores.map((s) => s.name)).toEqual(['one', 'two']);
    expect(page.ask('resume', { frame: 0 })).toBe('there');
    page.run();
    expect(page.scene.stores).toEqual([]);
  });

  it('opens a session as it was told, and stays what it is when that is none', () => {
    const page = new Page();
    page.enter('docker volume create one; echo text > file');
    const packed = page.ask('packed', {})!;
    const other = new Page();
    let opened: Opened | undefined;
    open(other.desk, { ...FREE, session: packed }, (o) => (opened = o));
    other.run();
    expect(opened).toEqual({ how: 'there', differs: false });
    other.run();
    expect(other.scene.stores.map((s) => s.name)).toEqual(['one']);
    expect(decode(other.ask('read', { path: '/home/student/file' })!)).toBe('text\n');
    expect(() => open(other.desk, { ...FREE, session: '1.broken' }, () => {})).toThrow();
    other.run();
    expect(other.scene.stores.map((s) => s.name)).toEqual(['one']);
  });

  it('does not run far ahead of who looks, and Ctrl-C reaches what runs', () => {
    const page = new Page();
    page.looks = false;
    page.keys('yes\r', true);
    page.run(500);
    const far = page.output.length;
    expect(far).toBeGreaterThan(20_000);
    expect(far).toBeLessThan(30_000);
    page.run(200);
    expect(page.output.length).toBe(far);
    page.looks = true;
    page.post({ kind: 'seen', bytes: far });
    page.keys('\x03');
    page.run();
    expect(page.output).toMatch(/\^C/);
    expect(page.pulse!.terminal.atPrompt).toBe(true);
  });
});
