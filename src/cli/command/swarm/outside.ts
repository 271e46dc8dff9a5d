// docker swarm, node, service, secret, config, stack on a node that is in no swarm: the commands are there, and the
// daemon refuses. What would make a swarm is not simulated and says so.

import { ApiError } from '../../../api/error.ts';
import { NO_SWARM } from '../../../api/error.ts';
import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, daemonText, type Implementation } from '../../cli.ts';

const REFUSED = daemonText(new ApiError(503, NO_SWARM));

const refusing = (text: (cli: Cli) => string, min = 0, max = Infinity): Implementation => ({
  args: { min, max },
  *run(cli): Task<number> {
    throw new CliError(text(cli));
  },
});

const refused = (min = 0, max = Infinity): Implementation => refusing(() => REFUSED, min, max);

/** Each name is tried and each is refused. */
const refusedEach = (min = 1): Implementation => refusing((cli) => cli.args.map(() => REFUSED).join('\n'), min);

/** An inspect prints what it found, which is nothing. */
const nothingFound = (min = 1): Implementation => ({
  args: { min, max: Infinity },
  *run(cli): Task<number> {
    if (cli.flags.string('format') === '') yield* cli.print('[]\n');
    throw new CliError(REFUSED);
  },
});

/** Content of a secret or a config. @throws CliError when there is none */
function* content(cli: Cli, empty: string): Task {
  const [, file = '-'] = cli.args;
  if (file === '-') {
    if ((yield* cli.p.readAll(0)).length === 0) throw new CliError(empty);
  } else if (!cli.p.fs.exists(file)) throw new CliError(`open ${file}: no such file or directory`);
}

const creates = (empty: string): Implementation => ({
  args: { min: 1, max: 2 },
  *run(cli): Task<number> {
    if (cli.args.length === 2) yield* content(cli, empty);
    throw new CliError(REFUSED);
  },
});

const notSimulated = (path: string, min = 0, max = 0): Implementation =>
  refusing(() => `drydock: '${path}' is not simulated`, min, max);

const deploys: Implementation = {
  args: { min: 1, max: 1 },
  *run(cli): Task<number> {
    const [file] = cli.flags.list('compose-file');
    if (file === undefined) throw new CliError('Specify a Compose file (with --compose-file)');
    if (file !== '-' && !cli.p.fs.exists(file)) throw new CliError(`open ${file}: no such file or directory`);
    throw new CliError(REFUSED);
  },
};

export const swarmCommands: Record<string, Implementation> = {
  'docker swarm init': notSimulated('docker swarm init'),
  'docker swarm join': notSimulated('docker swarm join', 1, 1),
  'docker swarm leave': refusing(() => daemonText(new ApiError(503, 'This node is not part of a swarm')), 0, 0),
  'docker swarm unlock': refusing(() => 'Error: This node is not part of a swarm', 0, 0),
  'docker swarm unlock-key': refusing(() => `could not fetch unlock key: ${REFUSED}`, 0, 0),
  'docker swarm join-token': refused(1, 1),
  'docker swarm update': refused(0, 0),
  'docker swarm ca': refused(0, 0),
  'docker node ls': refused(0, 0),
  'docker node ps': refused(),
  'docker node rm': refusedEach(),
  'docker node demote': refused(1),
  'docker node promote': refused(1),
  'docker node update': refused(1, 1),
  'docker node inspect': nothingFound(),
  'docker service ls': refused(0, 0),
  'docker service create': { ...refused(1), stopAtFirst: true },
  'docker service inspect': nothingFound(),
  'docker service logs': refused(1, 1),
  'docker service ps': refused(1),
  'docker service rm': refusedEach(),
  'docker service rollback': refused(1, 1),
  'docker service scale': refusing((cli) => cli.args.map((a) => `${a.split('=')[0]}: ${REFUSED}`).join('\n'), 1),
  'docker service update': refused(1, 1),
  'docker secret ls': refused(0, 0),
  'docker secret create': creates('error reading from STDIN: data is empty'),
  'docker secret inspect': nothingFound(),
  'docker secret rm': refusedEach(),
  'docker config ls': refused(0, 0),
  'docker config create': creates('Error reading content from "-": error reading from STDIN: data is empty'),
  'docker config inspect': nothingFound(),
  'docker config rm': refusedEach(),
  'docker stack ls': refused(0, 0),
  'docker stack ps': refused(1, 1),
  'docker stack rm': refused(1),
  'docker stack services': refused(1, 1),
  'docker stack deploy': deploys,
  'docker stack config': {
    args: { min: 0, max: 0 },
    *run(cli): Task<number> {
      if (cli.flags.list('compose-file').length === 0)
        throw new CliError('Specify a Compose file (with --compose-file)');
      throw new CliError("drydock: 'docker stack config' is not simulated");
    },
  },
};
