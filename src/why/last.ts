// What went wrong last on this machine: the last command that failed, with what failed while it ran; or that nothing did.

import { askerOf, firstBad, type Hop, say, type Say, type World } from './hop.ts';
import type { Given } from '../kernel/journal.ts';
import { type Noted, notedOf } from './noted.ts';
import { whyRequest } from './request.ts';
import { whyStep } from './step.ts';

interface Explanation {
  readonly title: Say;
  readonly hops: readonly Hop[];
}

/** Something that may be the last failure. */
interface Candidate {
  readonly at: number;
  readonly explain: () => Explanation;
}

/** Virtual ms before a container's end in which what it could not reach is likely what ended it. */
const CLOSE = 5000;

/** A failure as it was noted, and whether it would fail still. */
function explainNoted(world: World, n: Noted): Explanation {
  const { asked } = n;
  if (asked === undefined) return n;
  const again = whyRequest(world, asked.from, asked.to);
  if (firstBad(again) !== undefined) return n;
  return { title: n.title, hops: [...n.hops, { what: say('now'), ok: true, fact: say('nowFine') }] };
}

/** Builds that failed; the engine keeps them. */
function builds(world: World): Candidate[] {
  return (world.records?.builds ?? [])
    .filter((b) => b.error !== '')
    .map((b) => ({
      at: b.completed ?? b.created,
      explain: () => ({
        title: say('titleBuild', { name: b.tags[0] ?? b.name }),
        hops: whyStep(world, b.ref, undefined),
      }),
    }));
}

const latest = <T extends { readonly at: number }>(list: readonly T[]): T | undefined =>
  list.reduce<T | undefined>((a, b) => (a === undefined || b.at >= a.at ? b : a), undefined);

/** What failed while a command ran, and because of it. */
function cause(world: World, g: Given): Candidate | undefined {
  const during = (at: number): boolean => at >= g.began && (g.ended === undefined || at <= g.ended);
  const own = notedOf(world).filter((n) => during(n.at));
  const candidate = (n: Noted | undefined): Candidate | undefined =>
    n && { at: n.at, explain: () => explainNoted(world, n) };
  const end = latest(
    own.filter(
      (n) =>
        n.kind === 'end' &&
        n.container!.code !== 0 &&
        (n.container!.started >= g.began || n.container!.code === g.status),
    ),
  );
  const asked = latest(
    own.filter((n) => n.kind === 'request' && (!n.background || (n.container?.started ?? 0) >= g.began)),
  );
  const refused = latest(own.filter((n) => n.kind === 'engine' && !n.probe));
  // an end that tells its own reason (a signal, a program that is not there) needs no other
  if (end !== undefined && (asked === undefined || end.container!.code > 125 || asked.at < end.at - CLOSE))
    return latest([candidate(end)!, ...(refused === undefined ? [] : [candidate(refused)!])]);
  const failed = latest(builds(world).filter((b) => during(b.at)));
  if (failed !== undefined && asked?.asked?.from.kind === 'build') {
    // what a step could not reach is why it failed
    return {
      at: failed.at,
      explain: () => ({ title: failed.explain().title, hops: [...failed.explain().hops, ...asked.hops] }),
    };
  }
  const found = [candidate(asked), candidate(refused), failed].filter((x) => x !== undefined);
  return latest(found) ?? candidate(latest(own.filter((n) => n.probe)));
}

/** What is known of a command that nothing explains. */
function unexplained(world: World, g: Given): Explanation {
  const status = g.status!;
  const where = askerOf(world, g.shell.mounts, g.shell.net).asker?.name;
  const command = g.text.split('\n', 1)[0]!.slice(0, 120);
  const hop = (
    key: 'status126' | 'status127' | 'statusInterrupted' | 'statusSignal' | 'statusOther',
    mend: 'mendStatus127' | 'mendStatus126' | 'mendReadIt' | undefined,
  ): Hop => ({
    what: say('theCommand', { command }),
    ok: false,
    fact: say(key, { status, signal: status - 128 }),
    ...(mend === undefined ? {} : { mend: say(mend) }),
  });
  const asker: Hop = {
    what: say('asker'),
    ok: true,
    fact: where === undefined ? say('typedHost') : say('typedInside', { container: where }),
  };
  const hops =
    status === 127
      ? [hop('status127', 'mendStatus127')]
      : status === 126
        ? [hop('status126', 'mendStatus126')]
        : status === 130
          ? [hop('statusInterrupted', undefined)]
          : status > 128 && status < 165
            ? [hop('statusSignal', 'mendReadIt')]
            : [hop('statusOther', 'mendReadIt')];
  return { title: say('titleCommand', { command, status }), hops: [asker, ...hops] };
}

/** Did a container end and stay so, or is it gone with what it was started as? */
function stillEnded(world: World, n: Noted): boolean {
  const c = world.records?.containers.get(n.container!.id);
  return c === undefined
    ? n.container!.code !== 0 && n.gone === true
    : c.state === 'exited' || c.state === 'restarting';
}

/**
 * The last failure of the machine, explained. A command that failed last is what is explained: by what failed while it
 * ran, and when nothing did, with what is known of it; never by something older.
 */
export function whyLast(world: World): Explanation {
  const given = world.kernel.journal.list.filter(
    (g) => !g.asked && !g.outer && (g.ended !== undefined || g.shell.status === undefined),
  );
  const failed = (g: Given): Candidate => ({
    at: g.ended!,
    explain: () => cause(world, g)?.explain() ?? unexplained(world, g),
  });
  const noted = notedOf(world);
  const byHand: Candidate[] = noted
    .filter((n) => !n.background && !n.probe)
    .map((n) => ({ at: n.at, explain: () => explainNoted(world, n) }));
  const last = given.at(-1);
  if (last?.ended !== undefined && last.status !== 0) {
    // what was asked since, from the browser tab
    const since = latest(byHand.filter((n) => n.at > last.ended!));
    return (since ?? failed(last)).explain();
  }
  const running = last !== undefined && last.ended === undefined ? cause(world, last) : undefined;
  const all = [
    ...given.filter((g) => g.ended !== undefined && g.status !== 0).map(failed),
    ...byHand,
    ...builds(world),
    ...(running === undefined ? [] : [running]),
    ...noted
      .filter((n) => n.kind === 'end' && stillEnded(world, n))
      .map((n) => ({ at: n.at, explain: (): Explanation => n })),
  ];
  // servers that wait for one another fail all the time: only when there is nothing else
  const found =
    latest(all) ??
    latest(noted.filter((n) => n.kind === 'request').map((n) => ({ at: n.at, explain: () => explainNoted(world, n) })));
  return found?.explain() ?? { title: say('titleNothing'), hops: [] };
}
