/** What the page says to its frame with the port. It changes with what they say to each other. */
export const HELLO = 'drydock-frame-1';
/**
 * What a frame may load and run, `scripts` apart: nothing but what stands in its document. Forms send nothing, and what an
 * address starts from cannot be changed.
 */
export const framePolicy = (scripts: string): string =>
  `default-src 'none'; script-src ${scripts}; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'`;
