import { describe, expect, it } from 'vitest';
import { decode } from '../../fs/bytes.ts';
import { EVERYTHING } from '../../headless/parts.ts';
import { Machine } from '../../lab/machine.ts';

const s = new Machine(EVERYTHING).session({ user: 'root', cwd: '/root/lab', name: 'test' });
function jq(input: string, args: string): string {
  const a = s.run(`cat <<'JSON' | jq ${args}\n${input}\nJSON`);
  return decode(a.stdout) + decode(a.stderr) + (a.status === 0 ? '' : `= ${a.status}\n`);
}

const CASES: readonly (readonly [string, string, string])[] = [
  ['{"a":[1,2,{"b":null}]}', '-c .', '{"a":[1,2,{"b":null}]}\n'],
  ['{"a":[1,2]}', '.', '{\n  "a": [\n    1,\n    2\n  ]\n}\n'],
  ['{"a":{"b":"x"}}', '-r .a.b', 'x\n'],
  [
    '[{"Names":"/web","State":"running"},{"Names":"/db","State":"exited"}]',
    `-r '.[] | select(.State == "running") | .Names'`,
    '/web\n',
  ],
  ['[{"n":"b","v":2},{"n":"a","v":1}]', `-c 'sort_by(.n) | map({(.n): .v}) | add'`, '{"a":1,"b":2}\n'],
  ['{"b":1,"a":2}', '-c keys', '["a","b"]\n'],
  ['[1,2,3]', `'length, .[-1], .[1:], (map(. * 2) | add)'`, '3\n3\n[\n  2,\n  3\n]\n12\n'],
  ['{"name":"x","n":3}', `-r '"\\(.name) has \\(.n + 1)"'`, 'x has 4\n'],
  [
    '{"a":1}',
    `-c '.b // "none", (.a |= . + 1), (.c = 5), del(.a), to_entries'`,
    '"none"\n{"a":2}\n{"a":1,"c":5}\n{}\n[{"key":"a","value":1}]\n',
  ],
  ['{"a":{"x":1,"y":2}}', `-c '.a | with_entries(.value += 1)'`, '{"x":2,"y":3}\n'],
  [
    '[3,1,2]',
    `-c 'sort, min, max, (reduce .[] as $x (0; . + $x)), [.[] | if . > 2 then "big" elif . > 1 then "mid" else "small" end]'`,
    '[1,2,3]\n1\n3\n6\n["big","small","mid"]\n',
  ],
  ['"a,b"', `-c 'split(","), test("b$"), gsub(","; "-"), ascii_upcase'`, '["a","b"]\ntrue\n"a-b"\n"A,B"\n'],
  ['[["a",1],["b\\"",2]]', `-r '.[] | @csv, @tsv'`, '"a",1\na\t1\n"b""",2\nb"\t2\n'],
  [
    '{"a":[{"b":1},{"b":2}]}',
    `-c '[.. | .b? // empty], [paths | length] , (.a | group_by(.b) | length), any(.a[]; .b == 2)'`,
    '[1,2]\n[1,2,3,2,3]\n2\ntrue\n',
  ],
  [
    'null',
    `-nc --arg x 1 --argjson y 2 '[$x, $y, ([1,2] | contains([1])), ("x" | ascii_downcase), (try error("no") catch .)]'`,
    '["1",2,true,"x","no"]\n',
  ],
  ['1 2 3', `-sc 'def f(g): map(g); f(. + 1), (. as [$a, $b] | {$a, b: $b})'`, '[2,3,4]\n{"a":1,"b":2}\n'],
  [
    '{"Image":"x@sha","Ports":{"80/tcp":[{"HostPort":"8080"}]}}',
    `-r '.Ports | to_entries[] | "\\(.key) -> \\(.value[0].HostPort)"'`,
    '80/tcp -> 8080\n',
  ],
  ['5', '.a', 'jq: error (at <stdin>:1): Cannot index number with "a"\n= 5\n'],
  ['{"a":1', '.', 'jq: parse error: Unfinished JSON term at EOF at line 2, column 0\n= 2\n'],
  [
    '1',
    `'.a |'`,
    'jq: error: syntax error, unexpected end of file at <top-level>, line 1, column 5:\n    .a |\njq: 1 compile error\n= 3\n',
  ],
  ['1', 'nosuch', 'jq: error: nosuch/0 is not defined at <top-level>, line 1:\nnosuch\njq: 1 compile error\n= 3\n'],
  ['null', '-e .a', 'null\n= 1\n'],
  [
    '[1,[2,[3]]]',
    `-c 'flatten, (.. |= .), [limit(2; .[])], first, (to_entries | length), tojson'`,
    '[1,2,3]\n[1,[2,[3]]]\n[1,[2,[3]]]\n1\n2\n"[1,[2,[3]]]"\n',
  ],
];

describe('jq', () => {
  it.each(CASES)('%s | jq %s', (input, args, wanted) => {
    expect(jq(input, args)).toBe(wanted);
  });

  it('reads what docker inspect prints', () => {
    s.run('docker run -d --name web -p 8080:80 nginx');
    expect(
      decode(s.run(`docker inspect web | jq -r '.[0].NetworkSettings.Networks | keys[0], .bridge.IPAddress'`).stdout),
    ).toMatch(/^bridge\n172\.17\.0\.\d+\n$/);
    expect(decode(s.run(`docker ps --format json | jq -r .Names`).stdout)).toBe('web\n');
  });
});
