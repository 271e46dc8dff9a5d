// `--blkio-weight-device`, `--device-read-bps` and their like: `device:number`.

export function weights(list: readonly string[]): unknown[] {
  return list.map((w) => ({ Path: w.split(':')[0], Weight: Number(w.split(':')[1]) }));
}

export function rates(list: readonly string[]): unknown[] {
  return list.map((w) => ({ Path: w.split(':')[0], Rate: parseInt(w.split(':')[1] ?? '0', 10) }));
}
