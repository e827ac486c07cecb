-- Conversations belong to their principal. Nobody updates but to complete a turn; nobody deletes through the entry points.

drop policy if exists conversation_own on memory.conversation;
create policy conversation_own on memory.conversation for all to trueshelf_api
  using (principal = current_setting('trueshelf.principal', true))
  with check (principal = current_setting('trueshelf.principal', true));

drop policy if exists turn_own on memory.turn;
create policy turn_own on memory.turn for all to trueshelf_api
  using (principal = current_setting('trueshelf.principal', true))
  with check (principal = current_setting('trueshelf.principal', true));

drop policy if exists fact_closed on memory.fact;
create policy fact_closed on memory.fact for select to trueshelf_api using (false);
