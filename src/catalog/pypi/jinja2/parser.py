"""Reads the tokens of a template and makes of them functions: of an expression one that takes the context and gives
a value, of a statement one that takes the context and a list to which it adds text."""
from . import statements as st
from .exceptions import TemplateAssertionError, TemplateSyntaxError
from .expressions import (binary, boolean_and, boolean_or, call, compare, condition, constant, dictionary, filtered, get_attr, get_item, lookup, negate, sequence, slice_of, tested, unary)
from .lexer import Lexer

_COMPARE = ("==", "!=", "<", ">", "<=", ">=")
_CONSTANTS = {"true": True, "True": True, "false": False, "False": False, "none": None, "None": None}


class Parser:
    def __init__(self, env, source, name=None, filename=None):
        self.env = env
        self.name = name
        self.filename = filename
        self.lexer = Lexer(env, source, name, filename)
        self.tokens = self.lexer.run()
        self.at = 0
        self.blocks = {}
        self.open = []

    # tokens

    @property
    def line(self):
        return self.tokens[self.at][2]

    def fail(self, message, line=None, kind=TemplateSyntaxError):
        raise kind(message, line or self.line, self.name, self.filename, self.lexer.source)

    def is_op(self, text):
        t = self.tokens[self.at]
        return t[0] == "op" and t[1] == text

    def is_name(self, *names):
        t = self.tokens[self.at]
        return t[0] == "name" and t[1] in names

    def skip_op(self, text):
        if self.is_op(text):
            self.at += 1
            return True
        return False

    def skip_name(self, name):
        if self.is_name(name):
            self.at += 1
            return True
        return False

    def describe(self):
        kind, value, _ = self.tokens[self.at]
        if kind == "eof":
            return "end of template"
        if kind == "end":
            return "end of statement block"
        if kind == "print_end":
            return "end of print statement"
        return value

    def expect(self, kind, value=None):
        t = self.tokens[self.at]
        if t[0] != kind or (value is not None and t[1] != value):
            wanted = value or {"name": "name", "end": "end of statement block", "print_end": "end of print statement", "string": "string"}.get(kind, kind)
            if t[0] == "eof":
                self.fail("unexpected end of template, expected " + repr(wanted) + ".")
            self.fail("expected token " + repr(wanted) + ", got " + repr(self.describe()))
        self.at += 1
        return t[1]

    # bodies

    def parse(self):
        body = self.body(())
        if self.tokens[self.at][0] != "eof":
            self.unknown_tag()
        return body

    def body(self, ends):
        """Statements up to one of the tags `ends`, whose name is the next token."""
        out = []
        while True:
            kind, value, line = self.tokens[self.at]
            if kind == "eof":
                if ends:
                    self.missing_end(ends)
                return st.block_of(out)
            self.at += 1
            if kind == "data":
                out.append(st.text(value))
            elif kind == "print_begin":
                out.append(st.output(self.tuple()))
                self.expect("print_end")
            else:
                if self.tokens[self.at][0] != "name":
                    self.fail("tag name expected")
                if self.is_name(*ends):
                    return st.block_of(out)
                got = self.statement()
                if got is not None:
                    out.append(got)

    def missing_end(self, ends):
        text = "Unexpected end of template. Jinja was looking for the following tags: " + " or ".join([repr(e) for e in ends]) + "."
        if self.open:
            text += " The innermost block that needs to be closed is " + repr(self.open[-1][0]) + "."
        self.fail(text)

    def unknown_tag(self):
        name = self.tokens[self.at][1]
        text = "Encountered unknown tag " + repr(name) + "."
        if self.open:
            wanted = " or ".join([repr(e) for e in self.open[-1][1]])
            if any([name in ends for _, ends in self.open]):
                text += " You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for " + wanted + "."
            else:
                text += " Jinja was looking for the following tags: " + wanted + "."
            text += " The innermost block that needs to be closed is " + repr(self.open[-1][0]) + "."
        self.fail(text)

    def closed(self, name, *more):
        """The body of the tag `name` to its end tag, or to one of `more`; which one it was."""
        ends = more + ("end" + name,) if name == "if" else ("end" + name,) + more
        self.open.append((name, ends))
        body = self.body(ends)
        self.open.pop()
        found = self.expect("name")
        return body, found

    def statement(self):
        name = self.tokens[self.at][1]
        method = getattr(self, "tag_" + name, None)
        if method is None:
            self.unknown_tag()
        self.at += 1
        return method()

    # tags

    def tag_if(self):
        branches = []
        test = self.tuple()
        self.expect("end")
        while True:
            body, end = self.closed("if", "elif", "else")
            branches.append((test, body))
            if end == "elif":
                test = self.tuple()
                self.expect("end")
                continue
            otherwise = None
            self.expect("end")
            if end == "else":
                otherwise, _ = self.closed("if")
                self.expect("end")
            return st.conditional(branches, otherwise)

    def tag_for(self):
        target = self.target()
        self.expect("name", "in")
        items = self.tuple(with_condition=False)
        test = self.expression() if self.skip_name("if") else None
        recursive = self.skip_name("recursive")
        self.expect("end")
        body, end = self.closed("for", "else")
        self.expect("end")
        otherwise = None
        if end == "else":
            otherwise, _ = self.closed("for")
            self.expect("end")
        return st.loop(target, items, test, body, otherwise, recursive)

    def tag_set(self):
        target = self.target(with_namespace=True)
        if self.skip_op("="):
            value = self.tuple()
            self.expect("end")
            return st.assign(target, value)
        filters = self.filters(None) if self.is_op("|") else None
        self.expect("end")
        body, _ = self.closed("set")
        self.expect("end")
        return st.assign_block(target, body, filters)

    def tag_with(self):
        pairs = []
        while self.tokens[self.at][0] != "end":
            if pairs:
                self.expect("op", ",")
            target = self.target()
            self.expect("op", "=")
            pairs.append((target, self.expression()))
        self.expect("end")
        body, _ = self.closed("with")
        self.expect("end")
        return st.with_scope(pairs, body)

    def tag_block(self):
        name = self.expect("name")
        if name in self.blocks:
            self.fail("block " + repr(name) + " defined twice", kind=TemplateAssertionError)
        self.blocks[name] = None
        scoped = self.skip_name("scoped")
        required = self.skip_name("required")
        self.expect("end")
        body, _ = self.closed("block")
        if self.tokens[self.at][0] == "name":
            self.expect("name", name)
        self.expect("end")
        self.blocks[name] = st.required_block(name) if required else body
        return st.block(name, scoped)

    def tag_extends(self):
        parent = self.expression()
        self.expect("end")
        return st.extends(parent)

    def tag_include(self):
        template = self.expression()
        ignore = False
        if self.skip_name("ignore"):
            self.expect("name", "missing")
            ignore = True
        context = self.with_context(True)
        self.expect("end")
        return st.include(template, ignore, context)

    def with_context(self, default):
        if self.is_name("with", "without") and self.tokens[self.at + 1][1] == "context":
            default = self.tokens[self.at][1] == "with"
            self.at += 2
        return default

    def tag_import(self):
        template = self.expression()
        self.expect("name", "as")
        name = self.expect("name")
        context = self.with_context(False)
        self.expect("end")
        return st.import_as(template, name, context)

    def tag_from(self):
        template = self.expression()
        self.expect("name", "import")
        names = []
        context = False
        while self.tokens[self.at][0] != "end":
            if names:
                self.expect("op", ",")
            if self.is_name("with", "without") and self.tokens[self.at + 1][1] == "context":
                break
            name = self.expect("name")
            names.append((name, self.expect("name") if self.skip_name("as") else name))
            if self.is_name("with", "without"):
                break
        context = self.with_context(False)
        self.expect("end")
        return st.import_names(template, names, context)

    def signature(self):
        params = []
        defaults = []
        self.expect("op", "(")
        while not self.is_op(")"):
            if params:
                self.expect("op", ",")
            params.append(self.expect("name"))
            if self.skip_op("="):
                defaults.append(self.expression())
            elif defaults:
                self.fail("non-default argument follows default argument")
        self.at += 1
        return params, defaults

    def used_in(self, start, name):
        return any([t[0] == "name" and t[1] == name for t in self.tokens[start:self.at]])

    def macro_body(self, tag, name, params, defaults):
        self.expect("end")
        start = self.at
        body, _ = self.closed(tag)
        uses = [self.used_in(start, n) for n in ("varargs", "kwargs", "caller")]
        self.expect("end")
        return st.macro(name, params, defaults, body, uses[0], uses[1], uses[2])

    def tag_macro(self):
        name = self.expect("name")
        params, defaults = self.signature()
        return st.define(name, self.macro_body("macro", name, params, defaults))

    def tag_call(self):
        params, defaults = self.signature() if self.is_op("(") else ([], [])
        function = self.expression()
        return st.call_block(function, self.macro_body("call", "caller", params, defaults))

    def tag_filter(self):
        filters = self.filters(None, start=True)
        self.expect("end")
        body, _ = self.closed("filter")
        self.expect("end")
        return st.filter_block(body, filters)

    def tag_autoescape(self):
        value = self.expression()
        self.expect("end")
        body, _ = self.closed("autoescape")
        self.expect("end")
        return st.autoescape(value, body)

    # expressions

    def target(self, with_namespace=False):
        names = []
        while True:
            if self.skip_op("("):
                names.append(self.target())
                self.expect("op", ")")
            else:
                name = self.expect("name")
                if name in _CONSTANTS:
                    self.fail("can't assign to 'const'")
                if with_namespace and self.skip_op("."):
                    return ("attr", name, self.expect("name"))
                names.append(name)
            if not self.skip_op(","):
                return names[0] if len(names) == 1 else names
            if self.is_name("in"):
                return names

    def tuple(self, with_condition=True):
        first = self.expression(with_condition)
        if not self.is_op(","):
            return first
        items = [first]
        while self.skip_op(","):
            if self.tokens[self.at][0] in ("end", "print_end") or self.is_op(")") or self.is_op("]"):
                break
            items.append(self.expression(with_condition))
        return sequence(tuple, items)

    def expression(self, with_condition=True):
        value = self.or_()
        while with_condition and self.skip_name("if"):
            test = self.or_()
            other = self.expression() if self.skip_name("else") else None
            value = condition(test, value, other)
        return value

    def or_(self):
        left = self.and_()
        while self.skip_name("or"):
            left = boolean_or(left, self.and_())
        return left

    def and_(self):
        left = self.not_()
        while self.skip_name("and"):
            left = boolean_and(left, self.not_())
        return left

    def not_(self):
        if self.skip_name("not"):
            return negate(self.not_())
        first = self.math("+-")
        rest = []
        while True:
            kind, op, _ = self.tokens[self.at]
            if kind == "op" and op in _COMPARE:
                self.at += 1
            elif self.skip_name("in"):
                op = "in"
            elif self.is_name("not") and self.tokens[self.at + 1][1] == "in":
                self.at += 2
                op = "not in"
            else:
                return compare(first, rest) if rest else first
            rest.append((op, self.math("+-")))

    def math(self, level):
        """+ and - bind less than ~, that less than * / // %, that less than **."""
        below = {"+-": "~", "~": "*/", "*/": "**"}
        ops = {"+-": ("+", "-"), "~": ("~",), "*/": ("*", "/", "//", "%"), "**": ("**",)}[level]
        left = self.unary() if level == "**" else self.math(below[level])
        while self.tokens[self.at][0] == "op" and self.tokens[self.at][1] in ops:
            op = self.tokens[self.at][1]
            self.at += 1
            left = binary(op, left, self.unary() if level == "**" else self.math(below[level]))
        return left

    def unary(self, with_filter=True):
        if self.skip_op("-"):
            value = unary("-", self.unary(False))
        elif self.skip_op("+"):
            value = unary("+", self.unary(False))
        else:
            value = self.primary()
        value = self.postfix(value)
        return self.filters(value) if with_filter else value

    def primary(self):
        kind, text, _ = self.tokens[self.at]
        self.at += 1
        if kind == "name":
            return constant(_CONSTANTS[text]) if text in _CONSTANTS else lookup(text)
        if kind == "string":
            while self.tokens[self.at][0] == "string":
                text += self.tokens[self.at][1]
                self.at += 1
            return constant(text)
        if kind == "number":
            text = text.replace("_", "")
            return constant(float(text) if "." in text or "e" in text.lower() else int(text))
        if kind == "op" and text == "(":
            value = sequence(tuple, []) if self.is_op(")") else self.tuple()
            self.expect("op", ")")
            return value
        if kind == "op" and text == "[":
            items = []
            while not self.is_op("]"):
                if items:
                    self.expect("op", ",")
                    if self.is_op("]"):
                        break
                items.append(self.expression())
            self.at += 1
            return sequence(list, items)
        if kind == "op" and text == "{":
            items = []
            while not self.is_op("}"):
                if items:
                    self.expect("op", ",")
                    if self.is_op("}"):
                        break
                key = self.expression()
                self.expect("op", ":")
                items.append((key, self.expression()))
            self.at += 1
            return dictionary(items)
        self.at -= 1
        if kind in ("end", "print_end") and self.tokens[self.at - 1][0] in ("begin", "print_begin"):
            self.fail("Expected an expression, got " + repr(self.describe()))
        self.fail("unexpected " + repr(self.describe()))

    def postfix(self, value):
        while True:
            if self.skip_op("."):
                kind, name, _ = self.tokens[self.at]
                self.at += 1
                if kind == "name":
                    value = get_attr(value, name)
                elif kind == "number":
                    value = get_item(value, constant(int(name)))
                else:
                    self.at -= 1
                    self.fail("expected name or number")
            elif self.skip_op("["):
                value = get_item(value, self.subscript())
                self.expect("op", "]")
            elif self.is_op("("):
                value = call(value, *self.arguments())
            else:
                return value

    def subscript(self):
        parts = []
        current = None
        while not self.is_op("]"):
            if self.skip_op(":"):
                parts.append(current)
                current = None
            else:
                current = self.tuple()
        if not parts:
            if current is None:
                self.fail("expected subscript expression")
            return current
        return slice_of((parts + [current, None])[:3])

    def arguments(self):
        """(positional, keyword, *rest, **rest)"""
        self.expect("op", "(")
        args = []
        kwargs = []
        star = None
        double = None
        first = True
        while not self.is_op(")"):
            if not first:
                self.expect("op", ",")
                if self.is_op(")"):
                    break
            first = False
            if self.skip_op("*"):
                star = self.expression()
            elif self.skip_op("**"):
                double = self.expression()
            elif self.tokens[self.at][0] == "name" and self.tokens[self.at + 1][:2] == ("op", "="):
                name = self.tokens[self.at][1]
                self.at += 2
                kwargs.append((name, self.expression()))
            else:
                args.append(self.expression())
        self.at += 1
        return args, kwargs, star, double

    def filters(self, value, start=False):
        """The filters and tests behind a value; without one (None) they take it as `ctx.filter_input`."""
        if value is None:
            value = lambda ctx: ctx.filter_input
        while True:
            if start or self.skip_op("|"):
                start = False
                name = self.expect("name")
                while self.skip_op("."):
                    name += "." + self.expect("name")
                if name not in self.env.filters:
                    self.fail("No filter named " + repr(name) + ".", kind=TemplateAssertionError)
                value = filtered(value, self.env.filters[name], self.arguments() if self.is_op("(") else ([], [], None, None))
            elif self.skip_name("is"):
                negated = self.skip_name("not")
                name = self.expect("name")
                if name not in self.env.tests:
                    self.fail("No test named " + repr(name) + ".", kind=TemplateAssertionError)
                args = ([], [], None, None)
                if self.is_op("("):
                    args = self.arguments()
                elif (self.tokens[self.at][0] in ("string", "number") or self.is_op("[") or self.is_op("{") or (self.tokens[self.at][0] == "name" and not self.is_name("else", "or", "and", "is", "if", "in", "not", "recursive"))):
                    args = ([self.postfix(self.primary())], [], None, None)
                value = tested(value, self.env.tests[name], args)
                if negated:
                    value = negate(value)
            elif self.is_op("("):
                value = call(value, *self.arguments())
            else:
                return value
