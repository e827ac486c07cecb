create or replace function product.narrate_count(
  answer jsonb
)
returns jsonb
as $$
declare
  v_page constant jsonb := narrate_count.answer -> 'page';
  v_interpretation constant jsonb := v_page -> 'interpretation';
  v_items constant jsonb := v_page -> 'items';
  v_shown constant integer := jsonb_array_length(v_items);
  v_total constant integer := v_page #>> '{total,value}';
  v_exact constant boolean := (v_page #>> '{total,exact}')::boolean;
  v_anchor constant text := v_page #>> '{retrieval,anchor,title}';
  v_residue constant text := product.mended_words(v_interpretation);
  v_seed constant text := concat_ws(':', narrate_count.answer ->> 'question', narrate_count.answer ->> 'position', 'count');
  v_number constant text := case when v_exact then '' else 'at least ' end
    || case when v_total = 1 then 'one' else to_char(v_total, 'FM999,999,990') end;
  v_is_sorted constant boolean := v_interpretation #>> '{sort,sort}' is not null;
  -- A category that is demanded is what everything found is.
  v_noun text;
  v_leaves_out text;
  v_core text;
  v_words text;
begin
  if v_anchor is null and v_residue = '' then
    select lower(c.name) into v_noun
    from jsonb_array_elements(v_interpretation -> 'constraints') e (value)
    join product.category c on e.value #> '{filter,categories}' = jsonb_build_array(c.slug)
    where e.value ->> 'kind' = 'CATEGORY' and c.name ~ '^[[:alpha:] -]+s$';
    if v_noun is not null and v_total <> 1 then
      v_leaves_out := 'CATEGORY';
    else
      v_noun := null;
    end if;
  end if;
  v_core := v_number || case
      when v_anchor is not null then case when v_total = 1 then ' product like ' else ' products like ' end
        || case when v_anchor ~* '^(the|an?)\M' then '' else 'the ' end || v_anchor
      when v_noun is not null then ' ' || v_noun
      when v_residue = '' then case when v_total = 1 then ' product' else ' products' end
      -- In quotation marks: what comes near to a leather jacket need be none.
      else case when v_total = 1 then ' result for ' else ' results for ' end || product.quoted_words(v_residue)
    end
    || product.demand_phrases(v_interpretation, v_leaves_out);
  if narrate_count.answer ->> 'move' = 'MORE' then
    v_words := case when v_shown = 1 then format('here is number %s of %s', v_items #>> '{0,rank}', v_core)
      else format('here are numbers %s to %s of %s', v_items #>> '{0,rank}', v_items #>> array[(v_shown - 1)::text, 'rank'], v_core) end
      || case when not (v_page ->> 'hasNextPage')::boolean and v_exact then ', and that is all of them' else '' end;
  elsif v_shown = v_total then
    v_words := product.pick_wording(v_seed, 'I found ' || v_core,
      case when v_total = 1 then 'there is ' else 'there are ' end || v_core, 'I can offer ' || v_core);
  elsif v_shown = 1 then
    v_words := format('I found %s; this is the %s', v_core, case when v_is_sorted then 'first' else 'closest' end);
  elsif v_residue = '' and v_anchor is null or v_is_sorted then
    v_words := format(product.pick_wording(v_seed, 'I found %s; here are the first %s', 'there are %s, and these are the first %s'), v_core, v_shown);
  else
    v_words := format(product.pick_wording(v_seed, 'I found %s; here are the %s closest', 'there are %s, and these %s come closest',
      'of %s, these %s come closest'), v_core, v_shown);
  end if;
  return product.sentence(v_words, variadic array(
    select i.value ->> 'productId' from jsonb_array_elements(v_items) with ordinality i (value, position) order by i.position));
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_count(jsonb) is
  'How many products an answer found, of what and under which demands: "I found 111 results for “leather jacket” under $150.00; here are the 5 closest." The words are quoted, since what is like a leather jacket need be none. Cites all that are shown.';

grant execute on function product.narrate_count(jsonb) to trueshelf_api;
