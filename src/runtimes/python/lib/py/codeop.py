"""Is a piece of source whole?"""


def compile_command(source, filename='<input>', symbol='single'):
    if not source.strip():
        return compile('pass', filename, 'exec')
    try:
        code = compile(source + '\n', filename, symbol)
    except SyntaxError as e:
        text = str(e.msg)
        if 'was never closed' in text or 'unterminated triple-quoted' in text or (text.startswith(('expected an indented block', "expected 'except'")) and not source.endswith('\n')):
            return None
        raise
    lines = source.split('\n')
    if len(lines) > 1 or lines[0].rstrip().endswith(':') or lines[0].startswith('@'):
        first = lines[0].lstrip()
        if (first.startswith(('if ', 'for ', 'while ', 'def ', 'class ', 'with ', 'try:', '@', 'async ', 'match '))) and lines[-1].strip():
            return None
    return code


class CommandCompiler:
    def __call__(self, source, filename='<input>', symbol='single'):
        return compile_command(source, filename, symbol)


Compile = CommandCompiler
