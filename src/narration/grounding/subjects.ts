import { alternativesOf, deniesAt, inList, tokensOf } from './denial.ts';
import type { GroundRow } from './ground-row.ts';
import { findGroups, findNested, union } from './groups.ts';
import { findFigure } from './judge-count.ts';
import type { Placed, Scan } from './piece.ts';
import { readScope, type Scope } from './scope.ts';

export type Fact = Extract<Placed, { kind: 'FACT' }>;

/** Which piece of a sentence speaks of which rows. */
export interface Layout extends Scope {
  scan: Scan;
  pieces: readonly Placed[];
  subjectOf: (index: number) => readonly GroundRow[];
  /** The sets that a range may be of. */
  setOf: (index: number) => readonly (readonly GroundRow[])[];
  comparandOf: (index: number) => readonly GroundRow[] | 'REST' | null;
  comparesAt: (index: number) => boolean;
  isDenied: (index: number) => boolean;
  deniesAt: (index: number) => boolean;
  isCounted: (index: number) => boolean;
  clauseOf: (index: number) => readonly [from: number, to: number];
  /** Facts that narrow the noun right behind a piece. */
  narrowing: (index: number) => readonly Fact[];
  alternatives: (index: number) => readonly Fact[];
  mayBe: (index: number) => boolean;
  breaksAt: (index: number) => boolean;
  isWholeItem: (rows: readonly GroundRow[]) => boolean;
  named: readonly GroundRow[];
  everyNamed: readonly GroundRow[];
  /** Behind "against": whatever else is named. */
  othersOf: (index: number) => readonly GroundRow[];
  /** Of a product that is cited and neither named nor counted in. */
  spareCitation: () => string | null;
  /** "and so is the Sedge": what is said before is so of these as well. */
  alsoOf: (index: number) => readonly GroundRow[];
}

export function layOut(scan: Scan, pieces: readonly Placed[]): Layout {
  const groups = findGroups(pieces);
  const inGroup = (index: number) => groups.some(({ first, last }) => first < index && index < last);
  const nested = findNested(pieces);
  const isEdge = (index: number) => pieces[index]?.kind === 'BREAK' && !inGroup(index);
  const clauseOf = (index: number) => {
    let from = index;
    let to = index;
    while (from > 0 && !isEdge(from - 1)) from -= 1;
    while (to < pieces.length - 1 && !isEdge(to + 1)) to += 1;
    return [from, to] as const;
  };
  const strongStart = (index: number) => {
    let from = index;
    while (from > 0 && !(isEdge(from - 1) && isStrong(pieces[from - 1]))) from -= 1;
    return from;
  };
  const stretchOf = (index: number) => {
    const after = pieces.findIndex((piece, place) => place > index && isEdge(place) && isStrong(piece));
    return [strongStart(index), after < 0 ? pieces.length : after] as const;
  };
  const open = groups.filter(({ first }) => !nested.has(first));
  const spoken = open.filter(({ comparand }) => !comparand);
  const named = union(groups.filter(({ comparand }) => !comparand));
  const { ground, cited } = scan;

  const subjectOf = (index: number): readonly GroundRow[] => {
    const opening = nested.get(index);
    if (opening !== undefined) {
      const inside = groups.findLast(({ last }) => last < index && last > opening);
      const before = groups.findLast(({ last }) => last < opening);
      return inside?.rows ?? before?.runs.at(-1) ?? cited;
    }
    const next = pieces[index + 1];
    if (next?.kind === 'PRODUCT' && next.option === null) return next.rows;
    const noted =
      next?.kind === 'OPEN' && pieces[index + 2]?.kind === 'PRODUCT'
        ? groups.find(({ first }) => first === index + 2)
        : undefined;
    if (noted && ground.isItem) return noted.rows;
    const owner = isOwned(scan, pieces, index);
    if (owner) return owner.rows;
    const [from, to] = clauseOf(index);
    const before = open.findLast(({ first, last }) => first >= from && last < index);
    // "It is in stock in black S": of one product, the offers that the clause names.
    const offers = ground.isItem
      ? spoken.find(
          ({ first, last, rows }) => first > index && last <= to && rows.length < ground.rows.length,
        )
      : undefined;
    if (offers && (before === undefined || before.rows.length === ground.rows.length)) return offers.rows;
    const start = strongStart(index);
    if (before?.comparand) return before.rows;
    const marks = pieces.slice(before ? before.last : from, index);
    const many = marks.some(
      (piece) => piece.kind === 'PLURAL' || piece.kind === 'EVERY' || isWhole(scan, piece),
    );
    if (many && (before?.rows.length ?? 0) < 2) {
      const since = spoken.filter(({ first, last }) => first >= start && last < index);
      const lead = pieces.slice(start, since[0]?.first ?? index);
      const counted = definiteRows(scan, pieces.slice(start, index), named);
      // "All six, the Juno among them, are black" is said of six; "the Juno and the Arcade are $5 each" of two.
      if (lead.some(({ kind }) => kind === 'EVERY')) return counted ?? ground.rows;
      if (counted) return counted;
      if (since.length > 0) return union(since);
    }
    if (before) return before.rows;
    const after = spoken.find(({ first }) => first > index && first <= to);
    if (after) return after.rows;
    const which = marks.some(({ kind }) => kind === 'WHICH');
    const earlier = (which ? open : spoken).findLast(({ last }) => last < from);
    if (earlier) return many ? union(spoken.filter(({ last }) => last < from)) : earlier.rows;
    const later = spoken.find(({ first }) => first > to);
    if (later) return many ? union(spoken) : later.rows;
    return cited;
  };

  const comparandOf = (index: number): readonly GroundRow[] | 'REST' | null => {
    const [, to] = clauseOf(index);
    for (let place = index + 1; place <= to; place += 1) {
      const piece = pieces[place];
      if (piece?.kind === 'REST') return 'REST';
      if (piece?.kind === 'PRODUCT')
        return groups.find(({ first, comparand }) => comparand && first === place)?.rows ?? null;
    }
    return null;
  };

  const isCounted = (index: number): boolean => {
    const [from] = clauseOf(index);
    const [, to] = clauseOf(index);
    const count = pieces.findIndex(
      (piece, place) => place >= from && place <= to && piece.kind === 'COUNT' && !piece.definite,
    );
    return (
      count >= 0 &&
      !nested.has(index) &&
      !spoken.some(({ first, last }) => first >= from && last < Math.max(index, count))
    );
  };

  const denier = (index: number): number => {
    let place = index - 1;
    while (place >= 0 && ['WORD', 'PLURAL', 'ASK'].includes(pieces[place]?.kind ?? '')) place -= 1;
    // "not wool, merino or wool blends": what is listed is denied together.
    const listed = place === index - 1 && pieces[place]?.kind === 'BREAK' && inList(pieces, place);
    if (listed && pieces[index]?.kind === 'FACT') return denier(place - 1);
    return pieces[place]?.kind === 'NOT' ? place : -1;
  };
  const isDenied = (index: number) => denier(index) >= 0;

  return {
    scan,
    pieces,
    subjectOf,
    comparandOf,
    isCounted,
    clauseOf,
    isDenied,
    named,
    everyNamed: union(groups),
    othersOf: (index) => {
      const [, to] = clauseOf(index);
      const behind = groups.find(({ first }) => first > index && first <= to);
      const subject = subjectOf(index - 1);
      return behind?.rows ?? union(groups).filter((row) => !subject.includes(row));
    },
    spareCitation: () => {
      const general = ['SUPERLATIVE', 'COUNT', 'REST', 'EVERY', 'SAME', 'PLURAL', 'SOLE', 'SET'];
      if (named.length === 0 || ground.isItem || pieces.some(({ kind }) => general.includes(kind)))
        return null;
      const every = union(groups);
      return cited.find((row) => !every.includes(row))?.productId ?? null;
    },
    ...readScope({ scan, pieces, stretchOf, clauseOf, isCounted }),
    alsoOf: (index) => {
      const so = pieces.findIndex(
        (piece, place) =>
          place > index && scan.tokens[piece.at]?.text === 'so' && isEcho(scan, pieces, place),
      );
      return so < 0 ? [] : (groups.find(({ first }) => first > so)?.rows ?? []);
    },
    setOf: (index) => {
      if (named.length > 0) return [subjectOf(index)];
      const definite = definiteRows(scan, pieces, named);
      const they = scan.tokens.some(({ text }) => /^(?:they|both)$/i.test(text));
      return [ground.rows, ...(definite ? [definite] : []), ...(cited.length > 1 && they ? [cited] : [])];
    },
    comparesAt: (index) => pieces.slice(clauseOf(index)[0], index).some(({ kind }) => kind === 'COMPARE'),
    deniesAt: (index) => deniesAt(scan, pieces, index, clauseOf(index), isDenied),
    narrowing: (index) => {
      const facts: Fact[] = [];
      for (let place = index + 1; place < pieces.length; place += 1) {
        const piece = pieces[place];
        const word = scan.tokens[piece?.at ?? -1]?.stem ?? '';
        if (piece?.kind === 'FACT' && piece.narrows) facts.push(piece);
        else if (piece?.kind !== 'WORD' && word !== 'with') break;
        else if (['at', 'for', 'is', 'of', 'cost', 'weigh', 'which', 'it'].includes(word)) break;
      }
      return facts;
    },
    breaksAt: (index) => {
      // "All but the Odell are sold out" is of all the others, which nothing here works out.
      const isBut = scan.tokens[pieces[index]?.at ?? -1]?.stem === 'but';
      const before = pieces.slice(index === 0 ? 0 : clauseOf(index - 1)[0], index);
      const isWide = before.some(
        (piece) =>
          piece.kind === 'EVERY' || (piece.kind === 'COUNT' && (piece.value === 0 || piece.definite)),
      );
      return (
        !isBut ||
        !isWide ||
        before.some(({ kind }) => ['FACT', 'SUPERLATIVE', 'COMPARE', 'SET', 'SAME'].includes(kind))
      );
    },
    mayBe: (index) => {
      // "was $119.00", "I could not", "would be 60 more": of these there is proof.
      const tells =
        pieces.some((piece) => piece.kind === 'FACT' && piece.code === 'FORMER_PRICE') ||
        tokensOf(scan, pieces, clauseOf(index)[0]) === 'I';
      return (
        tells ||
        ground.rows.length === 0 ||
        pieces.some((piece) => piece.kind === 'COUNT' && findFigure(scan, pieces, piece.value) !== undefined)
      );
    },
    alternatives: (index) => alternativesOf(scan, pieces, index),
    isWholeItem: (rows) => ground.isItem && rows.length === ground.rows.length,
  };
}

/** "so is the Sedge", "so are the Chancel and the Sedge". */
function isEcho({ tokens }: Scan, pieces: readonly Placed[], so: number): boolean {
  const verb = tokens[pieces[so + 1]?.at ?? -1]?.stem ?? '';
  return ['is', 'are', 'doe', 'do', 'has', 'have'].includes(verb);
}

function isStrong(piece: Placed | undefined): boolean {
  return piece?.kind === 'BREAK' && piece.strong;
}

/** "the six" as what is spoken of, not "of the six" or "among these six", which is what it is one of. */
function isWhole({ tokens }: Scan, piece: Placed): boolean {
  if (piece.kind !== 'COUNT' || !piece.definite) return false;
  const before = tokens.slice(Math.max(0, piece.at - 2), piece.at).map(({ stem }) => stem);
  return !before.some((word) => ['of', 'among', 'from', 'amongst', 'in'].includes(word));
}

/** "the six", "both": as many rows as were cited, named or are there. */
function definiteRows(
  { ground, cited, tokens }: Scan,
  pieces: readonly Placed[],
  named: readonly GroundRow[],
): readonly GroundRow[] | null {
  const count = pieces.find((piece) => isWhole({ ground, cited, tokens }, piece));
  if (count?.kind !== 'COUNT') return null;
  if (tokens[count.at - 1]?.stem === 'other') {
    // "the other three": of what is shown, without what was named before.
    const others = (cited.length > named.length ? cited : ground.rows).filter((row) => !named.includes(row));
    return others.length === count.value && named.length > 0 ? others : null;
  }
  return [named, cited, ground.rows].find(({ length }) => length === count.value) ?? null;
}

/** "1.78 kg for the Halden", "two of the Foundry": a fact of the product right behind it. */
function isOwned({ tokens }: Scan, pieces: readonly Placed[], index: number) {
  const joint = pieces[index + 1];
  if (joint?.kind !== 'WORD' || !['for', 'of'].includes(tokens[joint.at]?.stem ?? '')) return null;
  const at = tokens[pieces[index + 2]?.at ?? -1]?.stem === 'the' ? index + 3 : index + 2;
  const product = pieces[at];
  return product?.kind === 'PRODUCT' ? product : null;
}
