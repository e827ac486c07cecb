import { expect, it } from 'vitest';
import { makeDocumentCache } from '../../src/server/document-cache.ts';

it('drops the least recently used first, when their characters exceed the bound', () => {
  const cache = makeDocumentCache<number>(10);
  cache.set('aaaa', 1);
  cache.set('bbbb', 2);
  cache.get('aaaa');
  cache.set('cccc', 3);
  expect(['aaaa', 'bbbb', 'cccc'].map((source) => cache.get(source))).toEqual([1, undefined, 3]);
});

it('does not count a source twice, and does not keep one above the bound', () => {
  const cache = makeDocumentCache<number>(8);
  cache.set('aaaa', 1);
  cache.set('aaaa', 2);
  cache.set('bbbb', 3);
  cache.set('c'.repeat(9), 4);
  expect(['aaaa', 'bbbb', 'c'.repeat(9)].map((source) => cache.get(source))).toEqual([2, 3, undefined]);
});
