create or replace function product.read_residue(
  reading product.reading
)
returns text
as $$
declare
  v_content text := lower((read_residue.reading).content);
  v_taken boolean[] := (read_residue.reading).taken;
  v_filler record;
  v_rest text := '';
  v_gap text;
  v_pictures boolean[];
begin
  if length(v_content) <> length((read_residue.reading).content) then
    -- A few letters change their length with their case; positions must not move.
    v_content := translate((read_residue.reading).content, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz');
  end if;
  for v_filler in
    select l.first, l.last
    from unnest((read_residue.reading).lexemes) l
    where l.class = 'PHRASE' and l.meaning = 'FILLER' and product.is_free(read_residue.reading, l.first, l.last)
  loop
    for v_word in v_filler.first..v_filler.last loop
      v_taken[v_word] := true;
    end loop;
  end loop;
  -- Pictures beside words are no words; alone they are all that was asked.
  v_pictures := array(
    select w.form ~ '^[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+$'
    from unnest((read_residue.reading).forms) with ordinality w (form, position)
    order by w.position);
  if false = any (v_pictures) then
    for v_word in 1..cardinality(v_taken) loop
      v_taken[v_word] := v_taken[v_word] or v_pictures[v_word];
    end loop;
  end if;
  for v_word in 1..cardinality(v_taken) loop
    v_gap := (read_residue.reading).gaps[v_word];
    -- Where something was taken out, of the marks around it a comma at most is kept.
    v_rest := v_rest || case
      when v_taken[v_word] or v_word > 1 and v_taken[v_word - 1] then case when v_gap ~ '[,;]' then ', ' else ' ' end
      else v_gap end
      || case when v_taken[v_word] then '' else
        substr(v_content, (read_residue.reading).starts[v_word],
          (read_residue.reading).behinds[v_word] - (read_residue.reading).starts[v_word]) end;
  end loop;
  v_rest := v_rest || case when v_taken[cardinality(v_taken)] then '' else (read_residue.reading).gaps[cardinality(v_taken) + 1] end;
  v_rest := regexp_replace(v_rest, '\s+', ' ', 'g');
  v_rest := regexp_replace(v_rest, '\s*,(?:\s*,)*', ',', 'g');
  -- Connecting words that lost what they connected, and marks around all of it.
  v_rest := regexp_replace(v_rest, case when v_taken[1]
    then '^(?:[\s,;:.!?&“”"-]|\m(?:something|anything|everything|like|and|or|but|with|a|an|the|some|any|at(?!\s+(?:least|most)\M)|for|of|by|from|in|that|thats|that[''’]s|which|is|are|there|only)\M)+'
    else '^(?:[\s,;:.!?&“”"-]|\m(?:something|anything|like|a|an|the|some|any|which)\M)+' end, '');
  return regexp_replace(v_rest, case when v_taken[cardinality(v_taken)]
    then '(?:[\s,;:.!?&“”-]|(?<![0-9])"|\m(?:and|or|but|with|a|an|the|some|at|for|of|by|from|in|that|that[''’]s|which|is|are|its|it[''’]s|only)\M)+$'
    else '(?:[\s,;:.!?&“”-]|(?<![0-9])")+$' end, '');
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.read_residue(product.reading) is
  'What is left of a question for words and meaning: without what rules took, without filler, without connecting words that dangle at either end; lower case, single spaces.';

grant execute on function product.read_residue(product.reading) to trueshelf_api;
