// The browser tab: where it is, what it got, its history and cookies. Requests go through the simulated network.

import type { BrowserAnswer } from '../../lab/port.ts';
import type { Session } from '../session.svelte.ts';
import { Cookies } from './cookies.ts';
import type { Resource } from './document.ts';
import type { Item } from './tree.ts';

export type Failure =
  'url' | 'scheme' | 'resolve' | 'refused' | 'timeout' | 'unreachable' | 'reset' | 'empty' | 'redirects';

interface Visit {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body: Uint8Array;
  readonly type: string;
}
/** What stands in the tab. */
export type Shown =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'page';
      readonly url: string;
      /** The page; undefined when the tab shows none. */ readonly items: readonly Item[] | undefined;
      readonly base: string;
      readonly status: number;
      readonly reason: string;
      readonly ms: number;
      readonly scripts: boolean;
      readonly note: 'html' | 'text' | 'picture' | 'other';
      readonly type: string;
      readonly size: number;
    }
  | {
      readonly kind: 'failed';
      readonly url: string;
      readonly host: string;
      readonly why: Failure;
      readonly status: number;
    };

const NO_BODY = new Uint8Array(0);
const MOST_REDIRECTS = 20;
/** Pictures and style sheets of one page that are fetched. */
const MOST_PARTS = 60;

/** What was typed into the address bar as an address; undefined when it is none. */
export function addressOf(text: string): string | undefined {
  const t = text.trim();
  if (t === '') return undefined;
  const port = /^:?(\d{1,5})(\/.*)?$/.exec(t);
  const full =
    port !== null
      ? `http://localhost:${port[1]}${port[2] ?? '/'}`
      : /^[a-z][a-z\d+.-]*:\/\//i.test(t)
        ? t
        : `http://${t}`;
  try {
    return new URL(full).href;
  } catch {
    return undefined;
  }
}

export class BrowserTab {
  address = $state('');
  title = $state('');
  loading = $state('');
  shown = $state.raw<Shown>({ kind: 'nothing' });
  private visits = $state.raw<readonly Visit[]>([]);
  private at = $state(-1);
  private cookies = new Cookies();
  private turn = 0;
  /** The lab's clock at the last answer. */
  private now = 0;

  /**
   * @param onSent told of every request for a page: port, did it fail, its address and what came back in a word
   */
  constructor(
    private readonly session: Session,
    private readonly onSent: (port: string, failed: boolean, url: string, answer: string) => void,
  ) {}

  get canBack(): boolean {
    return this.at > 0;
  }
  get canForward(): boolean {
    return this.at < this.visits.length - 1;
  }

  /** Forgets everything: another lab is another computer. */
  reset(): void {
    this.turn++;
    this.address = '';
    this.title = '';
    this.loading = '';
    this.shown = { kind: 'nothing' };
    this.visits = [];
    this.at = -1;
    this.cookies = new Cookies();
  }
  stop(): void {
    this.turn++;
    this.loading = '';
  }
  back(): void {
    if (this.canBack) void this.load(this.visits[--this.at]!);
  }
  forward(): void {
    if (this.canForward) void this.load(this.visits[++this.at]!);
  }
  reload(): void {
    const visit = this.visits[this.at];
    if (visit !== undefined) void this.load(visit);
  }

  /** Goes to what was typed, or to a link. */
  go(text: string): void {
    const url = addressOf(text);
    if (url === undefined) {
      if (text.trim() !== '') this.shown = { kind: 'failed', url: text, host: text, why: 'url', status: 0 };
      return;
    }
    this.visit({ url, method: 'GET', body: NO_BODY, type: '' });
  }
  /** Sends a form. */
  post(url: string, body: Uint8Array, type: string): void {
    this.visit({ url, method: 'POST', body, type });
  }
  private visit(visit: Visit): void {
    this.visits = [...this.visits.slice(0, this.at + 1), visit];
    this.at = this.visits.length - 1;
    void this.load(visit);
  }

  private async ask(visit: Visit): Promise<BrowserAnswer> {
    const { session } = this;
    const url = new URL(visit.url);
    const cookie = this.cookies.header(url.hostname, url.pathname, session.at);
    const headers: [string, string][] = [
      [
        'User-Agent',
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      ],
      ['Accept', 'text/html,application/xhtml+xml,*/*;q=0.8'],
      ['Accept-Language', navigator.language],
      ...(cookie === '' ? [] : [['Cookie', cookie] as [string, string]]),
      ...(visit.type === '' ? [] : [['Content-Type', visit.type] as [string, string]]),
    ];
    const request = { method: visit.method, url: visit.url.replace(/#.*/, ''), headers, body: visit.body };
    const { answer, at } = await session.ask('browse', { request });
    this.now = at;
    if ('status' in answer)
      for (const [k, v] of answer.headers)
        if (k.toLowerCase() === 'set-cookie') this.cookies.take(url.hostname, url.pathname, v, at);
    return answer;
  }

  private async load(first: Visit): Promise<void> {
    const { turn: before } = this;
    try {
      await this.follow(first);
    } catch {
      // whatever a server sent, nobody waits for ever
      if (this.turn !== before + 1) return;
      this.loading = '';
      this.shown = { kind: 'failed', url: first.url, host: this.title, why: 'empty', status: 0 };
    }
  }
  private async follow(first: Visit): Promise<void> {
    const turn = ++this.turn;
    const now = (): number => Math.max(this.now, this.session.at);
    const began = now();
    let visit = first;
    this.address = visit.url;
    this.title = new URL(visit.url).host;
    this.loading = this.title;
    for (let hop = 0; ; hop++) {
      const url = new URL(visit.url);
      const answer = await this.ask(visit);
      if (turn !== this.turn) return;
      const port = url.port === '' ? '80' : url.port;
      if ('error' in answer) {
        this.loading = '';
        this.onSent(port, true, visit.url, answer.error);
        this.shown = { kind: 'failed', url: visit.url, host: url.hostname, why: answer.error, status: 0 };
        return;
      }
      const get = (name: string): string => answer.headers.find(([k]) => k.toLowerCase() === name)?.[1] ?? '';
      if ([301, 302, 303, 307, 308].includes(answer.status) && get('location') !== '') {
        if (hop >= MOST_REDIRECTS) {
          this.loading = '';
          this.shown = { kind: 'failed', url: visit.url, host: url.hostname, why: 'redirects', status: 0 };
          return;
        }
        let to: string;
        try {
          to = new URL(get('location'), visit.url).href;
        } catch {
          this.loading = '';
          this.shown = { kind: 'failed', url: get('location'), host: url.hostname, why: 'url', status: 0 };
          return;
        }
        visit =
          answer.status === 307 || answer.status === 308
            ? { ...visit, url: to }
            : { url: to, method: 'GET', body: NO_BODY, type: '' };
        this.address = to;
        continue;
      }
      this.onSent(port, answer.status >= 500, visit.url, String(answer.status));
      await this.take(turn, visit.url, answer, get('content-type'), () => Math.round(now() - began));
      if (turn === this.turn) this.loading = '';
      if (hop > 0) this.visits = this.visits.map((v, i) => (i === this.at ? visit : v));
      return;
    }
  }

  private async take(
    turn: number,
    url: string,
    answer: Extract<BrowserAnswer, { status: number }>,
    header: string,
    ms: () => number,
  ): Promise<void> {
    const { host } = new URL(url);
    if (answer.body.length === 0 && answer.status >= 400) {
      this.shown = { kind: 'failed', url, host: new URL(url).hostname, why: 'empty', status: answer.status };
      return;
    }
    const type = header.split(';')[0]!.trim().toLowerCase() || 'text/html';
    const text = (): string =>
      new TextDecoder(
        /charset=([\w-]+)/i.exec(header)?.[1]?.toLowerCase() === 'iso-8859-1' ? 'iso-8859-1' : 'utf-8',
      ).decode(answer.body);
    const common = {
      kind: 'page' as const,
      url,
      base: url,
      status: answer.status,
      reason: answer.reason,
      scripts: false,
      type,
      size: answer.body.length,
    };
    const { prepare, textPage, picturePage } = await import('./document.ts');
    if (type === 'text/html' || type === 'application/xhtml+xml') {
      let parts = 0;
      const page = await prepare(text(), url, async (address): Promise<Resource | undefined> => {
        if (turn !== this.turn || ++parts > MOST_PARTS) return undefined;
        const got = await this.ask({ url: address, method: 'GET', body: NO_BODY, type: '' });
        return 'status' in got && got.status === 200
          ? { type: got.headers.find(([k]) => k.toLowerCase() === 'content-type')?.[1] ?? '', bytes: got.body }
          : undefined;
      });
      if (turn !== this.turn) return;
      this.title = page.title === '' ? host : page.title;
      this.shown = { ...common, items: page.items, base: page.base, scripts: page.scripts, note: 'html', ms: ms() };
      return;
    }
    const picture = type.startsWith('image/');
    const plain = type.startsWith('text/') || /json|xml|javascript/.test(type);
    this.shown = {
      ...common,
      items: picture ? picturePage({ type, bytes: answer.body }) : plain ? textPage(text()) : undefined,
      note: picture ? 'picture' : plain ? 'text' : 'other',
      ms: ms(),
    };
  }
}
