// Remarks of the linter in the text: a mark in the gutter, a line under the word.

import { type Range, RangeSet, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, gutter, GutterMarker } from '@codemirror/view';

export interface Remark {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly rule: string;
}

class Mark extends GutterMarker {
  constructor(
    private readonly text: string,
    private readonly error: boolean,
  ) {
    super();
  }
  override toDOM(): Node {
    const el = document.createElement('span');
    el.textContent = this.error ? '✕' : '▲';
    el.title = this.text;
    el.className = this.error ? 'remark error' : 'remark';
    return el;
  }
}

export const setRemarks = StateEffect.define<readonly Remark[]>();

interface Shown {
  readonly lines: DecorationSet;
  readonly marks: RangeSet<GutterMarker>;
}

const field = StateField.define<Shown>({
  create: () => ({ lines: Decoration.none, marks: RangeSet.empty }),
  update(value, tr) {
    let next: Shown = tr.docChanged
      ? { lines: value.lines.map(tr.changes), marks: value.marks.map(tr.changes) }
      : value;
    for (const e of tr.effects) {
      if (!e.is(setRemarks)) continue;
      const { doc } = tr.state;
      const lines: Range<Decoration>[] = [];
      const marks: Range<GutterMarker>[] = [];
      for (const r of e.value) {
        if (r.line < 1 || r.line > doc.lines) continue;
        const line = doc.line(r.line);
        const from = Math.min(line.to, line.from + r.column - 1);
        if (from < line.to)
          lines.push(
            Decoration.mark({
              class: r.rule === 'error' ? 'cm-remark error' : 'cm-remark',
              attributes: { title: r.message },
            }).range(from, line.to),
          );
        marks.push(new Mark(r.message, r.rule === 'error').range(line.from));
      }
      next = { lines: Decoration.set(lines, true), marks: RangeSet.of(marks, true) };
    }
    return next;
  },
  provide: (f) => EditorView.decorations.from(f, (v) => v.lines),
});

export const remarks = [field, gutter({ class: 'cm-remarks', markers: (v) => v.state.field(field).marks })];
