-- Changed whenever H2 is asked to write, which it does at once only where something is new (see H2Log).
create table write_mark (times bigint not null);
insert into write_mark (times) values (0);
