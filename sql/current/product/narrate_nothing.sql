create or replace function product.narrate_nothing(
  answer jsonb
)
returns jsonb
as $$
declare
  v_page constant jsonb := narrate_nothing.answer -> 'page';
  v_interpretation constant jsonb := v_page -> 'interpretation';
  v_funnel constant jsonb := coalesce(v_page -> 'funnel', '{}');
  v_residue constant text := product.mended_words(v_interpretation);
  v_anchor constant text := v_page #>> '{retrieval,anchor,title}';
  v_demands constant text := product.demand_phrases(v_interpretation);
  v_reason constant text := coalesce(v_page #>> '{retrieval,emptyReason}', '');
  v_seed constant text := concat_ws(':', narrate_nothing.answer ->> 'question', narrate_nothing.answer ->> 'position', 'nothing');
  v_candidates constant integer := coalesce((v_funnel ->> 'candidates')::integer, 0);
  v_count constant text := product.said_count(v_candidates, coalesce((v_funnel ->> 'exact')::boolean, true));
  v_step jsonb;
  v_words text;
  v_sentences jsonb;
begin
  if narrate_nothing.answer ->> 'move' = 'MORE' then
    return product.sentence(product.pick_wording(v_seed, 'that was all of them: nothing is left behind those that I showed',
      'there is no more to show: you have seen all of them'));
  end if;
  v_words := case
    when v_anchor is not null then format('I found nothing like %s%s%s', case when v_anchor ~* '^(the|an?)\M' then '' else 'the ' end, v_anchor, v_demands)
    when v_residue = '' then 'I found nothing' || v_demands
    else format(case when v_candidates > 0 then 'I found nothing for %s%s' else 'I found nothing like %s%s' end,
      coalesce(product.subject_phrase(v_interpretation), product.quoted_words(v_residue)),
      v_demands)
  end;
  select s.value into v_step
  from jsonb_array_elements(v_funnel -> 'steps') with ordinality s (value, position)
  where (s.value ->> 'turnedAway')::integer > 0
  order by (s.value ->> 'turnedAway')::integer desc, s.position
  limit 1;
  if v_step is not null then
    v_sentences := product.sentence(v_words) || product.sentence(format(
      case
        when (v_step ->> 'turnedAway')::integer < v_candidates then
          product.pick_wording(v_seed, 'of the %1$s %2$s, “%3$s” turns away most: %4$s', '%1$s %2$s, and “%3$s” turns away most of them: %4$s')
        else product.pick_wording(v_seed, '%1$s %2$s, but “%3$s” turns all of them away', 'of the %1$s %2$s, “%3$s” leaves none')
      end,
      v_count,
      case when v_funnel ->> 'basis' = 'QUALIFYING' then case when v_candidates = 1 then 'product on sale' else 'products on sale' end
        else case when v_candidates = 1 then 'product that comes close' else 'products that come close' end end,
      -- In people's words: of a flag the label is "wireless not true".
      coalesce((
        select product.demand_phrase(c.value)
        from jsonb_array_elements(v_interpretation -> 'constraints') c (value)
        where c.value ->> 'id' = v_step ->> 'constraintId'), v_step ->> 'label'), to_char((v_step ->> 'turnedAway')::integer, 'FM999,999,990')));
  else
    v_sentences := product.sentence(v_words || coalesce(': ' || case
      when v_reason like 'no word of the question%' then 'no word of it means anything in this catalogue'
      when v_reason like 'no product is %' and v_demands <> '' then 'nothing in this catalogue is' || v_demands
      when v_reason like 'no product is %' then 'nothing is on sale at a current price'
      when v_reason like 'nothing %nearer to it in meaning than%' or v_reason like 'nothing % is like the question' then 'nothing in this catalogue comes close'
      else nullif(v_reason, '') end, ''));
  end if;
  v_sentences := v_sentences || product.narrate_relaxation(narrate_nothing.answer);
  if v_candidates = 0 and jsonb_array_length(coalesce(narrate_nothing.answer -> 'nearest', '[]')) > 0 then
    v_sentences := v_sentences || product.sentence((
      select case when bool_or(n.value -> 'isNear' = 'false') then 'the shop has categories such as ' when count(*) = 1 then 'the nearest category is ' else 'the nearest categories are ' end
        || product.listed(array_agg(n.value ->> 'name' order by n.position))
      from jsonb_array_elements(narrate_nothing.answer -> 'nearest') with ordinality n (value, position)));
  end if;
  return v_sentences;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_nothing(jsonb) is
  'An empty answer: what was looked for, which constraint turned most away, what giving way would bring, and where nothing comes close the nearest categories, or what the shop sells at all.';

grant execute on function product.narrate_nothing(jsonb) to trueshelf_api;
