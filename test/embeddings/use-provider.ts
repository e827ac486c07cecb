import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type FakeProvider, type FakeProviderOptions, startProvider } from './fake-provider.ts';

/** A fake provider for the tests of a file; every test finds it well, and asked nothing. */
export function useProvider(options: FakeProviderOptions = {}): () => FakeProvider {
  let provider: FakeProvider | undefined;
  beforeAll(async () => {
    provider = await startProvider(options);
  });
  beforeEach(() => provider?.forget());
  afterAll(() => provider?.close());
  return () => {
    if (provider === undefined) throw new Error('the provider has not started yet');
    return provider;
  };
}
