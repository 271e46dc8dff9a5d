// Syntax trees of Python: what the parser makes and the compiler reads. `s` and `e` are offsets in the source.

export interface At {
  readonly s: number;
  readonly e: number;
}
export type Constant = null | boolean | number | bigint | string;

export type Expr =
  | (At & { k: 'Name'; id: string })
  | (At & { k: 'Const'; v: Constant })
  | (At & { k: 'Float'; v: number; imaginary?: boolean })
  | (At & { k: 'Bytes'; v: Uint8Array })
  | (At & { k: 'Ellipsis' })
  | (At & { k: 'Format'; parts: FormatPart[] })
  | (At & { k: 'Tuple'; items: Expr[]; bare: boolean })
  | (At & { k: 'List'; items: Expr[] })
  | (At & { k: 'Set'; items: Expr[] })
  | (At & { k: 'Dict'; keys: (Expr | undefined)[]; values: Expr[] })
  | (At & { k: 'Bin'; op: string; l: Expr; r: Expr })
  | (At & { k: 'Unary'; op: string; x: Expr })
  | (At & { k: 'Bool'; op: 'and' | 'or'; items: Expr[] })
  | (At & { k: 'Compare'; first: Expr; ops: string[]; rest: Expr[] })
  | (At & { k: 'Call'; f: Expr; args: Argument[] })
  | (At & { k: 'Attr'; x: Expr; name: string })
  | (At & { k: 'Sub'; x: Expr; i: Expr })
  | (At & { k: 'Slice'; a: Expr | undefined; b: Expr | undefined; c: Expr | undefined })
  | (At & { k: 'IfExp'; test: Expr; a: Expr; b: Expr })
  | (At & { k: 'Lambda'; params: Params; body: Expr })
  | (At & {
      k: 'Comp';
      type: 'list' | 'set' | 'dict' | 'gen';
      elt: Expr;
      value: Expr | undefined;
      clauses: CompClause[];
    })
  | (At & { k: 'Star'; x: Expr })
  | (At & { k: 'Yield'; x: Expr | undefined })
  | (At & { k: 'YieldFrom'; x: Expr })
  | (At & { k: 'Await'; x: Expr })
  | (At & { k: 'Walrus'; target: Expr & { k: 'Name' }; x: Expr });

export type FormatPart = string | { x: Expr; conv: string; spec: FormatPart[] | undefined };
export interface Argument {
  readonly kind: 'pos' | 'star' | 'kw' | 'kwstar';
  readonly name?: string;
  readonly x: Expr;
}
export interface CompClause {
  readonly isAsync: boolean;
  readonly target: Expr;
  readonly iter: Expr;
  readonly ifs: Expr[];
}
export interface Param {
  readonly name: string;
  readonly s: number;
  readonly e: number;
  readonly annotation: Expr | undefined;
  readonly value: Expr | undefined;
}
export interface Params {
  readonly posOnly: Param[];
  readonly args: Param[];
  readonly star: Param | undefined;
  readonly kwOnly: Param[];
  readonly kw: Param | undefined;
}

export type Stmt =
  | (At & { k: 'Expr'; x: Expr })
  | (At & { k: 'Assign'; targets: Expr[]; x: Expr })
  | (At & { k: 'AugAssign'; target: Expr; op: string; x: Expr })
  | (At & { k: 'AnnAssign'; target: Expr; annotation: Expr; x: Expr | undefined; simple: boolean })
  | (At & { k: 'Return'; x: Expr | undefined })
  | (At & { k: 'Raise'; x: Expr | undefined; cause: Expr | undefined })
  | (At & { k: 'Assert'; test: Expr; msg: Expr | undefined })
  | (At & { k: 'Del'; targets: Expr[] })
  | (At & { k: 'Pass' })
  | (At & { k: 'Break' })
  | (At & { k: 'Continue' })
  | (At & { k: 'Global'; names: string[] })
  | (At & { k: 'Nonlocal'; names: string[] })
  | (At & { k: 'Import'; names: Alias[] })
  | (At & { k: 'ImportFrom'; module: string; level: number; names: Alias[] })
  | (At & { k: 'If'; test: Expr; body: Stmt[]; orelse: Stmt[] })
  | (At & { k: 'While'; test: Expr; body: Stmt[]; orelse: Stmt[] })
  | (At & { k: 'For'; isAsync: boolean; target: Expr; iter: Expr; body: Stmt[]; orelse: Stmt[] })
  | (At & { k: 'Try'; body: Stmt[]; handlers: Handler[]; orelse: Stmt[]; final: Stmt[] })
  | (At & { k: 'With'; isAsync: boolean; items: { x: Expr; as: Expr | undefined }[]; body: Stmt[] })
  | FunctionDef
  | ClassDef
  | (At & { k: 'Match'; subject: Expr; cases: MatchCase[] })
  | (At & { k: 'TypeAlias'; name: string; x: Expr });

export type FunctionDef = At & {
  k: 'FunctionDef';
  isAsync: boolean;
  name: string;
  params: Params;
  returns: Expr | undefined;
  body: Stmt[];
  decorators: Expr[];
  typeParams: string[];
};
export type ClassDef = At & {
  k: 'ClassDef';
  name: string;
  args: Argument[];
  body: Stmt[];
  decorators: Expr[];
  typeParams: string[];
};
export interface Alias extends At {
  readonly name: string;
  readonly as: string | undefined;
}
export interface Handler extends At {
  readonly type: Expr | undefined;
  readonly name: string | undefined;
  readonly body: Stmt[];
}
export interface MatchCase {
  readonly pattern: Pattern;
  readonly guard: Expr | undefined;
  readonly body: Stmt[];
}
export type Pattern =
  | (At & { k: 'PValue'; x: Expr })
  | (At & { k: 'PSingleton'; v: null | boolean })
  | (At & { k: 'PSequence'; items: Pattern[] })
  | (At & { k: 'PStar'; name: string | undefined })
  | (At & { k: 'PMapping'; keys: Expr[]; items: Pattern[]; rest: string | undefined })
  | (At & { k: 'PClass'; cls: Expr; items: Pattern[]; names: string[]; named: Pattern[] })
  | (At & { k: 'PAs'; pattern: Pattern | undefined; name: string | undefined })
  | (At & { k: 'POr'; items: Pattern[] });

/** A refused source: what SyntaxError will say, and the offsets of what its carets mark (`e` 0: only the start). */
export class SourceError extends Error {
  constructor(
    message: string,
    readonly s: number,
    readonly e = 0,
    readonly kind: 'SyntaxError' | 'IndentationError' | 'TabError' = 'SyntaxError',
  ) {
    super(message);
  }
}
