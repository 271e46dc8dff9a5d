// How many GPUs a host may have: asked for by whoever reads an address or a scenario, long before there is a machine.

/** Most GPUs that a machine may have. */
export const MOST_GPUS = 8;
