// What an awk program is once it is read: rules, functions, statements, expressions.

export type Expr =
  | { t: 'num'; v: number }
  | { t: 'str'; v: string }
  | { t: 're'; v: string }
  | { t: 'var'; name: string }
  | { t: 'index'; name: string; subs: Expr[] }
  | { t: 'field'; e: Expr }
  | { t: 'group'; e: Expr }
  | { t: 'list'; items: Expr[] }
  | { t: 'assign'; op: string; to: Expr; e: Expr }
  | { t: 'cond'; c: Expr; a: Expr; b: Expr }
  | { t: 'and' | 'or'; a: Expr; b: Expr }
  | { t: 'bin'; op: string; a: Expr; b: Expr }
  | { t: 'match'; not: boolean; a: Expr; b: Expr }
  | { t: 'in'; subs: Expr[]; name: string }
  | { t: 'un'; op: string; e: Expr }
  | { t: 'inc'; to: Expr; by: number; post: boolean }
  | { t: 'call'; name: string; args: Expr[] }
  | { t: 'builtin'; name: string; args: Expr[] }
  | { t: 'getline'; kind: 'main' | 'file' | 'cmd'; from: Expr | undefined; to: Expr | undefined };

export type Stat =
  | { t: 'block'; body: Stat[] }
  | { t: 'expr'; e: Expr }
  | { t: 'print'; args: Expr[]; format: boolean; redirect: { kind: '>' | '>>' | '|'; to: Expr } | undefined }
  | { t: 'if'; c: Expr; a: Stat; b: Stat | undefined }
  | { t: 'while'; c: Expr; body: Stat }
  | { t: 'do'; c: Expr; body: Stat }
  | { t: 'for'; init: Stat | undefined; c: Expr | undefined; step: Stat | undefined; body: Stat }
  | { t: 'forin'; v: string; array: string; body: Stat }
  | { t: 'break' | 'continue' | 'next' | 'nextfile' }
  | { t: 'exit' | 'return'; e: Expr | undefined }
  | { t: 'delete'; name: string; subs: Expr[] | undefined };

export interface Rule {
  readonly kind: 'BEGIN' | 'END' | 'always' | 'pattern' | 'range';
  readonly a?: Expr;
  readonly b?: Expr;
  readonly body: Stat | undefined;
}
export interface Func {
  readonly name: string;
  readonly params: readonly string[];
  body: Stat;
}
export interface AwkProgram {
  readonly rules: readonly Rule[];
  readonly functions: ReadonlyMap<string, Func>;
}
