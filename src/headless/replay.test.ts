import { describe, expect, it } from 'vitest';
import { Lab } from '../lab/lab.ts';
import { packSession } from '../lab/codec.ts';
import { linkTo, packed } from '../lab/share.ts';
import { EVERYTHING } from './parts.ts';
import { replaySession } from './replay.ts';

describe('replay', () => {
  it('prints the transcript of a shared session, and says what is wrong with a link', () => {
    const lab = new Lab({ parts: EVERYTHING, completer: () => undefined, seed: 3 });
    lab.settle();
    lab.enter('docker volume create data; echo $RANDOM');
    lab.settle();
    const link = linkTo('https://example.org/', packSession(packed(lab)))!;
    const a = replaySession(link, true);
    expect(a).toMatchObject({ status: 0, stderr: '' });
    expect(a.stdout).toMatch(/^\$ docker volume create data; echo \$RANDOM\n\| data\n\| \d+\n$/);
    expect(replaySession(link.slice(0, -9), false)).toEqual({
      status: 1,
      stdout: '',
      stderr: 'drydock: this is no session, or it is damaged\n',
    });
    expect(replaySession(link.replace('session=1.', 'session=7.'), false).stderr).toContain('another version');
  });
});
