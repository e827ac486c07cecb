import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { reasonOf } from '../../src/server/count-degraded.ts';

/** Every sentence that SQL may begin `retrieval.degraded` with; "%s" is the name of a model. */
function sentencesIn(file: string): string[] {
  const sql = readFileSync(join(packageRoot(), 'sql/current/product', file), 'utf8');
  return [...sql.matchAll(/(?:then|else) '((?:the|no) [^']*(?:vector|provider|model)[^']*)'/g)].map(
    ([, sentence = '']) => sentence,
  );
}

describe('reasonOf', () => {
  it('knows every sentence that SQL has for a degraded answer', () => {
    const sentences = [...sentencesIn('missing_vector.sql'), ...sentencesIn('read_question.sql')];
    const reasons = sentences.map((sentence) => {
      const why = sentence.split(';')[0]?.replace('%s', 'qwen3; "failed"\n:8b');
      return reasonOf(`${why}; searched by words`);
    });
    expect([...new Set(reasons)].sort()).toEqual([
      'ANCHOR_NOT_EMBEDDED',
      'FIRST_PAGE_BY_WORDS',
      'NOT_CACHED',
      'NO_MODEL',
      'PROVIDER_ASKED_TO_WAIT',
      'PROVIDER_BUSY',
      'PROVIDER_FAILED',
      'PROVIDER_PAUSED',
      'PROVIDER_TIMED_OUT',
      'UNKNOWN_WORDS',
    ]);
  });

  it('keeps a sentence that it does not know out of the label', () => {
    expect(reasonOf('the moon is full')).toBe('OTHER');
  });
});
