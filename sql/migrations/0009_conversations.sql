-- Conversations that hold together, and decisions that can be explained.

set local role trueshelf_data;

-- Memory ---------------------------------------------------------------------------------------------------------------

alter table memory.conversation add column salt uuid not null default gen_random_uuid();
alter table memory.conversation add column turns integer not null default 0 check (turns >= 0);
alter table memory.conversation add column last_turn_at timestamptz not null default now();
create index conversation_expiry_idx on memory.conversation (expires_at);
create index conversation_principal_idx on memory.conversation (principal, conversation_id);
comment on table memory.conversation is 'What one caller asks in one go. Deleting it deletes every word of it: its turns, facts and salt.';
comment on column memory.conversation.salt is
  'Goes into the digests of its texts that the decision log keeps, so that with the conversation gone no guess at a text can be confirmed.';
comment on column memory.conversation.turns is 'How many have been reserved; the position of the last one.';

create table memory.setting (
  only_row boolean primary key default true check (only_row),
  time_to_live interval not null default '30 days' check (time_to_live between '1 minute' and '1000 years')
);
insert into memory.setting default values;
alter table memory.setting enable row level security;
comment on column memory.setting.time_to_live is 'How long a conversation is kept after its last turn.';

alter table memory.turn add column position integer check (position > 0);
alter table memory.turn add column move text check (move in ('SEARCH', 'REFINE', 'NEW_TOPIC', 'MORE', 'ITEM', 'FORGET', 'RESTART', 'TALK'));
alter table memory.turn add column request jsonb;
alter table memory.turn add column answer jsonb;
alter table memory.turn add column completed_at timestamptz;
create unique index turn_position on memory.turn (conversation_id, position) where position is not null;
create index turn_unfinished_idx on memory.turn (created_at) where completed_at is null and answer is not null;
comment on column memory.turn.position is 'From 1 within the conversation. Null: of a time before conversations had turns to go on with.';
comment on column memory.turn.move is 'What the turn does to the conversation.';
comment on column memory.turn.request is '{k, filter, options} as they came, without vector and idempotency key, as: {role, group} of whoever asked, and search: what memory.plan_turn made of them, with the reading that carried facts were merged into; null where nothing was searched.';
comment on column memory.turn.answer is 'The whole answer as it was sent, evidence and narration, withheld sentences as well.';
comment on column memory.turn.request_digest is 'Of question and request, salted; what an idempotency key is held against.';
comment on column memory.turn.completed_at is 'Null: the model is still speaking, or whoever asked is gone.';

alter table memory.fact add column principal text not null;
alter table memory.fact add column key text not null;
alter table memory.fact add column trust text not null check (trust in ('EXPLICIT', 'PARSED', 'INFERRED'));
alter table memory.fact add column superseded_at timestamptz;
alter table memory.fact add column superseded_turn_id uuid references memory.turn on delete cascade;
alter table memory.fact add column superseded_why text check (superseded_why in ('REPLACED', 'FORGOTTEN', 'NEW_TOPIC', 'RESTARTED'));
alter table memory.fact add constraint fact_kind_check check (kind in ('TOPIC', 'CONSTRAINT', 'PREFERENCE', 'SORT'));
alter table memory.fact add constraint fact_superseded_check check ((superseded_at is null) = (superseded_why is null));
create index fact_turn_idx on memory.fact (turn_id);
create index fact_superseded_turn_idx on memory.fact (superseded_turn_id) where superseded_turn_id is not null;
create index fact_superseded_by_idx on memory.fact (superseded_by) where superseded_by is not null;
comment on column memory.fact.kind is 'TOPIC: the words that meaning goes by, {"residue"}. The others: the piece of the interpretation.';
comment on column memory.fact.key is 'What it is about: PRICE_MAX, ATTRIBUTE:colour, COMPARATIVE:weight_grams, PREFER_CATEGORY, SORT, TOPIC.';
comment on column memory.fact.trust is 'EXPLICIT: an argument beside the text. PARSED: read in the text by rules. INFERRED: by a language model.';
comment on column memory.fact.superseded_by is 'The fact that took its place, where one did.';

grant select on memory.setting to trueshelf_api;
grant update (turns, last_turn_at, expires_at) on memory.conversation to trueshelf_api;
grant update (narration, decision_id, answer, completed_at) on memory.turn to trueshelf_api;
grant update (superseded_by, superseded_at, superseded_turn_id, superseded_why) on memory.fact to trueshelf_api;

-- What people say about the conversation itself, and no question holds. Apart from product.phrase, whose rows every question is read by.
create table product.move_phrase (
  phrase text not null check (phrase = lower(phrase) and phrase <> ''),
  meaning text not null check (meaning in (
    'FORGET', 'ANY', 'UNIMPORTANT', 'FACT', 'RESTART', 'MORE', 'ORDINAL', 'THAT', 'ONE', 'LIKE', 'ASK', 'INSTEAD', 'ALSO', 'TALK',
    'COURTESY', 'SERVICE', 'LITERAL')),
  value text,
  term text generated always as (product.term(phrase)) stored,
  primary key (phrase, meaning)
);
create index move_phrase_term_idx on product.move_phrase (term);
alter table product.move_phrase enable row level security;
grant select on product.move_phrase to trueshelf_api;
comment on table product.move_phrase is 'English phrases that move a conversation. A row added here is understood by the next turn.';
comment on column product.move_phrase.meaning is
  'FORGET: "forget" (value WEAK: only with an article or the name of a kind, as "drop the size"). ANY: "any" before the name of a kind. UNIMPORTANT: "does not matter" behind it. FACT: a name of a kind of fact. RESTART, MORE, TALK: all that is said. ORDINAL, THAT, ONE, LIKE: pieces of "like the second one". ASK: what is asked of a product. INSTEAD, ALSO: how a value joins those of before. COURTESY: says nothing beside a move. SERVICE: of the shop and not of its products, such as delivery. LITERAL: hides the shorter phrases in it ("first aid").';
comment on column product.move_phrase.value is
  'ORDINAL: the position, -1 the last; NUMBER: a number follows. THAT: POINTED, IT, SEVERAL. FACT: the kind. ASK: SIZES, COLOURS, OPTIONS, PRICE, STOCK, WEIGHT, EVERYTHING, the name of an attribute, or such names and labels of attributes with bars between them, of which the first that the product has is meant. SERVICE: what it is about, as people say it. COURTESY: LEAD is left out where a turn begins with it. Else null.';
insert into product.move_phrase (phrase, meaning, value)
select p.phrase, m.meaning, m.value
from (values
  ('FORGET', null::text, 'forget, forget about, never mind, never mind about, nevermind, disregard, leave aside, leave out'),
  ('FORGET', null, 'do without, don''t care about, do not care about, don''t mind about, don''t worry about'),
  ('FORGET', null, 'doesn''t have to be, does not have to be, don''t have to be, do not have to be, doesn''t need to be'),
  ('FORGET', null, 'does not need to be, don''t need to be, need not be, needn''t be, not necessarily'),
  ('FORGET', 'WEAK', 'drop, ignore, remove, clear, lose, cancel, scrap, delete, undo, skip, reset, take off, take away'),
  ('FORGET', 'WEAK', 'get rid of'),
  ('ANY', null, 'any, whatever, no matter, no matter what, regardless of, irrespective of, all, every, no particular'),
  ('ANY', null, 'no specific'),
  ('UNIMPORTANT', null, 'doesn''t matter, does not matter, don''t matter, do not matter, isn''t important, is not important'),
  ('UNIMPORTANT', null, 'aren''t important, are not important, not important, is unimportant, is irrelevant, is no object'),
  ('UNIMPORTANT', null, 'no object, is not an issue, isn''t an issue, makes no difference, is up to you, can be anything'),
  ('UNIMPORTANT', null, 'can be any'),
  ('FACT', 'PRICE', 'price, cost, budget, amount, price limit, price range, price cap, maximum price, minimum price'),
  ('FACT', 'PRICE', 'spending limit, limit, money'),
  ('FACT', 'STOCK', 'stock, in stock, being in stock, availability, available'),
  ('FACT', 'PLACE', 'store, shop, warehouse, location'),
  ('FACT', 'BRAND', 'brand, make, maker, manufacturer, designer'),
  ('FACT', 'CATEGORY', 'category, type, topic, kind of product, type of product, department'),
  ('FACT', 'SORT', 'order, sort, sorting, sort order, ranking'),
  ('FACT', 'WEIGHT', 'weight'),
  ('FACT', 'SUFFIX', 'filter, constraint, condition, requirement, restriction, preference, criterion, criteria, part, bit'),
  ('FACT', 'SUFFIX', 'thing'),
  ('FACT', 'FILTERS', 'filters, all filters, all the filters, constraints, all constraints, all the constraints, conditions'),
  ('FACT', 'FILTERS', 'requirements, all requirements, preferences, all preferences'),
  ('RESTART', null, 'start over, start over again, start again, start afresh, start anew, start fresh, start new'),
  ('RESTART', null, 'start from scratch, begin again, begin anew, reset, reset everything, restart, new search, a new search'),
  ('RESTART', null, 'start a new search, new conversation, clear everything, clear all, forget everything, forget it all'),
  ('RESTART', null, 'forget all, forget all that, forget all of that, forget all of it, forget what i said'),
  ('RESTART', null, 'forget everything i said, drop everything, scratch that, scrap that, from scratch, from the top'),
  ('RESTART', null, 'from the beginning, back to the start, back to square one'),
  ('MORE', null, 'more, some more, show me more, show more, see more, load more, give me more, find me more, more please'),
  ('MORE', null, 'and more, any more, anymore, do you have more, do you have any more, have you got more'),
  ('MORE', null, 'have you got any more, is there more, is there any more, are there more, are there any more, more results'),
  ('MORE', null, 'more options, more choices, more of these, more of those, more of them, more of the same, more like these'),
  ('MORE', null, 'more like those, next, next page, next ones, the next, the next page, the next ones, next results'),
  ('MORE', null, 'the following ones, keep going, go on, continue, carry on, the rest, show me the rest, others, the others'),
  ('MORE', null, 'other ones, other options, show others, show me others, show me other ones, any others, are there others'),
  ('MORE', null, 'are there any others, do you have others, do you have any others, anything else, something else'),
  ('MORE', null, 'what else, what else is there, what else do you have, what else have you got, anything else like that'),
  ('MORE', null, 'another, another one, another page, show me the next page, show me the next ones, show me the next'),
  ('MORE', null, 'go to the next page'),
  ('ORDINAL', '1', 'first'),
  ('ORDINAL', '2', 'second'),
  ('ORDINAL', '3', 'third'),
  ('ORDINAL', '4', 'fourth'),
  ('ORDINAL', '5', 'fifth'),
  ('ORDINAL', '6', 'sixth'),
  ('ORDINAL', '7', 'seventh'),
  ('ORDINAL', '8', 'eighth'),
  ('ORDINAL', '9', 'ninth'),
  ('ORDINAL', '10', 'tenth'),
  ('ORDINAL', '11', 'eleventh'),
  ('ORDINAL', '12', 'twelfth'),
  ('ORDINAL', '13', 'thirteenth'),
  ('ORDINAL', '14', 'fourteenth'),
  ('ORDINAL', '15', 'fifteenth'),
  ('ORDINAL', '16', 'sixteenth'),
  ('ORDINAL', '17', 'seventeenth'),
  ('ORDINAL', '18', 'eighteenth'),
  ('ORDINAL', '19', 'nineteenth'),
  ('ORDINAL', '20', 'twentieth'),
  ('ORDINAL', '1', 'very first, top, topmost'),
  ('ORDINAL', '-1', 'last, very last, final, bottom'),
  ('ORDINAL', '-2', 'second to last, second last, next to last, last but one, penultimate'),
  ('ORDINAL', '-3', 'third to last, third last, last but two'),
  ('ORDINAL', 'NUMBER', 'number, no, nr, num, option, item, result, choice, position, product'),
  ('THAT', 'POINTED', 'that one, this one, that, this, said'),
  ('THAT', 'IT', 'it, its, itself'),
  ('THAT', 'SEVERAL', 'they, them, their, those, these, those ones, these ones'),
  ('ONE', null, 'one, item, option, result, choice, product, suggestion, hit, entry, of these, of those, of them'),
  ('ONE', null, 'one of these, one of those, one of them, one you showed me, one you showed, one you mentioned'),
  ('ONE', null, 'one in the list, one on the list, in the list, on the list, result you showed me'),
  ('LIKE', null, 'like, like the, similar to, more like, something like, anything like, such as, same as, the same as'),
  ('LIKE', null, 'alternative to, alternatives to, than, compared to, compared with, unlike, instead of'),
  ('ASK', 'SIZES', 'size, sizes, what size, what sizes, which size, which sizes, what sizes are there, what sizes do you have'),
  ('ASK', 'SIZES', 'which sizes do you have, what sizes are available, which sizes are available, which sizes are there'),
  ('ASK', 'SIZES', 'sizing, how does it fit, come in which sizes'),
  ('ASK', '|SIZES|screen|capacity|width|length', 'how big, how large, dimensions, how small'),
  ('ASK', '|capacity|cards|load|sleeps|seats', 'hold, holds, carry, carries, how roomy, how many litres, how many liters'),
  ('ASK', '|battery life', 'how long does the battery last, how long will the battery last, how long does it last, battery last'),
  ('ASK', '|battery life', 'how long does it run, how long do they last, how many hours'),
  ('ASK', '|keeps hot', 'how long does it keep hot, how long does it stay hot, how long does it stay warm, keep hot, stay hot'),
  ('ASK', '|height|length|heel height', 'how tall, how high, height, tall'),
  ('ASK', '|width|length', 'how wide, how broad, wide'),
  ('ASK', '|length|width', 'how long'),
  ('ASK', '|depth|width', 'how deep, depth'),
  ('ASK', '|thickness', 'how thick, thickness'),
  ('ASK', '|brightness|bulb', 'how bright'),
  ('ASK', '|noise', 'how loud, how noisy, how quiet'),
  ('ASK', '|power|pressure', 'how powerful, how strong, how much power, how many watts'),
  ('ASK', '|warmth|comfort temperature|thermal', 'how warm'),
  ('ASK', '|sleeps|seats', 'how many people, how many persons, how many people fit, how many people does it sleep'),
  ('ASK', 'COLOURS', 'colour, colours, color, colors, what colour, what colours, which colour, which colours, what color'),
  ('ASK', 'COLOURS', 'what colors, which color, which colors, other colours, other colors, shades, what shades'),
  ('ASK', 'OPTIONS', 'options, variants, versions, variations, what options, which options, what variants, which variants'),
  ('ASK', 'OPTIONS', 'what versions, which versions, what does it come in'),
  ('ASK', 'PRICE', 'price, prices, cost, costs, how much, how much is, how much are, how much does it cost'),
  ('ASK', 'PRICE', 'how much do they cost, what price, how expensive, how costly, what does it cost, price tag, on sale'),
  ('ASK', 'PRICE', 'on offer, reduced, discounted, cheap, expensive'),
  ('ASK', 'STOCK', 'stock, in stock, availability, available, sold out, out of stock, how many, how many are left'),
  ('ASK', 'STOCK', 'how many left, how many do you have, how many are there, any left, still there, still available'),
  ('ASK', 'STOCK', 'still in stock, in store, on hand'),
  ('ASK', 'WEIGHT', 'weight, weigh, weighs, how heavy, how light, how much does it weigh, how much do they weigh'),
  ('ASK', 'WEIGHT', 'what does it weigh, heavy, light'),
  ('ASK', 'rating', 'rating, ratings, rated, reviews, review, stars, how well is it rated, how many stars'),
  ('ASK', 'material', 'made of, made from, made out of, what material, which material, what fabric, what is it made of, fabric'),
  ('ASK', 'EVERYTHING', 'tell me more, tell me more about, tell me about, tell me something about, more about, more on'),
  ('ASK', 'EVERYTHING', 'more information, more information on, more info, more info on, information about, info about, info on'),
  ('ASK', 'EVERYTHING', 'details, details of, details on, details about, more details, more details on, describe, what about'),
  ('ASK', 'EVERYTHING', 'how about, everything about, know more about, learn more about, show me, show, open, view, look at, see'),
  ('ASK', 'EVERYTHING', 'take, ill take, buy, order, get, add, choose, pick, go with, go for, facts, specs, specification'),
  ('ASK', 'EVERYTHING', 'specifications, features'),
  ('SERVICE', 'delivery', 'delivery, deliveries, deliver, delivers, delivered, free delivery, shipping, free shipping, postage'),
  ('SERVICE', 'delivery', 'ship to, ship it, ship them, do you ship, shipped, dispatch, dispatched, get here, arrive'),
  ('SERVICE', 'returns', 'return policy, returns, free returns, return it, return them, return this, return that, returned'),
  ('SERVICE', 'returns', 'send it back, send them back, take it back, bring it back, refund, refunds, refunded, money back'),
  ('SERVICE', 'returns', 'exchange it, exchange them, exchanges'),
  ('SERVICE', 'payment', 'payment, payments, payment methods, pay by, pay with, pay in, pay on, pay later, pay cash, pay using'),
  ('SERVICE', 'payment', 'paypal, apple pay, google pay, accept credit cards, take credit cards, instalments, installments, on invoice'),
  ('SERVICE', 'a warranty', 'warranty, guarantee, guaranteed, under warranty'),
  ('SERVICE', 'opening hours', 'opening hours, opening times, are you open, do you open, do you close, business hours'),
  ('SERVICE', 'gift wrapping', 'gift wrap, gift wrapped, gift wrapping, wrapped as a gift'),
  ('SERVICE', 'vouchers', 'discount code, discount codes, voucher, vouchers, promo code, coupon, coupons, student discount'),
  ('SERVICE', 'customer service', 'customer service, phone number, talk to a human, speak to a human, speak to someone, call you'),
  ('INSTEAD', null, 'instead, make it, make that, make them, change it to, change that to, change to, switch to, switch it to'),
  ('INSTEAD', null, 'swap it for, i want it, i would like it, i''d like it, i need it, i''d prefer it, keep it'),
  ('ALSO', null, 'also, as well, as well as, too, or, or also, and also, in addition, additionally, or else, or maybe'),
  ('ALSO', null, 'or perhaps, or rather also'),
  ('TALK', null, 'hi, hi there, hello, hello there, hey, hey there, hiya, howdy, greetings, good morning, good afternoon'),
  ('TALK', null, 'good evening, good day, good night, good bye, goodbye, bye, bye bye, see you, see you later, thanks'),
  ('TALK', null, 'thanks a lot, many thanks, thanks so much, thanks very much, thank you, thank you very much'),
  ('TALK', null, 'thank you so much, ta, cheers, ok, okay, alright, all right, great, perfect, nice, cool, lovely, awesome'),
  ('TALK', null, 'excellent, wonderful, brilliant, fine, good, got it, i see, understood, makes sense, yes, yeah, yep, sure'),
  ('TALK', null, 'no, nope, nah, no thanks, no thank you, never mind, nevermind, forget it, not now, that''s all'),
  ('TALK', null, 'that''s it, that is all, that will be all, i''m done, how are you, how are you doing, how''s it going'),
  ('TALK', null, 'nice to meet you, who are you, what are you, are you a bot, are you human, what can you do'),
  ('TALK', null, 'what do you do, how does this work, how can you help me, can you help me, help, help me, what can i ask'),
  ('TALK', null, 'what can i ask you, you''re welcome, sorry, wow, haha, lol'),
  ('COURTESY', 'LEAD', 'and, but, so, then, now, ok, okay, oh, ah, um, hmm, well, actually, alright, what about, how about, maybe'),
  ('COURTESY', 'LEAD', 'perhaps, back to the, back to those, back to, go back to, go back to the, let''s go back to, return to the'),
  ('COURTESY', 'LEAD', 'let''s go back to the'),
  ('COURTESY', null, 'please, just, right, great, thanks, thank you, sorry, hey, hi, hello, yes, yeah, no, let''s, let me'),
  ('COURTESY', null, 'let us, i''d, i would, i want, i want to, i''d like, i''d like to, i would like, i would like to, you can'),
  ('COURTESY', null, 'you could, you may, can you, could you, would you, can we, could we, can i, could i, may i, will you'),
  ('COURTESY', null, 'go ahead and, for me, if you can, if possible, to, fine, cool, perfect, nice, kindly, we can, we could, i'),
  ('COURTESY', null, 'me, again, instead, looks good, looks great, look good, look great, these look good, these look great'),
  ('COURTESY', null, 'those look good'),
  ('LITERAL', null, 'first aid, first class, first layer, first edition, first birthday, first communion, first day'),
  ('LITERAL', null, 'first time, second hand, second-hand, second skin, second home, third party, third hand, last minute'),
  ('LITERAL', null, 'last name, last call, last year, last week, last month, last season, final sale, top up, top loader'),
  ('LITERAL', null, 'top coat, bottom line, one piece, one pot, one size, one size fits all, one person, one man, one woman'),
  ('LITERAL', null, 'one shoulder, one sided, one handed, one cup, one touch, one way, number one, no one, at least one'),
  ('LITERAL', null, 'forget me not, forget me nots, forget me knot, start up, fresh start, new start, drop shoulder, drop arm'),
  ('LITERAL', null, 'drop leaf, drop earrings, drop handlebar, lose weight, clear glass, clear coat, clear case, skip rope'),
  ('LITERAL', null, 'reset button, more than, no more than, more or less, or more, or less, or so, or cheaper, or under'),
  ('LITERAL', null, 'or over, or above, or below, or lighter, next day, next level, next to, top rated, best of all'),
  ('LITERAL', null, 'all in one, all weather, all season, all black, all white, all terrain, all purpose, all round, all over'),
  ('LITERAL', null, 'all day, any occasion, every day, too small, too big, too heavy, too large, too long, too short'),
  ('LITERAL', null, 'too expensive, too warm, that fits, that fit, such as this, it girl, do it yourself, for it, into it'),
  ('LITERAL', null, 'with it, in it, on it, under it, not too, too much, too many, and no, but no')
) m (meaning, value, phrases)
cross join lateral regexp_split_to_table(m.phrases, ', ') p (phrase);

-- What people say while they make up their mind. It describes no thing, in a first question as little as in a later one.
insert into product.phrase (phrase, meaning)
select p.phrase, m.meaning
from (values
  ('FILLER', 'pls, plz, i meant, i mean, i guess, i think, i suppose, maybe, perhaps, rather, i''d rather, i would rather, rather have'),
  ('FILLER', 'i''d rather have, i would rather have, ok, okay, actually, after all, in that case'),
  ('FILLER', 'on second thought, on second thoughts, would be nice, would be great, would be good, would be lovely, would be perfect'),
  ('FILLER', 'would be fine, would be ok, would be okay, is fine, is ok, is okay, are fine, are ok, are okay, no wait, oh wait'),
  ('LITERAL', 'rather than, no wait')
) m (meaning, phrases)
cross join lateral regexp_split_to_table(m.phrases, ', ') p (phrase)
on conflict (phrase, meaning) do nothing;

-- Audit ----------------------------------------------------------------------------------------------------------------

alter table audit.decision add column conversation_id uuid;
alter table audit.decision add column position integer;
alter table audit.decision add column move text;
alter table audit.decision add column request jsonb not null default '{}';
alter table audit.decision add column policies jsonb not null default '{}';
alter table audit.decision add column facts jsonb not null default '[]';
alter table audit.decision add column models jsonb not null default '{}';
alter table audit.decision add column funnel jsonb;
alter table audit.decision add column relaxations jsonb;
alter table audit.decision add column latency jsonb not null default '{}';
alter table audit.decision add column usage jsonb;
create index decision_conversation_idx on audit.decision (conversation_id, position) where conversation_id is not null;
create index decision_time_idx on audit.decision (decided_at);
comment on column audit.decision.request is '{k, filter, options}: what was given beside the question.';
comment on column audit.decision.policies is
  'What allowed or blocked: {priceList, customerGroup, role, restriction, curation: {pinned, excluded}, similarityFloor, unavailable}.';
comment on column audit.decision.facts is 'Of the memory, what this answer went by: [{factId, kind, key, trust, turn}].';
comment on column audit.decision.models is '{embedding: {name, id, provider, templateHash}, interpretation, narration: {name, promptVersion}, template}; null for what took no part.';
comment on column audit.decision.verdicts is 'A verdict per sentence: [{position, source, verdict, cites, reasons: [{code}]}], the withheld ones too; their words are in memory.';
comment on column audit.decision.latency is 'Milliseconds by stage: {read, search, narrate, model, firstSentence, total}; what did not take place is left out.';
comment on column audit.decision.usage is '{promptTokens, completionTokens, calls} of the language model; null where none was asked.';
comment on column audit.decision.error is '{code, message}: why nothing, or not all, was answered; null where all was.';

create table audit.feedback (
  decision_id uuid not null references audit.decision,
  feedback_id uuid not null default uuidv7(),
  product_id bigint,
  kind text not null check (kind in ('CLICKED', 'ADDED_TO_BASKET', 'HELPFUL', 'WRONG')),
  principal text not null,
  given_at timestamptz not null default now(),
  primary key (decision_id, feedback_id),
  unique nulls not distinct (decision_id, product_id, kind)
);
alter table audit.feedback enable row level security;
grant select, insert on audit.feedback to trueshelf_api;
comment on table audit.feedback is 'What people did with an answer, append-only. Said twice it is one row.';
comment on column audit.feedback.product_id is 'One of the decision''s evidence; null: of the answer as a whole. Outlives the product.';

-- Functions whose arguments or results change --------------------------------------------------------------------------

drop function if exists memory.reserve_turn(text, timestamptz);
drop function if exists memory.complete_turn(uuid, text, uuid);
drop function if exists audit.record_decision(uuid, text, jsonb, text, text);
drop function if exists product.narrate(jsonb);
drop function if exists product.describe_item(jsonb);
drop function if exists product.search_page(text, integer, jsonb, jsonb, vector, timestamptz);
drop function if exists product.read_question(text, jsonb, jsonb, vector, timestamptz);
set local role trueshelf_api;
drop function if exists api.chat(text, integer, jsonb, jsonb, vector, jsonb);
