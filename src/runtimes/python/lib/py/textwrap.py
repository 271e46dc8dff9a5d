"""Text in lines of a width."""
import re

_parts = re.compile(r'(\s+)')


class TextWrapper:
    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True, fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None, placeholder=' [...]'):
        self.width, self.initial_indent, self.subsequent_indent, self.expand_tabs, self.replace_whitespace, self.break_long_words, self.drop_whitespace, self.break_on_hyphens, self.tabsize, self.max_lines, self.placeholder = width, initial_indent, subsequent_indent, expand_tabs, replace_whitespace, break_long_words, drop_whitespace, break_on_hyphens, tabsize, max_lines, placeholder

    def _chunks(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = re.sub(r'[\t\n\v\f\r]', ' ', text)
        out = []
        for c in _parts.split(text):
            if not c:
                continue
            if c.strip() and self.break_on_hyphens:
                out.extend(p for p in re.findall(r'[^\s-]*[^\s\W]-(?=[^\W\d_])|.+?(?=[^\s-]*[^\s\W]-[^\W\d_])|.+', c) if p)
            else:
                out.append(c)
        return out

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError(f'invalid width {self.width!r} (must be > 0)')
        chunks = self._chunks(text)[::-1]
        lines = []
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and not chunks[-1].strip() and lines:
                del chunks[-1]
                if not chunks:
                    break
            line, n = [], 0
            while chunks and n + len(chunks[-1]) <= width:
                n += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                if self.break_long_words:
                    room = max(1, width - n)
                    line.append(chunks[-1][:room])
                    chunks[-1] = chunks[-1][room:]
                elif not line:
                    line.append(chunks.pop())
            if self.drop_whitespace and line and not line[-1].strip():
                del line[-1]
            if line:
                if self.max_lines is not None and len(lines) + 1 >= self.max_lines and any(c.strip() for c in chunks):
                    while line and len(''.join(line)) + len(self.placeholder) > width:
                        line.pop()
                    lines.append(indent + ''.join(line).rstrip() + self.placeholder if line else indent + self.placeholder.lstrip())
                    break
                lines.append(indent + ''.join(line))
        return lines

    def fill(self, text):
        return '\n'.join(self.wrap(text))


def wrap(text, width=70, **kw):
    return TextWrapper(width=width, **kw).wrap(text)


def fill(text, width=70, **kw):
    return TextWrapper(width=width, **kw).fill(text)


def shorten(text, width, **kw):
    return TextWrapper(width=width, max_lines=1, **kw).fill(' '.join(text.strip().split()))


def dedent(text):
    text = re.sub(r'(?m)^[ \t]+$', '', text)
    margin = None
    for indent in re.findall(r'(?m)^([ \t]*)(?=[^ \t\n])', text):
        if margin is None:
            margin = indent
        else:
            i = 0
            while i < len(margin) and i < len(indent) and margin[i] == indent[i]:
                i += 1
            margin = margin[:i]
    return re.sub(r'(?m)^' + margin, '', text) if margin else text


def indent(text, prefix, predicate=None):
    return ''.join(prefix + line if (line.strip() if predicate is None else predicate(line)) else line for line in text.splitlines(True))
