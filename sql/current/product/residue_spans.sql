create or replace function product.residue_spans(
  interpretation jsonb,
  reason text
)
returns jsonb
as $$
declare
  v_content constant text := residue_spans.interpretation ->> 'text';
  v_left text[] := array(select s.form from product.scan_words(residue_spans.interpretation ->> 'residue') s order by s.place);
  v_word record;
  v_start integer;
  v_behind integer;
  v_pieces jsonb := '[]';
begin
  -- The residue has words of the text in their order, and none that something understood is made of.
  for v_word in
    select s.form, s.start, s.behind, exists (
      select
      from jsonb_path_query(residue_spans.interpretation, '$.*[*].span') u (span)
      where s.start > (u.span ->> 'start')::integer and s.behind <= (u.span ->> 'end')::integer + 1
    ) as is_read
    from product.scan_words(v_content) s
    order by s.place
  loop
    if not v_word.is_read and v_word.form = v_left[1] then
      v_start := coalesce(v_start, v_word.start);
      v_behind := v_word.behind;
      v_left := v_left[2:];
    else
      if v_start is not null then
        v_pieces := v_pieces || jsonb_build_object('span', product.take_span(v_content, v_start, v_behind), 'reason', residue_spans.reason);
      end if;
      v_start := null;
      -- A bare word that is a preference stands in the residue as well.
      v_left := case when v_word.form = v_left[1] then v_left[2:] else v_left end;
    end if;
  end loop;
  if v_start is not null then
    v_pieces := v_pieces || jsonb_build_object('span', product.take_span(v_content, v_start, v_behind), 'reason', residue_spans.reason);
  end if;
  return v_pieces;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.residue_spans(jsonb, text) is
  'The pieces of a text that its residue is made of and that say nothing which was understood, as ignored for a reason: [{span, reason}], in their order. interpretation: {text, residue, constraints, preferences, sort, ignored}.';

grant execute on function product.residue_spans(jsonb, text) to trueshelf_api;
