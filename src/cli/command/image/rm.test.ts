import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker rmi', () => {
  cases({
    'prints what went': {
      line: 'rmi a:1 b',
      answers: { ImageRemove: (name: string) => [{ Untagged: name }, { Deleted: `sha256:${name}` }] },
      asks: [
        ['ImageRemove', 'a:1', { force: false, prune: true }],
        ['ImageRemove', 'b', { force: false, prune: true }],
      ],
      stdout: 'Untagged: a:1\nDeleted: sha256:a:1\nUntagged: b\nDeleted: sha256:b\n',
    },
    'hands on its flags': {
      line: 'rmi -f --no-prune a',
      answers: { ImageRemove: [] },
      asks: [['ImageRemove', 'a', { force: true, prune: false }]],
    },
    'goes on after a refusal': {
      line: 'rmi zz a',
      answers: { ImageRemove: (name: string) => (name === 'a' ? [] : refusal(404, 'No such image: zz:latest')) },
      asks: [
        ['ImageRemove', 'zz', { force: false, prune: true }],
        ['ImageRemove', 'a', { force: false, prune: true }],
      ],
      stderr: 'Error response from daemon: No such image: zz:latest\n',
      status: 1,
    },
    'with --force is content when there is none': {
      line: 'rmi -f zz',
      answers: { ImageRemove: refusal(404, 'No such image: zz:latest') },
      asks: [['ImageRemove', 'zz', { force: true, prune: true }]],
      stderr: 'Error response from daemon: No such image: zz:latest\n',
    },
    'with --force minds other refusals': {
      line: 'rmi -f a',
      answers: { ImageRemove: refusal(409, 'conflict: unable to delete a') },
      asks: [['ImageRemove', 'a', { force: true, prune: true }]],
      stderr: 'Error response from daemon: conflict: unable to delete a\n',
      status: 1,
    },
  });
});
