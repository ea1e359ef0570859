#!/bin/sh
# PostgreSQL from a new cluster to its end, on a UNIX socket in the folder that is given: what it prints is the same each time.
#   postgresql.sh FOLDER CLIENTS TRANSACTIONS
set -eu
folder=$1 clients=$2 transactions=$3
bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -n 1)
data=$folder/data
export PGHOST="$folder" PGPORT=5432 PGUSER=owner PGDATABASE=postgres LC_ALL=C

"$bin/initdb" --auth=trust --username=owner --no-sync --pgdata="$data" >"$folder/initdb.log" 2>&1
"$bin/postgres" -D "$data" -k "$folder" -c listen_addresses= -c fsync=off -c shared_buffers=4MB -c max_connections=12 \
    >"$folder/server.log" 2>&1 &
server=$!
tries=0
until "$bin/pg_isready" -q; do
    kill -0 "$server"
    tries=$((tries + 1))
    [ "$tries" -lt 1200 ]
    sleep 0.1
done
"$bin/pgbench" --initialize --quiet >"$folder/initialize.log" 2>&1
"$bin/pgbench" --client="$clients" --transactions="$transactions" 2>&1 | grep '^number of transactions actually processed'
"$bin/psql" --no-psqlrc --tuples-only --no-align --command='
    SELECT (SELECT count(*) FROM pgbench_history),
           (SELECT sum(delta) FROM pgbench_history) = (SELECT sum(abalance) FROM pgbench_accounts),
           (SELECT sum(delta) FROM pgbench_history) = (SELECT sum(tbalance) FROM pgbench_tellers),
           (SELECT sum(delta) FROM pgbench_history) = (SELECT sum(bbalance) FROM pgbench_branches)'
kill -INT "$server"
wait "$server"
echo "the server ended with status $?"
