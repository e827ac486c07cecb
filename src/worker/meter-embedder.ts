import type { Embedder } from '../embeddings/provider/embedder.ts';
import { EmbeddingError } from '../embeddings/provider/embedding-error.ts';
import type { Metrics } from '../metrics.ts';

/** Counts and times every request for the vectors of products. */
export function meterEmbedder(embedder: Embedder, metrics: Metrics, onCall: () => void): Embedder {
  return {
    async embed(texts, options) {
      const started = performance.now();
      let outcome = 'OK';
      onCall();
      try {
        return await embedder.embed(texts, options);
      } catch (error) {
        outcome = error instanceof EmbeddingError ? error.code : 'ABORTED';
        throw error;
      } finally {
        metrics.countProviderCall({ purpose: 'document', outcome });
        metrics.observeProvider('document', (performance.now() - started) / 1000);
      }
    },
  };
}
