import { expect, it } from 'vitest';
import { schemaDifferences } from './apischema.ts';
import { ROUTES } from '../api/routes/index.ts';

const TINY = `
paths:
  /volumes:
    get:
      parameters: [{ name: filters, in: query, type: string }]
      responses: { 200: {} }
  /volumes/{name}:
    delete:
      parameters: [{ name: force, in: query, type: boolean }, { name: gently, in: query, type: boolean }]
      responses: { 200: {} }
  /containers/{id}/stats:
    get:
      parameters: [{ name: stream, in: query, type: boolean }, { name: one-shot, in: query, type: boolean }]
      responses: { 200: {} }
  /swarm: { get: { responses: { 200: {} } } }
  /moon: { get: { responses: { 200: {} } } }
`;

it('tells what is described and not answered, and what is answered otherwise', () => {
  const some = ROUTES.filter((r) => ['VolumeList', 'VolumeRemove', 'ContainerStats', 'Info'].includes(r.operation));
  expect(schemaDifferences(TINY, some)).toEqual([
    'DELETE /volumes/{name}: the parameter gently is not read',
    'DELETE /volumes/{name}: answers 204, described are 200',
    'GET /moon: not answered',
    'GET /info: is not described',
  ]);
});
