// The reader of tokens that the parts of the parser share.

import { type Dialect, LexError, lex, type Token, type TokenKind } from './lexer.ts';

/** The text is wrong from a place on. */
export class ParseError extends Error {
  constructor(readonly at: number) {
    super('syntax');
  }
}
/** Legal SQL that is not simulated. */
export class Unsupported extends Error {
  constructor(readonly what: string) {
    super(what);
  }
}

const RESERVED = new Set(
  (
    'ADD ALL ALTER ANALYZE AND AS ASC BEFORE BETWEEN BOTH BY CALL CASCADE CASE CHANGE CHARACTER CHECK COLLATE COLUMN CONDITION CONSTRAINT CONVERT CREATE CROSS CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURSOR DATABASE DATABASES DECLARE DEFAULT DELAYED DELETE DESC DESCRIBE DISTINCT DISTINCTROW DIV DROP ' +
    'EACH ELSE ELSEIF ENCLOSED ESCAPED EXCEPT EXISTS EXIT EXPLAIN FALSE FETCH FOR FORCE FOREIGN FROM FULLTEXT GRANT GROUP HAVING IF IGNORE IN INDEX INFILE INNER INOUT INSERT INTERSECT INTERVAL INTO IS ITERATE JOIN KEY KEYS KILL LEADING LEAVE LEFT LIKE LIMIT LINEAR LINES LOAD LOCALTIME LOCALTIMESTAMP LOCK LOOP MATCH MOD NATURAL NOT NULL ' +
    'ON OPTIMIZE OPTION OPTIONALLY OR ORDER OUT OUTER OUTFILE OVER PARTITION PRECISION PRIMARY PROCEDURE PURGE RANGE READ RECURSIVE REFERENCES REGEXP RELEASE RENAME REPEAT REPLACE REQUIRE RESTRICT RETURN RETURNING REVOKE RIGHT RLIKE ROWS SCHEMA SCHEMAS SELECT SEPARATOR SET SHOW SPATIAL SQL STARTING STRAIGHT_JOIN TABLE TERMINATED THEN TO TRAILING TRIGGER TRUE UNDO UNION UNIQUE UNLOCK UNSIGNED UPDATE USAGE USE USING VALUES WHEN WHERE WHILE WINDOW WITH WRITE XOR ZEROFILL'
  ).split(' '),
);
const PG_RESERVED = new Set(
  'ALL ANALYZE AND ANY ARRAY AS ASC BOTH CASE CAST CHECK COLLATE COLUMN CONSTRAINT CREATE CROSS CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DEFAULT DESC DISTINCT DO ELSE END EXCEPT FALSE FETCH FOR FOREIGN FROM FULL GRANT GROUP HAVING ILIKE IN INITIALLY INNER INTERSECT INTO IS ISNULL JOIN LEADING LEFT LIKE LIMIT NATURAL NOT NOTNULL NULL OFFSET ON ONLY OR ORDER OUTER PRIMARY REFERENCES RETURNING RIGHT SELECT SESSION_USER SIMILAR SOME TABLE THEN TO TRAILING TRUE UNION UNIQUE USER USING WHEN WHERE WINDOW WITH'.split(
    ' ',
  ),
);

export abstract class TokenReader {
  protected readonly tokens: Token[];
  protected i = 0;
  constructor(
    readonly text: string,
    readonly dialect: Dialect,
  ) {
    try {
      this.tokens = lex(text, dialect);
    } catch (error) {
      if (error instanceof LexError) throw new ParseError(error.at);
      throw error;
    }
  }

  get mysql(): boolean {
    return this.dialect === 'mysql';
  }
  protected get t(): Token {
    return this.tokens[this.i]!;
  }
  protected peek(n = 1): Token {
    return this.tokens[Math.min(this.i + n, this.tokens.length - 1)]!;
  }
  protected fail(): never {
    throw new ParseError(this.t.at);
  }
  protected word(n = 0): string {
    const t = this.peek(n);
    return t.kind === 'word' ? t.v.toUpperCase() : '';
  }
  /** Do these words come next? */
  protected is(words: string): boolean {
    return words.split(' ').every((w, n) => this.word(n) === w);
  }
  protected take(words: string): boolean {
    if (!this.is(words)) return false;
    this.i += words.split(' ').length;
    return true;
  }
  protected need(words: string): void {
    for (const w of words.split(' ')) if (!this.take(w)) this.fail();
  }
  protected isOp(v: string): boolean {
    return this.t.kind === 'op' && this.t.v === v;
  }
  protected op(v: string): boolean {
    if (!this.isOp(v)) return false;
    this.i++;
    return true;
  }
  protected needOp(v: string): void {
    if (!this.op(v)) this.fail();
  }
  protected kind(kind: TokenKind): string {
    if (this.t.kind !== kind) this.fail();
    return this.tokens[this.i++]!.v;
  }
  protected get reserved(): ReadonlySet<string> {
    return this.mysql ? RESERVED : PG_RESERVED;
  }
  protected isName(): boolean {
    return (
      this.t.kind === 'id' || (this.t.kind === 'word' && !this.reserved.has(this.word()) && !/^\d+$/.test(this.t.v))
    );
  }
  /** A name; unquoted ones become small in PostgreSQL. */
  protected name(anyWord = false): string {
    const t = this.t;
    if (!(anyWord ? t.kind === 'id' || t.kind === 'word' : this.isName())) this.fail();
    this.i++;
    return t.kind === 'word' && !this.mysql ? t.v.toLowerCase() : t.v;
  }
  protected names(): string[] {
    const out: string[] = [];
    this.needOp('(');
    do {
      out.push(this.name());
      // prefix lengths and orders of index columns
      if (this.op('(')) {
        this.kind('num');
        this.needOp(')');
      }
      if (!this.take('ASC')) this.take('DESC');
    } while (this.op(','));
    this.needOp(')');
    return out;
  }
  protected list<T>(one: () => T): T[] {
    const out = [one()];
    while (this.op(',')) out.push(one());
    return out;
  }
  protected source(from: number): string {
    return this.text.slice(this.tokens[from]!.at, this.tokens[this.i - 1]!.end);
  }
}
