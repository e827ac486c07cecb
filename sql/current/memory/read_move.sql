create or replace function memory.read_move(
  question text,
  state jsonb
)
returns jsonb
as $$
declare
  v_reading product.reading := memory.move_words(read_move.question);
  v_count constant integer := cardinality(v_reading.forms);
  v_whole record;
  v_forget record;
  v_reference record;
  v_joint record;
  v_service record;
  v_before jsonb;
  v_further jsonb;
  v_asked text[];
  v_like integer := 0;
  v_move jsonb := jsonb_build_object(
    'move', null, 'masked', read_move.question, 'forget', '[]'::jsonb, 'forgetFacts', '[]'::jsonb, 'forgetUnknown', '[]'::jsonb,
    'also', false, 'instead', false, 'reference', null, 'shown', null, 'missing', null, 'asked', '[]'::jsonb, 'wanted', '[]'::jsonb, 'like', null);
begin
  if v_count = 0 or not memory.has_memory(read_move.state) and v_reading.lexemes = '{}' then
    return v_move;
  end if;
  v_whole := memory.read_whole(v_reading, read_move.state);
  if v_whole.move is not null then
    return case when memory.names_product(read_move.question) then v_move else
      v_move || jsonb_build_object('move', v_whole.move, 'masked', memory.mask_words(v_whole.rest)) end;
  end if;
  v_service := memory.read_service(v_reading);
  if v_service.ignored <> '[]' and not memory.names_product(read_move.question) then
    v_reading := v_service.rest;
    v_move := v_move || jsonb_build_object('masked', memory.mask_words(v_reading), 'forgetUnknown', v_service.ignored);
    if v_move ->> 'masked' is null then
      return v_move || '{"move": "TALK"}';
    end if;
  end if;
  if not memory.has_memory(read_move.state) then
    return v_move;
  end if;

  -- Only now what the catalogue knows, which costs more than the phrases.
  v_reading.lexemes := v_reading.lexemes || product.find_lexemes(v_reading.forms[:120], v_reading.gaps);
  v_forget := memory.read_forget(v_reading, read_move.state -> 'facts');
  v_reading := v_forget.rest;
  if v_forget.forgotten <> '[]' or v_forget.unknown <> '[]' then
    v_joint := memory.read_joint(v_reading);
    return case when memory.names_product(read_move.question) then v_move else
      v_move || jsonb_build_object(
        'move', 'FORGET',
        'masked', memory.mask_words(v_joint.rest),
        'forget', (
          select coalesce(jsonb_agg(k.key order by k.position), '[]')
          from (
            select f.value -> 'key' as key, min(f.position) as position
            from jsonb_array_elements(v_forget.forgotten) with ordinality f (value, position)
            where f.value -> 'values' = 'null'
            group by f.value -> 'key'
          ) k),
        'forgetFacts', v_forget.forgotten,
        'forgetUnknown', (v_move -> 'forgetUnknown') || v_forget.unknown,
        'also', v_joint.also,
        'instead', v_joint.instead) end;
  end if;

  v_reference := memory.read_reference(v_reading, read_move.state);
  if v_reference.first is not null and not memory.names_product(read_move.question) then
    v_like := memory.follows_like(v_reading, v_reference.first);
    if exists (
      select from unnest(v_reading.lexemes) l where l.class = 'MOVE' and l.meaning = 'FORGET' and l.last = v_reference.first - 1)
    then
      return v_move || jsonb_build_object(
        'move', 'FORGET', 'masked', null,
        'forgetUnknown', (v_move -> 'forgetUnknown') || jsonb_build_array(jsonb_build_object(
          'span', product.take_span(v_reading.content, v_reading.starts[v_reference.first], v_reading.behinds[v_reference.last]),
          'reason', 'one product of an answer cannot be forgotten, only what was asked for')));
    end if;
    v_reading := product.take_words(v_reading, v_reference.first, v_reference.last);
    v_move := v_move || jsonb_build_object('shown', v_reference.item, 'reference', case when v_reference.item is not null then
      jsonb_build_object(
        'kind', v_reference.kind,
        'span', product.take_span(v_reading.content, v_reading.starts[v_reference.first], v_reading.behinds[v_reference.last]),
        'productId', v_reference.item -> 'productId', 'handle', v_reference.item -> 'handle', 'title', v_reference.item -> 'title',
        'turn', v_reference.turn) end);
    if v_reference.item is not null and (v_like > 0 or memory.wants_others(v_reading, v_reference.last)) then
      v_reading := case when v_like > 0 then product.take_words(v_reading, v_like, v_reference.first - 1) else v_reading end;
      v_joint := memory.read_joint(v_reading);
      return v_move || jsonb_build_object(
        'move', 'REFINE', 'masked', memory.mask_words(v_joint.rest), 'like', v_reference.item -> 'productId',
        'also', v_joint.also, 'instead', v_joint.instead);
    end if;
    if v_reference.item is null and v_like > 0 then
      v_reading := product.take_words(v_reading, v_like, v_reference.first - 1);
    end if;
    v_asked := memory.read_asked(
      case when v_reference.implied then v_forget.rest else v_reading end,
      (select r.attributes from memory.listed_rows(jsonb_build_array(v_reference.item)) r));
    v_move := v_move || jsonb_build_object('asked', v_asked, 'wanted', memory.read_wanted(
      case when v_reference.implied then v_forget.rest else v_reading end));
    if v_asked = '{EVERYTHING}' and v_move -> 'wanted' = '[]' and v_reference.kind <> 'THAT' then
      v_before := memory.asked_before(v_reading, read_move.state);
      v_move := v_move || jsonb_strip_nulls(coalesce(v_before, '{}'));
    end if;
    v_further := memory.read_other(v_reading, v_reference.first, v_reference.last, read_move.state);
    return v_move || jsonb_build_object(
      'move', 'ITEM',
      'masked', memory.mask_words((memory.read_joint(v_reading)).rest),
      'forgetUnknown', (v_move -> 'forgetUnknown') || v_further,
      'missing', case when v_reference.item is null then jsonb_build_object(
        'span', product.take_span(v_reading.content, v_reading.starts[v_reference.first], v_reading.behinds[v_reference.last]),
        'kind', v_reference.kind,
        'shown', coalesce(jsonb_array_length(case jsonb_typeof(read_move.state #> '{list,items}') when 'array' then read_move.state #> '{list,items}' end), 0),
        'reason', v_reference.missing) end);
  end if;

  v_joint := memory.read_joint(v_reading);
  return case when not coalesce(true = any ((v_joint.rest).taken), false) and v_move -> 'forgetUnknown' = '[]' or memory.names_product(read_move.question) then v_move else
    v_move || jsonb_build_object(
      'masked', memory.mask_words(v_joint.rest), 'also', v_joint.also, 'instead', v_joint.instead) end;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.read_move(text, jsonb) is
  'What a turn does to its conversation, by the rows of product.move_phrase: {move (FORGET, RESTART, MORE, ITEM, TALK, REFINE beside like; null: none of its own), masked (the question with those words blanked, positions unchanged; null where nothing else is said), forget (keys of facts), forgetFacts [{factId, key, values, span}] (values null: the whole fact), forgetUnknown [{span, reason}] (what cannot be forgotten, answered or told beside another product), also, instead, reference (null: none), shown (the row as it was shown), missing {span, kind, shown, reason} (it points at what is not there), asked and wanted (of ITEM: memory.read_asked, memory.read_wanted), like (product id to compare with)}. state: as memory.conversation_state gives it; null for a first turn, which only greets or starts over. A question that is a product''s title, handle or SKU is no move.';

grant execute on function memory.read_move(text, jsonb) to trueshelf_api;
