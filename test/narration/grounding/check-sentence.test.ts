import { describe, expect, it } from 'vitest';
import { checkSentence } from '../../../src/narration/grounding/check-sentence.ts';
import type { Ground } from '../../../src/narration/grounding/ground.ts';
import { type Judged, readGrounds, readSentences } from './blind-set.ts';

const grounds = readGrounds(true);
const stands = ({ answer, text, cites }: Judged, of = grounds) =>
  checkSentence({ text, cites }, of.get(answer) as Ground).stands;

describe('sentences written by somebody who had not seen the check', () => {
  const sentences = readSentences('blind-sentences.tsv');
  const lies = sentences.filter(({ truthful }) => !truthful);
  const truths = sentences.filter(({ truthful }) => truthful);

  it('lets none of 180 lies pass', () => {
    expect(lies.length).toBe(180);
    expect(lies.filter((lie) => stands(lie)).map(({ text }) => text)).toEqual([]);
  });

  it('lets 130 of 141 truthful ones pass', () => {
    expect(truths.length).toBe(141);
    expect(truths.filter((truth) => stands(truth)).length).toBe(130);
  });

  it('withholds what only attributes would prove of an answer that has none, and lets no lie pass for it', () => {
    const rowsAlone = readGrounds(false);
    expect(truths.filter((truth) => stands(truth, rowsAlone)).length).toBe(97);
    expect(lies.filter((lie) => stands(lie, rowsAlone)).map(({ text }) => text)).toEqual([]);
  });
});

describe('sentences written against the check', () => {
  const sentences = readSentences('second-set.tsv');

  it('lets no lie pass', () => {
    expect(sentences.filter((each) => !each.truthful && stands(each)).map(({ text }) => text)).toEqual([]);
  });

  it('lets every truthful one pass', () => {
    expect(sentences.filter((each) => each.truthful && !stands(each)).map(({ text }) => text)).toEqual([]);
  });
});

describe('sentences of reviewers, of claims that go beyond the page, words put into mouths, days, denials and recombined words', () => {
  const sentences = readSentences('third-set.tsv');
  const lies = sentences.filter(({ truthful }) => !truthful);
  const truths = sentences.filter(({ truthful }) => truthful);

  it('lets no lie pass', () => {
    expect(lies.length).toBe(646);
    expect(lies.filter((lie) => stands(lie)).map(({ text }) => text)).toEqual([]);
  });

  it('lets most truthful ones pass', () => {
    expect(truths.length).toBe(91);
    expect(truths.filter((truth) => stands(truth)).length).toBe(82);
  });
});

describe('checkSentence', () => {
  const jackets = grounds.get('lighter_biker') as Ground;
  const codes = (text: string, cites: string[] = ['3']) => checkSentence({ text, cites }, jackets).reasons;

  it.each([
    ['The Juno costs $99.00.', [{ code: 'AMOUNT', found: '$99.00' }]],
    ['The Juno costs under $100.00.', [{ code: 'BOUND', found: 'under $100.00' }]],
    ['The Juno is sold out.', [{ code: 'STOCK', found: 'sold out' }]],
    ['The Ridgeway is in stock.', [{ code: 'UNCITED_PRODUCT', found: 'Ridgeway' }]],
    ['The Juno is the lightest.', [{ code: 'SUPERLATIVE', found: 'lightest' }]],
    [
      'The Juno arrives tomorrow.',
      [
        { code: 'DELIVERY', found: 'arrives' },
        { code: 'DELIVERY', found: 'tomorrow' },
      ],
    ],
    [
      'The Juno beats the Belstaff.',
      [
        { code: 'WORD', found: 'beats' },
        { code: 'NAME', found: 'Belstaff' },
      ],
    ],
    ['', [{ code: 'EMPTY', found: '' }]],
    ['a'.repeat(401), [{ code: 'TOO_LONG', found: '401 characters' }]],
    ['The Juno\u202e costs $98.00.', [{ code: 'CHARACTERS', found: 'U+202E' }]],
    ['The Juno, see juno.example.com', [{ code: 'LINK', found: 'o.example' }]],
    ['The [Juno](x) costs $98.00.', [{ code: 'MARKUP', found: '[' }]],
    ['Юно costs $98.00.', [{ code: 'SCRIPT', found: 'Ю' }]],
  ])('says what is wrong with %j', (text, reasons) => {
    expect(codes(text)).toEqual(reasons);
  });

  it('refuses an id that is not among the evidence', () => {
    expect(codes('The Juno costs $98.00.', ['3', '999'])).toEqual([
      { code: 'FOREIGN_CITATION', found: '999' },
    ]);
  });

  it('refuses to cite a product that the sentence does not speak of', () => {
    expect(codes('The Juno costs $98.00.', ['3', '2'])).toEqual([{ code: 'CITATION', found: '2' }]);
  });

  it('takes no more than 50 ms for 400 hostile characters', () => {
    const pieces = [
      ...[
        'a ',
        'the Juno ',
        '$98.00 ',
        '$1,',
        'and ',
        'not ',
        'one hundred and ',
        'less than ',
        '( ',
        '“',
        '-',
        '1,',
        '"a',
      ],
      ...[
        'than ',
        'or black ',
        'all but ',
        'you asked for black ',
        '’s',
        '000000000.',
        'of the two ',
        'twenty-',
        '1-',
        '&',
        "'a",
      ],
    ];
    for (const piece of pieces) {
      const text = piece.repeat(400).slice(0, 400);
      // The best of three: the machine may be busy with something else in between.
      const took = [1, 2, 3].map(() => {
        const begunAt = performance.now();
        checkSentence({ text, cites: ['3'] }, jackets);
        return performance.now() - begunAt;
      });
      expect(Math.min(...took), piece).toBeLessThan(50);
    }
  });
});
