// Small pages of HTML.

/** A text as HTML shows it. */
export const escapeHtml = (s: string): string =>
  s.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

/** A whole page with a heading. */
export const page = (title: string, text: string): string =>
  `<!DOCTYPE html>\n<html>\n<head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>\n<body style="font-family: sans-serif; margin: 2rem">\n<h1>${escapeHtml(title)}</h1>\n${text}\n</body>\n</html>\n`;
