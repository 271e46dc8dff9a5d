// A length of time in the API's types: a template prints it as Go does, JSON has its nanoseconds.

import { goText } from '../engine/builder/change.ts';
import type { Json } from '../engine/api.ts';

export class Duration {
  constructor(readonly nanoseconds: number) {}
  get text(): string {
    return goText(this.nanoseconds / 1e6);
  }
}

/** The durations of a container's or an image's health check as such. */
export function withDurations(value: Json): Json {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const config = value['Config'];
  if (config === null || config === undefined || typeof config !== 'object' || Array.isArray(config)) return value;
  const health = config['Healthcheck'];
  if (health === null || health === undefined || typeof health !== 'object' || Array.isArray(health)) return value;
  const typed = Object.fromEntries(Object.entries(health).map(([k, v]) => [k, typeof v === 'number' && k !== 'Retries' ? (new Duration(v) as unknown as Json) : v]));
  return { ...value, Config: { ...config, Healthcheck: typed } };
}
