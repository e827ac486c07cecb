import type { Queryable } from '../../src/db/database.ts';
import type { BegunChat, Fact } from '../../src/narration/chat-answer.ts';
import type { EvidenceItem } from '../../src/retrieval/page.ts';
import { converse } from '../sql/fixture/converse.ts';
import { factsToSay, faultsOf, readOffers, readSynonyms } from './conversation-oracle.ts';
import type { Conversation, Pointed, ScriptedTurn } from './conversation-script.ts';

/** A place where the answer is not what the script says. */
export interface Disagreement {
  turn: number;
  what: string;
}

/** Leads the conversation through `api.chat`, five rows a turn, and tells every disagreement. */
export async function hold(database: Queryable, { turns }: Conversation): Promise<Disagreement[]> {
  const synonyms = await readSynonyms(database);
  const told: BegunChat[] = [];
  const found: Disagreement[] = [];
  let script: ScriptedTurn = { say: '', move: 'TALK', holds: {}, given: [], topic: '' };
  for (const [index, turn] of turns.entries()) {
    const { holds, given, topic } = script;
    script = { holds: holds ?? {}, given: given ?? [], topic: topic ?? '', ...turn };
    const blame = (what: string) => found.push({ turn: index + 1, what });
    const asked = fill(script.say, told);
    const answer = await converse(database, asked, {
      k: 5,
      conversation: told.at(-1)?.conversationId ?? null,
      filter: script.filter,
    }).catch((error: Error & { code?: string }) => {
      blame(`"${asked}" fails: ${error.code} ${error.message}`);
    });
    if (!answer) return found;
    told.push(answer);
    checkMemory(script, answer, index + 1, blame);
    checkInterpretation(script, answer, index + 1, blame);
    checkWords(script, answer, blame);
    await checkRows(database, script, told, synonyms, blame);
    await checkItem(database, script, told, blame);
  }
  return found;
}

type Blame = (what: string) => void;

const movesOf = ({ move }: ScriptedTurn) => (Array.isArray(move) ? move : [move]);

const isAllowed = ({ may = [] }: ScriptedTurn, key: string) => may.includes(keyOf(key));

const keyOf = (held: string) => held.replace(/@\d+$/, '');

const at = ({ key, turn }: Fact) => `${key}@${turn.position}`;

function checkMemory(script: ScriptedTurn, answer: BegunChat, position: number, blame: Blame): void {
  if (answer.position !== position) blame(`position ${answer.position}`);
  if (!movesOf(script).includes(answer.move)) blame(`move ${answer.move}, not ${movesOf(script).join('|')}`);
  const facts = answer.facts.filter(({ kind, key }) => kind !== 'TOPIC' && key !== 'CURRENT_PRICE');
  compareKeys('holds', script, facts.map(at), Object.keys(script.holds ?? {}), blame);
  for (const fact of facts) {
    for (const words of script.holds?.[at(fact)]?.split(' & ') ?? [])
      if (!fact.label.toLowerCase().includes(words)) blame(`${at(fact)} is "${fact.label}", not "${words}"`);
    const trust = script.given?.includes(fact.key) ? 'EXPLICIT' : 'PARSED';
    if (fact.trust !== trust) blame(`${at(fact)} is ${fact.trust}`);
  }
  const topic = answer.facts.find(({ kind }) => kind === 'TOPIC')?.label.toLowerCase() ?? '';
  for (const word of (script.topic ?? '').split(' ').filter((one) => one !== ''))
    if (topic.includes(word.replace('-', '')) === word.startsWith('-')) blame(`topic "${topic}": ${word}`);
  if (script.topic === '' && topic !== '') blame(`topic "${topic}", not none`);
  for (const [key, why] of Object.entries(script.takes ?? {}))
    if (!answer.superseded.some((fact) => at(fact) === key && fact.why === why))
      blame(`${key} is not ${why}: ${answer.superseded.map((fact) => `${at(fact)} ${fact.why}`).join(', ')}`);
}

/** What a list was searched by is what is held, each piece with the turn that said it. */
function checkInterpretation(
  script: ScriptedTurn,
  { move, page }: BegunChat,
  position: number,
  blame: Blame,
): void {
  const { constraints, preferences, sort, ignored } = page.interpretation;
  const pieces = [...constraints, ...preferences, ...(sort === null ? [] : [sort])].filter(
    ({ source }) => source !== 'DEFAULT',
  );
  const held = Object.keys(script.holds ?? {});
  const isJoined = (key: string) => held.filter((one) => keyOf(one) === key).length > 1;
  for (const piece of pieces)
    if ((piece.source === 'CONVERSATION') !== (piece.turn !== null) || (piece.turn && piece.span))
      blame(`${piece.key}: source ${piece.source} beside turn ${piece.turn?.position}`);
  if (['SEARCH', 'REFINE', 'NEW_TOPIC', 'FORGET', 'MORE'].includes(move))
    compareKeys(
      'searches by',
      script,
      pieces.map(({ key, turn }) => (isJoined(key) ? key : `${key}@${turn?.position ?? position}`)),
      [...new Set(held.map((one) => (isJoined(keyOf(one)) ? keyOf(one) : one)))],
      blame,
    );
  if (script.ignores && !ignored.some(({ reason }) => script.ignores?.test(reason)))
    blame(`ignores ${script.ignores} not: ${ignored.map(({ reason }) => reason).join('; ')}`);
}

function compareKeys(
  verb: string,
  script: ScriptedTurn,
  got: string[],
  wanted: string[],
  blame: Blame,
): void {
  const missing = wanted.filter((key) => !got.includes(key));
  const besides = got.filter((key) => !wanted.includes(key) && !isAllowed(script, key));
  if (missing.length > 0) blame(`${verb} not: ${missing.join(', ')}`);
  if (besides.length > 0) blame(`${verb} besides: ${besides.join(', ')}`);
}

function checkWords(script: ScriptedTurn, { narration }: BegunChat, blame: Blame): void {
  if (narration.text.trim() === '') blame('says nothing');
  if (script.says && !script.says.test(narration.text)) blame(`says "${narration.text}"`);
}

async function checkRows(
  database: Queryable,
  script: ScriptedTurn,
  told: BegunChat[],
  synonyms: Map<string, string[]>,
  blame: Blame,
): Promise<void> {
  const { move, page } = told.at(-1)!;
  const { items } = page;
  const empty = script.empty ?? movesOf(script)[0] === 'TALK';
  if (empty !== 'EITHER' && empty !== (items.length === 0))
    blame(`${items.length} rows (${page.retrieval.emptyReason})`);
  if (move === 'ITEM' && items.length > 1) blame(`${items.length} rows about one product`);
  const offers = await readOffers(
    database,
    items.map((item) => item.productId),
    page.asOf,
    page.currency,
  );
  for (const item of items) {
    const row = offers.find(({ sku }) => sku === item.sku);
    const demand = { ...script.rows, ...(item === items[0] ? script.top : {}) };
    for (const fault of faultsOf(item, row, demand, synonyms))
      blame(`row ${item.rank} ${item.sku}: ${fault}`);
  }
  const earlier = script.unlike === undefined ? [] : told[script.unlike - 1]!.page.items;
  for (const { handle } of items)
    if (earlier.some((item) => item.handle === handle)) blame(`${handle} was shown at turn ${script.unlike}`);
}

async function checkItem(
  database: Queryable,
  script: ScriptedTurn,
  told: BegunChat[],
  blame: Blame,
): Promise<void> {
  if (script.about === undefined) return;
  const { reference, item, page, narration } = told.at(-1)!;
  const pointed = point(script.about, told);
  if (pointed === undefined) return blame(`turn ${script.about.turn} has no row ${script.about.rank}`);
  if (reference?.productId !== pointed.productId)
    return blame(`is about ${reference?.handle ?? 'nothing'}, not ${pointed.handle}`);
  if (reference.turn.position !== (script.about.shownAt ?? script.about.turn))
    blame(`refers to turn ${reference.turn.position}`);
  if (script.asks === undefined) return;
  const offers = await readOffers(database, [pointed.productId], page.asOf, page.currency);
  // A title may have the very figure in it: "65 L Trekking Backpack".
  const said = narration.text.replaceAll(pointed.title, '');
  const skus = (rows: { sku: string }[]) => rows.map(({ sku }) => sku).sort();
  if (`${skus(item?.offers ?? [])}` !== `${skus(offers)}`) blame(`offers ${skus(item?.offers ?? [])}`);
  for (const fact of factsToSay(offers, script.asks))
    if (!fact.test(said)) blame(`does not say ${fact.source}: "${narration.text}"`);
}

function point({ turn, rank, by }: Pointed, told: BegunChat[]): EvidenceItem | undefined {
  const items = told[turn - 1]?.page.items ?? [];
  const named = items[rank - 1];
  if (by === 'BRAND') return items.find(({ brand }) => brand === named?.brand);
  if (by === 'CHEAPEST')
    return items.reduce((best, item) =>
      Number(item.price.amount) < Number(best.price.amount) ? item : best,
    );
  return named;
}

const fill = (say: string, told: BegunChat[]) =>
  say.replace(
    /\{(\d)\.(\d)\.(brand|title)\}/g,
    (_all, turn: string, rank: string, field: 'brand' | 'title') =>
      `${point({ turn: Number(turn), rank: Number(rank) }, told)?.[field]}`,
  );
