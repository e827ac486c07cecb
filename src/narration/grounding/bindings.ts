import type { Unit } from './grammar.ts';
import type { RowValue } from './ground-row.ts';
import type { Scan } from './piece.ts';
import { readPhrase } from './token.ts';

/** Words behind which stands what somebody asked for; "your" is followed by what is best for it, or by a limit. */
const saysAsked =
  /^(?:you |your (?:question|search|request|wish)|looking for|asked|asking|searched for|search by|the question|match|result|product)/;

const ends = new Set(['STOP', 'BUT', 'COP', 'HAVE', 'VERB', 'LEAD', 'THERE', 'I']);

const askable = new Set([
  'ATTRIBUTE',
  'BRAND',
  'WEIGHT',
  'MEASURE',
  'AMOUNT',
  'RATING',
  'STOCK',
  'STOCK_COUNT',
  'PLACE',
  'DISCOUNT',
  'FORMER_PRICE',
  'NOUN',
  'CATEGORY',
]);

/** The index of the first unit that is told as asked for and was not; -1: none. */
export function findUnasked(scan: Scan, units: readonly Unit[]): number {
  for (const [index, unit] of units.entries()) {
    if (unit.code !== 'ASK') continue;
    const next = units[index + 1];
    if (textOf(scan, unit) === 'your' && next && !isAsked(scan, next)) return index + 1;
    if (!saysAsked.test(textOf(scan, unit))) continue;
    const trails = next === undefined || ['STOP', 'COMMA', 'BUT'].includes(next.role);
    if (trails && textOf(scan, unit).startsWith('you ')) {
      // "the jacket you named", "…, as you asked": what stands before it.
      for (let place = index - 1; place >= 0 && units[place]?.role !== 'STOP'; place -= 1) {
        const before = units[place];
        if (before && !isAsked(scan, before)) return place;
        if (place === index - 1 && before?.code === 'PRODUCT') break;
      }
    }
    for (let place = index + 1; place < units.length; place += 1) {
      const behind = units[place];
      if (behind === undefined || ends.has(behind.role)) break;
      if (!isAsked(scan, behind)) return place;
    }
  }
  return -1;
}

function isAsked({ ground, tokens }: Scan, { piece, at, length }: Unit): boolean {
  const said = () =>
    tokens.slice(at, at + length).every(({ stem, kind }) => kind === 'MARK' || ground.asked.has(stem));
  if (piece?.kind === 'FACT') return !askable.has(piece.code) || piece.asked || piece.excluded || said();
  if (piece?.kind === 'PRODUCT')
    return piece.option === null ? ground.isItem || piece.rows[0] === ground.anchor || said() : said();
  return true;
}

const priced = new Set(['AMOUNT', 'FORMER_PRICE', 'DISCOUNT', 'COMPARE', 'BOUND']);

/** The index of the first day that is not said of a price; -1: none. */
export function findLooseDate(scan: Scan, units: readonly Unit[]): number {
  return units.findIndex((unit, index) => {
    if (unit.code !== 'DATE') return false;
    const isPrice = ({ role, code, at }: Unit) =>
      role === 'CONTENT' ? priced.has(code) : scan.tokens[at]?.stem === 'price';
    const tells = (other: Unit | undefined) =>
      other !== undefined &&
      (other.role === 'NAME' || (other.role === 'CONTENT' && other.code !== 'PRODUCT'));
    const before = units.slice(0, index).findLast(tells);
    const nearest = before ?? units.slice(index + 1).find(tells);
    if (nearest === undefined) return !scan.tokens.some(({ stem }) => stem === 'price');
    // "was $59.00 until …" is said of the price before.
    return (
      !isPrice(nearest) || (nearest === before && nearest.code === 'FORMER_PRICE' && isPast(scan, nearest))
    );
  });
}

function isPast(scan: Scan, unit: Unit): boolean {
  return /^(?:was|were|usual|usually|regular|regularly|normally|previous|previously|originally|formerly|earlier)\b/.test(
    textOf(scan, unit),
  );
}

/** Of a thing itself: what stands under other names is said with the name, or with "has" and "with". */
const own = new Set([
  'colour',
  'color',
  'size',
  'material',
  'pattern',
  'finish',
  'style',
  'resolution',
  'shape',
  'connection',
  'sleeve',
]);

/** Names under which the facts of a row itself may be said. */
const underName: Record<string, readonly string[]> = {
  WEIGHT: ['weight', 'limit'],
  AMOUNT: ['price', 'tag', 'limit', 'budget', 'cost', 'value'],
  FORMER_PRICE: ['price'],
  BOUND: ['price', 'limit', 'budget'],
  RATING: ['rating', 'value'],
  STOCK: ['stock', 'size', 'colour', 'variant'],
  STOCK_COUNT: ['stock', 'size', 'colour', 'variant'],
};

/** The index of the first value that is said under another name than its own; -1: none. */
export function findForeignValue(scan: Scan, units: readonly Unit[]): number {
  let name: string | null = null;
  let verb: Unit | null = null;
  for (const [index, unit] of units.entries()) {
    if (unit.role === 'NAME' && units[index - 1]?.role !== 'CONTENT')
      name = scan.tokens[unit.at]?.stem ?? null;
    else if (['STOP', 'COMMA', 'AND', 'BUT'].includes(unit.role)) {
      name = null;
      if (unit.role !== 'AND') verb = null;
    } else if (unit.role === 'VERB' || unit.role === 'PREP' || unit.role === 'HAVE' || unit.role === 'COP') {
      if (unit.glue?.words[0] !== 'of') verb = unit;
    }
    const under = underName[unit.code];
    if (under && name !== null && !under.includes(name)) return index;
    const next = units[index + 1];
    const behind = next?.role === 'NAME' ? scan.tokens[next.at]?.stem : undefined;
    // "a 30 g battery": the weight is of the whole.
    if (under && behind !== undefined && !under.includes(behind)) return index;
    if (under) name = null;
    if (unit.code !== 'ATTRIBUTE' || unit.piece?.kind !== 'FACT') continue;
    const names = namesOf(scan, unit);
    if (names.length === 0) continue;
    const words = names.flatMap((each) => each.split('_'));
    const isOwn = words.some((word) => own.has(word));
    // "a 4K screen" is the thing; "a black zip" and "a zip of leather" are no more than parts of it.
    const said = name ?? (behind === 'screen' ? undefined : behind);
    if (said !== undefined && known(scan, said) && !words.includes(said)) return index;
    const part = next?.piece?.kind === 'FACT' && next.code === 'ATTRIBUTE' ? namesOf(scan, next) : [];
    if (isOwn && part.length > 0 && !part.some((each) => each.split('_').some((word) => own.has(word))))
      return index;
    if (!isOwn && next?.glue?.words[0] === 'of') return index;
    name = null;
    if (said !== undefined) continue;
    const of = verb?.glue?.of;
    if (verb?.role === 'VERB' && of) {
      if (!words.some((word) => of.includes(word))) return index;
      continue;
    }
    const isHeld = verb?.role === 'HAVE' || scan.tokens[verb?.at ?? -1]?.stem === 'with';
    const isNamed = scan.tokens.some(({ stem }) => words.includes(stem));
    if (!isHeld && !isNamed && !names.some((each) => isThing(scan, each))) return index;
  }
  return -1;
}

function isThing({ ground }: Scan, name: string): boolean {
  return name.split('_').some((word) => own.has(word) || ground.names.has(word));
}

/** Names under which some row has the value. */
function namesOf({ tokens, ground }: Scan, { at, length }: Unit): string[] {
  const said = tokens
    .slice(at, at + length)
    .filter(({ kind }) => kind !== 'MARK')
    .map(({ stem }) => stem);
  const has = ({ words, flag }: RowValue) =>
    flag === null && said.every((word, place) => words[words.length - said.length + place] === word);
  return [...new Set(ground.rows.flatMap(({ values }) => values.filter(has).map(({ name }) => name)))];
}

function known({ ground }: Scan, name: string): boolean {
  if (['price', 'weight', 'rating', 'stock', 'brand', 'maker', 'manufacturer', 'category'].includes(name))
    return true;
  return ground.rows.some(({ values }) =>
    values.some((value) => readPhrase(value.name.replaceAll('_', ' ')).includes(name)),
  );
}

function textOf({ tokens }: Scan, { at, length }: Unit): string {
  return tokens
    .slice(at, at + length)
    .map(({ text }) => text.toLowerCase())
    .join(' ');
}
