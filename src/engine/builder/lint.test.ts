import { describe, expect, it } from 'vitest';
import { lintDockerfile, type LintMessage } from './lint.ts';
import { RULES } from './linter.ts';

const short = (text: string, input = {}): string[] =>
  lintDockerfile(text, input).map((m: LintMessage) => `${m.line} ${m.rule}: ${m.message}`);

/** A file for each rule, with what is said of it. */
const CASES: [rule: string, file: string, said: string[]][] = [
  ['StageNameCasing', 'FROM busybox AS Base\n', ["1 StageNameCasing: Stage name 'Base' should be lowercase"]],
  ['FromAsCasing', 'FROM busybox as base\n', ["1 FromAsCasing: 'as' and 'FROM' keywords' casing do not match"]],
  ['NoEmptyContinuation', 'FROM busybox\nRUN a \\\n\n  b\n', ['4 NoEmptyContinuation: Empty continuation line']],
  [
    'ConsistentInstructionCasing',
    'FROM busybox\nRUN true\nrun false\n',
    ["3 ConsistentInstructionCasing: Command 'run' should match the case of the command majority (uppercase)"],
  ],
  [
    'ConsistentInstructionCasing',
    'from busybox\nrun true\nRun false\n',
    ["3 ConsistentInstructionCasing: Command 'Run' should match the case of the command majority (lowercase)"],
  ],
  [
    'DuplicateStageName',
    'FROM busybox AS a\nFROM busybox AS a\n',
    ['2 DuplicateStageName: Duplicate stage name "a", stage names should be unique'],
  ],
  [
    'ReservedStageName',
    'FROM busybox AS scratch\n',
    ['1 ReservedStageName: Stage name should not use the same name as reserved stage "scratch"'],
  ],
  [
    'JSONArgsRecommended',
    'FROM busybox\nENTRYPOINT run me\n',
    [
      '2 JSONArgsRecommended: JSON arguments recommended for ENTRYPOINT to prevent unintended behavior related to OS signals',
    ],
  ],
  [
    'MaintainerDeprecated',
    'FROM busybox\nMAINTAINER me\n',
    ['2 MaintainerDeprecated: Maintainer instruction is deprecated in favor of using label'],
  ],
  [
    'UndefinedArgInFrom',
    'ARG VERSION=1\nFROM busybox:${VERSON}1\n',
    ["2 UndefinedArgInFrom: FROM argument 'VERSON' is not declared (did you mean VERSION?)"],
  ],
  [
    'WorkdirRelativePath',
    'FROM busybox\nWORKDIR app\nWORKDIR sub\n',
    ['2 WorkdirRelativePath: Relative workdir "app" can have unexpected results if the base image changes'],
  ],
  [
    'UndefinedVar',
    'FROM scratch\nARG VERSION=1\nCOPY $VERSIO /\n',
    ["3 UndefinedVar: Usage of undefined variable '$VERSIO' (did you mean $VERSION?)"],
  ],
  [
    'MultipleInstructionsDisallowed',
    'FROM busybox\nCMD ["a"]\nCMD ["b"]\n',
    [
      '2 MultipleInstructionsDisallowed: Multiple CMD instructions should not be used in the same stage because only the last one will be used',
    ],
  ],
  [
    'LegacyKeyValueFormat',
    'FROM busybox\nENV A b c\n',
    ['2 LegacyKeyValueFormat: "ENV key=value" should be used instead of legacy "ENV key value" format'],
  ],
  [
    'RedundantTargetPlatform',
    'FROM --platform=$TARGETPLATFORM busybox\n',
    [
      '1 RedundantTargetPlatform: Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior',
    ],
  ],
  [
    'SecretsUsedInArgOrEnv',
    'FROM busybox\nARG DB_PASSWORD\nENV API_TOKEN=x PUBLIC_KEY=y\n',
    [
      '2 SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for sensitive data (ARG "DB_PASSWORD")',
      '3 SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for sensitive data (ENV "API_TOKEN")',
    ],
  ],
  [
    'InvalidDefaultArgInFrom',
    'ARG TAG\nFROM busybox:${TAG}\n',
    ['2 InvalidDefaultArgInFrom: Default value for ARG busybox:${TAG} results in empty or invalid base image name'],
  ],
  [
    'FromPlatformFlagConstDisallowed',
    'FROM --platform=linux/amd64 busybox\n',
    ['1 FromPlatformFlagConstDisallowed: FROM --platform flag should not use constant value "linux/amd64"'],
  ],
  [
    'InvalidDefinitionDescription',
    '# check=experimental=all\n\n# something else\nFROM busybox AS base\n',
    ['4 InvalidDefinitionDescription: Comment for FROM should follow the format: `# base <description>`'],
  ],
  [
    'ExposeProtoCasing',
    'FROM busybox\nEXPOSE 80/TCP\n',
    ["2 ExposeProtoCasing: Defined protocol '80/TCP' in EXPOSE instruction should be lowercase"],
  ],
  [
    'ExposeInvalidFormat',
    'FROM busybox\nEXPOSE 8080:80\n',
    ["2 ExposeInvalidFormat: EXPOSE instruction should not define an IP address or host-port mapping, found '8080:80'"],
  ],
];

describe('the linter', () => {
  it.each(CASES)('tells of %s', (_rule, file, said) => {
    expect(short(file)).toEqual(said);
  });

  it('tells of files that .dockerignore leaves out', () => {
    expect(short('# check=experimental=all\nFROM busybox\nCOPY secret.txt /\n', { dockerignore: '*.txt\n' })).toEqual([
      '3 CopyIgnoredFile: Attempting to Copy file "secret.txt" that is excluded by .dockerignore',
    ]);
    expect(short('FROM busybox\nCOPY secret.txt /\n', { dockerignore: '*.txt\n!secret.txt\n' })).toEqual([]);
  });

  it('has a case for every rule that one platform can break', () => {
    const told = new Set([...CASES.map(([rule]) => rule), 'CopyIgnoredFile', 'InvalidBaseImagePlatform']);
    expect(Object.keys(RULES).filter((r) => !told.has(r))).toEqual([]);
  });

  it('leaves out what the check directive skips', () => {
    expect(short('# check=skip=JSONArgsRecommended\nFROM busybox\nCMD echo\n')).toEqual([]);
    expect(short('# check=skip=all\nfrom busybox AS X\nCMD echo\n')).toEqual([]);
    expect(short('# check=nonsense=1\nFROM busybox\n')).toEqual([
      '1 error: failed to parse check options: invalid check option "nonsense"',
    ]);
  });

  it('knows the variables of a base image when it is given', () => {
    const file = 'FROM python\nENV X=$PYTHON_VERSION\nCOPY $NOPE /\n';
    expect(short(file)).toEqual([]);
    const config = { User: '', Env: ['PYTHON_VERSION=3'], Cmd: null, WorkingDir: '', Entrypoint: null, Labels: null };
    expect(short(file, { baseImage: () => config })).toEqual(["3 UndefinedVar: Usage of undefined variable '$NOPE'"]);
  });

  it('ends with the mistake that no build would accept, at its place', () => {
    expect(lintDockerfile('FROM busybox\n  COPPY a b\n')).toEqual([
      {
        rule: 'error',
        message: 'dockerfile parse error on line 2: unknown instruction: COPPY (did you mean COPY?)',
        line: 2,
        column: 3,
        url: '',
      },
    ]);
    expect(short('FROM busybox AS a\nCOPY --from=b /x /\nFROM busybox AS b\nCOPY --from=a /x /\n')).toEqual([
      '2 error: circular dependency detected on stage: a',
    ]);
    expect(short('RUN true\n')).toEqual(['1 error: no build stage in current context']);
  });

  it('gives columns and pages', () => {
    const [m] = lintDockerfile('FROM busybox AS Base\n');
    expect(m).toMatchObject({ column: 17, url: 'https://docs.docker.com/go/dockerfile/rule/stage-name-casing/' });
  });

  it('never throws, whatever the text', () => {
    const bits = [
      'FROM busybox',
      'RUN <<EOF',
      'EOF',
      '\\',
      'COPY --from',
      '${',
      '"',
      "'",
      '# check=',
      'ENV a',
      'EXPOSE :',
      'ONBUILD',
      '\u0000',
      'HEALTHCHECK --interval=',
      'RUN --mount=type=',
      'ARG =',
      '# escape=`',
      'FROM $X AS $Y',
      'LABEL "',
      'VOLUME [1]',
    ];
    let seed = 7;
    for (let n = 0; n < 2000; n++) {
      const file = Array.from(
        { length: 1 + (seed % 6) },
        () => bits[(seed = (seed * 1103515245 + 12345) & 0x7fffffff) % bits.length],
      ).join(seed % 3 === 0 ? ' ' : '\n');
      expect(() => lintDockerfile(file)).not.toThrow();
    }
  });
});
