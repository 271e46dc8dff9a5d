"""Errors of templates."""


class TemplateError(Exception):
    def __init__(self, message=None):
        Exception.__init__(self, message)

    @property
    def message(self):
        return self.args[0]


class TemplateNotFound(TemplateError, LookupError):
    def __init__(self, name, message=None):
        Exception.__init__(self, message or str(name))
        self.name = name
        self.templates = [name]

    def __str__(self):
        return str(self.args[0])


class TemplatesNotFound(TemplateNotFound):
    def __init__(self, names=(), message=None):
        TemplateNotFound.__init__(self, names[-1] if names else None, message or "none of the templates given were found: " + ", ".join([str(n) for n in names]))
        self.templates = list(names)


class TemplateSyntaxError(TemplateError):
    def __init__(self, message, lineno, name=None, filename=None, source=None):
        Exception.__init__(self, message)
        self.lineno = lineno
        self.name = name
        self.filename = filename
        self.source = source

    def __str__(self):
        place = "line " + str(self.lineno)
        if self.filename or self.name:
            place = 'File "' + str(self.filename or self.name) + '", ' + place
        lines = [str(self.args[0]), "  " + place]
        if self.source is not None:
            source = self.source.splitlines()
            if 0 < self.lineno <= len(source):
                lines.append("    " + source[self.lineno - 1].strip())
        return "\n".join(lines)


class TemplateAssertionError(TemplateSyntaxError):
    pass


class TemplateRuntimeError(TemplateError):
    pass


class UndefinedError(TemplateRuntimeError):
    pass


class SecurityError(TemplateRuntimeError):
    pass


class FilterArgumentError(TemplateRuntimeError):
    pass
