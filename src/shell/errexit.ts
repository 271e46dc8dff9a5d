// Which commands may end a shell with errexit.

import type { PipelineNode, AndOr } from 'unbash';

/**
 * Is the status of a command one that a command within has had, and that counted there or was excused there (the left
 * of an `&&`)? It ends a shell with errexit a second time only for simple commands, pipelines and subshells (bash).
 */
export function carriesInner(node: PipelineNode | AndOr): boolean {
  switch (node.type) {
    case 'If':
    case 'While':
    case 'For':
    case 'ArithmeticFor':
    case 'Case':
    case 'BraceGroup':
    case 'Select':
    case 'Function':
      return true;
    case 'Redirected':
      return carriesInner(node.command);
    case 'Pipeline':
      return node.commands.length === 1 && carriesInner(node.commands[0]!);
    default:
      return false;
  }
}
