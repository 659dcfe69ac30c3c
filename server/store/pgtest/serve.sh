# $1 is the folder of the programs, $2 that of the cluster.
trap 'cd /; rm -rf "$2"' EXIT
log=$2/log
"$1/initdb" -D "$2/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
cat >>"$2/data/postgresql.conf" <<SETTINGS
listen_addresses = ''
unix_socket_directories = '$2'
dynamic_shared_memory_type = mmap
max_connections = 200
shared_buffers = 16MB
SETTINGS
"$1/pg_ctl" -D "$2/data" -w -s -l "$log" start || { cat "$log" >&2; exit 1; }
echo ready
cat >/dev/null
"$1/pg_ctl" -D "$2/data" -m immediate -s stop
