import { describe } from 'vitest';
import { cases } from '../../testing.ts';

describe('docker buildx ls', () => {
  cases({
    'there is one builder': {
      line: 'buildx ls',
      stdout:
        'NAME/NODE      DRIVER/ENDPOINT    STATUS     BUILDKIT    PLATFORMS\ndefault*       docker                                    \n \\_ default     \\_ default        running    v0.25.1     linux/amd64 (+3)\n',
    },
    'fills a template': { line: ['buildx', 'ls', '--format', '{{.Name}}'], stdout: 'default*\n \\_ default\n' },
  });
});
