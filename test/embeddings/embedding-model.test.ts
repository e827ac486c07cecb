import { describe, expect, it } from 'vitest';
import { readModels } from '../../src/embeddings/embedding-model.ts';
import { inTransaction } from '../harness/in-transaction.ts';
import { useDatabase } from '../harness/use-database.ts';

const database = useDatabase('empty');

describe('readModels', () => {
  it('reads every model in use, the active one first, as the login that only serves', async () => {
    const models = await inTransaction(database, async (connection) => {
      await connection.query(
        `
        insert into embeddings.model (model_id, name, provider, state, dimensions, document_template, query_template, provider_model, base_url,
          send_dimensions, batch_items, batch_tokens, input_tokens)
        values
        (903, 'green', 'openai', 'building', 1024, '{title}', 'query: {text}', 'e5', 'https://tei.example/v1', true, 32, 9000, 512),
        (904, 'gone', 'openai', 'retired', 8, '{title}', '{text}', 'old', 'https://tei.example/v1', false, 1, 1, 1)`,
      );
      await connection.query(`
        insert into embeddings.model (model_id, name, provider, state, dimensions, document_template)
        values (905, 'words', 'builtin', 'standby', 64, '{title}')`);
      await connection.query('set local role trueshelf_gateway');
      return readModels(connection);
    });
    expect(models).toEqual([
      { modelId: '905', name: 'words', state: 'standby', provided: null },
      {
        modelId: '903',
        name: 'green',
        state: 'building',
        provided: {
          name: 'green',
          providerModel: 'e5',
          baseUrl: 'https://tei.example/v1',
          dimensions: 1024,
          sendDimensions: true,
          documentTemplate: '{title}',
          queryTemplate: 'query: {text}',
          batchItems: 32,
          batchTokens: 9000,
          inputTokens: 512,
        },
      },
    ]);
  });
});
