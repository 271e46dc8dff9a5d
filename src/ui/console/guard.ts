// What may be edited in the console: the line behind the output, and only while the shell waits for one.

import { Annotation, EditorState, type Extension } from '@codemirror/state';

/** Marks a change that the machine makes, which is always allowed. */
export const fromMachine = Annotation.define<boolean>();

/**
 * @param outputEnd where the machine's output ends and the line being edited begins
 * @param editing is there a line to edit?
 */
export function guard(outputEnd: () => number, editing: () => boolean): Extension {
  return [
    EditorState.changeFilter.of((tr) => tr.annotation(fromMachine) === true || editing()),
    EditorState.transactionFilter.of((tr) => {
      if (tr.annotation(fromMachine) === true || !tr.docChanged) return tr;
      // what is typed may hold no newline: a paste is taken apart
      if (tr.newDoc.lines > tr.startState.doc.lines) return [];
      let above = false;
      let text = '';
      tr.changes.iterChanges((from, _to, _from2, _to2, inserted) => {
        above ||= from < outputEnd();
        text += inserted.toString();
      });
      if (!above) return tr;
      // the output is not changed; what is typed while the cursor is in it goes to the line being edited
      const end = tr.startState.doc.length;
      return text === ''
        ? []
        : {
            changes: { from: end, insert: text },
            selection: { anchor: end + text.length },
            scrollIntoView: true,
          };
    }),
  ];
}
