// Inside of the frame: shows the pages that it is given, and tells what is clicked and sent. Nothing of a page runs here, and
// nothing that a page names is called as a property is (names.ts), so what is asked of elements is what browsers answer.

import { ACTION, FORM_ACTION, HREF, prefixed, unprefixed } from './names.ts';
import type { Submission } from './forms.ts';
import { type Item, plant } from './tree.ts';

/** What the frame is told. */
export type ToFrame =
  | { readonly kind: 'show'; readonly items: readonly Item[]; readonly part: string }
  /** Go to a part of the page, as far as there is one. */
  | { readonly kind: 'part'; readonly part: string };
/** What it tells. */
export type FromFrame =
  | { readonly kind: 'ready' | 'shown' | 'reload' }
  /** A link was followed: its address as it stands on the page. */
  | { readonly kind: 'follow'; readonly href: string }
  | { readonly kind: 'send'; readonly form: Submission }
  /** A key of the lab's own. */
  | { readonly kind: 'key'; readonly key: string; readonly shift: boolean };

type Button = HTMLButtonElement | HTMLInputElement;
const BUTTONS = 'button:not([type=button i]):not([type=reset i]), input[type=submit i], input[type=image i]';
/** Fields in which Enter does something else. */
const OWN_ENTER = ['submit', 'image', 'button', 'reset', 'file', 'color'];
/** Of these a form without a button may have one for Enter to send it. */
const LINES = [
  ...['text', 'search', 'tel', 'url', 'email', 'password', 'number'],
  ...['date', 'month', 'week', 'time', 'datetime-local'],
];

/** The link, button or whatever else an event is about. */
const closest = (e: Event, selector: string): Element | null => {
  const target = e.target as Node | null;
  return target?.nodeType === Node.ELEMENT_NODE ? (target as Element).closest(selector) : null;
};

function submission(form: HTMLFormElement, by: Button | null): Submission {
  const of = (name: string): string => by?.getAttribute(`form${name}`) ?? form.getAttribute(name) ?? '';
  return {
    method: of('method'),
    enctype: of('enctype'),
    action: by?.getAttribute(FORM_ACTION) ?? form.getAttribute(ACTION) ?? '',
    // of a file only the name is sent
    fields: [...new FormData(form, by)].map(([k, v]) => [unprefixed(k), typeof v === 'string' ? v : v.name]),
  };
}

/** Serves a frame's document until its end. @param port to the page; no content of the frame can reach it */
export function serve(doc: Document, port: MessagePort): void {
  const tell = (message: FromFrame): void => port.postMessage(message);
  const listen = <K extends keyof DocumentEventMap>(kind: K, f: (e: DocumentEventMap[K]) => void): void =>
    doc.addEventListener(kind, f, true);

  const goTo = (part: string): void => {
    let id = part;
    try {
      id = decodeURIComponent(part);
    } catch {
      // it stands for itself
    }
    const name = prefixed(id);
    const to =
      doc.getElementById(name) ?? [...doc.querySelectorAll('a[name]')].find((a) => a.getAttribute('name') === name);
    if (to !== undefined) to.scrollIntoView();
    else if (id === '' || id.toLowerCase() === 'top') doc.scrollingElement?.scrollTo(0, 0);
  };
  port.onmessage = ({ data }: MessageEvent<ToFrame>) => {
    if (data.kind === 'part') return goTo(data.part);
    plant(doc, data.items);
    goTo(data.part);
    tell({ kind: 'shown' });
  };

  const send = (form: HTMLFormElement, by: Button | null): void => {
    const unchecked = form.noValidate || by?.formNoValidate === true;
    if (unchecked || form.reportValidity()) tell({ kind: 'send', form: submission(form, by) });
  };
  /** Enter in a field, as browsers take it: the form's first button is pressed, or it has none and few fields. */
  const enter = (form: HTMLFormElement): void => {
    const button = [...doc.querySelectorAll<Button>(BUTTONS)].find((b) => b.form === form);
    if (button !== undefined) {
      if (!button.matches(':disabled')) send(form, button);
    } else if ([...form.elements].filter((f) => LINES.includes((f as HTMLInputElement).type)).length <= 1)
      send(form, null);
  };
  const press = (e: MouseEvent): void => {
    const link = closest(e, `[${HREF}]`);
    const button = closest(e, BUTTONS) as Button | null;
    // there is one tab: the middle button follows a link in it
    if (link !== null && e.button <= 1) tell({ kind: 'follow', href: link.getAttribute(HREF)! });
    else if (button !== null && button.form !== null && e.button === 0) {
      if (!button.matches(':disabled')) send(button.form, button);
    } else return;
    e.preventDefault();
  };
  listen('click', press);
  listen('auxclick', press);
  for (const kind of ['submit', 'dragstart', 'dragover', 'drop'] as const) listen(kind, (e) => e.preventDefault());
  listen('keydown', (e) => {
    const link = closest(e, `[${HREF}]`);
    const field = closest(e, 'input') as HTMLInputElement | null;
    if (e.isComposing) return;
    if (e.key === 'F6' || e.key === 'F1') tell({ kind: 'key', key: e.key, shift: e.shiftKey });
    else if (e.key === 'F5') tell({ kind: 'reload' });
    else if (e.key === 'Enter' && link !== null && link === e.target)
      tell({ kind: 'follow', href: link.getAttribute(HREF)! });
    else if (e.key === 'Enter' && field !== null && field.form !== null && !OWN_ENTER.includes(field.type))
      enter(field.form);
    else return;
    e.preventDefault();
  });
  tell({ kind: 'ready' });
}
