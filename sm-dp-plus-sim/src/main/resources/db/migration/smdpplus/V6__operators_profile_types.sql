-- Who may order and what, so that every server knows the same and a restart loses nothing.

create table known_operator (
    identifier   varchar(100) primary key, -- functionRequesterIdentifier
    oid          varchar(255) not null,
    callback     varchar(500) not null,
    pinned       text         not null, -- SHA-256 of certificates that are the operator's, as JSON
    certificates text         not null  -- those of them that TLS is to trust though no CI has issued them, DER, as JSON
);

create table profile_type (
    name        varchar(100) primary key,
    package     bytea        not null, -- the elements one after another; sealed, see Vault
    appearance  text         not null, -- what End Users read, as JSON
    own_keys    boolean      not null, -- whether the elements go under keys of their own (ReplaceSessionKeys)
    operators   text         not null  -- who may order it, as JSON; none: everybody
);

-- Counts the changes of both: what a server keeps in memory is good as long as this has not moved.
create table catalogue_revision (
    id  int    primary key,
    ver bigint not null
);
insert into catalogue_revision (id, ver) values (1, 0);
