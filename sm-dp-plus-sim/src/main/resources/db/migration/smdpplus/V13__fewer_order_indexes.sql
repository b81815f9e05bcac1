-- A download changes an order twice, and H2 then takes the order out of each of its indexes and puts it in again. So
-- the stock has a table of its own, and one index serves the clock: when an order expires, and since when it has ended.
create table stock (
    operator     varchar(100) not null,
    profile_type varchar(100) not null,
    iccid        varchar(20)  not null,
    primary key (operator, profile_type, iccid)
);
insert into stock (operator, profile_type, iccid)
    select operator, profile_type, iccid from profile_order where state = 'AVAILABLE';
drop index profile_order_stock;

alter table profile_order add column ended boolean default false not null;
alter table profile_order add column clock_at timestamp with time zone; -- expires_at, or the last change once it has ended
update profile_order set clock_at = expires_at;
update profile_order set ended = true, clock_at = changed_at where state in ('INSTALLED', 'ERROR', 'UNAVAILABLE');
drop index profile_order_changed;
drop index profile_order_expires;
create index profile_order_clock on profile_order (ended, clock_at);
