"""Words of a shell."""
import re


def split(s, comments=False, posix=True):
    out, word, quote, i = [], None, '', 0
    while i < len(s):
        c = s[i]
        if quote:
            if c == quote:
                quote = ''
            elif c == '\\' and quote == '"' and i + 1 < len(s) and s[i + 1] in '"\\':
                i += 1
                word += s[i]
            else:
                word += c
        elif c in '"\'':
            quote, word = c, word or ''
        elif c == '\\':
            i += 1
            if i >= len(s):
                raise ValueError('No escaped character')
            word = (word or '') + s[i]
        elif c.isspace():
            if word is not None:
                out.append(word)
            word = None
        elif comments and c == '#' and word is None:
            i = s.find('\n', i)
            if i < 0:
                break
        else:
            word = (word or '') + c
        i += 1
    if quote:
        raise ValueError('No closing quotation')
    if word is not None:
        out.append(word)
    return out


def quote(s):
    if not s:
        return "''"
    return s if re.fullmatch(r'[\w@%+=:,./-]+', s, re.ASCII) else "'" + s.replace("'", "'\"'\"'") + "'"


def join(words):
    return ' '.join(quote(w) for w in words)
