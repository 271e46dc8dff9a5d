// `--cpus`.

/** `1.5` CPUs in billionths. */
export function nanoCpus(text: string): number {
  return text === '' ? 0 : Math.round(Number(text) * 1e9);
}
