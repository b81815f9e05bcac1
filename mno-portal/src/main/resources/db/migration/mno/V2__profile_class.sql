-- What the network lets a subscriber do depends on the class of the Profile.

alter table subscription add column profile_class varchar(20) default 'OPERATIONAL' not null;
