// A command's text as bash writes it out from the tree (print_cmd.c): for the lines of `jobs` and the notes about them.

import type { Case, CompoundList, If, Redirection, SyntaxNode, Word } from 'unbash';

/** A command as bash writes it. @param source the text that the tree was made of */
export function unparse(source: string, node: SyntaxNode): string {
  return new Writer(source).node(node, 0);
}

const LINE = '\n';

class Writer {
  constructor(private readonly source: string) {}

  private indent(depth: number): string {
    return ' '.repeat(4 * depth);
  }

  private raw(node: { readonly pos: number; readonly end: number }): string {
    return this.source.slice(node.pos, node.end);
  }

  private redirection(r: Redirection): string {
    const text = this.raw(r);
    if (r.type !== 'Redirect' || r.target === undefined) return text;
    const fd = r.descriptor === undefined ? '' : this.raw(r.descriptor);
    const target = r.target.text;
    if (r.operator === '>&' || r.operator === '<&') {
      const own = r.operator === '>&' ? '1' : '0';
      return /^[\d-]+$/.test(target) ? `${fd || own}${r.operator}${target}` : `&> ${target}`;
    }
    return `${fd}${r.operator} ${target}`;
  }

  private with(text: string, redirects: readonly Redirection[], extra = ''): string {
    const shown = redirects.map((r) => this.redirection(r)).join(' ') + extra;
    return shown === '' ? text : text === '' ? shown : `${text} ${shown}`;
  }

  /** A list inside of a compound command, a line for each of its commands. */
  private body(list: CompoundList, depth: number): string {
    return list.commands
      .map((s) => `${this.indent(depth)}${this.node(s.command, depth)}${s.background === true ? ' &' : ';'}`)
      .join(LINE);
  }

  /** A list on one line, as it stands in `( )` and in conditions. */
  private inline(list: CompoundList, depth: number): string {
    const { commands } = list;
    return commands
      .map((s, i) => {
        const text = this.node(s.command, depth);
        if (s.background === true) return `${text} &${i + 1 < commands.length ? ' ' : ''}`;
        return i + 1 < commands.length ? `${text}; ` : text;
      })
      .join('');
  }

  node(node: SyntaxNode, depth: number): string {
    const pad = this.indent(depth);
    switch (node.type) {
      case 'Command': {
        const words = [
          ...node.prefix.filter((x) => x.type === 'Assignment').map((x) => x.text),
          ...(node.name === undefined ? [] : [node.name.text]),
          ...node.args.map((x) => x.text),
        ];
        return this.with(words.join(' '), node.redirects);
      }
      case 'Redirected':
        return this.with(this.node(node.command, depth), node.redirects);
      case 'Pipeline':
        return this.pipeline(node, depth);
      case 'AndOr':
        return node.commands
          .map((c, i) => (i === 0 ? '' : ` ${node.operators[i - 1]} `) + this.node(c, depth))
          .join('');
      case 'Subshell':
        return `( ${this.inline(node.body, depth)} )`;
      case 'BraceGroup':
        return `{ ${LINE}${this.body(node.body, depth + 1)}${LINE}${pad}}`;
      case 'While':
        return this.loop(`${node.kind} ${this.inline(node.clause, depth)}; do`, node.body, depth);
      case 'For':
      case 'Select': {
        const words = node.wordlist === undefined ? ['"$@"'] : node.wordlist.map((w: Word) => w.text);
        const head = `${node.type.toLowerCase()} ${node.name.text} in ${words.join(' ')};${LINE}${pad}do`;
        return this.loop(head, node.body, depth);
      }
      case 'ArithmeticFor': {
        const parts = [node.initialize, node.test, node.update].map((e) => (e === undefined ? '1' : this.raw(e)));
        return this.loop(`for ((${parts.join('; ')}))${LINE}${pad}do`, node.body, depth);
      }
      case 'If':
        return this.conditional(node, depth);
      case 'Case':
        return this.choice(node, depth);
      default:
        return this.raw(node);
    }
  }

  private pipeline(node: Extract<SyntaxNode, { type: 'Pipeline' }>, depth: number): string {
    return node.commands
      .map((c, i) => {
        const text = this.node(c, depth);
        if (i + 1 === node.commands.length) return text;
        return node.operators[i] === '|&' ? `${text} 2>&1 | ` : `${text} | `;
      })
      .join('');
  }

  private loop(head: string, body: CompoundList, depth: number): string {
    return `${head}${LINE}${this.body(body, depth + 1)}${LINE}${this.indent(depth)}done`;
  }

  private conditional(node: If, depth: number): string {
    const pad = this.indent(depth);
    let text = `if ${this.inline(node.clause, depth)}; then${LINE}${this.body(node.then, depth + 1)}${LINE}${pad}`;
    let inner = depth;
    // `elif` is an `if` in the `else` to bash
    for (const e of node.elif) {
      inner++;
      const deep = this.indent(inner);
      text += `else${LINE}${deep}if ${this.inline(e.clause, inner)}; then${LINE}`;
      text += `${this.body(e.then, inner + 1)}${LINE}${deep}`;
    }
    if (node.else !== undefined) text += `else${LINE}${this.body(node.else, inner + 1)}${LINE}${this.indent(inner)}`;
    for (; inner > depth; inner--) text += `fi;${LINE}${this.indent(inner - 1)}`;
    return `${text}fi`;
  }

  private choice(node: Case, depth: number): string {
    const pad = this.indent(depth);
    const items = node.items.map((item) => {
      const inner = this.indent(depth + 1);
      const body = item.body.commands.length === 0 ? '' : this.body(item.body, depth + 2).replace(/;$/, '');
      const patterns = item.pattern.map((w) => w.text).join(' | ');
      return `${inner}${patterns})${LINE}${body}${LINE}${inner}${item.terminator ?? ';;'}${LINE}`;
    });
    return `case ${node.word.text} in ${LINE}${items.join('')}${pad}esac`;
  }
}
