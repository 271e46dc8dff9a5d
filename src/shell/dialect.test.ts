import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { FULL } from '../lab/full.ts';
import { Machine } from '../lab/machine.ts';

/** What the texts print one after another with `sh -c` of an image, errors among it, each with its status where not 0. */
function answers(image: string, texts: readonly string[]): string[] {
  const session = new Machine(FULL).session({ user: 'root', cwd: '/root/lab', name: 'test' });
  session.run(`docker run -d --name box ${image} sleep 100000`);
  return texts.map((text) => {
    session.run(`cat > text <<'EOF of the text'\n${text}\nEOF of the text`);
    const a = session.run('docker exec box sh -c "$(cat text)" 2>&1');
    return decode(a.stdout) + (a.status === 0 ? '' : `= ${a.status}\n`);
  });
}

/** A text, and what dash 0.5.12 and busybox 1.37 answer (after `sh: 1: ` and `sh: line 0: `). */
const TABLE: [string, string, string][] = [
  ['echo a; x=abc; echo ${x^^}; echo b', 'a\n~Bad substitution\n= 2\n', 'a\n~syntax error: bad substitution\n= 2\n'],
  ['echo ${x/a/b}', '~Bad substitution\n= 2\n', '\n'],
  ['x=abc; echo ${x:1:1}', '~Bad substitution\n= 2\n', 'b\n'],
  ['echo ${!x}', '~Bad substitution\n= 2\n', '~syntax error: bad substitution\n= 2\n'],
  ['echo ${a[0]}', '~Bad substitution\n= 2\n', '~syntax error: bad substitution\n= 2\n'],
  ['echo ${x@Q}', '~Bad substitution\n= 2\n', '~syntax error: bad substitution\n= 2\n'],
  ['echo a; a=(1 2)', '~Syntax error: "(" unexpected\n= 2\n', '~syntax error: unexpected "("\n= 2\n'],
  ['x+=1; echo $x', '~x+=1: not found\n\n', '~x+=1: not found\n\n'],
  ['a[0]=1', '~a[0]=1: not found\n= 127\n', '~a[0]=1: not found\n= 127\n'],
  ['function f { echo f; }; f', '~Syntax error: "}" unexpected\n= 2\n', 'f\n'],
  ['function f() { echo f; }; f', '~Syntax error: "(" unexpected\n= 2\n', 'f\n'],
  [
    'for ((i=0;i<2;i++)); do echo $i; done',
    '~Syntax error: Bad for loop variable\n= 2\n',
    '~syntax error: bad for loop variable\n= 2\n',
  ],
  ['cat <<< hi', '~Syntax error: redirection unexpected\n= 2\n', '~syntax error: unexpected redirection\n= 2\n'],
  ['cat <(echo a)', '~Syntax error: "(" unexpected\n= 2\n', 'a\n'],
  ['echo a |& cat', '~Syntax error: "&" unexpected\n= 2\n', '~syntax error: unexpected "&"\n= 2\n'],
  ['echo a &> /tmp/z; wait; cat /tmp/z', 'a\n', 'a\n'],
  ['echo a >& /tmp/z2', '~Syntax error: Bad fd number\n= 2\n', ''],
  ['[[ a == a ]] && echo eq', '~[[: not found\n= 127\n', 'eq\n'],
  ['[[ -z "" ]] && echo z', '~[[: not found\n= 127\n', 'z\n'],
  ['[[ abc == a* ]] && echo glob', '~[[: not found\n= 127\n', '= 1\n'],
  ['x=1; ((x++)); echo $x', '~x++: not found\n1\n', '~x++: not found\n1\n'],
  ['if ((1)); then echo y; fi', '~1: not found\n', '~1: not found\n'],
  ['echo $( ((1)) )', '~1: not found\n\n', '~1: not found\n\n'],
  ['x=1; echo $((x++)) $x', '~arithmetic expression: expecting primary: "x++"\n= 2\n', '1 2\n'],
  ['echo $((2**3))', '~arithmetic expression: expecting primary: "2**3"\n= 2\n', '8\n'],
  ['echo $(( 1/0 )); echo after', '~arithmetic expression: division by zero: " 1/0 "\n= 2\n', '~divide by zero\n= 2\n'],
  ['echo $(( a b ))', '~arithmetic expression: expecting EOF: " a b "\n= 2\n', '~arithmetic syntax error\n= 2\n'],
  ['let x=1+1; echo "[$x]"', '~let: not found\n[]\n', '[2]\n'],
  ['source /dev/null', '~source: not found\n= 127\n', ''],
  ['declare x=1', '~declare: not found\n= 127\n', '~declare: not found\n= 127\n'],
  ['echo -e "a\\tb"', '-e a\tb\n', 'a\tb\n'],
  ["printf '%q' 'a b'", '~printf: %q: invalid directive\n= 2\n', 'sh: %q: invalid format\n= 1\n'],
  ['echo {a,b} {1..3}', '{a,b} {1..3}\n', '{a,b} {1..3}\n'],
  ['select x in a b; do echo; done', '~Syntax error: "do" unexpected\n= 2\n', '~syntax error: unexpected "do"\n= 2\n'],
  [
    'case a in a) echo a;& b) echo b;; esac',
    '~Syntax error: "&" unexpected\n= 2\n',
    '~syntax error: unexpected "&"\n= 2\n',
  ],
  ['set -o pipefail; false | true; echo $?', '1\n', '1\n'],
  ['[ a == a ] && echo eq', '~[: a: unexpected operator\n= 2\n', 'eq\n'],
  ['test -v x', '~test: -v: unexpected operator\n= 2\n', 'sh: x: unknown operand\n= 2\n'],
  ['[ 1 -eq a ]', '~[: Illegal number: a\n= 2\n', 'sh: a: bad number\n= 2\n'],
  ['read -n1 x </dev/null; echo $?', '~read: Illegal option -n\n2\n', '1\n'],
  ['cd /nope', "~cd: can't cd to /nope\n= 2\n", "sh: cd: line 0: can't cd to /nope: No such file or directory\n= 2\n"],
  [
    'true\ncd /nope',
    "sh: 2: cd: can't cd to /nope\n= 2\n",
    "sh: cd: line 1: can't cd to /nope: No such file or directory\n= 2\n",
  ],
  ['exec nosuch', '~exec: nosuch: not found\n= 127\n', 'sh: exec: line 0: nosuch: not found\n= 127\n'],
  [
    'if true; then echo x',
    '~Syntax error: end of file unexpected (expecting "fi")\n= 2\n',
    '~syntax error: unexpected end of file (expecting "fi")\n= 2\n',
  ],
  [
    '{ echo a',
    '~Syntax error: end of file unexpected (expecting "}")\n= 2\n',
    '~syntax error: unexpected end of file (expecting "}")\n= 2\n',
  ],
  [
    'echo $(abc',
    '~Syntax error: end of file unexpected (expecting ")")\n= 2\n',
    '~syntax error: unexpected end of file (expecting ")")\n= 2\n',
  ],
  [
    'echo `abc',
    '~Syntax error: EOF in backquote substitution\n= 2\n',
    '~syntax error: EOF in backquote substitution\n= 2\n',
  ],
  ['echo "abc', '~Syntax error: Unterminated quoted string\n= 2\n', '~syntax error: unterminated quoted string\n= 2\n'],
  ['echo a; ;', '~Syntax error: ";" unexpected\n= 2\n', '~syntax error: unexpected ";"\n= 2\n'],
  ['sleep 9 & kill $!; wait $!; echo rc=$?', 'Terminated\nrc=143\n', 'Terminated\nrc=143\n'],
  [
    'echo > /dev/tcp/127.0.0.1/9',
    '~cannot create /dev/tcp/127.0.0.1/9: Directory nonexistent\n= 2\n',
    "~can't create /dev/tcp/127.0.0.1/9: nonexistent directory\n= 1\n",
  ],
];

describe('sh is not bash', () => {
  it.each([
    ['debian', 1, 'sh: 1: '],
    ['alpine', 2, 'sh: line 0: '],
  ] as const)('in %s', (image, column, prefix) => {
    const got = answers(
      image,
      TABLE.map((row) => row[0]),
    );
    expect(TABLE.map((row, i) => [row[0], got[i]])).toEqual(
      TABLE.map((row) => [row[0], row[column].replaceAll('~', prefix)]),
    );
  });
});
