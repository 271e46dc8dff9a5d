"""Templates: text with expressions and statements between braces."""
from .environment import Environment, Template
from .exceptions import TemplateAssertionError, TemplateError, TemplateNotFound, TemplateRuntimeError, TemplatesNotFound, TemplateSyntaxError, UndefinedError
from .loaders import BaseLoader, ChoiceLoader, DictLoader, FileSystemLoader, FunctionLoader, PackageLoader, PrefixLoader
from .runtime import ChainableUndefined, DebugUndefined, StrictUndefined, Undefined
from .utils import pass_context, pass_environment, pass_eval_context, select_autoescape

__version__ = "3.1.6"
