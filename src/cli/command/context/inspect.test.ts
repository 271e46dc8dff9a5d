import { describe } from 'vitest';
import { cases } from '../../testing.ts';

describe('docker context inspect', () => {
  cases({
    'shows the one in force': {
      line: 'context inspect',
      stdout:
        '[\n    {\n        "Name": "default",\n        "Metadata": {},\n        "Endpoints": {\n            "docker": {\n                "Host": "unix:///var/run/docker.sock",\n                "SkipTLSVerify": false\n            }\n        },\n        "TLSMaterial": {},\n        "Storage": {\n            "MetadataPath": "<IN MEMORY>",\n            "TLSPath": "<IN MEMORY>"\n        }\n    }\n]\n',
    },
    'fills a template': {
      line: ['context', 'inspect', '-f', '{{.Name}} {{.Endpoints.docker.Host}}'],
      stdout: 'default unix:///var/run/docker.sock\n',
    },
    'tells of those that are not there': {
      line: 'context inspect zz',
      stdout: '[]\n',
      stderr:
        'context "zz": context not found: open /root/.docker/contexts/meta/4a60bf7d4bc1e485744cf7e8d0860524752fca1ce42331be7c439fd23043f151/meta.json: no such file or directory\n',
      status: 1,
    },
  });
});
