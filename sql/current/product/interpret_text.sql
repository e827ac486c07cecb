create or replace function product.interpret_text(
  content text
)
returns jsonb
as $$
declare
  v_rest text := lower(interpret_text.content);
  v_step jsonb;
  v_constraints jsonb := '[]';
  v_ignored jsonb;
  v_preferences jsonb;
  v_residue text;
begin
  if length(v_rest) <> length(interpret_text.content) then
    -- A few letters change their length with their case; spans must not move.
    v_rest := translate(interpret_text.content, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz');
  end if;
  v_rest := translate(v_rest, E'\x01', ' ');

  v_step := product.interpret_phrases(interpret_text.content, v_rest);
  v_constraints := v_constraints || (v_step -> 'constraints');
  v_ignored := v_step -> 'ignored';
  v_step := product.interpret_prices(interpret_text.content, v_step ->> 'rest');
  v_constraints := v_constraints || (v_step -> 'constraints');
  v_ignored := v_ignored || (v_step -> 'ignored');
  v_step := product.interpret_comparatives(interpret_text.content, v_step ->> 'rest');
  v_preferences := v_step -> 'preferences';
  v_step := product.interpret_negations(interpret_text.content, v_step ->> 'rest');
  v_constraints := v_constraints || (v_step -> 'constraints');
  v_ignored := v_ignored || (v_step -> 'ignored');
  v_step := product.interpret_marked_words(interpret_text.content, v_step ->> 'rest');
  v_constraints := v_constraints || (v_step -> 'constraints');
  v_rest := v_step ->> 'rest';

  v_rest := regexp_replace(v_rest,
    coalesce((select '\m(?:' || string_agg(product.escape_pattern(p.phrase), '|' order by length(p.phrase) desc, p.phrase) || ')\M'
      from product.phrase p where p.meaning = 'FILLER'), E'\x01'),
    E'\x01', 'g');
  v_residue := regexp_replace(translate(v_rest, E'\x01', ' '), '\s+', ' ', 'g');
  v_residue := regexp_replace(v_residue, '\s*,(?:\s*,)*', ',', 'g');
  -- Connecting words and marks that lost what they connected.
  v_residue := regexp_replace(v_residue, '^(?:[\s,;:.!?&-]|\m(?:something|anything|everything|like|and|or|but|with|a|an|the|some|at|for|in|that|which|is|are|only)\M)+', '');
  v_residue := regexp_replace(v_residue, '(?:[\s,;:.!?&-]|\m(?:and|or|but|with|a|an|the|some|at|for|in|that|which|is|are|only)\M)+$', '');

  return jsonb_build_object(
    'text', interpret_text.content,
    'residue', v_residue,
    'constraints', v_constraints,
    'preferences', v_preferences,
    'ignored', v_ignored);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.interpret_text(text) is
  'Reads a question: {text, residue (lower case), constraints (without id and label), preferences, ignored}. Spans count code points of text, end exclusive.';

grant execute on function product.interpret_text(text) to trueshelf_api;
