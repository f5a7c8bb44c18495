-- Lists of tasks are read by priority too from the index alone.
DROP INDEX tasks_offered;
CREATE INDEX tasks_offered ON tasks (assignee, pool, due, created, priority);
