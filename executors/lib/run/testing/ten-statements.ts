/** A migration of ten statements in six units; two of them are CONCURRENTLY, and rows change too. */
export const UP = `
-- accounts get a state, orders a total
create type state as enum ('open', 'closed');
alter table accounts add column state state not null default 'open';
alter table orders add column total numeric(12, 2);
update orders set total = amount * price;
create index concurrently orders_account on orders (account_id);
create table audit (id bigint generated always as identity primary key, account_id int references accounts, said text);
insert into audit (account_id, said) select id, 'migrated; with a semicolon' from accounts;
create unique index concurrently accounts_email on accounts (lower(email));
create view open_accounts as select id, email from accounts where state = 'open';
alter table orders add constraint positive check (total >= 0) not valid;
`;

/** Its mirror: one statement for each, in reverse order. */
export const DOWN = `
alter table orders drop constraint positive;
drop view open_accounts;
drop index concurrently accounts_email;
delete from audit;
drop table audit;
drop index concurrently orders_account;
update orders set total = null;
alter table orders drop column total;
alter table accounts drop column state;
drop type state;
`;

export const SEED = `
create table accounts (id int primary key, email text not null);
create table orders (id int primary key, account_id int not null references accounts, amount int not null, price numeric(10, 2) not null);
insert into accounts select n, 'user' || n || '@example.org' from generate_series(1, 200) n;
insert into orders select n, 1 + n % 200, n % 7, n from generate_series(1, 2000) n;
`;
