"""Virtual environments."""
import os
import shutil
import sys

_ACTIVATE = '''# This file must be used with "source bin/activate" *from bash*
deactivate () {
    if [ -n "${_OLD_VIRTUAL_PATH:-}" ] ; then
        PATH="${_OLD_VIRTUAL_PATH:-}"
        export PATH
        unset _OLD_VIRTUAL_PATH
    fi
    if [ -n "${_OLD_VIRTUAL_PS1:-}" ] ; then
        PS1="${_OLD_VIRTUAL_PS1:-}"
        export PS1
        unset _OLD_VIRTUAL_PS1
    fi
    unset VIRTUAL_ENV
    unset VIRTUAL_ENV_PROMPT
    if [ ! "${1:-}" = "nondestructive" ] ; then
        unset -f deactivate
    fi
}
deactivate nondestructive
VIRTUAL_ENV="@DIR@"
export VIRTUAL_ENV
_OLD_VIRTUAL_PATH="$PATH"
PATH="$VIRTUAL_ENV/bin:$PATH"
export PATH
if [ -z "${VIRTUAL_ENV_DISABLE_PROMPT:-}" ] ; then
    _OLD_VIRTUAL_PS1="${PS1:-}"
    PS1="(@NAME@) ${PS1:-}"
    export PS1
    VIRTUAL_ENV_PROMPT="@NAME@"
    export VIRTUAL_ENV_PROMPT
fi
'''


def create(env_dir, system_site_packages=False, clear=False, symlinks=True, with_pip=False, prompt=None, upgrade_deps=False):
    env_dir = os.path.abspath(env_dir)
    if clear and os.path.exists(env_dir):
        shutil.rmtree(env_dir)
    short = 'python%d.%d' % sys.version_info[:2]
    site = os.path.join(env_dir, 'lib', short, 'site-packages')
    bin = os.path.join(env_dir, 'bin')
    for d in (bin, site, os.path.join(env_dir, 'include', short)):
        os.makedirs(d, exist_ok=True)
    real = os.path.realpath(sys.executable)
    with open(os.path.join(env_dir, 'pyvenv.cfg'), 'w') as f:
        f.write('home = %s\ninclude-system-site-packages = %s\nversion = %s\nexecutable = %s\ncommand = %s -m venv %s\n' % (os.path.dirname(sys.executable), str(bool(system_site_packages)).lower(), '.'.join(map(str, sys.version_info[:3])), real, sys.executable, env_dir))
    for name, target in (('python3', sys.executable), ('python', 'python3'), (short, 'python3')):
        path = os.path.join(bin, name)
        if not os.path.lexists(path):
            os.symlink(target, path)
    if with_pip:
        for d in (os.path.dirname(real), '/usr/local/bin', '/usr/bin'):
            pip = os.path.join(d, 'pip')
            if os.path.exists(pip):
                for name in ('pip', 'pip3', 'pip%d.%d' % sys.version_info[:2]):
                    shutil.copy(pip, os.path.join(bin, name))
                break
    name = prompt or os.path.basename(env_dir)
    with open(os.path.join(bin, 'activate'), 'w') as f:
        f.write(_ACTIVATE.replace('@DIR@', env_dir).replace('@NAME@', name))


class EnvBuilder:
    def __init__(self, **kw):
        self._kw = kw

    def create(self, env_dir):
        create(env_dir, **self._kw)


def main(args=None):
    import argparse
    p = argparse.ArgumentParser(prog='venv', description='Creates virtual Python environments in one or more target directories.', epilog='Once an environment has been created, you may wish to activate it, e.g. by sourcing an activate script in its bin directory.')
    p.add_argument('dirs', metavar='ENV_DIR', nargs='+', help='A directory to create the environment in.')
    p.add_argument('--system-site-packages', default=False, action='store_true', help='Give the virtual environment access to the system site-packages dir.')
    p.add_argument('--clear', default=False, action='store_true', help='Delete the contents of the environment directory if it already exists.')
    p.add_argument('--without-pip', dest='with_pip', default=True, action='store_false', help='Leave out pip.')
    p.add_argument('--prompt', help='Another prompt for this environment.')
    o = p.parse_args(args)
    for d in o.dirs:
        create(d, o.system_site_packages, o.clear, True, o.with_pip, o.prompt)


if __name__ == '__main__':
    main()
