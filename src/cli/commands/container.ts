// Commands that act on containers by name: stop, kill, rm, rename, wait, port, top, diff, update, commit, export, prune.

export const MANY = { min: 1, max: Infinity };
