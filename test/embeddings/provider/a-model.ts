import type { EmbeddingModel } from '../../../src/embeddings/embedding-model.ts';

/** A model of 8 dimensions at an address, with what a test wants to be different. */
export function aModel(baseUrl: string, differences: Partial<EmbeddingModel> = {}): EmbeddingModel {
  return {
    name: 'green',
    providerModel: 'fake-8',
    baseUrl,
    dimensions: 8,
    sendDimensions: false,
    documentTemplate: '{title}',
    queryTemplate: '{text}',
    batchItems: 64,
    batchTokens: 100_000,
    inputTokens: 8_000,
    ...differences,
  };
}
