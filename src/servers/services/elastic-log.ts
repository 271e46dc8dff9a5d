// What Elasticsearch writes to its output: one JSON document a line.

import type { Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { iso } from './life.ts';

export function* log(
  p: Process,
  names: { node: string; cluster: string },
  message: string,
  logger: string,
  level = 'INFO',
  thread = 'main',
): Task {
  yield* p.print(
    `${JSON.stringify({ '@timestamp': iso(p), 'log.level': level, message, 'ecs.version': '1.2.0', 'service.name': 'ES_ECS', 'event.dataset': 'elasticsearch.server', 'process.thread.name': thread, 'log.logger': logger, 'elasticsearch.node.name': names.node, 'elasticsearch.cluster.name': names.cluster })}\n`,
  );
}
