"""Other programs."""
import os
import sys
import io
import posix
import signal as _signal
import time as _time

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        super().__init__(returncode, cmd)
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            try:
                return "Command '%s' died with %r." % (self.cmd, _signal.Signals(-self.returncode))
            except ValueError:
                return "Command '%s' died with unknown signal %d." % (self.cmd, -self.returncode)
        return "Command '%s' returned non-zero exit status %d." % (self.cmd, self.returncode)

    @property
    def stdout(self):
        return self.output


class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        super().__init__(cmd, timeout)
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr

    def __str__(self):
        return "Command '%s' timed out after %s seconds" % (self.cmd, self.timeout)

    @property
    def stdout(self):
        return self.output


class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr

    def __repr__(self):
        parts = ['args={!r}'.format(self.args), 'returncode={!r}'.format(self.returncode)]
        if self.stdout is not None:
            parts.append('stdout={!r}'.format(self.stdout))
        if self.stderr is not None:
            parts.append('stderr={!r}'.format(self.stderr))
        return 'CompletedProcess({})'.format(', '.join(parts))

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


def _fd(stream):
    return stream if isinstance(stream, int) else stream.fileno()


class Popen:
    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None, creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None, group=None, extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1, process_group=None):
        if preexec_fn is not None:
            raise NotImplementedError("drydock: 'preexec_fn' of subprocess is not simulated")
        self.args, self.returncode, self.pid = args, None, None
        self.text_mode = bool(text or universal_newlines or encoding or errors)
        self.stdin = self.stdout = self.stderr = None
        argv = [os.fspath(args)] if isinstance(args, (str, bytes, os.PathLike)) else [os.fspath(a) if not isinstance(a, str) else a for a in args]
        if not argv:
            raise IndexError('list index out of range')
        for a in argv:
            if not isinstance(a, (str, bytes)):
                raise TypeError('expected str, bytes or os.PathLike object, not %s' % type(a).__name__)
        if shell:
            argv = ['/bin/sh', '-c'] + argv
        fds, opened = {}, []

        def give(n, what, write):
            if what is None:
                return None
            if what == PIPE:
                r, w = posix.pipe()
                mine, theirs = (w, r) if write else (r, w)
                opened.append(theirs)
                fds[n] = theirs
                mode = 'w' if write else 'r'
                return open(mine, mode if self.text_mode else mode + 'b', encoding=encoding or ('utf-8' if self.text_mode else None), errors=errors)
            if what == DEVNULL:
                f = posix.open('/dev/null', 2)
                opened.append(f)
                fds[n] = f
            elif what == STDOUT:
                fds[n] = fds.get(1, 1)
            else:
                fds[n] = _fd(what)
            return None
        self.stdin = give(0, stdin, True)
        self.stdout = give(1, stdout, False)
        self.stderr = give(2, stderr, False)
        try:
            self.pid = posix.spawn(os.fspath(executable) if executable else argv[0], argv, dict(os.environ if env is None else env), None if cwd is None else os.fspath(cwd), fds, start_new_session)
        except BaseException:
            for s in (self.stdin, self.stdout, self.stderr):
                if s:
                    s.close()
            raise
        finally:
            for f in opened:
                posix.close(f)

    def poll(self):
        if self.returncode is None:
            pid, status = posix.waitpid(self.pid, 1)
            if pid == self.pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout=None):
        if self.returncode is None:
            if timeout is not None and not posix.wait_for(self.pid, timeout):
                raise TimeoutExpired(self.args, timeout)
            self.returncode = os.waitstatus_to_exitcode(posix.waitpid(self.pid, 0)[1])
        return self.returncode

    def communicate(self, input=None, timeout=None):
        import threading
        end = None if timeout is None else _time.monotonic() + timeout
        out = {}

        def read(name, stream):
            out[name] = stream.read()
            stream.close()
        readers = []
        for name in ('stdout', 'stderr'):
            s = getattr(self, name)
            if s:
                t = threading.Thread(target=read, args=(name, s), daemon=True)
                t.start()
                readers.append(t)
        if self.stdin:
            try:
                if input:
                    self.stdin.write(input)
            except BrokenPipeError:
                pass
            self.stdin.close()
        for t in readers:
            t.join(None if end is None else max(0, end - _time.monotonic()))
            if t.is_alive():
                raise TimeoutExpired(self.args, timeout, out.get('stdout'), out.get('stderr'))
        self.wait(None if end is None else max(0, end - _time.monotonic()))
        return out.get('stdout'), out.get('stderr')

    def send_signal(self, sig):
        self.poll()
        if self.returncode is None:
            os.kill(self.pid, int(sig))

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        for s in (self.stdout, self.stderr, self.stdin):
            if s:
                s.close()
        self.wait()

    def __repr__(self):
        return f'<{self.__class__.__name__}: returncode: {self.returncode} args: {self.args!r}>'


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kw):
    if input is not None:
        if kw.get('stdin') is not None:
            raise ValueError('stdin and input arguments may not both be used.')
        kw['stdin'] = PIPE
    if capture_output:
        if kw.get('stdout') is not None or kw.get('stderr') is not None:
            raise ValueError('stdout and stderr arguments may not be used with capture_output.')
        kw['stdout'] = kw['stderr'] = PIPE
    with Popen(*popenargs, **kw) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except TimeoutExpired:
            process.kill()
            process.wait()
            raise
        except:
            process.kill()
            raise
        retcode = process.poll()
        if check and retcode:
            raise CalledProcessError(retcode, process.args, output=stdout, stderr=stderr)
    return CompletedProcess(process.args, retcode, stdout, stderr)


def call(*popenargs, timeout=None, **kw):
    with Popen(*popenargs, **kw) as p:
        return p.wait(timeout=timeout)


def check_call(*popenargs, **kw):
    retcode = call(*popenargs, **kw)
    if retcode:
        raise CalledProcessError(retcode, kw.get('args') or popenargs[0])
    return 0


def check_output(*popenargs, timeout=None, **kw):
    if 'stdout' in kw:
        raise ValueError('stdout argument not allowed, it will be overridden.')
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kw).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    p = run(cmd, shell=True, text=True, stdout=PIPE, stderr=STDOUT)
    return p.returncode, p.stdout[:-1] if p.stdout[-1:] == '\n' else p.stdout


def getoutput(cmd, **kw):
    return getstatusoutput(cmd, **kw)[1]


def list2cmdline(seq):
    import shlex
    return ' '.join(shlex.quote(s) for s in seq)
