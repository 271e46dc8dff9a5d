// What every place the core runs in (tab, worker, Node) has beside the language itself.
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean });
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}

// Python sources of the simulated package index are text to us (vite.config.ts, src/headless/run.mjs).
declare module '*.py' {
  const text: string;
  export default text;
}
