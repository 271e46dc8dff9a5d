// What an operation that fails leaves behind all the same, because the real engine does. Everything else is taken back.
//
// The list of facts is asked twice: where the engine keeps something (`Engine.leaving`), and by the test that lets every
// operation fail at every step, which allows no difference but these.

/** Something that outlives the failure of its operation. */
interface Left {
  /** What it is. */
  readonly what: string;
  /** Which lines of a fingerprint of the engine (world.ts) may differ. */
  readonly differs: RegExp;
  /** Where the fact comes from: a recorded session of the real engine, or its source. */
  readonly fact: string;
}

export const LEFTOVERS = {
  'create: named volumes': {
    what: 'named volumes that a refused container was to have, filled from the image where that came before the refusal',
    differs: /^(volume|volume tree|host mount|host tree|event) /,
    fact: 'bug-refused-leftovers.t: after `create -v foo:/x -v /anon -w /etc/passwd busybox` foo is listed, the other is not',
  },
  'start: the failure': {
    what: 'the error and the exit code of a container that did not start (128 unless it had one); events tell that it left its networks',
    differs: /^(container \S+ (error|exitCode)|event \d+) /,
    fact: 'bug-refused-leftovers.t: `created 128 failed to set up container networking…`; bug-failed-start.t: 3 stays 3',
  },
  'start: folders for mounts': {
    what: 'folders of the host that `-v` names, and the places for mounts in the tree of the container',
    differs: /^(tree|host tree) /,
    fact: 'bug-failed-start.t: the folder of `-v` is there and `docker diff` tells `A /inside`',
  },
  'start: --rm': {
    what: 'nothing at all of a container with --rm that did not start',
    differs: /./,
    fact: 'bug-failed-start.t: `docker ps -a` knows it no more',
  },
  'remove: killed': {
    what: 'the main process of a container is dead once `rm -f` has killed it, whatever follows',
    differs: /./,
    fact: 'a signal cannot be called back; Engine 28.5.2 kills first (daemon/delete.go)',
  },
  'remove: dead': {
    what: 'a container of which not everything could be taken away: dead, it only can be removed again',
    differs: /^container \S+ (state|error) /,
    fact: 'Engine 28.5.2, an immutable file in the layer: `rm -f` refused, `ps -a` says Dead, `start` "is marked for removal", `rm` again works',
  },
  'stop: signals': {
    what: 'what signals did that were sent already: the process may have ended, a paused one goes on',
    differs: /./,
    fact: 'a signal cannot be called back',
  },
  'exec: it failed': {
    what: 'an exec that could not begin: it has exited, with the status of the failure',
    differs: /^exec /,
    fact: 'bug-failed-start.t: its inspect tells `false 126`, `false 127`',
  },
  'copy: files': {
    what: 'what was unpacked before the failure',
    differs: /^(tree|volume tree|host tree) /,
    fact: 'bug-failed-start.t: after `cannot overwrite directory`, `docker diff` tells `A /etc/aa`',
  },
  'prune: earlier ones': {
    what: 'the removal of what came before; one that cannot be removed is left out',
    differs: /./,
    fact: 'Engine 28.5.2 removes one by one and only logs what fails (daemon/prune.go)',
  },
  'pull: earlier tags': {
    what: 'tags of `pull -a` that were complete',
    differs: /^(image|tag|digest|event) /,
    fact: 'Engine 28.5.2 pulls tag by tag (distribution/pull_v2.go)',
  },
  'push: what was uploaded': {
    what: 'what the registry has by then',
    differs: /^(digest|event) /,
    fact: 'a registry is another machine',
  },
  'build: steps': {
    what: 'the cache of the steps before the failure, bases, cache folders, and the record of the build',
    differs: /^(cache|build|builder) /,
    fact: 'bug-failed-start.t: built again, the step before the one that failed is CACHED',
  },
  'build: classic steps': {
    what: 'the images of the steps that the classic builder had done, and the tags that it had given',
    differs: /^(image|tag|event) /,
    fact: 'api-build.t: each step is an image of its own before the next begins, and a later build is `Using cache`',
  },
  'build: its record': {
    what: 'the image of a build of which only the record could not be ended',
    differs: /^(image|tag|event|build) /,
    fact: 'BuildKit of Engine 28.5.2 exports first and then ends the record (solver/llbsolver/solver.go)',
  },
} satisfies Record<string, Left>;

export type Leftover = keyof typeof LEFTOVERS;
