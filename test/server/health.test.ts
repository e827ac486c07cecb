import { describe, expect, it } from 'vitest';
import { useDatabase } from '../harness/use-database.ts';
import { makeClient } from './client.ts';

const empty = useDatabase('empty');

describe('health', () => {
  it('is live whatever the database does', async () => {
    const client = makeClient({ query: () => Promise.reject(new Error('gone')) });
    const response = await client.fetch('/health/live');
    expect([response.status, await response.json()]).toEqual([200, { status: 'live' }]);
    expect(client.takeCalls()).toEqual([]);
  });

  it('is not ready before a model is active, and says what to do', async () => {
    const response = await makeClient(empty).fetch('/health/ready');
    expect([response.status, await response.json()]).toEqual([
      503,
      { status: 'not ready', reason: 'No embedding model is active. Run "trueshelf fit".' },
    ]);
  });

  it('is ready when questions can be answered', async () => {
    const ready = { query: async () => [{ state: { migrated: true, modelActive: true } }] as never };
    const response = await makeClient(ready).fetch('/health/ready');
    expect([response.status, await response.json()]).toEqual([200, { status: 'ready' }]);
  });

  it('is not ready when the database is gone, and keeps its words to the log', async () => {
    const client = makeClient({ query: () => Promise.reject(new Error('password of ada is wrong')) });
    const response = await client.fetch('/health/ready');
    const body = await response.text();
    expect(response.status).toBe(503);
    expect(body).toContain('trueshelf doctor');
    expect(body).not.toContain('ada');
    expect(client.log).toHaveLength(1);
  });
});
