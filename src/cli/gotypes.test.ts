import { expect, it } from 'vitest';
import { typed } from './gotypes.ts';
import { GoTemplate } from './template.ts';

const say = (template: string, value: unknown, type: string): string =>
  new GoTemplate(template).execute(typed(value as never, type), 'typed');

it('prints structs of the API as Go does: every field, in its order, empty ones too', () => {
  expect(
    say('{{.IPAM.Config}}', { IPAM: { Config: [{ Subnet: '10.0.0.0/24', Gateway: '10.0.0.1' }] } }, 'Network'),
  ).toBe('[{10.0.0.0/24  10.0.0.1 map[]}]');
  expect(
    say(
      '{{.HostConfig.RestartPolicy}}',
      { HostConfig: { RestartPolicy: { Name: 'no', MaximumRetryCount: 0 } } },
      '*Container',
    ),
  ).toBe('{no 0}');
  expect(
    say(
      '{{.Mounts}}',
      { Mounts: [{ Type: 'bind', Source: '/src', Destination: '/dst', Mode: '', RW: true, Propagation: 'rprivate' }] },
      '*Container',
    ),
  ).toBe('[{bind  /src /dst   true rprivate}]');
  expect(
    say(
      '{{.NetworkSettings.Ports}}',
      { NetworkSettings: { Ports: { '80/tcp': [{ HostIp: '::', HostPort: '8080' }], '443/tcp': null } } },
      '*Container',
    ),
  ).toBe('map[443/tcp:[] 80/tcp:[{:: 8080}]]');
});

it('prints what is nil by the type of its field, and as JSON by its own text', () => {
  const container = { Config: { Labels: null }, HostConfig: { Devices: null, PidsLimit: null }, State: {} };
  expect(
    say(
      '{{.Config.Labels}} {{.HostConfig.Devices}} {{.HostConfig.PidsLimit}} {{.State.Health}} {{.SizeRw}}',
      container,
      '*Container',
    ),
  ).toBe('map[] [] <nil> <nil> <nil>');
  expect(
    say('{{json .Config.Labels}} {{json .HostConfig.Devices}} {{json .HostConfig}}', container, '*Container'),
  ).toBe('null null {"Devices":null,"PidsLimit":null}');
});

it('prints moments, lengths of time and limits as their types do', () => {
  expect(say('{{.Created}}', { Created: '2026-11-24T09:00:00.000439940Z' }, 'Network')).toBe(
    '2026-11-24 09:00:00.00043994 +0000 UTC',
  );
  expect(
    say(
      '{{.Config.Healthcheck}}',
      { Config: { Healthcheck: { Test: ['CMD', 'true'], Interval: 30e9 } } },
      '*Container',
    ),
  ).toBe('{[CMD true] 30s 0s 0s 0s 0}');
  expect(
    say('{{.HostConfig.Ulimits}}', { HostConfig: { Ulimits: [{ Name: 'nofile', Hard: 20, Soft: 10 }] } }, '*Container'),
  ).toBe('[nofile=10:20]');
});

it('knows fields by their names in Go only, and fails on what is nil', () => {
  expect(say('{{.ID}} {{.HostConfig.DNS}}', { Id: 'ab', HostConfig: { Dns: [] } }, '*Container')).toBe('ab []');
  expect(() => say('{{.Id}}', { Id: 'ab' }, '*Container')).toThrow("can't evaluate field Id");
  expect(() => say('{{.State.Health.Status}}', { State: {} }, '*Container')).toThrow('nil pointer evaluating');
  expect(say('{{.NetworkSettings.Networks.nope.IPAddress}}', { NetworkSettings: { Networks: {} } }, '*Container')).toBe(
    '<no value>',
  );
});
