// What people write into compose files and .env files, good and bad: dollars, dates, quotes, odd names, lines that do not fit.

import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { EVERYTHING } from '../headless/parts.ts';
import { Machine } from '../lab/machine.ts';
import { parseDotenv, parseRawEnv } from './dotenv.ts';
import { mergeProjects } from './merge.ts';
import { substitute } from './template.ts';
import { unique } from './unique.ts';
import { byYamlKey, type Dict } from './value.ts';
import { checkFirstDocument, parseYaml, resolveScalar } from './yaml-read.ts';

const web = (lines: string): string => `services:\n  web:\n    image: nginx\n${lines}`;

describe('a dollar', () => {
  it.each([
    ['$', '$'],
    ['$$', '$'],
    ['$$$', '$$'],
    ['$(date)', '$(date)'],
    ['^R$', '^R$'],
    ['cost 5$ and $1', 'cost 5$ and $1'],
    ['$2a$14$x', '$2a$14'],
    ['$é', '$é'],
    ['${NO:-a}b}', 'ab}'],
    ['${NO:-{"x":1}}', '{"x":1}'],
    ['$${A}', '${A}'],
  ])('%s is %s', (text, value) =>
    expect(
      substitute(
        text,
        () => undefined,
        () => {},
      ),
    ).toBe(value),
  );
  it.each(['${', '${}', '${A', '${A b}', '${1}', '${A.b}', '${A:b}', '${A:-x${'])(
    'before a brace must make sense: %s',
    (text) => {
      expect(() =>
        substitute(
          text,
          () => undefined,
          () => {},
        ),
      ).toThrow(`Invalid template: "${text}"`);
    },
  );
});

describe('a .env file', () => {
  const read = (text: string): [string, string][] => [...parseDotenv(text, (n) => (n === 'OUT' ? 'o' : undefined))];
  it.each<[string, [string, string][]]>([
    [
      'A = 1\nB: 2\n',
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
    [
      'A=1 # c\nB=2#c\nC=#d\n',
      [
        ['A', '1'],
        ['B', '2#c'],
        ['C', '#d'],
      ],
    ],
    ['A="x # y" # c\n', [['A', 'x # y']]],
    ["A='a\\'b'\n", [['A', "a'b"]]],
    [
      'A="a\nb"\nB=1\n',
      [
        ['A', 'a\nb'],
        ['B', '1'],
      ],
    ],
    ['A="\\$x\\q\\101\\0101"\n', [['A', '$x\\q\\101A']]],
    [
      'export A=1\nexportB=2\n',
      [
        ['A', '1'],
        ['exportB', '2'],
      ],
    ],
    ['OUT\nNO\n', [['OUT', 'o']]],
    ['é=1\n', [['é', '1']]],
    [
      'A=1\r\nB="2"\r\n',
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
    [
      'A=1\n__proto__=2\nC=$__proto__\n',
      [
        ['A', '1'],
        ['__proto__', '2'],
        ['C', '2'],
      ],
    ],
  ])('%j', (text, values) => expect(read(text)).toEqual(values));
  it.each([
    ["R='it''s'\n", 'line 1: unexpected character "\'" in variable name "\'s\'"'],
    ['\n# c\nA$=1\n', 'line 3: unexpected character "$" in variable name "A$=1"'],
    ['A B=1\n', 'line 1: key cannot contain a space'],
    ['\n\nA="open\n', 'line 4: unterminated quoted value "open'],
    ['W=${UNSET\n', 'Invalid template: "${UNSET"'],
    ['N=${A:?need}\n', 'required variable A is missing a value: need'],
  ])('%j is refused', (text, message) => expect(() => read(text)).toThrow(message));
  it('in raw format is taken as it is', () => {
    expect([...parseRawEnv('A="x" # c\nB=$x\n#C\nD\n  E=1\n', () => undefined)]).toEqual([
      ['A', '"x" # c'],
      ['B', '$x'],
      ['E', '1'],
    ]);
    expect(() => parseRawEnv('export A=1\n', () => undefined)).toThrow("variable 'export A' contains whitespaces");
  });
});

describe('YAML that is none', () => {
  it.each([
    [web('   ports:\n      - 80:80\n'), 'line 1: did not find expected key'],
    [web('    environment:\n      - A=1\n      B: 2\n'), "line 4: did not find expected '-' indicator"],
    [web('\tports: []\n'), 'line 3: found a tab character that violates indentation'],
    [web('    command: ["sh", "-c"\n'), "line 3: did not find expected ',' or ']'"],
    [web('    labels: {a: b\n    tty: true\n'), "line 3: did not find expected ',' or '}'"],
    [web('    user: @x\n'), 'line 4: found character that cannot start any token'],
    [web('    user: "x\n'), 'line 4: found unexpected end of stream'],
    [web('    user: a: b\n'), 'line 4: mapping values are not allowed in this context'],
    [web('    ports\n    - 80\n'), "line 4: could not find expected ':'"],
    [web('    user: *no\n'), "unknown anchor 'no' referenced"],
    [web('    user: "\\q"\n'), 'line 4: found unknown escape character'],
    [web('    user: !a!b x\n'), 'line 3: found undefined tag handle'],
    ['%YAML 3.0\n---\na: 1\n', 'found incompatible YAML document'],
    ['a: 1\na: 2\n', 'unmarshal errors:\n  line 2: mapping key "a" already defined at line 1'],
    ['hello\n', 'unmarshal errors:\n  line 1: cannot unmarshal !!str `hello` into cli.named'],
    ['\u0001', 'control characters are not allowed'],
  ])('%j', (text, message) => expect(() => checkFirstDocument(text)).toThrow(`yaml: ${message}`));
  it.each<[string, string, unknown]>([
    ['010', '!!int', 8],
    ['0x1F', '!!int', 31],
    ['1_000', '!!int', 1000],
    ['1e3', '!!float', 1000],
    ['0o17', '!!int', 15],
    ['.5', '!!float', 0.5],
    ['yes', '!!str', 'yes'],
    ['~', '!!null', null],
    ['12:30', '!!str', '12:30'],
    ['09', '!!float', 9],
  ])('a scalar %s is a %s', (text, tag, value) => expect(resolveScalar(text)).toEqual([tag, value]));
  it.each(['2024-01-01', '2024-1-1', '2001-12-14t21:59:43.10-05:00', '2024-01-01 10:00:00'])('%s is a date', (text) =>
    expect(resolveScalar(text)[0]).toBe('!!timestamp'),
  );
  it('keeps the blanks and lines of scalars', () => {
    expect(parseYaml("a: >-\n  x\n  y\n\n  z\nb: |+\n  k\n\nc: \"a\n  b\"\nd: 'it''s'\ne: a\n  b\n")[0]!.value).toEqual(
      { a: 'x y\nz', b: 'k\n\n', c: 'a b', d: "it's", e: 'a b' },
    );
  });
});

describe('a file over another', () => {
  const over = (a: Dict, b: Dict): unknown =>
    (unique(mergeProjects({ services: { x: a } }, { services: { x: b } }))['services'] as Dict)['x'];
  it('takes a name without a value in a list as one to be asked for', () =>
    expect(over({ environment: { TZ: 'UTC', B: '1' } }, { environment: ['TZ'] })).toEqual({
      environment: ['B=1', 'TZ'],
    }));
  it('refuses another kind of value', () =>
    expect(() => over({ ports: ['80:80'] }, { ports: '81:81' })).toThrow('cannot override services.x.ports'));
  it('sorts keys as go-yaml does', () =>
    expect(byYamlKey({ web10: 1, web2: 1, A: 1, __proto: 1, a: 1 }).map(([k]) => k)).toEqual([
      '__proto',
      'A',
      'a',
      'web2',
      'web10',
    ]));
});

describe('names that every object of JavaScript has', () => {
  const NAMES = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'];
  const machine = new Machine(EVERYTHING);
  const session = machine.session({ user: 'root', cwd: '/root/lab', name: 'test' });
  const run = (command: string): { out: string; err: string; status: number } => {
    const a = session.run(command);
    return { out: decode(a.stdout), err: decode(a.stderr), status: a.status };
  };
  it.each(NAMES)('%s is a name like any other', (n) => {
    run(`cat > compose.yaml <<'END'
services:
  ${n}: {image: busybox, command: sleep 1d, stop_grace_period: 0s, profiles: [${n}], networks: [${n}], volumes: ["${n}:/v"], environment: {${n}: e}, labels: {${n}: l}, configs: [${n}]}
  other: {image: busybox, command: sleep 1d, stop_grace_period: 0s}
networks: {${n}: {labels: {${n}: x}}}
volumes: {${n}: }
configs: {${n}: {content: c}}
x-${n}: {${n}: {${n}: 1}}
END`);
    expect(run('docker compose config --services').out).toBe('other\n');
    expect(run(`docker compose up -d ${n}`).err).toContain(`Container lab-${n}-1  Started`);
    expect(run(`docker compose exec ${n} env`).out).toContain(`${n}=e\n`);
    expect(
      run(
        `docker inspect -f '{{index .Config.Labels "${n}"}}' lab-${n}-1; docker volume ls -q; docker network ls -q --filter label=${n}=x | wc -l; docker compose exec ${n} cat /${n}`,
      ).out,
    ).toBe(`l\nlab_${n}\n1\nc`);
    expect(run(`docker compose --profile ${n} down -v`).status).toBe(0);
  });
  it.each(NAMES)('%s is not there unless it is written', (n) => {
    const say = (line: string): string =>
      run(`printf 'services:\\n  a: {image: busybox, ${line}}\\n' > compose.yaml; docker compose config`).err;
    expect(say(`depends_on: [${n}]`)).toBe(
      `service "a" depends on undefined service "${n}": invalid compose project\n`,
    );
    expect(say(`networks: [${n}]`)).toBe(`service "a" refers to undefined network ${n}: invalid compose project\n`);
    expect(say(`volumes: ["${n}:/v"]`)).toBe(`service "a" refers to undefined volume ${n}: invalid compose project\n`);
    expect(say(`${n}: 1`)).toBe(
      `validating /root/lab/compose.yaml: services.a additional properties '${n}' not allowed\n`,
    );
    expect(run(`docker compose config ${n}`).status).toBe(1);
  });
});
