// build, pull, watch: images of a project.

import type { Task } from '../../kernel/block.ts';
import { ApiError } from '../../api/error.ts';
import { buildServices, builtServices } from '../build.ts';
import type { Command } from '../command.ts';
import type { Compose } from '../context.ts';
import { createProject } from '../converge.ts';
import { imageId } from '../imageid.ts';
import { pullImage } from '../images.ts';
import { parallel } from '../parallel.ts';
import { done } from '../progress.ts';
import { imageOf, select } from '../project.ts';
import { startProject } from '../start.ts';
import { ComposeError, emptyMap, textOf } from '../value.ts';
import { watchProject } from '../watch.ts';

function* build(c: Compose): Task<number> {
  const { flags } = c;
  const project = yield* c.project(c.args, flags.bool('with-dependencies'));
  const args = emptyMap<string | undefined>();
  for (const a of flags.list('build-arg'))
    args[a.split('=')[0]!] = a.includes('=') ? a.slice(a.indexOf('=') + 1) : undefined;
  yield* c.progress('Building', function* (w) {
    const order = yield* buildServices(c, project, builtServices(project), {
      quiet: flags.bool('quiet'),
      noCache: flags.bool('no-cache'),
      pull: flags.bool('pull'),
      args,
      w,
    });
    if (!flags.bool('quiet')) for (const service of order) yield* w.event(done(imageOf(project, service), 'Built'));
  });
  return 0;
}

function* pull(c: Compose): Task<number> {
  const { flags } = c;
  const policy = flags.string('policy');
  if (!['', 'missing', 'always'].includes(policy))
    throw new ComposeError(`invalid --policy option ${JSON.stringify(policy)}`);
  const project = yield* c.project(c.args, flags.bool('include-deps'));
  yield* c.progress('Pulling', function* (w) {
    const seen = new Set<string>();
    const work: (() => Task)[] = [];
    for (const [service, s] of Object.entries(project.services)) {
      const own = policy !== '' ? policy : (textOf(s['pull_policy']) ?? 'always');
      if (s['image'] === undefined) {
        yield* w.event({ id: service, text: 'Skipped', status: 'No image to be pulled', stage: 'done' });
        continue;
      }
      const image = imageOf(project, service);
      if (s['build'] !== undefined && (flags.bool('ignore-buildable') || own === 'build')) {
        yield* w.event({ id: service, text: 'Skipped', status: 'Image can be built', stage: 'done' });
        continue;
      }
      if (
        own === 'never' ||
        ((own === 'missing' || own === 'if_not_present') && (yield* imageId(c.api, image)) !== undefined)
      ) {
        yield* w.event({ id: service, text: 'Skipped', status: 'Image is already present locally', stage: 'done' });
        continue;
      }
      if (seen.has(image)) {
        yield* w.event({
          id: service,
          text: 'Skipped',
          status: `Image is already being pulled by ${Object.keys(project.services).find((n) => n !== service && imageOf(project, n) === image)}`,
          stage: 'done',
        });
        continue;
      }
      seen.add(image);
      work.push(function* (): Task {
        try {
          yield* pullImage(c, w, service, s, image, flags.bool('quiet'));
        } catch (error) {
          if (!(error instanceof ApiError) || (!flags.bool('ignore-pull-failures') && s['build'] === undefined))
            throw error;
        }
      });
    }
    yield* parallel(c.p, work);
  });
  return 0;
}

export const buildCommands: Record<string, Command> = {
  build: { run: build },
  pull: { run: pull },
  watch: {
    *run(c) {
      const { flags } = c;
      const project = yield* c.project(c.args);
      if (!flags.bool('no-up')) {
        yield* c.progress('Running', function* (w) {
          yield* createProject(
            c,
            project,
            {
              services: c.args,
              recreate: 'diverged',
              recreateDependencies: 'diverged',
              inherit: true,
              removeOrphans: false,
              ignoreOrphans: false,
              timeout: undefined,
              pull: '',
              build: 'always',
              quietPull: false,
              quietBuild: flags.bool('quiet'),
            },
            w,
          );
          yield* startProject(c, project, { wait: false, waitTimeout: 0, w });
        });
      }
      yield* watchProject(
        c,
        c.args.length === 0 ? project : select(project, c.args, false),
        flags.bool('quiet'),
        flags.bool('prune'),
      );
      return 0;
    },
  },
};
