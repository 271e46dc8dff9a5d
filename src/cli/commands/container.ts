// Commands that act on containers by name: stop, kill, rm, rename, wait, port, top, diff, update, commit, export, prune.

import { waited } from '../../api/waited.ts';
import { ApiError } from '../../api/error.ts';
import type { HostConfig } from '../../api/types/host.ts';
import { humanSize } from '../../api/units.ts';
import { parseReference } from '../../api/reference.ts';
import { confirmed, filtersOf } from '../formatter.ts';
import { CliError, daemonText, forEach, type Implementation } from '../cli.ts';
import { nanoCpus, restartPolicy } from '../options.ts';
import { tabulate } from '../table.ts';

const MANY = { min: 1, max: Infinity };

export const containerCommands: Record<string, Implementation> = {
  'docker stop': {
    args: MANY,
    *run(cli) {
      const timeout = cli.flags.given('timeout')
        ? cli.flags.number('timeout')
        : cli.flags.given('time')
          ? cli.flags.number('time')
          : undefined;
      return yield* forEach(cli, cli.args, function* (name) {
        yield* cli.api.ContainerStop(name, {
          ...(timeout === undefined ? {} : { timeout }),
          ...(cli.flags.given('signal') ? { signal: cli.flags.string('signal') } : {}),
        });
        return `${name}\n`;
      });
    },
  },
  'docker restart': {
    args: MANY,
    *run(cli) {
      const timeout = cli.flags.given('timeout')
        ? cli.flags.number('timeout')
        : cli.flags.given('time')
          ? cli.flags.number('time')
          : undefined;
      return yield* forEach(cli, cli.args, function* (name) {
        yield* cli.api.ContainerRestart(name, {
          ...(timeout === undefined ? {} : { timeout }),
          ...(cli.flags.given('signal') ? { signal: cli.flags.string('signal') } : {}),
        });
        return `${name}\n`;
      });
    },
  },
  'docker kill': {
    args: MANY,
    *run(cli) {
      return yield* forEach(cli, cli.args, function* (name) {
        if (name === '') throw new ApiError(400, 'invalid container name or ID: value is empty');
        yield* cli.api.ContainerKill(name, cli.flags.string('signal'));
        return `${name}\n`;
      });
    },
  },
  'docker pause': {
    args: MANY,
    *run(cli) {
      return yield* forEach(cli, cli.args, function* (name) {
        yield* cli.api.ContainerPause(name);
        return `${name}\n`;
      });
    },
  },
  'docker unpause': {
    args: MANY,
    *run(cli) {
      return yield* forEach(cli, cli.args, function* (name) {
        yield* cli.api.ContainerUnpause(name);
        return `${name}\n`;
      });
    },
  },
  'docker rm': {
    args: MANY,
    *run(cli) {
      const force = cli.flags.bool('force');
      return yield* forEach(cli, cli.args, function* (name) {
        if (name.trim() === '') throw new CliError('container name cannot be empty');
        try {
          yield* cli.api.ContainerRemove(name, {
            force,
            volumes: cli.flags.bool('volumes'),
            link: cli.flags.bool('link'),
          });
        } catch (error) {
          if (force && error instanceof ApiError && error.status === 404) {
            yield* cli.error(`${daemonText(error)}\n`);
            return undefined;
          }
          throw error;
        }
        return `${name}\n`;
      });
    },
  },
  'docker rename': {
    args: { min: 2, max: 2 },
    *run(cli) {
      const [from = '', to = ''] = cli.args.map((a) => a.trim());
      if (from === '' || to === '') throw new CliError('Error: Neither old nor new names may be empty');
      try {
        yield* cli.api.ContainerRename(from, to);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        yield* cli.error(`${daemonText(error)}\n`);
        throw new CliError(`Error: failed to rename container named ${from}`);
      }
      return 0;
    },
  },
  'docker wait': {
    args: MANY,
    *run(cli) {
      return yield* forEach(cli, cli.args, function* (name) {
        return `${yield* waited(yield* cli.api.ContainerWait(name, 'not-running'))}\n`;
      });
    },
  },
  'docker port': {
    args: { min: 1, max: 2 },
    *run(cli) {
      const [name = '', wanted] = cli.args;
      const c = (yield* cli.api.ContainerInspect(name)) as {
        NetworkSettings: { Ports: Record<string, { HostIp: string; HostPort: string }[] | null> };
      };
      const ports = c.NetworkSettings.Ports;
      const address = (b: { HostIp: string; HostPort: string }): string =>
        `${b.HostIp.includes(':') ? `[${b.HostIp}]` : b.HostIp}:${b.HostPort}`;
      if (wanted !== undefined) {
        const [port = '', proto = 'tcp'] = wanted.split('/');
        if (!/^\d+$/.test(port))
          throw new CliError(
            `Error: invalid port (${port}): strconv.ParseUint: parsing ${JSON.stringify(port)}: invalid syntax`,
          );
        const found = ports[`${port}/${proto}`];
        if (found === undefined || found === null)
          throw new CliError(`Error: No public port '${wanted}' published for ${name}`);
        for (const b of found) yield* cli.print(`${address(b)}\n`);
        return 0;
      }
      const lines = Object.entries(ports).flatMap(([k, list]) => (list ?? []).map((b) => `${k} -> ${address(b)}\n`));
      yield* cli.print(lines.join(''));
      return 0;
    },
  },
  'docker top': {
    args: MANY,
    stopAtFirst: true,
    *run(cli) {
      const top = yield* cli.api.ContainerTop(cli.args[0]!, cli.args.slice(1));
      yield* cli.print(tabulate([top.Titles.join('\t'), ...top.Processes.map((r) => r.join('\t'))], 20, 1));
      return 0;
    },
  },
  'docker diff': {
    args: { min: 1, max: 1 },
    *run(cli) {
      for (const c of yield* cli.api.ContainerDiff(cli.args[0]!)) yield* cli.print(`${'CAD'[c.Kind]} ${c.Path}\n`);
      return 0;
    },
  },
  'docker update': {
    args: MANY,
    *run(cli) {
      const { flags } = cli;
      if (flags.names().length === 0) throw new CliError('you must provide one or more flags when using this command');
      const update: Partial<HostConfig> = {
        BlkioWeight: flags.number('blkio-weight'),
        CpuPeriod: flags.number('cpu-period'),
        CpuQuota: flags.number('cpu-quota'),
        CpuShares: flags.number('cpu-shares'),
        CpusetCpus: flags.string('cpuset-cpus'),
        CpusetMems: flags.string('cpuset-mems'),
        CpuRealtimePeriod: flags.number('cpu-rt-period'),
        CpuRealtimeRuntime: flags.number('cpu-rt-runtime'),
        Memory: flags.bytes('memory'),
        MemoryReservation: flags.bytes('memory-reservation'),
        MemorySwap: flags.string('memory-swap') === '-1' ? -1 : flags.bytes('memory-swap'),
        NanoCpus: nanoCpus(flags.string('cpus')),
        PidsLimit: flags.given('pids-limit') ? flags.number('pids-limit') : 0,
        ...(flags.given('restart') ? { RestartPolicy: restartPolicy(flags.string('restart')) } : {}),
      };
      return yield* forEach(cli, cli.args, function* (name) {
        const { Warnings } = yield* cli.api.ContainerUpdate(name, update);
        for (const w of Warnings) yield* cli.error(`${w}\n`);
        return `${name}\n`;
      });
    },
  },
  'docker commit': {
    args: { min: 1, max: 2 },
    *run(cli) {
      const [name = '', ref = ''] = cli.args;
      if (ref !== '') parseReference(ref);
      const at = ref.lastIndexOf(':');
      const tagged = at > ref.lastIndexOf('/');
      const id = yield* cli.api.ImageCommit(name, {
        repo: tagged ? ref.slice(0, at) : ref,
        tag: tagged ? ref.slice(at + 1) : '',
        comment: cli.flags.string('message'),
        author: cli.flags.string('author'),
        pause: cli.flags.bool('pause'),
        changes: cli.flags.list('change'),
      });
      yield* cli.print(`${id}\n`);
      return 0;
    },
  },
  'docker export': {
    args: { min: 1, max: 1 },
    *run(cli) {
      const out = cli.flags.string('output');
      if (out === '' && cli.terminal)
        throw new CliError('cowardly refusing to save to a terminal. Use the -o flag or redirect');
      // where it goes is looked at first
      const folder = out.includes('/') ? out.slice(0, out.lastIndexOf('/')) || '/' : '.';
      if (out !== '' && !cli.p.fs.exists(folder))
        throw new CliError(
          `failed to export container: invalid output path: stat ${folder}: no such file or directory`,
        );
      const tar = yield* cli.api.ContainerExport(cli.args[0]!);
      if (out === '') yield* cli.p.write(1, tar);
      else cli.p.fs.writeFile(out, tar);
      return 0;
    },
  },
  'docker container prune': {
    args: { min: 0, max: 0 },
    *run(cli) {
      if (!(yield* confirmed(cli, 'WARNING! This will remove all stopped containers.'))) return 0;
      const report = yield* cli.api.ContainerPrune(filtersOf(cli));
      if (report.Deleted.length > 0) yield* cli.print(`Deleted Containers:\n${report.Deleted.join('\n')}\n\n`);
      yield* cli.print(`Total reclaimed space: ${humanSize(report.SpaceReclaimed)}\n`);
      return 0;
    },
  },
};
