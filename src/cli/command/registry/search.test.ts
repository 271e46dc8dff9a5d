import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

const FOUND = {
  ImageSearch: [
    { name: 'nginx', description: 'Official build of Nginx.', star_count: 20000, is_official: true },
    { name: 'me/nginx', description: 'x'.repeat(50), star_count: 3, is_official: false },
  ],
};

describe('docker search', () => {
  cases({
    'sets a table': {
      line: 'search nginx',
      answers: FOUND,
      asks: [['ImageSearch', 'nginx']],
      stdout:
        'NAME       DESCRIPTION                                     STARS     OFFICIAL\nnginx      Official build of Nginx.                        20000     [OK]\nme/nginx   xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…   3         \n',
    },
    'filters what was found': {
      line: ['search', '-f', 'stars=10', '-f', 'is-official=true', '--format', '{{.Name}}', 'nginx'],
      answers: FOUND,
      asks: [['ImageSearch', 'nginx']],
      stdout: 'nginx\n',
    },
    'shows as many as were asked for': {
      line: ['search', '--limit', '1', '--no-trunc', '--format', '{{.Name}}', 'nginx'],
      answers: FOUND,
      asks: [['ImageSearch', 'nginx']],
      stdout: 'nginx\n',
    },
    'refuses a filter that is none': {
      line: 'search -f x=y nginx',
      stderr: "Error response from daemon: invalid filter 'x'\n",
      status: 1,
    },
    "refuses a filter's value that is none": {
      line: 'search -f stars=many nginx',
      stderr: "Error response from daemon: invalid filter 'stars=[many]'\n",
      status: 1,
    },
    'refuses a limit out of range': {
      line: 'search --limit 200 nginx',
      stderr: 'Error response from daemon: limit 200 is outside the range of [1, 100]\n',
      status: 1,
    },
    "tells the daemon's refusal": {
      line: 'search nginx',
      answers: { ImageSearch: refusal(503, 'no route to host') },
      asks: [['ImageSearch', 'nginx']],
      stderr: 'Error response from daemon: no route to host\n',
      status: 1,
    },
  });
});
