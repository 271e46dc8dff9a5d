// The frame of the browser tab: takes a prepared page, and deals with its clicks and keys, for no script runs in it.

import { FORM_ACTION, HREF } from './document.ts';
import { formRequest, type FormRequest } from './forms.ts';

/** What the page in the frame may ask for. */
export interface FrameActions {
  /** A link was followed: its address as it stands on the page. */
  follow(href: string): void;
  send(request: FormRequest): void;
  reload(): void;
  /** A key of the lab's own. */
  key(e: KeyboardEvent): void;
}

// names and ids on the page may stand for properties of its document and forms: those of the prototypes they do not reach
const closest = (el: Element, selector: string): Element | null => Element.prototype.closest.call(el, selector);
const has = (el: Element, name: string): boolean => Element.prototype.hasAttribute.call(el, name);
const listen = <K extends keyof DocumentEventMap>(doc: Document, kind: K, f: (e: DocumentEventMap[K]) => void): void =>
  EventTarget.prototype.addEventListener.call(doc, kind, f as EventListener, true);

/** Scrolls to a part of the page, as far as there is one. */
export function scrollTo(frame: HTMLIFrameElement | undefined, fragment: string): void {
  const doc = frame?.contentDocument;
  if (doc === null || doc === undefined) return;
  let id = fragment;
  try {
    id = decodeURIComponent(fragment);
  } catch {
    // it stands for itself
  }
  const to =
    Document.prototype.getElementById.call(doc, id) ??
    [...Document.prototype.querySelectorAll.call(doc, 'a[name]')].find((a) => a.getAttribute('name') === id);
  if (to != null) Element.prototype.scrollIntoView.call(to);
}

const SUBMITS = 'button:not([type=button i]):not([type=reset i]), input[type=submit i], input[type=image i]';

/** Puts a prepared page into a frame. @param base what forms without an address are sent to */
export function fill(frame: HTMLIFrameElement, root: HTMLElement, base: string, actions: FrameActions): void {
  const doc = frame.contentDocument;
  if (doc === null) return;
  // the policy that the frame was opened with stays in force
  doc.documentElement.replaceWith(doc.importNode(root, true));

  const send = (form: HTMLFormElement, by: HTMLElement | null): void => {
    const unchecked = has(form, 'novalidate') || (by !== null && has(by, 'formnovalidate'));
    if (!unchecked && !HTMLFormElement.prototype.reportValidity.call(form)) return;
    actions.send(formRequest(form, by, by?.getAttribute(FORM_ACTION) ?? null, base));
  };
  const press = (e: MouseEvent): void => {
    const target = e.target as Element;
    const link = closest(target, `[${HREF}]`);
    const button = closest(target, SUBMITS) as HTMLButtonElement | HTMLInputElement | null;
    // there is one tab: the middle button follows a link in it
    if (link !== null && e.button <= 1) actions.follow(link.getAttribute(HREF)!);
    else if (button !== null && button.form !== null && e.button === 0) {
      if (!button.disabled) send(button.form, button);
    } else return;
    e.preventDefault();
  };
  listen(doc, 'click', press);
  listen(doc, 'auxclick', press);
  listen(doc, 'submit', (e) => e.preventDefault());
  listen(doc, 'dragstart', (e) => e.preventDefault());
  // what is dropped on the frame is not opened by it
  listen(doc, 'dragover', (e) => e.preventDefault());
  listen(doc, 'drop', (e) => e.preventDefault());
  listen(doc, 'keydown', (e) => {
    const target = e.target as Element;
    const link = closest(target, `[${HREF}]`);
    const field = target.localName === 'input' ? (target as HTMLInputElement) : undefined;
    if (e.key === 'F6' || e.key === 'F1') actions.key(e);
    else if (e.key === 'F5') actions.reload();
    else if (e.key === 'Enter' && link !== null && link === target) actions.follow(link.getAttribute(HREF)!);
    else if (
      e.key === 'Enter' &&
      field !== undefined &&
      !['submit', 'image', 'button', 'reset', 'file'].includes(field.type) &&
      field.form !== null
    )
      send(field.form, Element.prototype.querySelector.call(field.form, SUBMITS) as HTMLElement | null);
    else return;
    e.preventDefault();
  });
}
