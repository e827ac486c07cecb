create or replace function product.narrate(
  page jsonb
)
returns jsonb
as $$
declare
  v_items jsonb := narrate.page -> 'items';
  v_interpretation jsonb := narrate.page -> 'interpretation';
  v_count integer := jsonb_array_length(narrate.page -> 'items');
  v_total integer := (narrate.page #>> '{total,value}')::integer;
  v_subject text;
  v_demands text;
  v_best jsonb := narrate.page #> '{items,0}';
  v_sentences jsonb := '[]';
begin
  v_subject := case when v_interpretation ->> 'residue' <> '' then format(' like “%s”', v_interpretation ->> 'residue') else '' end;
  select ' ' || string_agg(c.value ->> 'label', case when c.last > 2 then ', ' else ' and ' end order by c.position)
  into v_demands
  from (
    select e.value, e.position, count(*) over () as last
    from jsonb_array_elements(v_interpretation -> 'constraints') with ordinality e (value, position)
    where e.value ->> 'source' <> 'DEFAULT'
  ) c;
  v_demands := concat(v_demands, ', ' || (v_interpretation #>> '{sort,label}'));

  if v_count = 0 then
    v_sentences := v_sentences || jsonb_build_array(jsonb_build_object('cites', '[]'::jsonb, 'text',
      format('I found nothing%s%s: %s.', v_subject, v_demands, narrate.page #>> '{retrieval,emptyReason}')));
  else
    v_sentences := v_sentences || jsonb_build_array(
      jsonb_build_object(
        'cites', (select jsonb_agg(i.value -> 'productId' order by i.position) from jsonb_array_elements(v_items) with ordinality i (value, position)),
        'text', case
          when v_total = 1 then format('I found one product%s%s.', v_subject, v_demands)
          when v_count = v_total and (narrate.page #>> '{total,exact}')::boolean then
            format('I found %s products%s%s.', v_total, v_subject, v_demands)
          when v_count = 1 then format('This is the best of %s%s products%s%s.',
            case when (narrate.page #>> '{total,exact}')::boolean then '' else 'at least ' end, v_total, v_subject, v_demands)
          else format('Here are the best %s of %s%s products%s%s.', v_count,
            case when (narrate.page #>> '{total,exact}')::boolean then '' else 'at least ' end, v_total, v_subject, v_demands)
        end),
      jsonb_build_object(
        'cites', jsonb_build_array(v_best -> 'productId'),
        'text', format('%s %s%s: %s%s.',
          case when v_count = 1 then 'It is' when v_interpretation #>> '{sort,sort}' is null then 'The closest is' else 'The first is' end,
          v_best ->> 'title', ' by ' || (v_best ->> 'brand'), product.describe_item(v_best),
          ', at a price valid until ' || left(v_best #>> '{price,validTo}', 10))));
    v_sentences := v_sentences || coalesce((
      select jsonb_agg(jsonb_build_object('cites', jsonb_build_array(v_best -> 'productId'), 'text', product.narrate_comparison(
        c.value, v_interpretation, narrate.page #>> '{retrieval,anchor,title}')) order by c.position)
      from jsonb_array_elements(v_best -> 'preferences') with ordinality c (value, position)
      where c.value ->> 'kind' = 'COMPARATIVE'
    ), '[]');
    if v_count > 1 then
      v_sentences := v_sentences || (
        select jsonb_build_array(jsonb_build_object(
          'cites', jsonb_agg(i.value -> 'productId' order by i.position),
          'text', format('Then %s.', string_agg(
            format('%s (%s)', i.value ->> 'title', product.describe_item(i.value)),
            case when i.position = least(v_count, 3) then ' and ' else ', ' end order by i.position))))
        from jsonb_array_elements(v_items) with ordinality i (value, position)
        where i.position between 2 and 3);
    end if;
  end if;

  v_sentences := v_sentences
    || coalesce((
      select jsonb_agg(jsonb_build_object('cites', '[]'::jsonb, 'text',
        format('I read “%s” as “%s”.', r.word, r.meant)) order by r.position)
      from (
        select e.value ->> 'from' as word, string_agg(e.value ->> 'to', '” or “' order by e.position) as meant, min(e.position) as position
        from jsonb_array_elements(v_interpretation -> 'repairs') with ordinality e (value, position)
        group by 1
      ) r
    ), '[]')
    || coalesce((
      select jsonb_agg(jsonb_build_object('cites', '[]'::jsonb, 'text', g.sentence) order by g.position)
      from (
        select min(e.position) as position,
          format('I left “%s” aside: %s.', e.value #>> '{span,text}', e.value ->> 'reason') as sentence
        from jsonb_array_elements(v_interpretation -> 'ignored') with ordinality e (value, position)
        group by 2
      ) g
    ), '[]');
  return jsonb_build_object(
    'sentences', v_sentences,
    'text', (
      select string_agg(s.value ->> 'text', ' ' order by s.position)
      from jsonb_array_elements(v_sentences) with ordinality s (value, position)));
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate(jsonb) is
  'The template narrator: a page of api.search in plain English, {text, sentences: [{text, cites}]}. It says only what the page holds, and every product it names is cited.';

grant execute on function product.narrate(jsonb) to trueshelf_api;
