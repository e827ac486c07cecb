create or replace function product.narrate(
  answer jsonb
)
returns jsonb
as $$
declare
  v_move constant text := coalesce(narrate.answer ->> 'move', 'SEARCH');
  v_items constant jsonb := narrate.answer #> '{page,items}';
  v_sentences jsonb := '[]';
  v_fit jsonb;
begin
  if v_move = 'TALK' then
    v_sentences := product.narrate_talk(narrate.answer);
  elsif v_move = 'ITEM' then
    v_sentences := product.narrate_item(narrate.answer) || product.narrate_aside(narrate.answer);
  elsif v_items <> '[]' then
    v_fit := product.narrate_fit(narrate.answer);
    v_sentences := product.narrate_memory(narrate.answer) || product.narrate_count(narrate.answer) || product.narrate_best(narrate.answer) || v_fit
      || product.narrate_others(narrate.answer, array(
        select c.value from jsonb_path_query(v_fit || jsonb_build_array(jsonb_build_object('cites', jsonb_build_array(v_items #> '{0,productId}'))), '$[*].cites[*]') p (id)
        cross join lateral (select p.id #>> '{}' as value) c))
      -- Of few, what more there would be.
      || case when jsonb_array_length(v_items) <= 3 and v_move <> 'MORE' then product.narrate_relaxation(narrate.answer) else '[]' end
      || product.narrate_aside(narrate.answer);
  elsif v_move in ('RESTART', 'FORGET') and narrate.answer #>> '{page,interpretation,residue}' = ''
    and not jsonb_path_exists(narrate.answer, '$.page.interpretation.constraints[*] ? (@.source != "DEFAULT")') then
    v_sentences := product.narrate_memory(narrate.answer) || product.narrate_aside(narrate.answer) || product.sentence('what are you looking for');
    v_sentences := jsonb_set(v_sentences, array[(jsonb_array_length(v_sentences) - 1)::text, 'text'], '"What are you looking for?"');
  else
    v_sentences := product.narrate_memory(narrate.answer) || product.narrate_nothing(narrate.answer) || product.narrate_aside(narrate.answer);
  end if;
  return jsonb_build_object(
    'source', 'TEMPLATE',
    'reason', null,
    'text', (
      select string_agg(s.value ->> 'text', ' ' order by s.position)
      from jsonb_array_elements(v_sentences) with ordinality s (value, position)),
    'sentences', v_sentences);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate(jsonb) is
  'The template narrator: an answer of api.begin_chat, with its question, in plain English, {source, reason, text, sentences: [{text, cites}]}. It says only what the answer holds, cites every product of the answer that it names, and says the same again for the same answer.';

grant execute on function product.narrate(jsonb) to trueshelf_api;
