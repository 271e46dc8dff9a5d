// The page's end of the frame of the browser tab: which of the two frames it is, and what is believed of what it tells.

import { framePolicy, HELLO } from './hello.ts';
import { formRequest, type FormRequest, type Submission } from './forms.ts';
import { serve, type FromFrame, type ToFrame } from './inside.ts';
import type { Item } from './tree.ts';

/** What the page in the frame may ask for. */
export interface FrameActions {
  /** A link was followed: its address as it stands on the page. */
  follow(href: string): void;
  send(request: FormRequest): void;
  reload(): void;
  /** A key of the lab's own. */
  key(key: string, shift: boolean): void;
  /** The page is there to be seen. */
  shown(): void;
}
export interface Conversation {
  /** Goes to a part of the page. */
  part(name: string): void;
  close(): void;
}

/** A document of the build with one script of ours, of no origin. */
export const SHIPPED = {
  sandbox: 'allow-scripts',
  // beside the folder of this file; what builds the page is not to look for it among the sources
  src: new URL(/* @vite-ignore */ '../frame.html', import.meta.url).href,
} as const;
/** Where that cannot be loaded: an empty document in which no script runs, served from outside. */
export const BARE = {
  sandbox: 'allow-same-origin',
  srcdoc: `<!doctype html><meta http-equiv="Content-Security-Policy" content="${framePolicy("'none'")}">`,
} as const;
export type Home = typeof SHIPPED | typeof BARE;

/** How long a frame that is loaded may take to answer, in ms. */
const PATIENCE = 2000;

/** Is it something that a frame of ours tells? Anything else is nothing. */
function told(data: unknown): FromFrame | undefined {
  const m = data as Partial<Record<string, unknown>> | null;
  const texts = (of: unknown, ...names: string[]): boolean =>
    typeof of === 'object' && of !== null && names.every((n) => typeof (of as Record<string, unknown>)[n] === 'string');
  if (typeof m !== 'object' || m === null) return undefined;
  switch (m['kind']) {
    case 'ready':
    case 'shown':
    case 'reload':
      return m as FromFrame;
    case 'follow':
      return texts(m, 'href') ? (m as FromFrame) : undefined;
    case 'key':
      return m['key'] === 'F1' || m['key'] === 'F6' ? (m as FromFrame) : undefined;
    case 'send': {
      if (!texts(m['form'], 'method', 'enctype', 'action')) return undefined;
      const { fields } = m['form'] as Submission;
      return Array.isArray(fields) && fields.every((f) => texts(f, '0', '1')) ? (m as FromFrame) : undefined;
    }
    default:
      return undefined;
  }
}

/**
 * Begins to talk to a frame that has just loaded, and shows a page in it.
 * @param base what forms without an address are sent to
 * @param silent called when the frame does not answer: it is not ours
 */
export function converse(
  frame: HTMLIFrameElement,
  home: Home,
  page: { readonly items: readonly Item[]; readonly base: string; readonly part: string },
  actions: FrameActions,
  silent: () => void,
): Conversation {
  const { port1: port, port2: theirs } = new MessageChannel();
  const say = (message: ToFrame): void => port.postMessage(message);
  const waited = setTimeout(silent, PATIENCE);
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const m = told(data);
    if (m === undefined) return;
    if (m.kind === 'ready') {
      clearTimeout(waited);
      say({ kind: 'show', items: page.items, part: page.part });
    } else if (m.kind === 'shown') actions.shown();
    else if (m.kind === 'reload') actions.reload();
    else if (m.kind === 'follow') actions.follow(m.href);
    else if (m.kind === 'send') actions.send(formRequest(m.form, page.base));
    else if (m.kind === 'key') actions.key(m.key, m.shift);
  };
  if (home === BARE) serve(frame.contentDocument!, theirs);
  else frame.contentWindow?.postMessage(HELLO, '*', [theirs]);
  return {
    part: (name) => say({ kind: 'part', part: name }),
    close() {
      clearTimeout(waited);
      port.close();
    },
  };
}
