import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/narration/narrator.ts';
import { MalformedAnswerError, makeSentenceScanner } from '../../src/narration/sentence-scanner.ts';

function scan(pieces: Iterable<string>): { drafts: Draft[]; whole: boolean } {
  const scanner = makeSentenceScanner();
  const drafts = [...pieces].flatMap((piece) => [...scanner.push(piece)]);
  return { drafts, whole: scanner.isWhole() };
}

/** With every junk that a model may put around and into two sentences. */
const awkward = `\n {"note": {"sentences": [{"text": "no", "cites": []}], "a": [1, "}]", {}]}, "x\\"y": "\\\\", "sentences" :[
 {"text": "Say \\"hi\\" } ] \\\\ \\ud83d\\ude00 😀 \\u00e9", "cites": ["1", "22"], "why": {"text": "x", "cites": ["9"], "l": [[]]}},
 {"cites": [], "text": "{\\"sentences\\": [{"}], "more": [{"text": "no", "cites": []}], "z": null} `;
const two = [
  { text: 'Say "hi" } ] \\ 😀 😀 é', cites: ['1', '22'] },
  { text: '{"sentences": [{', cites: [] },
];

describe('an answer', () => {
  it('gives the same sentences however it is cut into two', () => {
    for (let at = 0; at <= awkward.length; at += 1) {
      expect(scan([awkward.slice(0, at), awkward.slice(at)])).toEqual({ drafts: two, whole: true });
    }
  });

  it.each([1, 2, 3, 5, 17])('gives the same sentences in pieces of %i code units', (length) => {
    const pieces = awkward.match(new RegExp(`[^]{1,${length}}`, 'g')) ?? [];
    expect(scan(pieces)).toEqual({ drafts: two, whole: true });
  });

  it('gives each sentence with its closing brace, and not before', () => {
    const scanner = makeSentenceScanner();
    const push = (piece: string) => [...scanner.push(piece)];
    expect(push('{"sentences":[{"text":"One.","cites":["1"]')).toEqual([]);
    expect(push('}')).toEqual([{ text: 'One.', cites: ['1'] }]);
    expect(scanner.isWhole()).toBe(false);
    expect(push(',{"text":"Two.","cites":[]}]')).toEqual([{ text: 'Two.', cites: [] }]);
    expect(scanner.isWhole()).toBe(false);
    expect(push('}')).toEqual([]);
    expect(scanner.isWhole()).toBe(true);
  });

  it('may have half of a surrogate pair in a text, which is passed on as it is', () => {
    expect(scan(['{"sentences":[{"text":"a\\ud83d","cites":[]}]}']).drafts).toEqual([
      { text: 'a\ud83d', cites: [] },
    ]);
  });

  it('may cite ids as numbers', () => {
    expect(scan(['{"sentences":[{"text":"a","cites":[3,"4"]}]}']).drafts).toEqual([
      { text: 'a', cites: ['3', '4'] },
    ]);
  });

  it.each([
    ['', false],
    ['{"sentences":[]}', true],
    ['{"sentences":{}}', false],
    ['{}', false],
    ['{"sentences":[],}', false],
    ['{"sentences":[]', false],
  ])('%s has no sentence, and is whole: %s', (text, whole) => {
    expect(scan([text])).toEqual({ drafts: [], whole });
  });
});

describe('what is behind an answer', () => {
  it.each([' so', '\n```', '{"sentences": [', '}'])('changes nothing of it: %j', (behind) => {
    const answer = '{"sentences":[{"text":"One.","cites":["1"]}]}';
    const one = { drafts: [{ text: 'One.', cites: ['1'] }], whole: true };
    expect(scan([answer + behind])).toEqual(one);
    expect(scan(answer + behind)).toEqual(one);
  });
});

describe('what is no answer of ours', () => {
  it('keeps no sentence back that was complete before it, in the same piece', () => {
    const drafts = makeSentenceScanner().push('{"sentences":[{"text":"One.","cites":["1"]},{"text":2}]}');
    expect(drafts.next().value).toEqual({ text: 'One.', cites: ['1'] });
    expect(() => drafts.next()).toThrow(MalformedAnswerError);
  });

  it('is known in a moment, also where it does nothing but open brackets', () => {
    const begun = performance.now();
    expect(() => scan([`{"sentences":${'['.repeat(49_000)}`])).toThrow(MalformedAnswerError);
    // Looking at all open brackets with each new one took 4 s.
    expect(performance.now() - begun).toBeLessThan(500);
  });

  it.each([
    ['prose', 'Sure! {"sentences": []}'],
    ['a code fence', '```json\n{"sentences": []}\n```'],
    ['a list', '[{"text": "a", "cites": []}]'],
    ['nesting deeper than eight', `{"sentences": [{"text": "a", "cites": [], "x": ${'['.repeat(6)}`],
    ['brackets that do not match', '{"sentences": [}'],
    ['a sentence without citations', '{"sentences": [{"text": "a"}]}'],
    ['a sentence without a text', '{"sentences": [{"cites": []}]}'],
    ['a text that is none', '{"sentences": [{"text": 1, "cites": []}]}'],
    ['a citation that is no id', '{"sentences": [{"text": "a", "cites": [{}]}]}'],
    ['a citation of a fraction', '{"sentences": [{"text": "a", "cites": [1.5]}]}'],
    ['a sentence that is no JSON', '{"sentences": [{text: \'a\', cites: []}]}'],
    ['a line end in a text', '{"sentences": [{"text": "a\n", "cites": []}]}'],
    ['a key that is no JSON', '{"\\x": 1}'],
    ['one without an end', `{"sentences": [${' '.repeat(50_000)}`],
  ])('is refused: %s', (_what, text) => {
    expect(() => scan([text])).toThrow(MalformedAnswerError);
    expect(() => scan(text)).toThrow(MalformedAnswerError);
  });
});
