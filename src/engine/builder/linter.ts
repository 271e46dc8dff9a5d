// The rules of BuildKit's Dockerfile linter, and which of them a file asks for.

import { own } from '../../api/dict.ts';

/** What a rule is about. */
interface Rule {
  readonly description: string;
  /** The last part of its address in Docker's documentation; empty where it has no page. */
  readonly page: string;
  /** Only told when the `check` directive asks for it. */
  readonly experimental?: true;
}

const rule = (page: string, description: string): Rule => ({ page, description });

/** All rules by name. The descriptions are our own. */
export const RULES: Readonly<Record<string, Rule>> = {
  StageNameCasing: rule('stage-name-casing', 'Names of stages are written in lowercase'),
  FromAsCasing: rule('from-as-casing', 'The keyword AS is written like the keyword FROM before it'),
  NoEmptyContinuation: rule(
    'no-empty-continuation',
    'An empty line inside a continued instruction will become an error',
  ),
  ConsistentInstructionCasing: rule(
    'consistent-instruction-casing',
    'All instructions of a file are written alike, in upper or in lower case',
  ),
  DuplicateStageName: rule('duplicate-stage-name', 'No two stages have one name'),
  ReservedStageName: rule('reserved-stage-name', 'A stage is not named with a reserved word'),
  JSONArgsRecommended: rule(
    'json-args-recommended',
    'ENTRYPOINT and CMD in the JSON form let signals reach the program',
  ),
  MaintainerDeprecated: rule('maintainer-deprecated', 'MAINTAINER is old: a label says who made an image'),
  UndefinedArgInFrom: rule('undefined-arg-in-from', 'FROM uses only ARGs that are declared before it'),
  WorkdirRelativePath: rule('workdir-relative-path', 'A relative WORKDIR depends on where the base image stands'),
  UndefinedVar: rule('undefined-var', 'Variables are declared before they are used'),
  MultipleInstructionsDisallowed: rule(
    'multiple-instructions-disallowed',
    'Of several instructions of this kind only the last one counts',
  ),
  LegacyKeyValueFormat: rule('legacy-key-value-format', 'Names and values are joined with =, not with a blank'),
  InvalidBaseImagePlatform: rule('', 'The base image was made for another platform than the build'),
  RedundantTargetPlatform: rule('redundant-target-platform', 'FROM takes $TARGETPLATFORM by itself'),
  SecretsUsedInArgOrEnv: rule(
    'secrets-used-in-arg-or-env',
    'What ARG and ENV hold can be read by everyone who has the image',
  ),
  InvalidDefaultArgInFrom: rule(
    'invalid-default-arg-in-from',
    'With the default values of its ARGs, FROM names no image',
  ),
  FromPlatformFlagConstDisallowed: rule(
    'from-platform-flag-const-disallowed',
    'FROM --platform with a fixed value hinders builds for other platforms',
  ),
  CopyIgnoredFile: {
    ...rule('copy-ignored-file', 'A source that .dockerignore leaves out never reaches the builder'),
    experimental: true,
  },
  InvalidDefinitionDescription: {
    ...rule(
      'invalid-definition-description',
      'A comment right above a stage or an ARG describes it, and begins with its name',
    ),
    experimental: true,
  },
  ExposeProtoCasing: rule('expose-proto-casing', 'The protocol of EXPOSE is written in lowercase'),
  ExposeInvalidFormat: rule(
    'expose-invalid-format',
    'EXPOSE names ports of the container, no addresses and no ports of the host',
  ),
};

export interface Warning {
  readonly rule: string;
  readonly text: string;
  /** First and last line, 1-based. */
  readonly line: number;
  readonly to: number;
}

/** The address of a rule's page. */
export function ruleUrl(name: string): string {
  const page = own(RULES, name)?.page ?? '';
  return page === '' ? '' : `https://docs.docker.com/go/dockerfile/rule/${page}/`;
}

interface LintOptions {
  readonly skip: ReadonlySet<string>;
  readonly experimental: ReadonlySet<string>;
  readonly error: boolean;
}

/** Reads a `check` directive: `skip=A,B;error=true`. @throws Error with BuildKit's text */
function parseOptions(text: string): LintOptions {
  const skip = new Set<string>();
  const experimental = new Set<string>();
  let error = false;
  if (text.trim() === '') return { skip, experimental, error };
  const parts = text.trim().split(';');
  for (const part of [...parts.slice(0, 2), ...(parts.length > 2 ? [parts.slice(2).join(';')] : [])]) {
    const eq = part.indexOf('=');
    if (eq < 0) throw new Error(`failed to parse check options: invalid check option ${JSON.stringify(part)}`);
    const key = part.slice(0, eq).trim();
    const value = part.slice(eq + 1).trim();
    if (key === 'skip' || key === 'experimental')
      for (const r of value.split(',')) (key === 'skip' ? skip : experimental).add(r.trim());
    else if (key !== 'error')
      throw new Error(`failed to parse check options: invalid check option ${JSON.stringify(key)}`);
    else if (!/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value))
      throw new Error(
        `failed to parse check options: failed to parse check option ${JSON.stringify(part)}: strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`,
      );
    else error = /^[1tT]/.test(value);
  }
  return { skip, experimental, error };
}

/** Collects warnings in the order in which they are found. */
export class Linter {
  readonly warnings: Warning[] = [];
  private readonly options: LintOptions;
  /** @param check value of the `check` directive @throws Error when it cannot be read */
  constructor(check: string) {
    this.options = parseOptions(check);
  }
  /** Tells of something, unless the file does not want to hear of it. */
  warn(name: string, text: string, at: { readonly from: number; readonly to: number }): void {
    const { skip, experimental } = this.options;
    if (
      own(RULES, name)?.experimental
        ? !experimental.has('all') && !experimental.has(name)
        : skip.has('all') || skip.has(name)
    )
      return;
    this.warnings.push({ rule: name, text, line: at.from, to: at.to });
  }
  /** What the build fails with when the file says that warnings are errors. */
  failure(): string | undefined {
    if (!this.options.error || this.warnings.length === 0) return undefined;
    return `lint violation found for rules: ${[...new Set(this.warnings.map((w) => w.rule))].join(', ')}`;
  }
}
