"""Names by patterns."""
import re
import os


def translate(pat):
    i, out = 0, ''
    while i < len(pat):
        c = pat[i]
        i += 1
        if c == '*':
            if not out.endswith('.*'):
                out += '.*'
        elif c == '?':
            out += '.'
        elif c == '[':
            j = i + 1 if pat[i:i + 1] in ('!', ']') else i
            j = pat.find(']', j + (pat[i:i + 2] == '!]'))
            if j < 0:
                out += '\\['
            else:
                inner = pat[i:j].replace('\\', r'\\')
                out += '[' + ('^' + inner[1:] if inner[0] == '!' else inner) + ']'
                i = j + 1
        else:
            out += re.escape(c)
    return out + r'\Z'


def fnmatchcase(name, pat):
    return re.compile(translate(pat), re.S).match(name) is not None


def fnmatch(name, pat):
    return fnmatchcase(name, pat)


def filter(names, pat):
    r = re.compile(translate(pat), re.S)
    return [n for n in names if r.match(n)]
