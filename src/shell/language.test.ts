import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { FULL } from '../lab/full.ts';
import { Lab } from '../lab/lab.ts';
import { Machine } from '../lab/machine.ts';
import { isIncomplete } from './reading.ts';

/** What a text prints (standard output and errors together) when `shell` gets it with -c, and its status where not 0. */
export function answer(text: string, shell = 'bash'): string {
  const session = new Machine(FULL).session({ user: 'root', cwd: '/root/lab', name: 'test' });
  session.run(`cat > /tmp/text <<'EOF of the text'\n${text}\nEOF of the text`);
  const a = session.run(`${shell} -c "$(cat /tmp/text)" 2>&1`);
  return decode(a.stdout) + (a.status === 0 ? '' : `= ${a.status}\n`);
}

describe('bash: what the real one answers', () => {
  it.each([
    ['x=abc; echo "[${x:5}]" "[${x:3}]" "[${x:1:99}]" "[${x:5:-1}]"', '[] [] [bc] []\n'],
    ['x=abc; echo "${x:3:-1}"; echo no\necho next', 'bash: line 1: -1: substring expression < 0\nnext\n'],
    ['while break; do echo no; done; echo $?', '0\n'],
    ['for i in 1 2; do while break 2; do :; done; echo no; done; echo $i', '1\n'],
    ['i=0; until [ $((i++)) = 3 ] || continue; do break; done; echo $i', '4\n'],
    ['cat <<E\na\\$b \\\\ \\`c\\` \\d \\"q\\" \'x\\$y\'\njoin\\\ned\nE', 'a$b \\ `c` \\d \\"q\\" \'x$y\'\njoined\n'],
    ['cat <<-E\n\ttab\\$\n\t  \\\\x\n\tE', 'tab$\n  \\x\n'],
    ["cat <<'E'\na\\$b \\\\\nE", 'a\\$b \\\\\n'],
    ['echo one > f; x=f; echo "$(< f)" $(<f) `< f` "$( < $x )"', 'one one one one\n'],
    ['echo "[$(< /nofile)]"; echo $?', 'bash: line 1: /nofile: No such file or directory\n[]\n0\n'],
    [
      'echo > /dev/tcp/127.0.0.1/9; echo $?',
      'bash: connect: Connection refused\nbash: line 1: /dev/tcp/127.0.0.1/9: Connection refused\n1\n',
    ],
    [
      'cat < /dev/tcp/nohost.invalid/80',
      'bash: nohost.invalid: Name or service not known\nbash: line 1: /dev/tcp/nohost.invalid/80: Invalid argument\n= 1\n',
    ],
    [
      'echo > /dev/tcp/127.0.0.1/notaport',
      'bash: notaport: Servname not supported for ai_socktype\nbash: line 1: /dev/tcp/127.0.0.1/notaport: Invalid argument\n= 1\n',
    ],
    ['echo > /dev/tcp/127.0.0.1', 'bash: line 1: /dev/tcp/127.0.0.1: No such file or directory\n= 1\n'],
    ['echo > /dev/udp/127.0.0.1/9', "bash: line 1: drydock: '/dev/udp' is not simulated\n= 1\n"],
    [
      'docker run -d --name web -p 8000:80 nginx >/dev/null 2>&1; sleep 1; exec 3<>/dev/tcp/localhost/8000 && printf "GET / HTTP/1.0\\r\\n\\r\\n" >&3 && head -1 <&3',
      'HTTP/1.1 200 OK\r\n',
    ],
    [
      'echo {1..9999999999}; echo $?',
      'bash: line 1: brace expansion: failed to allocate memory for 9999999999 elements\n1\n',
    ],
    ['printf "%*d" 99999999999 1; echo $?', 'bash: line 1: printf: cannot allocate memory\n1\n'],
    ['for ((i=0; i<3; i++)); do [ $i = 1 ] && continue; echo $i; done', '0\n2\n'],
  ])('%s', (text, shown) => {
    expect(answer(text)).toBe(shown);
  });
});

describe('errexit: a compound command whose last command was excused goes on', () => {
  const excused = '[ 1 = 2 ] && echo x';
  it.each([
    [`for i in 1; do ${excused}; done`, 'on\n'],
    [`{ ${excused}; }`, 'on\n'],
    [`if true; then ${excused}; fi`, 'on\n'],
    [`while true; do ${excused}; break; done`, 'on\n'],
    [`case a in a) ${excused};; esac`, 'on\n'],
    [`{ ${excused}; } > /dev/null`, 'on\n'],
    [`f() { ${excused}; }; f`, '= 1\n'],
    [`( ${excused} )`, '= 1\n'],
    [`{ ${excused}; } | cat`, 'on\n'],
    ['{ false; }', '= 1\n'],
    ['for i in 1; do false || false; done', '= 1\n'],
    ['(( 0 ))', '= 1\n'],
    ['[[ a = b ]]', '= 1\n'],
    ['x=$(false)', '= 1\n'],
    ['{ :; } < /nofile', 'bash: line 1: /nofile: No such file or directory\non\n'],
  ])('set -e; %s; echo on', (text, shown) => {
    expect(answer(`set -e; ${text}; echo on`)).toBe(shown);
  });
});

describe('a command over several lines', () => {
  it.each([
    'f() {\n',
    '{\n',
    '(\n',
    '{ # why\n',
    'f() {\n  echo a\n',
    '( echo a; echo b\n',
    '{ ( f() {\n',
    'if true\n',
    'if true; then {\n',
    'for i in 1 2\n',
    'while true; do\n',
    'case x in\n a)\n',
    'case x in\n a) echo a ;;\n',
    'echo "a\n',
    'echo $(ls\n',
    'a &&\n',
    'a |\n\n',
    'function f {\n',
    '[[ a &&\n',
    'cat << E\na\n',
    'echo a \\\n',
    'f()\n',
    'echo ${x\n',
    'time {\n',
    'x=$( {\n',
  ])('%j goes on', (text) => {
    expect(isIncomplete(text)).toBe(true);
  });
  it.each([
    'echo a\n',
    '{ echo a; }\n',
    'f() {\n echo a\n}\n',
    'fi\n',
    '&& a\n',
    'echo )\n',
    'if then\n',
    '( ; \n',
    '{ fi\n',
    '}\n',
    '(\n)\n',
    '{\n}\n',
  ])('%j is whole, or wrong', (text) => {
    expect(isIncomplete(text)).toBe(false);
  });

  it('is one command at the prompt and on standard input', () => {
    const lab = new Lab({ parts: FULL, completer: () => undefined });
    let text = '';
    lab.onOutput((b) => (text += decode(b)));
    lab.settle();
    const lines = ['f() {', 'echo in f', '}', '{', 'f', '}', '(', 'f; f', ')'];
    for (const line of lines) {
      lab.enter(line);
      lab.settle();
    }
    expect(text).not.toContain('syntax error');
    expect(text.match(/^in f\r$/gm)).toHaveLength(3);
    const session = new Machine(FULL).session({ user: 'root', cwd: '/root/lab', name: 'test' });
    session.run(`printf '%s\\n' ${lines.map((x) => `'${x}'`).join(' ')} > in`);
    for (const shell of ['bash', 'sh', 'docker run -i --rm busybox sh 2>/dev/null']) {
      expect([shell, decode(session.run(`cat in | ${shell}`).stdout)]).toEqual([shell, 'in f\nin f\nin f\n']);
    }
  });
});

describe('aliases at the prompt', () => {
  it.each([
    ["alias go='cd /tmp && pwd'", 'go; pwd', '/tmp\n/tmp\n'],
    ["alias two='echo a; echo b'", 'two | tr a-z A-Z', 'a\nB\n'],
    ["alias e='echo '; alias w='one two'", 'e w', 'one two\n'],
    ["alias ls='ls -d'", 'ls /tmp', '/tmp\n'],
    ["alias a1='b1 x'; alias b1='a1'; b1() { echo b $*; }; a1() { echo a $*; }", 'a1 y', 'a x y\n'],
    ["alias up='echo $1 | tr a-z A-Z #'", 'up; echo', '\n'],
    ["alias t='if true; then echo'", 't yes; fi', 'yes\n'],
    ["alias hi='echo hi'", '"hi"; \\hi; echo $(hi)', 'bash: hi: command not found\nbash: hi: command not found\nhi\n'],
    ["alias hi='echo hi'\rf() { hi there; }; unalias hi", 'f', 'hi there\n'],
  ])('%s: %s', (define, use, shown) => {
    const lab = new Lab({ parts: FULL, completer: () => undefined });
    let text = '';
    lab.onOutput((b) => (text += decode(b)));
    lab.settle();
    for (const line of [...define.split('\r'), "PS1='$ '"]) {
      lab.enter(line);
      lab.settle();
    }
    text = '';
    lab.enter(use);
    lab.settle();
    expect(text.replaceAll('\r', '').slice(use.length + 1)).toBe(`${shown}$ `);
  });
});
