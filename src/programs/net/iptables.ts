// iptables, as far as a namespace without rules goes: who may look, and that there are none.

import type { Program } from '../../kernel/block.ts';

const NAME = 'iptables v1.8.11 (nf_tables)';

/** Lists the empty chains of a namespace in which no daemon has made rules; rules themselves are not simulated. */
export const iptables: Program = function* (p) {
  const args = p.args.join(' ');
  if (/^(-V|--version)$/.test(args)) {
    yield* p.print(`${NAME}\n`);
    return 0;
  }
  if (!p.caps.has('NET_ADMIN')) {
    yield* p.eprint(`${NAME}: Could not fetch rule set generation id: Permission denied (you must be root)\n`);
    return 4;
  }
  if (!/^(-n ?|-v )?-?-?n?(L|list)n?( -n)?$/.test(args) || p.net.bridges.size > 0 || p.net.isHost) {
    yield* p.eprint("drydock: 'iptables with rules' is not simulated\n");
    return 1;
  }
  const chains = ['INPUT', 'FORWARD', 'OUTPUT'].map(
    (c) => `Chain ${c} (policy ACCEPT)\ntarget     prot opt source               destination         \n`,
  );
  yield* p.print(chains.join('\n'));
  return 0;
};
