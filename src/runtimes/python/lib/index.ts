// The standard library: modules of the host, modules in Python text, and the names of those that are refused.

import { LIBRARY } from '../vm/import.ts';
import type { Obj } from '../vm/objects.ts';
import { moduleObject } from '../vm/native.ts';
import { builtinNames } from '../types/builtins.ts';
import { R } from '../vm/vm.ts';
import { FROZEN } from './frozen.ts';
import { makeJson } from './json.ts';
import { makeHashlib } from './hashlib.ts';
import { makeMath } from './math.ts';
import { makeRandom } from './random.ts';
import { makeGrp, makeIo, makePwd, makeTraceback } from './more.ts';
import { makePosix } from './posix.ts';
import { makeSre } from './re.ts';
import { makeSocket } from './socket.ts';
import { makeSys } from './sys.ts';
import { makeAtexit, makeErrno, makeGc, makeSignal, makeStrftime, makeThread, makeTime } from './time.ts';

const natives: Record<string, () => Obj> = {
  sys: makeSys,
  posix: makePosix,
  time: makeTime,
  _strftime: makeStrftime,
  _signal: makeSignal,
  errno: makeErrno,
  atexit: makeAtexit,
  gc: makeGc,
  _thread: makeThread,
  math: makeMath,
  _random: makeRandom,
  _hashlib: makeHashlib,
  _json: makeJson,
  _sre: makeSre,
  _io: makeIo,
  _traceback: makeTraceback,
  pwd: makePwd,
  grp: makeGrp,
  _socket: makeSocket,
  builtins: () => {
    const m = moduleObject('builtins');
    m.dict = R.vm.builtins;
    return m;
  },
};
for (const [name, make] of Object.entries(natives)) LIBRARY.natives.set(name, make);
for (const [name, text] of Object.entries(FROZEN)) LIBRARY.frozen.set(name, text);
/** Modules of CPython's library that are not here. */
const REFUSED =
  'aifc antigravity array ast asyncio audioop binhex bz2 cProfile calendar cgi cgitb chunk cmath cmd code codeop compileall crypt ctypes curses dbm difflib dis doctest ensurepip faulthandler fcntl filecmp fileinput formatter fractions ftplib gettext graphlib idlelib imaplib imghdr imp ipaddress lib2to3 locale lzma mailbox mailcap marshal mmap modulefinder msilib multiprocessing netrc nis nntplib numbers opcode optparse ossaudiodev pdb pickle pickletools pipes plistlib poplib pprint profile pstats pty py_compile pyclbr pydoc quopri readline resource rlcompleter runpy sched selectors shelve shlex site smtplib sndhdr spwd sqlite3 ssl stringprep sunau symtable sysconfig syslog tabnanny tarfile telnetlib termios this timeit tkinter token tokenize tomllib trace tracemalloc tty turtle unicodedata unittest uu venv wave webbrowser wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zoneinfo decimal'.split(
    ' ',
  );
for (const name of REFUSED)
  if (!LIBRARY.frozen.has(name) && !LIBRARY.frozen.has(`${name}/__init__`)) LIBRARY.refused.add(name);
export { builtinNames };
