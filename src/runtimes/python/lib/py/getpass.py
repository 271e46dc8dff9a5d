"""Passwords and user names."""
import os
import sys


class GetPassWarning(UserWarning):
    pass


def getpass(prompt='Password: ', stream=None):
    (stream or sys.stderr).write(prompt)
    line = sys.stdin.readline()
    (stream or sys.stderr).write('\n')
    if not line:
        raise EOFError
    return line.rstrip('\n')


def getuser():
    for n in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'):
        if os.environ.get(n):
            return os.environ[n]
    import pwd
    return pwd.getpwuid(os.getuid()).pw_name
