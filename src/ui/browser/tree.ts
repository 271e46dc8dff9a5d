// A page on its way into the frame: a flat list of elements and texts, never text that is parsed again.

/** Elements and texts in the order of the document; `of` is the place of the parent in the list, -1 for the root. */
export type Item =
  | { readonly of: number; readonly text: string }
  | {
      readonly of: number;
      readonly name: string;
      readonly svg: boolean;
      readonly set: readonly (readonly [name: string, value: string])[];
    };

export const HTML = 'http://www.w3.org/1999/xhtml';
export const SVG = 'http://www.w3.org/2000/svg';

/** Puts a list into a document in place of what stands there. */
export function plant(doc: Document, items: readonly Item[]): void {
  const made: Node[] = [];
  for (const item of items) {
    let node: Node;
    if ('text' in item) node = doc.createTextNode(item.text);
    else {
      const el = doc.createElementNS(item.svg ? SVG : HTML, item.name);
      for (const [name, value] of item.set) el.setAttribute(name, value);
      node = el;
    }
    made[item.of]?.appendChild(node);
    made.push(node);
  }
  doc.documentElement.replaceWith(made[0]!);
}
