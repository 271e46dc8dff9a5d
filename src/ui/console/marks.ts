// What is laid over the console's text: styles of the output, and lines that are lit.

import { type Range, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

export const setMarks = StateEffect.define<{ from: number; marks: Range<Decoration>[] }>();

/** Styles of the machine's output; from a position on they are set anew. */
export const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, tr) {
    let next = value.map(tr.changes);
    for (const e of tr.effects) {
      if (e.is(setMarks))
        next = next.update({
          filter: (from) => from < e.value.from,
          filterFrom: e.value.from,
          add: e.value.marks,
          sort: true,
        });
    }
    return next;
  },
  provide: (f) => EditorView.decorations.from(f),
});

/** Rows (from 0) that are lit. */
export const setLit = StateEffect.define<readonly number[]>();
const litLine = Decoration.line({ class: 'lit' });

export const lit = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, tr) {
    let next = value.map(tr.changes);
    for (const e of tr.effects)
      if (e.is(setLit))
        next = Decoration.set(
          e.value
            .filter((row) => row < tr.state.doc.lines)
            .map((row) => litLine.range(tr.state.doc.line(row + 1).from)),
        );
    return next;
  },
  provide: (f) => EditorView.decorations.from(f),
});
