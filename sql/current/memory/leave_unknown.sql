create or replace function memory.leave_unknown(
  reading jsonb,
  words jsonb,
  state jsonb
)
returns jsonb
as $$
declare
  v_ties constant text[] := '{for,with,without,in,on,to,from,by,at,of,that,which,and,or,a,an,the,some,any}';
  v_forms constant text[] := array(
    select s.form
    from jsonb_array_elements(leave_unknown.words) with ordinality w (value, position)
    cross join lateral product.scan_words(w.value ->> 'text') s
    where w.value -> 'key' = 'null'
    order by w.position, s.place);
  v_categories constant bigint[] := product.find_categories(nullif(array(
    select c.slug
    from jsonb_array_elements_text(leave_unknown.state #> '{topic,categories}') s (slug)
    join product.category c on c.slug = s.slug), '{}'));
  v_shown constant bigint[] := array(
    select (i.value ->> 'productId')::bigint
    from jsonb_array_elements(coalesce(nullif(leave_unknown.state -> 'list', 'null') -> 'items', '[]')) i (value));
  v_unknown text[] := memory.unknown_words(
    array(select f.form from unnest(v_forms) f (form) where f.form <> all (memory.empty_words())), v_categories, v_shown, true);
  v_absent text[] := '{}'; -- what other kinds of products have
begin
  if v_categories is not null then
    v_absent := memory.unknown_words(array(
      select f.form
      from unnest(v_forms) with ordinality f (form, position)
      where f.form <> all (memory.empty_words() || v_unknown)
        -- How something is, and what it is for or with, is told by meaning: "elegant", "for winter".
        and not memory.tells_how(f.form)
        and not exists (select from unnest(v_forms[:f.position]) t (form) where t.form in ('for', 'with', 'to'))), v_categories, v_shown, false);
  end if;
  v_unknown := v_unknown || v_absent;
  -- A number that nothing counts or measures: "actually 150".
  v_unknown := v_unknown || array(
    select s.form
    from jsonb_array_elements(leave_unknown.words) with ordinality w (value, position)
    cross join lateral product.scan_words(w.value ->> 'text') s
    where w.value -> 'key' = 'null' and s.form ~ '^\d+$'
      and not exists (
        select from product.scan_words(w.value ->> 'text') n
        where n.place = s.place + 1 and n.form <> all (memory.empty_words()))
    order by w.position, s.place);
  if v_unknown = '{}' then
    return jsonb_build_object('words', leave_unknown.words, 'ignored', '[]'::jsonb);
  end if;
  return jsonb_build_object(
    'words', (
      select coalesce(jsonb_agg(w.value || jsonb_build_object('text', k.text) order by w.position), '[]')
      from jsonb_array_elements(leave_unknown.words) with ordinality w (value, position)
      cross join lateral (
        select case when w.value -> 'key' <> 'null' or bool_and(s.form <> all (v_unknown)) then w.value ->> 'text'
          else string_agg(s.form, ' ' order by s.place) filter (where s.form <> all (v_unknown) and (
            s.form <> all (v_ties) or s.next_place < s.unknown_place is not false)) end as text
        from (
          select e.form, e.place,
            (select min(n.place) from product.scan_words(w.value ->> 'text') n where n.place > e.place and n.form <> all (v_ties)) as next_place,
            (select min(n.place) from product.scan_words(w.value ->> 'text') n where n.place > e.place and n.form = any (v_unknown)) as unknown_place
          from product.scan_words(w.value ->> 'text') e
        ) s
      ) k
      where k.text is not null),
    'ignored', (
      select coalesce(jsonb_agg(p.value || jsonb_build_object('kind', 'NOT_POSSIBLE', 'key', null, 'reason',
        case when p.value #>> '{span,text}' ~ '^\d+$' then 'a number alone does not say what it measures; “under 150” is a price, “size 40” a size'
          when p.value #>> '{span,text}' ~ '^\w+$' and lower(p.value #>> '{span,text}') = any (v_absent) then 'nothing of the kind that is looked for here has the word'
          else 'the catalogue does not know the word' || case when p.value #>> '{span,text}' ~ '\w\W+\w' then 's' else '' end end) order by p.position), '[]')
      from jsonb_array_elements(product.residue_spans(
        leave_unknown.reading || jsonb_build_object('residue', array_to_string(v_unknown, ' ')), '')) with ordinality p (value, position)));
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.leave_unknown(jsonb, jsonb, jsonb) is
  'The words of a question (memory.topic_words) without those that no text of the catalogue has, or none of the topic''s categories, and without numbers that nothing counts, which describe nothing here, and those as ignored pieces: {words, ignored}. reading: of the question; state: of memory.conversation_state.';

grant execute on function memory.leave_unknown(jsonb, jsonb, jsonb) to trueshelf_api;
