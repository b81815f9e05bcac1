-- An operator may do without HandleDownloadProgressInfo.
alter table known_operator alter column callback drop not null;
