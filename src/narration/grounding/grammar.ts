import { type Glue, glueWords, type Role } from './glue-words.ts';
import { isName, type Placed, type Scan, standsAt } from './piece.ts';

/** A piece, or words between pieces, as the grammar has it. */
export interface Unit {
  role: Role;
  /** Of CONTENT: the code of a fact, the kind of any other piece. */
  code: string;
  piece: Placed | null;
  glue: Glue | null;
  /** Tokens. */
  at: number;
  length: number;
}

/** What may stand right behind; `END` is the end of a sentence. Roles without an entry let anything follow. */
const follows: Partial<Record<Role, string>> = {
  COMMA:
    'COMMA AND BUT DET PRO THERE I COP HAVE VERB PREP ADV FAR TAIL THING NAME WHICH EVERY LEAD CONTENT FOUND',
  AND: 'DET PRO THERE I COP HAVE VERB PREP ADV FAR TAIL THING NAME WHICH EVERY LEAD CONTENT BUT FOUND COMMA',
  DET: 'CONTENT NAME THING ADV PRO FOUND',
  PRO: 'COP HAVE VERB ADV CONTENT WHICH STOP COMMA AND BUT END TAIL PREP LEAD FOUND THING NAME EVERY',
  THERE: 'COP CONTENT',
  I: 'FOUND CONTENT DET ADV PRO',
  COP: 'CONTENT DET ADV PREP PRO FAR VERB STOP',
  HAVE: 'CONTENT DET ADV NAME',
  VERB: 'CONTENT DET ADV FAR NAME EVERY PRO',
  PREP: 'CONTENT DET ADV NAME PRO WHICH EVERY FAR',
  ADV: 'CONTENT DET PRO COP HAVE VERB PREP FAR NAME THING EVERY ADV TAIL FOUND LEAD BE BUT COMMA',
  FAR: 'CONTENT',
  WHICH: 'COP HAVE VERB ADV CONTENT NAME DET PRO LEAD FOUND THING',
  EVERY: 'CONTENT DET PRO COP HAVE VERB THING NAME PREP TAIL ADV FOUND COMMA STOP END',
  FOUND: 'CONTENT PREP COMMA AND BUT STOP END DET TAIL COP WHICH LEAD HAVE VERB BE',
  BE: 'CONTENT DET NAME END STOP COMMA AND FOUND EVERY ADV',
  NAME: 'COP HAVE VERB PREP CONTENT COMMA AND BUT STOP TAIL FOUND BE WHICH NAME THERE',
};

/** Pieces that say the same twice, or two things of which only one is held against the rows. */
const clashes: Record<string, string> = {
  WEIGHT: 'WEIGHT COMPARISON COMPARE',
  AMOUNT: 'AMOUNT BOUND COMPARE COMPARISON SET',
  STOCK_COUNT: 'AMOUNT WEIGHT MEASURE',
  RATING: 'RATING MEASURE',
};

/** The sentence as units; null where a word has no role: then its place is `fault`. */
export function readUnits(scan: Scan, pieces: readonly Placed[]): { units: Unit[]; fault: number | null } {
  const loose = new Map<number, Placed>();
  for (const piece of pieces) if (isGlue(scan, piece)) loose.set(piece.at, piece);
  const units: Unit[] = [];
  for (let index = 0; index < pieces.length; ) {
    const piece = pieces[index];
    if (piece === undefined) break;
    const unit = loose.has(piece.at) ? readGlue(scan, piece, loose) : content(piece);
    if (unit === null) return { units, fault: index };
    if (unit.length > 0) units.push(unit);
    const end = piece.at + Math.max(unit.length, piece.length);
    index += 1;
    while (index < pieces.length && (pieces[index]?.at ?? 0) < end) index += 1;
  }
  return { units, fault: null };
}

function isGlue({ tokens }: Scan, piece: Placed): boolean {
  if (piece.kind === 'WORD') return piece.length === 1 && piece.said !== true;
  return (
    ['PLURAL', 'EVERY', 'WHICH', 'FOUND', 'BREAK'].includes(piece.kind) && tokens[piece.at] !== undefined
  );
}

function content(piece: Placed): Unit {
  const code =
    piece.kind === 'FACT'
      ? piece.code
      : piece.kind === 'WORD' || piece.kind === 'EVERY'
        ? 'SAID'
        : piece.kind;
  const role: Role = piece.kind === 'OPEN' ? 'STOP' : 'CONTENT';
  return { role, code, piece, glue: null, at: piece.at, length: piece.length };
}

function readGlue(scan: Scan, piece: Placed, loose: ReadonlyMap<number, Placed>): Unit | null {
  const { tokens } = scan;
  const token = tokens[piece.at];
  if (token === undefined) return null;
  const make = (role: Role, length: number, glue: Glue | null = null): Unit => ({
    ...{ role, code: role, piece, glue, at: piece.at, length },
  });
  if (token.kind === 'MARK') {
    if (token.text === ',') return make('COMMA', 1);
    if (token.text === '&') return make('AND', 1);
    if (token.text === '?') return null; // nothing is asked
    return piece.kind === 'BREAK' ? make('STOP', 1) : make('STOP', 0);
  }
  const isFit =
    token.text === 'fit' && scan.ground.rows.some(({ values }) => values.some(({ name }) => name === 'fit'));
  if (isFit) return make('NAME', 1);
  if (token.stem.length > 2 && !phrasesHold(scan, piece, loose) && isName(scan, token.stem))
    return make('NAME', 1);
  for (const glue of glueWords.get(token.stem) ?? []) {
    const length = standsAt(tokens, piece.at, glue.words);
    if (length === 0) continue;
    let all = true;
    for (let next = piece.at; next < piece.at + length; next += 1) all &&= loose.has(next);
    if (all) return make(glue.role, length, glue);
  }
  return isName(scan, token.stem) ? make('NAME', 1) : null;
}

/** A name such as "fit" or "drop" goes before what the word says otherwise, but not before a phrase that begins with it. */
function phrasesHold({ tokens }: Scan, piece: Placed, loose: ReadonlyMap<number, Placed>): boolean {
  const role = (glueWords.get(tokens[piece.at]?.stem ?? '') ?? []).find(
    ({ words }) => words.length > 1 && standsAt(tokens, piece.at, words) > 0,
  );
  return role !== undefined && loose.has(piece.at + 1);
}

/** The index of the first unit that may not stand where it does; -1: all may. */
export function findMisplaced(units: readonly Unit[]): number {
  let takes: ReadonlySet<string> | null = null;
  let owed: number | null = null; // who takes it
  for (let index = 0; index <= units.length; index += 1) {
    const unit = units[index];
    const before = units[index - 1];
    if (unit === undefined)
      return before && !mayEnd(units, index - 1) ? index - 1 : owed === null ? -1 : owed;
    if (!mayFollow(units, index)) return index;
    if (unit.role === 'CONTENT') {
      if (takes !== null && !takenBy(takes, unit, units, index)) return index;
      if (before?.role === 'CONTENT' && clashes[before.code]?.split(' ').includes(unit.code)) return index;
      if (before?.code === 'PRODUCT' && unit.code === 'PRODUCT' && !isOption(unit)) return index;
    } else if (takes !== null && ['PRO', 'THING', 'EVERY', 'WHICH', 'NAME'].includes(unit.role)) {
      const passes =
        unit.role === 'NAME' && ['NAME', 'ATTRIBUTE', 'AMOUNT', 'WEIGHT'].some((code) => takes?.has(code));
      if (!passes && !takes.has(unit.role) && !takes.has('NOT-COUNT')) return index;
      if (passes && takes.size === 1) takes = null;
      if (passes) continue;
    }
    if (unit.role === 'ADV' || unit.role === 'DET' || unit.role === 'FAR') {
      if (unit.glue?.takes) takes = unit.glue.takes;
      continue;
    }
    takes = unit.glue?.takes ?? null;
    if (before?.code === 'STOCK_COUNT' && unit.glue?.words[0] === 'of')
      takes = new Set(['PRODUCT', 'PRO', 'REST', 'COUNT']);
    owed = null;
  }
  return -1;
}

function isOption({ piece }: Unit): boolean {
  return piece?.kind === 'PRODUCT' && piece.option !== null;
}

function takenBy(takes: ReadonlySet<string>, unit: Unit, units: readonly Unit[], index: number): boolean {
  if (!takes.has('NOT-COUNT'))
    return takes.has(unit.code) || (unit.code === 'NOT' && index > 0) || unit.code === 'SOLE';
  const { piece } = unit;
  if (unit.code === 'SAID' || unit.code === 'ASK')
    return units[index - 1]?.role === 'DET' || unit.code === 'ASK';
  if (unit.code === 'MODAL' || unit.code === 'THAN' || unit.code === 'AGAINST') return unit.code === 'MODAL';
  return (
    piece?.kind !== 'COUNT' ||
    piece.definite ||
    piece.value === 0 ||
    units[index - 2]?.role === 'THERE' ||
    units[index - 3]?.role === 'THERE'
  );
}

function mayFollow(units: readonly Unit[], index: number): boolean {
  const before = units[index - 1];
  const unit = units[index];
  if (unit === undefined) return true;
  if (before === undefined) return opens(unit);
  // What would be and what could be is for "would" and "could"; "now" and "still" may stand at the end.
  if (unit.role === 'BE' && !['MODAL', 'NOT'].includes(before.code)) return false;
  if (unit.glue?.words[0] === 'look' && before.role !== 'COMMA') return false;
  if (unit.glue?.words.join(' ') === 'to you' && before.code !== 'SAID') return false;
  if (unit.glue?.words[0] === 'before' && before.code !== 'FORMER_PRICE') return false;
  if (unit.glue?.words[0] === 'of' && factual.has(before.code)) return false;
  const isLate = before.role === 'ADV' && units[index - 2]?.role === 'CONTENT';
  if (isLate && ['STOP', 'COMMA', 'AND', 'BUT'].includes(unit.role)) return true;
  // "the Dunmore too" leaves out what is said of it.
  if (isEcho(units, index - 1) && ['STOP', 'COMMA', 'AND', 'BUT'].includes(unit.role)) return false;
  const next = follows[before.role];
  if (next !== undefined && !next.split(' ').includes(unit.role)) return false;
  // "has a size." names nothing; "the same size." does.
  if (before.role === 'NAME' && ['COMMA', 'AND', 'BUT', 'STOP'].includes(unit.role))
    return unit.piece?.kind === 'BREAK' && unit.code === 'STOP' ? true : isSettled(units, index - 1);
  if (before.role === 'COP' && unit.role === 'STOP') return false;
  return true;
}

const factual = new Set([
  'RATING',
  'AMOUNT',
  'WEIGHT',
  'STOCK',
  'BRAND',
  'DATE',
  'DISCOUNT',
  'FORMER_PRICE',
  'BOUND',
  'PLACE',
]);

/** What is said to a shopper ("look at the Juno") and what leans on something before begin no sentence. */
function opens({ role, glue, code }: Unit): boolean {
  const imperative = [
    'look',
    'keep',
    'stay',
    'take',
    'make',
    'come',
    'go',
    'hold',
    'measure',
    'run',
    'give',
    'bring',
    'buy',
    'turn',
    'share',
    'start',
    'stand',
    'reach',
    'connect',
    'close',
  ];
  if (role === 'VERB') return !imperative.includes(glue?.words[0] ?? '');
  return role !== 'BE' && code !== 'THAN';
}

function isEcho(units: readonly Unit[], index: number): boolean {
  const word = units[index]?.glue?.words.join(' ') ?? '';
  return ['too', 'as well', 'also', 'still', 'now'].includes(word) && units[index - 1]?.code === 'PRODUCT';
}

function mayEnd(units: readonly Unit[], index: number): boolean {
  const unit = units[index];
  if (unit === undefined) return true;
  if (isEcho(units, index)) return false;
  if (unit.role === 'NAME') return isSettled(units, index);
  if (unit.role === 'ADV') return units[index - 1]?.role === 'CONTENT';
  return ['CONTENT', 'STOP', 'PRO', 'TAIL', 'THING', 'EVERY', 'FOUND', 'LEAD', 'BE'].includes(unit.role);
}

function isSettled(units: readonly Unit[], index: number): boolean {
  const before = units[index - 1];
  return (
    before?.role === 'CONTENT' ||
    before?.role === 'NAME' ||
    before?.role === 'LEAD' ||
    ['that', 'its', 'any'].includes(before?.glue?.words.at(-1) ?? '') ||
    before?.glue?.words[0] === 'ask'
  );
}
