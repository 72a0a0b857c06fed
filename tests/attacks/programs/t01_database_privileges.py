# context: play:script:database
# The database as a way out: superuser, programs, files, libraries, other roles, the server's own settings.
import os
import psycopg2
ATTEMPTS = {
    "superuser": "ALTER ROLE cocina SUPERUSER",
    "another role": "CREATE ROLE accomplice SUPERUSER LOGIN",
    "grant": "GRANT pg_execute_server_program TO cocina",
    "become postgres": "SET SESSION AUTHORIZATION postgres",
    "role postgres": "SET ROLE postgres",
    "program": "COPY (SELECT 1) TO PROGRAM 'id > /tmp/left-behind'",
    "program in": "CREATE TEMP TABLE t(x text); COPY t FROM PROGRAM 'id'",
    "copy out": "COPY (SELECT 1) TO '/tmp/left-behind'",
    "copy in": "CREATE TEMP TABLE u(x text); COPY u FROM '/etc/passwd'",
    "read file": "SELECT pg_read_file('/etc/passwd')",
    "read own files": "SELECT pg_read_file('postgresql.conf')",
    "read binary": "SELECT pg_read_binary_file('/proc/self/environ')",
    "list": "SELECT pg_ls_dir('/')",
    "list log": "SELECT * FROM pg_ls_waldir()",
    "large object in": "SELECT lo_import('/etc/passwd')",
    "large object out": "SELECT lo_export(lo_creat(-1), '/tmp/left-behind')",
    "C function": "CREATE FUNCTION system(cstring) RETURNS int AS '/lib/x86_64-linux-gnu/libc.so.6', 'system' LANGUAGE C STRICT",
    "load": "LOAD '/tmp/evil.so'",
    "system setting": "ALTER SYSTEM SET archive_command = 'id'",
    "reload": "SELECT pg_reload_conf()",
    "preload": "ALTER ROLE cocina SET session_preload_libraries = 'evil'",
    "log level": "SET log_min_messages = debug5",
    "file limit": "SET temp_file_limit = -1",
    "passwords": "SELECT rolpassword FROM pg_authid",
    "doors": "SELECT * FROM pg_hba_file_rules",
    "file link": "CREATE EXTENSION file_fdw",
    "database link": "CREATE EXTENSION dblink",
    "trusted extension": "CREATE EXTENSION pg_trgm",
    "trusted language": "CREATE EXTENSION plperl",
    "a schema of its own": "CREATE SCHEMA own",
    "read as a server": "GRANT pg_read_server_files TO cocina",
    "file's age": "SELECT pg_stat_file('/etc/passwd')",
    "whoever starts a session": "CREATE EVENT TRIGGER t ON ddl_command_start EXECUTE FUNCTION espera()",
    "publish": "CREATE PUBLICATION p FOR ALL TABLES",
    "what others hold": "SELECT pg_log_backend_memory_contexts(1)",
    "untrusted language": "CREATE EXTENSION plpython3u",
    "another database": "CREATE DATABASE other",
    "table space": "CREATE TABLESPACE elsewhere LOCATION '/tmp'",
    "change the menu's shape": "ALTER TABLE dishes ADD COLUMN x int",
    "drop the wait": "DROP FUNCTION espera(int)",
    "replace the wait": "CREATE OR REPLACE FUNCTION public.espera(ms integer) RETURNS integer LANGUAGE sql AS 'SELECT ms'",
    "catalogue": "UPDATE pg_proc SET prosecdef = true",
    "subscribe": "CREATE SUBSCRIPTION s CONNECTION 'host=192.0.2.1' PUBLICATION p",
}
for name, statement in ATTEMPTS.items():
    line = psycopg2.connect(os.environ["DATABASE_URL"])
    line.autocommit = True
    try:
        line.cursor().execute(statement)
        print("BREACH", name)
    except psycopg2.Error as error:
        print(name, type(error).__name__)
    line.close()
for other in ("postgres", "root", "pg_monitor", "nobody"):
    for database in ("cocina", "postgres", "template1"):
        try:
            psycopg2.connect(user=other, dbname=database).close()
            print("BREACH", other, database)
        except psycopg2.OperationalError:
            pass
try:
    psycopg2.connect("replication=database").close()
    print("BREACH replication")
except psycopg2.OperationalError:
    pass
for setting in ("session_preload_libraries=evil", "log_statement=all", "allow_system_table_mods=on", "zero_damaged_pages=on"):
    try:
        psycopg2.connect(options=f"-c {setting}").close()
        print("BREACH", setting)
    except psycopg2.OperationalError:
        pass
line = psycopg2.connect("")
cursor = line.cursor()
cursor.execute("SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
print("BREACH rights" if cursor.fetchone()[0] else "no right of its own")
print("still there")
