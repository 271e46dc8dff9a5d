import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { FULL } from '../lab/full.ts';
import { Machine } from '../lab/machine.ts';

const nested = (open: string, inner: string, close: string, depth: number): string =>
  open.repeat(depth) + inner + close.repeat(depth);

/** Texts at the edge of what a shell can do: any clear error will do, or none. */
const TEXTS = [
  'echo {1..9999999999} | wc -c',
  'echo {a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b} | wc -c',
  "printf '%*d' 99999999999 1 | wc -c",
  "printf '%99999999999d' 1 | wc -c",
  "printf '%.99999999999f' 1 | wc -c",
  "printf '%.200f' 1 | wc -c",
  'x=abc; echo "${x:1e9}"',
  'echo "${x:99999999999999999999}"',
  'x=1; y=x; x=y; echo $((x))',
  'echo $((1<<99999999999))',
  'echo $((2**9223372036854775807))',
  'echo $((9223372036854775807+1)) $((-9223372036854775808/-1)) $((5%0))',
  'echo $((1#2)) ; echo $((99999999999999999999999))',
  'read -n 99999999999 z <<< abc; echo $z',
  'read -n -1 z <<< abc; echo $?',
  'read -n abc z <<< abc; echo $?',
  'read -t abc z <<< abc; echo $?',
  'read -u 99 z; echo $?',
  'read -u abc z; echo $?',
  'f() { f; }; f; echo $?',
  'e() { eval e; }; e; echo $?',
  'g=\'eval "$g"\'; eval "$g"; echo $?',
  'h() { x=$(h); }; ulimit -u 50 2>/dev/null; h; echo $?',
  'printf "\\U99999999" | wc -c',
  "echo -e '\\U99999999' | wc -c",
  "echo $'\\U99999999' | wc -c",
  'a[99999999999]=1; echo ${#a[@]}',
  'a[-5]=1; echo $?',
  'unset a[-99]; echo $?',
  'declare -i n; n=1/0; echo $?',
  'declare -n r=r; echo $r; r=1; echo $?',
  'shift 99999999999; echo $?',
  'exit_() { return 99999999999999; }; exit_; echo $?',
  'break 99999999999; echo $?',
  'umask 99999; echo $?',
  'ulimit -n abc; echo $?',
  'kill -99 $$; echo $?',
  "kill -s '' 1; echo $?",
  "trap; trap '' 99; echo $?",
  'wait abc; echo $?',
  'fg %9; bg %9; jobs %9; disown %9; echo $?',
  "cd ''; echo $?",
  "cd $(printf 'x%.0s' {1..5000}); echo $?",
  '[[ a =~ ( ]]; echo $?',
  "x='('; [[ a =~ $x ]]; echo $?",
  "x='[z-a]'; [[ a =~ $x ]]; echo $?",
  'case a in [z-a]) echo y;; *) echo n;; esac',
  'echo [z-a]* [[:foo:]]* [!]',
  'x=aaa; echo ${x/[z-a]/b} ${x#[} ${x//(/b}',
  'x=abc; echo ${x//@(a|b/z}',
  'printf \'%s\\n\' "${x@Z}"',
  'echo ${!}; echo ${!y}; echo ${!1}',
  'getopts; getopts ab: o -z; echo $?',
  'mapfile -n abc q < /dev/null; echo $?',
  'mapfile -O -5 q <<< a; echo $?',
  'mapfile -u 77 q; echo $?',
  'history abc; history -5; echo $?',
  "let; let 'a b'; let ''; echo $?",
  'test 1 -eq 99999999999999999999; echo $?',
  'exec 99999<&1; echo $?',
  'echo a >&99; echo $?',
  'exec {abc}<&-; echo $?',
  'source /; source /nofile; echo $?',
  'type; hash -x; command; builtin; enable zz; echo $?',
  "printf -v '' a; printf -v 'a[' b; printf -v '1x' c; echo $?",
  "export '' ; export 1a=b; readonly '='; unset ''; echo $?",
  'local x; echo $?',
  "set -o ''; set -Z; shopt -s zz; echo $?",
  "alias ''; alias '=b'; unalias zz; echo $?",
  'dirs +9; pushd +9; popd +9; echo $?',
  'times x; caller 5; echo $?',
  'ulimit -Z; umask u=rwx,g=; echo $?',
  'select x in; do :; done; echo $?',
  'coproc { :; }; wait; echo $?',
  'cat <(exit 3) >(:) ; echo $?',
  'echo ${x:0:99999999999999999999} ${@:99999999999} ${a[@]:1e3}',
  'echo ${a[$(]} ${a["} 2>/dev/null; echo $?',
  'echo $(( a[ )) ; echo $(( ( )); echo $?',
  "printf '%b' '\\x' '\\u' '\\0777' '\\c'; echo",
  "printf '%(%Y)T %(zz' -1; echo $?",
  "printf '%d %d' 0x 9999999999999999999999; echo",
  "printf '%c%5$s' a b; echo $?",
  "PS4='$(' ; set -x; true; set +x",
  "IFS=$'\\xff'; echo $x; unset IFS",
  'x=$(printf \'a%.0s\' {1..100000}); echo ${#x} "${x//a/bb}" | wc -c',
  `echo ${nested('$(', 'echo x', ')', 300)}`,
  nested('(', 'echo x', ')', 300),
  `echo $((${nested('(', '1', ')', 5000)}))`,
  `echo $((${'-'.repeat(20_000)}1))`,
  `echo $((${'1+'.repeat(20_000)}1))`,
  `echo ${nested('{', 'a,b', '}', 3000)} | wc -c`,
  nested('if true; then ', 'echo x', '; fi', 400),
  `x=${nested('${x:-', 'a', '}', 300)}; echo $x`,
  `[[ ${nested('( ', 'a', ' )', 3000)} ]]`,
  `test ${'! '.repeat(20_000)} a`,
  `test ${nested("'(' ", 'a', " ')'", 9000)}`,
  nested('{ ', 'echo x', '; }', 400),
];

describe('no text ends in an error of the machine itself', () => {
  it.each(['bash', 'sh', 'busybox sh'])(
    '%s',
    (shell) => {
      const session = new Machine(FULL).session({ user: 'root', cwd: '/root/lab', name: 'test' });
      const wrong: string[] = [];
      for (const text of TEXTS) {
        session.run(`cat > text <<'EOF of the text'\n${text}\nEOF of the text`);
        const a = session.run(`timeout 300 ${shell} text < /dev/null 2>&1`, 3_000_000);
        const said = decode(a.stdout.subarray(0, 2000)) + decode(a.stderr);
        if (!a.finished || session.ended || /internal error/.test(said))
          wrong.push(`${text.slice(0, 70)}: ${a.finished ? said.slice(0, 300) : 'no end'}`);
      }
      expect(wrong).toEqual([]);
    },
    200_000,
  );
});
