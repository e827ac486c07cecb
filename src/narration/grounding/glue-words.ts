/**
 * Every way in which words that say nothing by themselves may stand between what is held against the rows. A word that has no role
 * here is refused, whatever stands around it.
 */
export type Role =
  /** Ends a clause. */
  | 'STOP'
  | 'COMMA'
  | 'AND'
  | 'BUT'
  | 'DET'
  /** "it", "these", "one": what was named or counted before. */
  | 'PRO'
  | 'THERE'
  | 'I'
  | 'COP'
  | 'HAVE'
  | 'VERB'
  | 'PREP'
  | 'ADV'
  /** "well", "far": how far a bound is away. */
  | 'FAR'
  /** "too", "here": may end a clause. */
  | 'TAIL'
  /** "product", "result". */
  | 'THING'
  /** "price", "colour": the name of a fact. */
  | 'NAME'
  | 'WHICH'
  | 'EVERY'
  /** Whole beginnings: "if weight matters most", "then come". */
  | 'LEAD'
  | 'FOUND'
  /** Behind "would" and "could". */
  | 'BE'
  | 'CONTENT';

export interface Glue {
  words: readonly string[];
  role: Role;
  /** What may be said next, articles and adverbs left out of account: codes of facts and kinds of pieces; null: anything. */
  takes: ReadonlySet<string> | null;
  /** Values asserted with it are of these names: "made of" of the material. */
  of: readonly string[] | null;
}

const price = 'AMOUNT FORMER_PRICE DISCOUNT BOUND SET COMPARE SAME SUPERLATIVE';
const value = 'ATTRIBUTE MEASURE DEMAND NOUN CATEGORY';
const thing = 'PRODUCT COUNT PRO RANK SUPERLATIVE NOUN CATEGORY ATTRIBUTE BRAND DEMAND SOLE REST THING';

/** Role, what it takes, the names that its values have, and the words themselves, as stems. */
const table: readonly (readonly [role: Role, takes: string | null, of: string | null, words: string])[] = [
  ['DET', null, null, 'the | the other | a | an | its | their | mere | a mere | as little as'],
  [
    'PRO',
    null,
    null,
    'it | they | them | these | those | this | one | one here | everything shown | everything here | all of these | all of them | each of them | each of these',
  ],
  ['THERE', null, null, 'there'],
  ['I', null, null, 'i | we'],
  ['COP', 'NOT-COUNT', null, 'is | are | is also | are also'],
  [
    'HAVE',
    `${value} STOCK_COUNT RATING DATE SUPERLATIVE COUNT NOT STOCK DISCOUNT SAME NAME WEIGHT COMPARE`,
    null,
    'has | have',
  ],
  [
    'VERB',
    price,
    null,
    'cost | costing | is priced at | are priced at | priced at | sell for | sell at | go for | goe for | come to | come in at | is listed at | are listed at',
  ],
  [
    'VERB',
    'WEIGHT SET COMPARE SAME SUPERLATIVE COMPARISON',
    null,
    'weigh | weighing | weigh in at | tip the scales at',
  ],
  ['VERB', `${value} PRODUCT BOUND SAID COUNT`, 'colour size pattern', 'come in | available in | offered in'],
  ['VERB', 'PRODUCT', null, 'come'],
  ['VERB', 'DISCOUNT COMPARE', null, 'you'],
  ['VERB', value, null, 'come with | come as'],
  [
    'VERB',
    'ATTRIBUTE NOUN',
    'material',
    'made of | is made of | are made of | made from | is made from | are made from',
  ],
  ['VERB', 'ATTRIBUTE NOUN', 'weave', 'woven'],
  ['VERB', 'ATTRIBUTE NOUN', 'lining', 'lined with | is lined with | are lined with'],
  ['VERB', 'ATTRIBUTE NOUN', 'filling', 'filled with | is filled with | are filled with'],
  ['VERB', 'ATTRIBUTE NOUN', 'closure', 'close with | fasten with'],
  ['VERB', 'ATTRIBUTE NOUN', 'connection', 'connect by | connect over | connect via | connect with'],
  ['VERB', 'ATTRIBUTE MEASURE NOUN DEMAND', 'size', 'measure'],
  ['VERB', 'MEASURE', null, 'hold | take a | reach | run at | run for'],
  ['VERB', 'PRODUCT COUNT', null, 'make'],
  ['VERB', 'BRAND DEMAND', null, 'made by | is made by | are made by | is from | are from | come from'],
  ['VERB', 'CATEGORY', null, 'filed under | is filed under | are filed under | listed under'],
  ['VERB', 'BOUND WEIGHT DEMAND', null, 'stay | keep'],
  ['VERB', 'NAME', null, 'keep that'],
  ['VERB', 'DATE', null, 'stand | hold good | last'],
  ['VERB', 'SET', null, 'run | range | go | goe | start | begin | vary'],
  ['VERB', 'SUPERLATIVE SAME', null, 'share'],
  ['VERB', 'PRODUCT ATTRIBUTE', null, 'buy you'],
  ['VERB', 'COUNT EVERY PRO', null, 'bring | give | turned | turn'],
  ['VERB', 'PRODUCT RANK SUPERLATIVE', null, 'look at'],
  [
    'PREP',
    `${value} STOCK PLACE PRODUCT NAME COUNT MODAL EVERY SAID`,
    'colour size pattern material fit',
    'in',
  ],
  ['PREP', 'AMOUNT WEIGHT RATING MEASURE PLACE SET', null, 'at'],
  ['PREP', `${thing} ${value} RATING AMOUNT WEIGHT NAME WHICH STOCK_COUNT SAME ASK`, null, 'of'],
  ['PREP', `AMOUNT PRODUCT NAME NOUN CATEGORY SAID COUNT PRO REST DEMAND`, null, 'for'],
  ['PREP', 'BRAND DEMAND SAID', null, 'by'],
  ['PREP', `${value} STOCK_COUNT RATING MODAL NAME SAID STOCK WEIGHT AMOUNT SUPERLATIVE`, null, 'with'],
  ['PREP', 'BRAND DEMAND', null, 'from'],
  ['PREP', 'ATTRIBUTE', null, 'on an | on a'],
  ['PREP', 'PRODUCT', null, 'on the'],
  ['PREP', thing, null, 'among | amongst'],
  ['PREP', 'AMOUNT WEIGHT', null, 'to | and up'],
  ['PREP', 'NAME', null, 'as its'],
  ['PREP', 'SAID ASK', null, 'as | like | such as'],
  ['PREP', 'PRODUCT REST COUNT AMOUNT WEIGHT', null, 'as the'],
  ['ADV', null, null, 'also | still | only | just | now | currently | exactly | each at | alone'],
  ['FAR', 'BOUND', null, 'well | far | comfortably'],
  [
    'TAIL',
    null,
    null,
    'too | here | as well | apiece | left | is left | are left | away | in all | at the moment | right now | on this page | in total | still | now | currently | to you | aside | before | at present | by contrast | for this',
  ],
  ['THING', null, null, 'product | item | result | option | alternative | candidate | match'],
  [
    'NAME',
    null,
    null,
    'price | weight | size | colour | material | brand | rating | stock | maker | manufacturer | category | variant | price tag | limit | budget | value',
  ],
  ['WHICH', null, null, 'which | that | whose'],
  ['EVERY', null, null, 'all | every | everything | each | all of | each of | of all | of them all'],
  ['FOUND', 'SAID ASK BOUND DEMAND MODAL COUNT', null, 'match | meet | fit'],
  ['FOUND', 'COUNT NOT PRODUCT', null, 'found'],
  ['BE', null, null, 'be | show | do'],
  ['BE', 'NAME SAID', null, 'ask for the'],
  ['VERB', 'ATTRIBUTE', null, 'can be'],
  ['VERB', 'ATTRIBUTE', null, 'is recorded as | are recorded as'],
  ['PREP', 'NAME', null, 'with any'],
  [
    'LEAD',
    null,
    null,
    `if weight | if price | please note that | note that | i'm afraid | sorry |
    of which these are | in euro | in dollar | closest come | closest is | then come | behind it come | after it come | next is | next come |
    next come the | the list goe on with | recorded of it | recorded of them | that come close | come closest |
    come close | first come | in first place | come up | came up for this | to compare by | if another | will do | among them |
    in contrast | in short | of it | of them | in fit | in size | word of it mean | the shop has category | opposite | drop the | dropping`,
  ],
  [
    'I',
    'STOCK BOUND DEMAND',
    null,
    'i kept to what is | we kept to what is | i kept to | i looked for | we looked for | i looked only for',
  ],
  ['I', 'SAID', null, 'i read | i took | i ask for | i sorted them by | sorted by'],
  [
    'LEAD',
    null,
    null,
    'i sorted them by rating | i sorted them by price | i sorted these by price | sorted by price | sorted by rating | i have forgotten what we | i have forgotten',
  ],
  ['AND', null, null, 'and | or | & | plus | nor'],
  ['BUT', null, null, 'but | while | whereas | though | although | yet | however | then | so'],
];

/** By their first word, the longest first. Made once. */
export const glueWords: ReadonlyMap<string, readonly Glue[]> = index();

/** All of these words, each by itself. */
export const glueVocabulary: ReadonlySet<string> = new Set(
  [...glueWords.values()].flat().flatMap(({ words }) => words),
);

function index(): Map<string, Glue[]> {
  const map = new Map<string, Glue[]>();
  for (const [role, takes, of, text] of table) {
    for (const phrase of text.split('|')) {
      const words = phrase.trim().split(/\s+/);
      const glue = {
        words,
        role,
        takes: takes === null ? null : new Set(takes.split(' ')),
        of: of === null ? null : of.split(' '),
      };
      map.set(words[0] ?? '', [...(map.get(words[0] ?? '') ?? []), glue]);
    }
  }
  for (const each of map.values()) each.sort((one, other) => other.words.length - one.words.length);
  return map;
}
