"""Cuts a template into text and the tokens between its braces.

Tokens are tuples (kind, value, line); kinds: data, begin, end, print_begin, print_end, name, number, string, op, eof.
"""
import re

from .exceptions import TemplateSyntaxError

_OPEN = re.compile(r"\{([%{#])([-+]?)")
_TOKEN = re.compile(r"""(?P<space>\s+)|(?P<number>\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<name>[^\W\d]\w*)|(?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?P<op>//|\*\*|==|!=|>=|<=|[-+*/%~\[\](){}<>=.:|,;])""", re.S)
_ESCAPE = re.compile(r"\\(n|t|r|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.S)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r"}
_CLOSE = {"%": "%}", "{": "}}"}
_PAIRS = {"(": ")", "[": "]", "{": "}"}


def _escape(m):
    c = m.group(1)
    if c in _PLAIN:
        return _PLAIN[c]
    if len(c) > 1:
        return chr(int(c[1:], 16))
    return c if c in "\\'\"" else "\\" + c


def unquote(text):
    return _ESCAPE.sub(_escape, text[1:-1]) if "\\" in text else text[1:-1]


class Lexer:
    def __init__(self, env, source, name=None, filename=None):
        self.env = env
        self.source = source.replace("\r\n", "\n").replace("\r", "\n")
        if not env.keep_trailing_newline and self.source.endswith("\n"):
            self.source = self.source[:-1]
        self.name = name
        self.filename = filename
        self.tokens = []
        self.line = 1

    def fail(self, message, line=None):
        raise TemplateSyntaxError(message, line or self.line, self.name, self.filename, self.source)

    def _data(self, text, strip_left, sign, block):
        """Adds text; what stands right after decides how much of its end goes."""
        line = self.line
        self.line += text.count("\n")
        if strip_left:
            text = text.lstrip()
        if sign == "-":
            text = text.rstrip()
        elif block and sign != "+" and self.env.lstrip_blocks:
            start = text.rfind("\n") + 1
            if text[start:].strip() == "" and (start > 0 or line == 1):
                text = text[:start]
        if text:
            self.tokens.append(("data", text, line))

    def _after(self, at):
        """Where the text goes on after a block or a comment."""
        if self.env.trim_blocks and self.source.startswith("\n", at):
            self.line += 1
            return at + 1
        return at

    def run(self):
        src = self.source
        at = 0
        strip = False
        while True:
            m = _OPEN.search(src, at)
            if m is None:
                self._data(src[at:], strip, "", False)
                break
            kind = m.group(1)
            self._data(src[at:m.start()], strip, m.group(2), kind != "{")
            if kind == "#":
                end = src.find("#}", m.end())
                if end < 0:
                    self.fail("Missing end of comment tag")
                strip = src[end - 1] == "-"
                self.line += src.count("\n", m.start(), end)
                at = end + 2 if strip else self._after(end + 2)
                continue
            raw = re.compile(r"\s*raw\s*(-?)%\}").match(src, m.end()) if kind == "%" else None
            if raw is not None:
                at, strip = self._raw(raw)
                continue
            at, strip = self._inside(kind, m.end())
        self.tokens.append(("eof", "", self.line))
        return self.tokens

    def _raw(self, opened):
        end = re.compile(r"\{%([-+]?)\s*endraw\s*([-+]?)%\}").search(self.source, opened.end())
        if end is None:
            self.fail("Missing end of raw directive")
        text = self.source[opened.end():end.start()]
        if self.env.trim_blocks and not opened.group(1) and text.startswith("\n"):
            self.line += 1
            text = text[1:]
        self._data(text, opened.group(1) == "-", end.group(1), True)
        strip = end.group(2) == "-"
        return (end.end() if strip else self._after(end.end())), strip

    def _inside(self, kind, at):
        """The tokens up to the closing brace; where the text goes on, and whether its start is stripped."""
        src = self.source
        begin = self.line
        name = "" if kind == "%" else "print_"
        self.tokens.append((name + "begin", "", begin))
        close = _CLOSE[kind]
        open_pairs = []
        while True:
            if not open_pairs:
                for sign in ("", "-", "+"):
                    if src.startswith(sign + close, at):
                        self.tokens.append((name + "end", "", self.line))
                        at += len(sign) + 2
                        if sign == "" and kind == "%":
                            at = self._after(at)
                        return at, sign == "-"
            m = _TOKEN.match(src, at)
            if m is None:
                if at >= len(src):
                    if open_pairs:
                        self.fail("unexpected end of template, expected " + repr(_PAIRS[open_pairs[-1]]) + ".")
                    self.fail("unexpected end of template, expected 'end of " + ("print" if kind == "{" else "statement") + " " + ("statement" if kind == "{" else "block") + "'.")
                self.fail("unexpected char " + repr(src[at]) + " at " + str(at))
            at = m.end()
            group = m.lastgroup
            text = m.group()
            if group == "op":
                if text in _PAIRS:
                    open_pairs.append(text)
                elif text in ")]}":
                    if not open_pairs:
                        self.fail("unexpected " + repr(text))
                    wanted = _PAIRS[open_pairs.pop()]
                    if wanted != text:
                        self.fail("unexpected " + repr(text) + ", expected " + repr(wanted))
            if group != "space":
                self.tokens.append((group, unquote(text) if group == "string" else text, self.line))
            self.line += text.count("\n")
