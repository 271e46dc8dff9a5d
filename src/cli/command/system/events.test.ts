import { describe } from 'vitest';
import { cases, refusal, streamOf } from '../../testing.ts';

const EVENT = {
  Type: 'container',
  Action: 'start',
  Actor: { ID: 'id1', Attributes: { image: 'busybox', name: 'a' } },
  scope: 'local',
  time: 1767322500,
  timeNano: 1767322500500000000,
  status: 'start',
  id: 'id1',
  from: 'busybox',
};

describe('docker events', () => {
  cases({
    'prints a line for each': {
      line: 'events -f type=container',
      answers: { Events: () => streamOf(EVENT) },
      asks: [['Events', { filters: { type: ['container'] } }]],
      stdout: '2026-01-02T02:55:00.500000000Z container start id1 (image=busybox, name=a)\n',
    },
    'prints JSON': {
      line: 'events --format json --until 10s',
      answers: { Events: () => streamOf(EVENT) },
      asks: [['Events', { until: 1767323035000, filters: {} }]],
      stdout:
        '{"status":"start","id":"id1","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"id1","Attributes":{"image":"busybox","name":"a"}},"scope":"local","time":1767322500,"timeNano":1767322500500000000}\n',
    },
    'fills a template': {
      line: ['events', '--format', '{{.Type}} {{.Actor.ID}}'],
      answers: { Events: () => streamOf(EVENT) },
      asks: [['Events', { filters: {} }]],
      stdout: 'container id1\n',
    },
    'refuses a template that is none': {
      line: ['events', '--format', '{{'],
      stderr: 'Error parsing format: template parsing error: template: :1: unclosed action\n',
      status: 64,
    },
    "tells the daemon's refusal": {
      line: 'events -f x=y',
      answers: { Events: refusal(400, "invalid filter 'x'") },
      asks: [['Events', { filters: { x: ['y'] } }]],
      stderr: "Error response from daemon: invalid filter 'x'\n",
      status: 1,
    },
  });
});
