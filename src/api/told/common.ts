// Parts that many answers have, and texts that have a form: what a named type's text looks like stands in `FORMS`.

import { int64, list, map, named, pointer, string, struct } from '../shape.ts';

export const labels = map(string);

/** A moment as encoding/json writes it. */
export const TIME = named('string', 'time.Time');
/** 64 hexadecimal digits. */
export const HEX_ID = named('string', 'id');
/** `sha256:` and 64 of them. */
export const DIGEST = named('string', 'digest.Digest');
/** The same, or nothing: an image that is gone. */
export const IMAGE_ID = named('string', 'image');

const FORM = {
  // nanoseconds without the zeros behind them (RFC3339Nano)
  'time.Time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,8}[1-9])?(Z|[+-]\d\d:\d\d)$/,
  id: /^[0-9a-f]{64}$/,
  'digest.Digest': /^sha256:[0-9a-f]{64}$/,
  image: /^(sha256:[0-9a-f]{64})?$/,
  base64: /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  change: /^[012]$/,
  'container.ContainerState': /^(created|running|paused|restarting|removing|exited|dead)$/,
  'container.HealthStatus': /^(none|starting|healthy|unhealthy)$/,
  'events.Type': /^(builder|container|daemon|image|network|plugin|volume)$/,
} as const;

/** How the text of a named type looks; a type that is not here has no form of its own. */
export const FORMS: ReadonlyMap<string, RegExp> = new Map(Object.entries(FORM));

export const PLATFORM = struct('v1.Platform', {
  architecture: string,
  os: string,
  'os.version?': string,
  'os.features?': list(string),
  'variant?': string,
});

export const DESCRIPTOR = struct('v1.Descriptor', {
  mediaType: string,
  digest: DIGEST,
  size: int64,
  'urls?': list(string),
  'annotations?': labels,
  'data?': named('string', 'base64'),
  'platform?': pointer(PLATFORM),
  'artifactType?': string,
});

export const GRAPH_DRIVER = struct('storage.DriverData', { Data: labels, Name: string });
