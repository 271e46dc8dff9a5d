// Why a step of a build was taken from the cache or was not, and where a build failed.

import type { BuildRecord } from '../api/types/build.ts';
import { reasonSay } from './reason.ts';
import { type Hop, say, type World } from './hop.ts';

function buildOf(world: World, ref: string): BuildRecord | undefined {
  const builds = world.records?.builds ?? [];
  if (ref === 'last') return builds[0];
  const image = world.records!.image(ref);
  return (
    builds.find((b) => b.ref === ref || b.tags.includes(ref) || b.tags.includes(`${ref}:latest`)) ??
    (image === undefined ? undefined : builds.find((b) => b.imageId === image.id))
  );
}

/**
 * The steps of a build with the reason why each ran or was cached.
 * @param ref an image or `last` @param only number of one step (as in `[2/5]`), or undefined for all
 */
export function whyStep(world: World, ref: string, only: number | undefined): Hop[] {
  const build = world.records === undefined ? undefined : buildOf(world, ref);
  if (build === undefined)
    return [
      { what: say('build', { name: ref }), ok: false, fact: say('noBuild', { name: ref }), mend: say('mendNoBuild') },
    ];
  const hops: Hop[] = [];
  for (const [i, s] of build.steps.entries()) {
    const number = Number(/(\d+)\/\d+\]/.exec(s.title)?.[1] ?? i + 1);
    if (only !== undefined && number !== only) continue;
    const what = say('step', { title: s.title, line: s.line });
    if (s.error !== undefined)
      hops.push({
        what,
        ok: false,
        fact: say('stepFailed', { error: s.error }),
        mend: say('mendStepFailed', { line: s.line }),
      });
    else
      hops.push({
        what,
        ok: s.cached,
        fact: say(s.cached ? 'stepCached' : 'stepRan', { why: reasonSay(s.why), seconds: s.seconds.toFixed(1) }),
        ...(s.cached || hops.some((h) => h.ok === false) ? {} : { mend: say('mendStepRan', { line: s.line }) }),
      });
  }
  if (hops.length === 0)
    return [
      {
        what: say('build', { name: ref }),
        ok: false,
        fact:
          build.error !== '' && only === undefined
            ? say('stepFailed', { error: build.error })
            : say('noStep', { step: only ?? 0, count: build.steps.length }),
        mend: say('mendNoBuild'),
      },
    ];
  return hops;
}
