-- A decision belongs to its principal; merchants read all. Changes are not read through the entry points yet.

drop policy if exists decision_insert on audit.decision;
create policy decision_insert on audit.decision for insert to trueshelf_api
  with check (principal = current_setting('trueshelf.principal', true));

drop policy if exists decision_read on audit.decision;
create policy decision_read on audit.decision for select to trueshelf_api using (
  principal = current_setting('trueshelf.principal', true)
  or current_setting('trueshelf.role', true) = 'merchant'
);

drop policy if exists change_closed on audit.change;
create policy change_closed on audit.change for select to trueshelf_api using (false);

drop policy if exists feedback_insert on audit.feedback;
create policy feedback_insert on audit.feedback for insert to trueshelf_api
  with check (principal = current_setting('trueshelf.principal', true));

drop policy if exists feedback_read on audit.feedback;
create policy feedback_read on audit.feedback for select to trueshelf_api using (
  principal = current_setting('trueshelf.principal', true)
  or current_setting('trueshelf.role', true) = 'merchant'
);
