import { describe, expect, it } from 'vitest';
import { cutText } from '../../../src/embeddings/provider/cut-text.ts';

describe('cutText', () => {
  it.each([
    ['leaves what is short enough', 'lamp', 2, 'lamp'],
    ['leaves what fills the last token', 'lampen', 2, 'lampen'],
    ['cuts at three bytes a token', 'lampens', 2, 'lampen'],
    ['cuts no two-byte character', 'aéé', 1, 'aé'],
    ['cuts no three-byte character', 'ab漢', 1, 'ab'],
    ['cuts no surrogate pair', 'abcde😀', 2, 'abcde'],
    ['keeps a surrogate pair that fits', 'ab😀c', 2, 'ab😀'],
    ['leaves nothing of a character that is larger than the limit', '😀', 1, ''],
  ])('%s', (_what, text, tokens, expected) => {
    expect(cutText(text, tokens)).toBe(expected);
  });
});
