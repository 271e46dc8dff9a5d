// What Buildx offers beside building: the cache, the builder, the history of builds.

export const NONE = { min: 0, max: 0 };
