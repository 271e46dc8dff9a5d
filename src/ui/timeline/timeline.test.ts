import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../headless/parts.ts';
import { Lab } from '../../lab/lab.ts';
import { factsOf } from '../../lab/mirror.ts';
import type { FrameFacts } from '../../lab/port.ts';
import { stopsOf, ticksPath } from './stops.ts';
import { factText, TEXTS } from './text.ts';

function frames(...lines: string[]): FrameFacts[] {
  const lab = new Lab({ parts: EVERYTHING, completer: () => undefined });
  lab.settle();
  for (const line of lines) {
    lab.enter(line);
    lab.settle();
  }
  return lab.past.frames.map(factsOf);
}

describe('the timeline', () => {
  it('has a stop after each command, and one for each thing that it did before', () => {
    const list = frames('docker run -d --name web -p 8080:80 nginx', 'echo hello', 'docker rm -f web');
    const stops = stopsOf(list);
    expect(stops.filter((s) => s.entry === undefined).map((s) => s.frame)).toEqual([0, 1, 2, 3]);
    expect(stops.filter((s) => s.frame === 1 && s.entry !== undefined).length).toBeGreaterThan(1);
    expect(stops.filter((s) => s.frame === 2)).toEqual([{ frame: 2, entry: undefined }]);
    expect(ticksPath(stops)).toMatch(/^M0\.0 0V10.*M1000\.0 0V10$/);
    expect(ticksPath([])).toBe('');
  });

  it('tells every fact in both languages, with no hole left open', () => {
    const list = frames(
      'docker network create n1',
      'docker run -d --name web --network n1 -p 8080:80 -v d:/d busybox sh -c "echo x > /d/x; touch /y; sleep 9"',
      'echo x > f; for i in $(seq 100); do echo $i > x$i; done',
      'docker rename web other',
      'docker exec other true',
      'docker rm -f other; docker volume rm d; docker network rm n1; docker rmi busybox',
    );
    for (const language of ['en', 'es'] as const) {
      for (const t of list.flatMap((f) => f.trace)) expect(factText(t, language)).not.toMatch(/[{}]|undefined/);
    }
  });

  it('has the same words in both languages, with the same names in them', () => {
    const holes = (t: string): string[] => [...new Set(t.match(/\{\w+\}/g) ?? [])].sort();
    expect(Object.keys(TEXTS.es).sort()).toEqual(Object.keys(TEXTS.en).sort());
    for (const [key, text] of Object.entries(TEXTS.en))
      expect([key, holes(TEXTS.es[key as keyof typeof TEXTS.es])]).toEqual([key, holes(text)]);
  });
});
