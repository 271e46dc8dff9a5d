// Syntax modes of the editor, fetched when a file of their kind is opened, and colours that keep their contrast in every theme.

import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags as t } from '@lezer/highlight';

/** Is it a Dockerfile by its name? */
export function isDockerfile(path: string): boolean {
  return /(^|[./])(dockerfile|containerfile)([.-]|$)/i.test(path.split('/').pop() ?? '');
}

/** The mode for a file, by its name and first line. */
export async function modeOf(path: string, text: string): Promise<Extension> {
  const name = path.split('/').pop() ?? '';
  const first = text.slice(0, 80).split('\n', 1)[0]!;
  if (isDockerfile(path))
    return StreamLanguage.define((await import('@codemirror/legacy-modes/mode/dockerfile')).dockerFile);
  if (/\.ya?ml$/.test(name)) return (await import('@codemirror/lang-yaml')).yaml();
  if (/\.py$/.test(name) || /^#!.*python/.test(first))
    return StreamLanguage.define((await import('@codemirror/legacy-modes/mode/python')).python);
  if (/\.(sh|bash)$|^\.(bashrc|profile)$/.test(name) || /^#!.*\b(ba|da|a)?sh\b/.test(first))
    return StreamLanguage.define((await import('@codemirror/legacy-modes/mode/shell')).shell);
  if (/nginx.*\.conf$|\.conf\.template$/.test(name))
    return StreamLanguage.define((await import('@codemirror/legacy-modes/mode/nginx')).nginx);
  if (/\.(html?|xml|svg)$/.test(name))
    return StreamLanguage.define((await import('@codemirror/legacy-modes/mode/xml')).html);
  if (/\.css$/.test(name)) return StreamLanguage.define((await import('@codemirror/legacy-modes/mode/css')).css);
  if (/\.(conf|ini|cfg|env|properties|toml)$|^\.env/.test(name))
    return StreamLanguage.define((await import('@codemirror/legacy-modes/mode/properties')).properties);
  return [];
}

export const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [t.keyword, t.operatorKeyword, t.controlKeyword], color: 'var(--t-blue)', fontWeight: '600' },
    { tag: [t.string, t.special(t.string), t.character], color: 'var(--t-green)' },
    { tag: [t.number, t.bool, t.atom, t.null], color: 'var(--t-magenta)' },
    { tag: t.comment, color: 'var(--ink-2)', fontStyle: 'italic' },
    {
      tag: [t.definition(t.variableName), t.propertyName, t.attributeName, t.definition(t.propertyName)],
      color: 'var(--t-cyan)',
    },
    { tag: [t.variableName, t.special(t.variableName), t.typeName, t.className, t.tagName], color: 'var(--t-yellow)' },
    { tag: t.invalid, color: 'var(--t-red)' },
  ]),
);
