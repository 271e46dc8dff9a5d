// The everyday API of Elasticsearch over JSON documents: indices, documents, searches, health.

import type { Process } from '../../kernel/process.ts';
import { type HttpMessage, reply } from '../../programs/net/http.ts';
import { log } from './elastic-log.ts';
import { type Handler, iso, json, ownIp, plainReply, type Request } from './life.ts';

type Document = Record<string, unknown>;
interface Index {
  uuid: string;
  next: number;
  docs: Record<string, { version: number; seq: number; source: Document }>;
}
export type Indices = Record<string, Index>;

export const error = (status: number, type: string, reason: string): HttpMessage =>
  json(
    { error: { root_cause: [{ type, reason }], type, reason }, status },
    `${status} ${{ 400: 'Bad Request', 404: 'Not Found', 405: 'Method Not Allowed' }[status] ?? 'Error'}`,
  );

/** Documents that a query finds; a text names what is not simulated. */
function search(index: Index, query: unknown): { id: string; source: Document }[] | string {
  const docs = Object.entries(index.docs).map(([id, d]) => ({ id, source: d.source }));
  if (query === undefined) return docs;
  const [kind = '', body] = Object.entries(query as Document)[0] ?? [];
  const words = (v: unknown): string[] =>
    String(v)
      .toLowerCase()
      .split(/\W+/)
      .filter((x) => x !== '');
  const field = (source: Document, name: string): unknown =>
    name
      .replace(/\.keyword$/, '')
      .split('.')
      .reduce<unknown>((x, k) => (x as Document | undefined)?.[k], source);
  const entry = (): [string, unknown] => Object.entries((body ?? {}) as Document)[0] ?? ['', ''];
  const plain = (v: unknown): unknown =>
    typeof v === 'object' && v !== null ? ((v as Document)['query'] ?? (v as Document)['value']) : v;
  switch (kind) {
    case 'match_all':
      return docs;
    case 'match':
    case 'match_phrase': {
      const [name, v] = entry();
      const wanted = words(plain(v));
      return docs.filter((d) => wanted.some((w) => words(field(d.source, name)).includes(w)));
    }
    case 'term': {
      const [name, v] = entry();
      return docs.filter((d) => String(field(d.source, name)).toLowerCase() === String(plain(v)).toLowerCase());
    }
    case 'query_string':
    case 'multi_match': {
      const wanted = words((body as Document)['query']);
      return docs.filter((d) => wanted.some((w) => words(JSON.stringify(d.source)).includes(w)));
    }
    default:
      return kind;
  }
}

export function api(
  indices: Indices,
  names: { node: string; cluster: string; version: string; uuid: string },
  save: () => void,
): Handler {
  const count = (i: Index): number => Object.keys(i.docs).length;
  const health = (): object => {
    const shards = Object.keys(indices).length;
    return {
      cluster_name: names.cluster,
      status: shards > 0 ? 'yellow' : 'green',
      timed_out: false,
      number_of_nodes: 1,
      number_of_data_nodes: 1,
      active_primary_shards: shards,
      active_shards: shards,
      relocating_shards: 0,
      initializing_shards: 0,
      unassigned_shards: shards,
      unassigned_primary_shards: 0,
      delayed_unassigned_shards: 0,
      number_of_pending_tasks: 0,
      number_of_in_flight_fetch: 0,
      task_max_waiting_in_queue_millis: 0,
      active_shards_percent_as_number: shards > 0 ? 50 : 100,
    };
  };
  const make = (p: Process, name: string): Index =>
    (indices[name] ??= { uuid: p.kernel.random.hex(22), next: 0, docs: {} });
  return function* (r: Request, p: Process) {
    const parts = r.path
      .split('/')
      .filter((x) => x !== '')
      .map(decodeURIComponent);
    let body: Document = {};
    if (r.text.trim() !== '' && parts.at(-1) !== '_bulk') {
      try {
        body = JSON.parse(r.text) as Document;
      } catch {
        return error(400, 'parse_exception', 'request body is not valid JSON');
      }
    }
    const pretty = (value: unknown): HttpMessage =>
      r.query.has('pretty')
        ? reply('200 OK', `${JSON.stringify(value, null, 2)}\n`, [['Content-Type', 'application/json']])
        : json(value);
    if (parts.length === 0) {
      return reply(
        '200 OK',
        `${JSON.stringify({ name: names.node, cluster_name: names.cluster, cluster_uuid: names.uuid, version: { number: names.version, build_flavor: 'default', build_type: 'docker', build_hash: '0000000000000000000000000000000000000000', build_date: '2025-10-01T00:00:00Z', build_snapshot: false, lucene_version: names.version.startsWith('9') ? '10.3.1' : '9.12.0', minimum_wire_compatibility_version: '7.17.0', minimum_index_compatibility_version: '7.0.0' }, tagline: 'You Know, for Search' }, null, 2)}\n`,
        [
          ['X-elastic-product', 'Elasticsearch'],
          ['Content-Type', 'application/json'],
        ],
      );
    }
    const [first = '', second, third] = parts;
    if (first === '_cluster' && second === 'health') return pretty(health());
    if (first === '_cat') {
      const v = r.query.has('v');
      if (second === 'health')
        return plainReply(
          `${v ? 'epoch      timestamp cluster        status node.total node.data shards pri relo init unassign pending_tasks max_task_wait_time active_shards_percent\n' : ''}${Math.floor(p.kernel.now / 1000)} ${iso(p).slice(11, 19)}  ${names.cluster} ${Object.keys(indices).length > 0 ? 'yellow' : 'green'}           1         1      ${Object.keys(indices).length}   ${Object.keys(indices).length}    0    0        0             0                  -                100.0%\n`,
        );
      if (second === 'indices')
        return plainReply(
          `${v ? 'health status index uuid                   pri rep docs.count docs.deleted store.size pri.store.size dataset.size\n' : ''}${Object.entries(
            indices,
          )
            .map(
              ([n, i]) =>
                `yellow open   ${n} ${i.uuid}   1   1          ${count(i)}            0      ${count(i) * 4 + 0.2}kb         ${count(i) * 4 + 0.2}kb       ${count(i) * 4 + 0.2}kb\n`,
            )
            .join('')}`,
        );
      if (second === 'nodes')
        return plainReply(
          `${v ? 'ip         heap.percent ram.percent cpu load_1m load_5m load_15m node.role   master name\n' : ''}${ownIp(p)} 24 97 8 0.52 0.30 0.20 cdfhilmrstw * ${names.node}\n`,
        );
      return error(400, 'illegal_argument_exception', `drydock: '_cat/${second ?? ''}' is not simulated`);
    }
    if (first === '_bulk' || second === '_bulk') {
      const rows = r.text.split('\n').filter((x) => x.trim() !== '');
      const items: object[] = [];
      try {
        for (let i = 0; i < rows.length; i++) {
          const [action = '', meta] =
            Object.entries(JSON.parse(rows[i]!) as Record<string, { _index?: string; _id?: string }>)[0] ?? [];
          if (action !== 'index' && action !== 'create')
            return error(400, 'illegal_argument_exception', `drydock: bulk action '${action}' is not simulated`);
          const name = meta?._index ?? first;
          const index = make(p, name);
          const id = meta?._id ?? p.kernel.random.hex(20);
          index.docs[id] = { version: 1, seq: index.next++, source: JSON.parse(rows[++i] ?? '{}') as Document };
          items.push({ [action]: { _index: name, _id: id, _version: 1, result: 'created', status: 201 } });
        }
      } catch {
        return error(400, 'illegal_argument_exception', 'Malformed action/metadata line');
      }
      save();
      return json({ errors: false, took: 5, items });
    }
    if (first.startsWith('_') && first !== '_search')
      return error(400, 'illegal_argument_exception', `drydock: '${r.method} /${first}' is not simulated`);
    const index = indices[first];
    const missing = (): HttpMessage =>
      json(
        {
          error: {
            root_cause: [{ type: 'index_not_found_exception', reason: `no such index [${first}]`, index: first }],
            type: 'index_not_found_exception',
            reason: `no such index [${first}]`,
            index: first,
            index_uuid: '_na_',
          },
          status: 404,
        },
        '404 Not Found',
      );
    if (second === undefined && first !== '_search') {
      if (r.method === 'HEAD')
        return reply(index === undefined ? '404 Not Found' : '200 OK', '', [['Content-Type', 'application/json']]);
      if (r.method === 'PUT') {
        if (index !== undefined)
          return error(400, 'resource_already_exists_exception', `index [${first}/${index.uuid}] already exists`);
        if (!/^[a-z0-9][a-z0-9_.+-]*$/.test(first))
          return error(400, 'invalid_index_name_exception', `Invalid index name [${first}], must be lowercase`);
        make(p, first);
        save();
        yield* log(
          p,
          names,
          `[${first}] creating index, cause [api], templates [], shards [1]/[1]`,
          'org.elasticsearch.cluster.metadata.MetadataCreateIndexService',
        );
        return json({ acknowledged: true, shards_acknowledged: true, index: first });
      }
      if (index === undefined) return missing();
      if (r.method === 'DELETE') {
        delete indices[first];
        save();
        return json({ acknowledged: true });
      }
      return pretty({
        [first]: {
          aliases: {},
          mappings: {},
          settings: {
            index: { number_of_shards: '1', number_of_replicas: '1', uuid: index.uuid, provided_name: first },
          },
        },
      });
    }
    if (second === '_search' || second === '_count' || first === '_search') {
      const chosen =
        first === '_search' || first === '_all' || first === '*'
          ? Object.entries(indices)
          : index === undefined
            ? []
            : ([[first, index]] as [string, Index][]);
      if (chosen.length === 0 && first !== '_search') return missing();
      const q = r.query.get('q');
      const hits: object[] = [];
      for (const [name, i] of chosen) {
        const found = search(i, q === undefined ? body['query'] : { query_string: { query: q.replace(/^.*:/, '') } });
        if (typeof found === 'string')
          return error(400, 'parsing_exception', `drydock: query [${found}] is not simulated`);
        for (const d of found) hits.push({ _index: name, _id: d.id, _score: 1, _source: d.source });
      }
      if (second === '_count')
        return pretty({ count: hits.length, _shards: { total: 1, successful: 1, skipped: 0, failed: 0 } });
      const from = Number(body['from'] ?? r.query.get('from') ?? 0);
      return pretty({
        took: 2,
        timed_out: false,
        _shards: { total: chosen.length, successful: chosen.length, skipped: 0, failed: 0 },
        hits: {
          total: { value: hits.length, relation: 'eq' },
          max_score: hits.length > 0 ? 1 : null,
          hits: hits.slice(from, from + Number(body['size'] ?? r.query.get('size') ?? 10)),
        },
      });
    }
    if (second === '_refresh' || second === '_flush') return json({ _shards: { total: 2, successful: 1, failed: 0 } });
    if (second === '_mapping') return index === undefined ? missing() : pretty({ [first]: { mappings: {} } });
    if (second === '_doc' || second === '_create') {
      if (r.method === 'POST' || r.method === 'PUT') {
        const i = make(p, first);
        const id = third ?? p.kernel.random.hex(20);
        const old = i.docs[id];
        const doc = { version: (old?.version ?? 0) + 1, seq: i.next++, source: body };
        i.docs[id] = doc;
        save();
        return json(
          {
            _index: first,
            _id: id,
            _version: doc.version,
            result: old === undefined ? 'created' : 'updated',
            _shards: { total: 2, successful: 1, failed: 0 },
            _seq_no: doc.seq,
            _primary_term: 1,
          },
          old === undefined ? '201 Created' : '200 OK',
        );
      }
      if (index === undefined) return missing();
      const doc = index.docs[third ?? ''];
      if (r.method === 'DELETE' && doc !== undefined) {
        delete index.docs[third!];
        save();
        return json({
          _index: first,
          _id: third,
          _version: doc.version + 1,
          result: 'deleted',
          _shards: { total: 2, successful: 1, failed: 0 },
          _seq_no: index.next++,
          _primary_term: 1,
        });
      }
      if (doc === undefined) return json({ _index: first, _id: third, found: false }, '404 Not Found');
      return pretty({
        _index: first,
        _id: third,
        _version: doc.version,
        _seq_no: doc.seq,
        _primary_term: 1,
        found: true,
        _source: doc.source,
      });
    }
    return error(400, 'illegal_argument_exception', `drydock: '${r.method} ${r.path}' is not simulated`);
  };
}
